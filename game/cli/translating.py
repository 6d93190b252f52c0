"""The command ``translate``: texts to translate out of a file, and what their translation lacks."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.authoring.plays import is_plays_file
from game.cli.commands import Command, Misuse, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Word
from game.cli.targets import target_named
from game.locale import LANGUAGES, Messages
from game.plain.voice import Voice
from game.store.errors import shown

if TYPE_CHECKING:
    from game.translation.checking import Lack, TextFinding
    from game.translation.reading import TranslationReading
    from game.translation.sources import Source
    from game.translation.texts import Translation

EXTRACT, CHECK = "extract", "check"
_MOST_SHOWN = 40
"""Texts of one kind told one by one; beyond, they are only counted."""


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "translate",
            _translate,
            messages,
            [
                argument(messages, "translate_action", Word((EXTRACT, CHECK), messages)),
                argument(messages, "sources", FileName(), many=True),
                option(messages, "to-lang", Word(LANGUAGES, messages)),
            ],
        )
    ]


def _translate(
    invocation: Invocation, translate_action: str, sources: tuple[str, ...], to_lang: str | None
) -> int:
    messages = invocation.messages
    where = click.get_current_context(silent=True)
    if not sources:
        raise Misuse(messages("translation.misuse.no_source"), where)
    if translate_action == EXTRACT and to_lang is None:
        raise Misuse(messages("translation.misuse.no_language"), where)
    paths = [_file_named(word, messages) for word in sources]
    if translate_action == EXTRACT:
        done = [_extract(invocation, path, str(to_lang)) for path in paths]
    else:
        done = [_check(invocation, path, to_lang) for path in paths]
    return 0 if all(done) else 1


def _file_named(word: str, messages: Messages) -> Path:
    path = target_named(word, messages)
    where = click.get_current_context(silent=True)
    if path.is_dir():
        raise Misuse(messages("translation.misuse.folder", name=shown(path)), where)
    if is_plays_file(path):
        raise Misuse(messages("translation.misuse.plays", name=shown(path)), where)
    return path


def _source(invocation: Invocation, path: Path) -> Source | None:
    """The file to translate; what keeps it from being read is said. Raises what programs say."""
    from game.translation.sources import read_source

    try:
        return read_source(path)
    except OSError as failure:
        _tell_failure(invocation, "unreadable", path, failure)
        return None


def _tell_failure(invocation: Invocation, key: str, path: Path, failure: OSError) -> None:
    invocation.errors.say(
        invocation.messages(
            f"translation.fault.{key}", name=shown(path), problem=failure.strerror or ""
        )
    )


def _read(invocation: Invocation, file: Path) -> TranslationReading | None:
    """The translation as it is; None, and why, where it cannot be read."""
    from game.diagnostics_view import human
    from game.translation.reading import read_translation

    try:
        data = file.read_bytes()
    except OSError as failure:
        _tell_failure(invocation, "unreadable", file, failure)
        return None
    reading = read_translation(data)
    if reading.diagnostics:
        text = data.decode("utf-8", errors="replace")
        voice = invocation.errors
        voice.exactly(human(reading.diagnostics, text, invocation.messages, file=shown(file)))
        voice.gap()
    if reading.translation is None:
        invocation.errors.say(invocation.messages("translation.fault.broken", name=shown(file)))
    return reading


def _extract(invocation: Invocation, path: Path, language: str) -> bool:
    from game.authoring.files import replace_file
    from game.translation.extracting import extract
    from game.translation.texts import translation_file
    from game.translation.writing import write_translation

    messages = invocation.messages
    source = _source(invocation, path)
    if source is None:
        return False
    if source.language == language:
        invocation.errors.say(messages("translation.fault.same_language", name=shown(path)))
        return False
    file, before = translation_file(path, language), None
    if file.exists():
        reading = _read(invocation, file)
        if reading is None or reading.translation is None:
            return False
        before = reading.translation
    extraction = extract(source.of, language, source.texts, before)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, write_translation(extraction.translation, messages))
    except OSError as failure:
        _tell_failure(invocation, "unwritable", file, failure)
        return False
    voice = invocation.out
    count = len(extraction.translation.texts)
    voice.say(messages("translation.extract.written", name=shown(file), count=count))
    for key in ("missing", "to_review", "parked"):
        number = getattr(extraction, key)
        if number:
            voice.say(messages(f"translation.extract.{key}", count=number), "  ")
    if extraction.missing or extraction.to_review:
        voice.say(messages("translation.extract.next"))
    return True


def _check(invocation: Invocation, path: Path, language: str | None) -> bool:
    from game.translation.texts import languages_of, translation_file

    source = _source(invocation, path)
    if source is None:
        return False
    languages = (language,) if language else languages_of(path, LANGUAGES)
    if not languages:
        words = invocation.messages("translation.check.none", name=shown(path))
        invocation.errors.say(words)
        return False
    sound = [_check_file(invocation, source, translation_file(path, it), it) for it in languages]
    return all(sound)


def _check_file(invocation: Invocation, source: Source, file: Path, language: str) -> bool:
    from game.translation.checking import findings_in

    messages, voice = invocation.messages, invocation.out
    if not file.exists():
        words = messages("translation.check.missing_file", name=shown(file), language=language)
        invocation.errors.say(words)
        return False
    reading = _read(invocation, file)
    if reading is None or reading.translation is None:
        return False
    translation = reading.translation
    if (translation.of, translation.language) != (source.of, language):
        words = messages("translation.check.other", name=shown(file), of=source.of)
        invocation.errors.say(words)
        return False
    found = findings_in(translation, source.texts)
    voice.say(messages("translation.check.title", name=shown(file), count=len(source.texts)))
    _tell_findings(found, messages, voice)
    advised = _tell_advice(source, translation, messages, voice)
    wrong = any(one.lack.is_error for one in found)
    if not found and not advised:
        voice.say(messages("translation.check.clean"), "  ")
    elif not wrong:
        voice.say(messages("translation.check.playable"), "  ")
    return not wrong


def _tell_findings(found: tuple[TextFinding, ...], messages: Messages, voice: Voice) -> None:
    def kind(one: TextFinding) -> Lack:
        return one.lack

    for lack, group in groupby(
        sorted(found, key=lambda one: (not one.lack.is_error, one.lack)), kind
    ):
        held = list(group)
        voice.say(messages(f"translation.lack.{lack.value}", count=len(held)), "  ")
        for one in held[:_MOST_SHOWN]:
            voice.say(f"- {_line(one, messages)}", "  ")
        if len(held) > _MOST_SHOWN:
            more = len(held) - _MOST_SHOWN
            voice.say(f"- {messages('translation.check.more', count=more)}", "  ")


def _line(one: TextFinding, messages: Messages) -> str:
    key = "line" if one.line else "no_line"
    words = messages(f"translation.check.{key}", text=one.name, number=one.line)
    if not one.details:
        return words
    return messages("translation.check.details", text=words, details=one.details)


def _tell_advice(
    source: Source, translation: Translation, messages: Messages, voice: Voice
) -> bool:
    """What ``check`` would say of the story in its new words, and did not say of the original."""
    from engine.diagnostics import shortened
    from game.diagnostics_view import message_of
    from game.translation.advice import new_diagnostics

    if source.scenario is None:
        return False
    new = new_diagnostics(source.scenario, translation)
    for diagnostic in new:
        words = shortened(message_of(diagnostic, messages), 300)
        voice.say(messages("translation.check.advice", code=diagnostic.code, words=words), "  ")
    return bool(new)
