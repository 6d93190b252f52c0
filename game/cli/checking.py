"""The command ``check``: every mistake in scenario files, for people or for tools."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from engine.diagnostics import Diagnostic, Severity
from game.authoring.plays import is_plays_file
from game.cli.commands import Command, Misuse, argument, option
from game.cli.content_faults import problem_words
from game.cli.invocation import Invocation
from game.cli.knowledge import (
    CATALOGUE_FILES,
    FaultyContent,
    Knowledge,
    knowledge_of_folder,
    knowledge_of_game,
)
from game.cli.parameters import FileName, Word
from game.library import UnreadableScenarioError
from game.locale import Messages
from game.plain.voice import Voice
from game.store.errors import shown

FORMATS = ("human", "json")
NOTHING_TO_CHECK = "E903"
FAULTY_CONTENT = "E900"
UNREADABLE_FILE = "E901"
NO_SCENARIO = "E902"
"""Codes of what is no scenario's mistake: the catalogue or a frame, a file that cannot be read or
that holds plays."""

_LARGEST_BYTES = 8_000_001
"""One byte more than reading accepts: enough to refuse a file without holding all of it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A scenario file and what was found in it; ``mended`` counts what ``--fix`` wrote."""

    name: str
    text: str
    diagnostics: tuple[Diagnostic, ...]
    mended: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong that no scenario's text explains, in words."""

    name: str
    code: str
    message: str
    hint: str


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "check",
            _check,
            messages,
            [
                argument(messages, "paths", FileName(), many=True),
                option(messages, "format", Word(FORMATS, messages)),
                option(messages, "fix"),
            ],
        )
    ]


def _check(invocation: Invocation, paths: tuple[str, ...], format: str | None, fix: bool) -> int:
    messages = invocation.messages
    targets = [Path(path).expanduser() for path in paths]
    for target in targets:
        _require(target, messages)
    checker = _Checker(messages, fix)
    for target in targets:
        checker.check(target)
    if format == "json":
        checker.tell_json(invocation.out)
    else:
        checker.tell(invocation.out)
    return 1 if checker.wrong else 0


def _require(target: Path, messages: Messages) -> None:
    """Only files and folders: a device or a pipe could be waited for without end."""
    try:
        usable, there = target.is_dir() or target.is_file(), target.exists()
    except (OSError, ValueError):
        usable, there = False, False
    if not usable:
        key = "not_regular" if there else "no_file"
        where = click.get_current_context(silent=True)
        raise Misuse(messages(f"cli.usage.{key}", name=shown(target)), where)


