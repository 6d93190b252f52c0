"""A scenario or a file of content as it is said in another language, where it is translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from engine.scenario import Language, Scenario
from engine.texts import texts_of, with_texts
from game.translation.checking import findings_in
from game.translation.content import content_with, texts_of_content
from game.translation.reading import read_translation
from game.translation.texts import Translation, translation_file


def translation_of(source: Path, language: str) -> Translation | None:
    """The translation of a file into ``language``; None where there is none that can be read."""
    file = translation_file(source, language)
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return read_translation(data).translation


def translated_scenario(scenario: Scenario, source: Path, language: str) -> Scenario | None:
    """``scenario`` in ``language``; None where some text has no translation that can be played.

    A translation to review is played as it stands: a story half in one language and half in the
    other would be worse than a detail that changed.
    """
    translation = translation_of(source, language)
    if translation is None:
        return None
    if any(one.lack.prevents_playing for one in findings_in(translation, texts_of(scenario))):
        return None
    return told_in(scenario, translation)


def told_in(scenario: Scenario, translation: Translation) -> Scenario:
    """``scenario`` in the words of ``translation``, as far as it has them."""
    texts = {name: one.text for name, one in translation.texts.items() if one.text}
    return replace(with_texts(scenario, texts), language=Language(translation.language))


def translated_content(
    data: Mapping[str, object], source: Path, language: str
) -> Mapping[str, object]:
    """The plain data of a file of content in ``language``, each text as far as it is translated."""
    translation = translation_of(source, language)
    if translation is None:
        return data
    known = texts_of_content(data)
    texts = {
        name: one.text for name, one in translation.texts.items() if one.text and name in known
    }
    return content_with(data, texts)
