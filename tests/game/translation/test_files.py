"""Files of translated texts: extracted, filled, checked, brought in step; nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.locale import Messages
from game.translation.checking import Lack, findings_in
from game.translation.extracting import extract
from game.translation.reading import read_translation
from game.translation.texts import Translation
from game.translation.writing import write_translation

SOURCES = {
    "title": "Le panneau",
    "summary": "Un panneau : deux avis # et un arrêté.",
    "cast.maire.name": "Ida Roche",
    "scenes.appel.text": "${maire.name} appelle.\n\nLe panneau est posé.",
    "scenes.appel.also.1.text": "Elle attend.",
}
ENGLISH = {
    "title": "The sign",
    "summary": "A sign: two opinions # and an order.",
    "scenes.appel.text": "${maire.name} calls.\n\nThe sign is up.",
    "scenes.appel.also.1.text": "She waits.",
}
MESSAGES = Messages("en")
_TEXTS = st.dictionaries(
    st.from_regex(r"scenes\.[a-z]{1,6}\.(text|title)", fullmatch=True),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30),
    max_size=6,
)


def filled(translation: Translation, texts: dict[str, str]) -> Translation:
    return replace(
        translation,
        texts={
            name: replace(one, text=texts.get(name, one.text))
            for name, one in translation.texts.items()
        },
    )


def whole() -> Translation:
    return filled(extract("le-panneau", "en", SOURCES, None).translation, ENGLISH)


def lacks(translation: Translation, sources: dict[str, str]) -> list[tuple[Lack, str]]:
    return [(one.lack, one.name) for one in findings_in(translation, sources)]


def reread(translation: Translation) -> Translation:
    reading = read_translation(write_translation(translation, MESSAGES).encode())
    assert reading.diagnostics == ()
    assert reading.translation is not None
    return reading.translation


def without_lines(translation: Translation) -> Translation:
    def bare(table: object) -> dict[str, object]:
        assert isinstance(table, dict)
        return {name: replace(one, line=0) for name, one in table.items()}

    return replace(
        translation,
        texts=bare(translation.texts),  # type: ignore[arg-type]
        parked=bare(translation.parked),  # type: ignore[arg-type]
    )


def test_a_new_file_has_every_text_to_translate_and_names_already() -> None:
    extraction = extract("le-panneau", "en", SOURCES, None)

    assert extraction.missing == 4
    assert extraction.translation.texts["cast.maire.name"].text == "Ida Roche"
    found = lacks(extraction.translation, SOURCES)
    assert [name for lack, name in found if lack is Lack.MISSING] == list(ENGLISH)


def test_a_translated_file_lacks_nothing() -> None:
    assert lacks(whole(), SOURCES) == []


def test_a_changed_source_shows_as_to_review_before_and_after_extraction() -> None:
    changed = SOURCES | {"title": "Le grand panneau"}

    assert lacks(whole(), changed) == [(Lack.TO_REVIEW, "title")]

    extraction = extract("le-panneau", "en", changed, whole())
    assert (extraction.to_review, extraction.missing) == (1, 0)
    title = extraction.translation.texts["title"]
    assert (title.text, title.was, title.review) == ("The sign", "Le panneau", True)
    assert lacks(reread(extraction.translation), changed) == [(Lack.TO_REVIEW, "title")]


def test_a_review_that_is_done_is_no_longer_asked_for() -> None:
    changed = SOURCES | {"title": "Le grand panneau"}
    again = extract("le-panneau", "en", changed, whole()).translation
    done = replace(
        again,
        texts=dict(again.texts)
        | {"title": replace(again.texts["title"], text="The big sign", review=False, was="")},
    )

    assert lacks(done, changed) == []
    assert extract("le-panneau", "en", changed, done).to_review == 0


def test_what_the_source_was_is_kept_until_reviewed_however_often_it_changes() -> None:
    once = extract("x", "en", SOURCES | {"title": "Deux"}, whole()).translation
    twice = extract("x", "en", SOURCES | {"title": "Trois"}, once).translation

    assert twice.texts["title"].was == "Le panneau"


def test_a_text_that_moved_keeps_its_translation() -> None:
    moved = dict(SOURCES)
    moved["scenes.appel.also.2.text"] = moved["scenes.appel.also.1.text"]
    moved["scenes.appel.also.1.text"] = "Un nouveau paragraphe."

    extraction = extract("le-panneau", "en", moved, whole())

    assert extraction.translation.texts["scenes.appel.also.2.text"].text == "She waits."
    assert not extraction.translation.texts["scenes.appel.also.2.text"].review


def test_a_text_that_is_gone_is_parked_and_comes_back() -> None:
    fewer = {name: text for name, text in SOURCES.items() if name != "summary"}

    assert (Lack.GONE, "summary") in lacks(whole(), fewer)
    parked = reread(extract("le-panneau", "en", fewer, whole()).translation)

    assert parked.parked["summary"].text == ENGLISH["summary"]
    assert lacks(parked, fewer) == []
    back = extract("le-panneau", "en", SOURCES, parked)
    assert back.translation.texts["summary"].text == ENGLISH["summary"]
    assert back.parked == 0


def test_a_person_that_is_not_named_any_more_is_told() -> None:
    wrong = filled(whole(), {"scenes.appel.text": "The mayor calls."})

    found = findings_in(wrong, SOURCES)

    assert [(one.lack, one.details) for one in found] == [(Lack.REFERENCES, "${maire.name}")]


def test_much_longer_texts_are_advice_and_do_not_fail() -> None:
    long = filled(whole(), {"title": "The sign " * 20})

    found = findings_in(long, SOURCES)

    assert [one.lack for one in found] == [Lack.TOO_LONG]
    assert not any(one.lack.is_error for one in found)


@settings(max_examples=60, deadline=None)
@given(_TEXTS, _TEXTS)
def test_extraction_loses_no_translation_and_survives_the_file(
    before: dict[str, str], after: dict[str, str]
) -> None:
    first = extract("x", "en", before, None).translation
    english = {name: f"English {number}" for number, name in enumerate(before)}
    translated = filled(first, english)
    second = extract("x", "en", after, translated).translation

    assert list(second.texts) == list(after)
    kept = {one.text for one in (*second.texts.values(), *second.parked.values())}
    assert {english[name] for name in before if name not in after} <= kept
    assert without_lines(reread(second)) == without_lines(second)
    assert without_lines(extract("x", "en", after, second).translation) == without_lines(second)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("    text: Le titre: perdu", "E107"),
        ("    texte: Perdu", "E201"),
        ("    text: &ancre Perdu", "E110"),
    ],
)
def test_the_traps_of_yaml_are_told_with_their_place(broken: str, code: str) -> None:
    text = "of: x\nlanguage: en\ntexts:\n  title:\n    source: Le titre\n    hash: 0\n" + broken

    reading = read_translation(text.encode())

    assert code in [one.code for one in reading.diagnostics]
    assert reading.translation is None
    assert {one.place.line for one in reading.diagnostics if one.code == code} == {7}


def test_an_empty_translation_is_no_fault_of_the_file() -> None:
    text = "of: x\nlanguage: en\ntexts:\n  title:\n    source: Le titre\n    hash: 0\n    text:\n"

    reading = read_translation(text.encode())

    assert reading.diagnostics == ()
    assert reading.translation is not None
    assert reading.translation.texts["title"].text == ""