class _Checker:
    def __init__(self, messages: Messages, fix: bool) -> None:
        self._say = messages
        self._fix = fix
        self._checked: list[Checked] = []
        self._troubles: list[Trouble] = []

    @property
    def wrong(self) -> bool:
        return bool(self._troubles) or any(
            found.severity is Severity.ERROR for one in self._checked for found in one.diagnostics
        )

    def check(self, target: Path) -> None:
        """A file, or a folder: its content data and every scenario directly in it."""
        if not target.is_dir():
            if is_plays_file(target):
                self._troubles.append(self._plays(target))
                return
            self._scenario(target, knowledge_of_game())
            return
        knowledge = knowledge_of_folder(target)
        self._troubles += [self._faulty(fault) for fault in knowledge.faults]
        before = len(self._checked)
        for file in sorted((*target.glob("*.yaml"), *target.glob("*.yml"))):
            if file.name in CATALOGUE_FILES or is_plays_file(file):
                continue
            if file.is_file():
                self._scenario(file, knowledge)
        if len(self._checked) == before:
            self._troubles.append(self._empty(target))

    def _empty(self, folder: Path) -> Trouble:
        message = self._say("cli.check.empty", name=shown(folder))
        return Trouble(shown(folder), NOTHING_TO_CHECK, message, self._say("cli.check.empty_hint"))

    def _faulty(self, fault: FaultyContent) -> Trouble:
        problem = problem_words(fault.fault, self._say)
        message = self._say("cli.check.content", where=fault.fault.where, problem=problem)
        hint = self._say("cli.check.content_hint")
        return Trouble(shown(fault.path), FAULTY_CONTENT, message, hint)

    def _plays(self, file: Path) -> Trouble:
        name = shown(file)
        message = self._say("proving.test.plays_file", name=name)
        return Trouble(name, NO_SCENARIO, message, self._say("proving.test.plays_file_hint"))

    def _scenario(self, file: Path, knowledge: Knowledge) -> None:
        from engine.reading import read_scenario_bytes

        name = shown(file)
        try:
            data, mended = _mended(file) if self._fix else (_head(file), 0)
        except OSError as failure:
            problem = failure.strerror or ""
            message = self._say("cli.check.unreadable", problem=problem)
            hint = self._say("cli.check.unreadable_hint")
            self._troubles.append(Trouble(name, UNREADABLE_FILE, message, hint))
            return
        reading = read_scenario_bytes(
            data, file=file.name, catalogue=knowledge.catalogue, frames=knowledge.frames
        )
        text = data.decode("utf-8", "replace")
        self._checked.append(Checked(name, text, reading.diagnostics, mended))

    def tell(self, voice: Voice) -> None:
        """Everything found, for people."""
        from game.diagnostics_view import human, summary

        for trouble in self._troubles:
            voice.say(f"{trouble.name}: {trouble.code}: {trouble.message}")
            voice.say(f"  → {trouble.hint}")
            voice.gap()
        for one in self._checked:
            if one.mended:
                voice.say(self._say("cli.check.mended", name=one.name, count=one.mended))
            if one.diagnostics:
                voice.exactly(human(one.diagnostics, one.text, self._say, file=one.name))
                voice.gap()
        found = [found for one in self._checked for found in one.diagnostics]
        files = self._say("cli.check.files", count=len(self._checked))
        if self._troubles:
            files = f"{files} {self._say('cli.check.troubles', count=len(self._troubles))}"
        if found or not self._troubles:
            files = f"{files} {summary(found, self._say)}"
        voice.say(files)
        if found:
            first = min(found, key=lambda one: one.severity is not Severity.ERROR)
            voice.say(self._say("cli.check.explain", code=first.code))

    def tell_json(self, voice: Voice) -> None:
        """Everything found, as an array of objects."""
        from game.diagnostics_view import as_records

        records: list[dict[str, str | int]] = [
            {
                "code": trouble.code,
                "severity": Severity.ERROR.value,
                "file": trouble.name,
                "line": 1,
                "column": 1,
                "message": trouble.message,
                "hint": trouble.hint,
            }
            for trouble in self._troubles
        ]
        for one in self._checked:
            records += as_records(one.diagnostics, one.name, self._say)
        voice.exactly(json.dumps(records, ensure_ascii=False, indent=2))


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_LARGEST_BYTES)


def _mended(file: Path) -> tuple[bytes, int]:
    """Mend ``file`` where it can be; its bytes now, and how many things were mended."""
    from engine.mending import mend

    data = _head(file)
    try:
        mended = mend(data.decode("utf-8"))
    except UnicodeDecodeError:
        return data, 0
    if len(data) >= _LARGEST_BYTES or not mended.changes:
        return data, 0
    written = mended.text.encode("utf-8")
    _replace(file.resolve(), written)
    return written, len(mended.changes)


def _replace(file: Path, data: bytes) -> None:
    """Write ``file`` whole or not at all, with the rights it had."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        beside.chmod(file.stat().st_mode)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def tell_unreadable(fault: UnreadableScenarioError, messages: Messages, voice: Voice) -> None:
    """Why a scenario cannot be played: what ``check`` says of it."""
    from game.diagnostics_view import human, summary

    errors: Sequence[Diagnostic] = [
        found for found in fault.diagnostics if found.severity is Severity.ERROR
    ]
    name = shown(fault.path)
    voice.exactly(human(errors, fault.text, messages, file=name))
    voice.gap()
    voice.say(messages("cli.fault.scenario", name=name, summary=summary(errors, messages)))
