"""The commands of authors: ``new``, ``schema``, ``fmt``, ``stats``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from engine.diagnostics import Severity
from engine.scenario import Kind, Scenario
from game.authoring.plays import is_plays_file
from game.cli.commands import Command, Misuse, argument, option
from game.cli.invocation import Invocation
from game.cli.knowledge import CATALOGUE_FILES
from game.cli.parameters import FileName, Name, Word
from game.content import load_catalogue, load_frames
from game.locale import Messages
from game.store.errors import shown

_FORMATS = ("human", "json")
_LARGEST_BYTES = 8_000_001
"""One byte more than reading accepts: enough to refuse a file without holding all of it."""


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "new",
            _new,
            messages,
            [
                option(messages, "frame", Name(lambda: load_frames())),
                option(messages, "role", Name(_role_ids)),
                option(messages, "kind", Word([kind.value for kind in Kind], messages)),
                option(messages, "title", Name(tuple)),
                option(messages, "to", FileName()),
            ],
        ),
        Command("schema", _schema, messages, [option(messages, "to", FileName())]),
        Command(
            "fmt",
            _fmt,
            messages,
            [argument(messages, "paths", FileName(), many=True), option(messages, "check")],
        ),
        Command(
            "stats",
            _stats,
            messages,
            [
                argument(messages, "paths", FileName(), many=True),
                option(messages, "format", Word(_FORMATS, messages)),
            ],
        ),
    ]


def _role_ids() -> list[str]:
    return sorted({role for frame in load_frames().values() for role in frame.roles})


def _new(
    invocation: Invocation,
    frame: str | None,
    role: str | None,
    kind: str | None,
    title: str | None,
    to: str | None,
) -> int:
    from game.cli.beginning import Wishes, begin_scenario

    return begin_scenario(invocation, Wishes(frame, role, kind, title, to))


def _schema(invocation: Invocation, to: str | None) -> int:
    from game.authoring.files import replace_file
    from game.authoring.schema import as_text, is_our_schema, scenario_schema

    messages = invocation.messages
    text = as_text(scenario_schema(messages, load_catalogue(), load_frames()))
    if to is None:
        invocation.out.exactly(text.rstrip("\n"))
        return 0
    path = Path(to).expanduser()
    try:
        if path.exists() and not is_our_schema(path.read_text("utf-8", errors="replace")):
            invocation.errors.say(messages("authoring.schema.not_ours", path=shown(path)))
            return 1
        replace_file(path, text)
    except (OSError, ValueError) as failure:
        problem = getattr(failure, "strerror", None) or str(failure)
        invocation.errors.say(
            messages("authoring.new.unwritable", path=shown(path), problem=problem)
        )
        return 1
    invocation.out.say(messages("authoring.schema.written", path=shown(path)))
    invocation.out.say(messages("authoring.schema.bind", name=shown(Path(path.name))))
    return 0


@dataclass(frozen=True, slots=True)
class _Read:
    """A file of an author: its text and what was read, or why it could not be.

    ``plays`` is true for a file of plays, which is no scenario and is not read.
    """

    path: Path
    text: str = ""
    scenario: Scenario | None = None
    errors: int = 0
    problem: str = ""
    plays: bool = False

    @property
    def name(self) -> str:
        return shown(self.path)


def _read_all(paths: tuple[str, ...], messages: Messages) -> Iterator[_Read]:
    """The scenarios of files, and of folders, in the order given. Raises Misuse."""
    targets = [Path(path).expanduser() for path in paths]
    for target in targets:
        _require(target, messages)
    for target in targets:
        if not target.is_dir():
            yield _read(target)
            continue
        for file in sorted((*target.glob("*.yaml"), *target.glob("*.yml"))):
            named_otherwise = file.name in CATALOGUE_FILES or is_plays_file(file)
            if file.is_file() and not named_otherwise:
                yield _read(file)


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


def _read(file: Path) -> _Read:
    from engine.reading import read_scenario_bytes

    if is_plays_file(file):
        return _Read(file, plays=True)
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST_BYTES)
    except OSError as failure:
        return _Read(file, problem=failure.strerror or str(failure))
    reading = read_scenario_bytes(
        data, file=file.name, catalogue=load_catalogue(), frames=load_frames()
    )
    errors = sum(one.severity is Severity.ERROR for one in reading.diagnostics)
    return _Read(file, data.decode("utf-8", "replace"), reading.scenario, errors)


def _fmt(invocation: Invocation, paths: tuple[str, ...], check: bool) -> int:
    from game.authoring.layout import UnsafeLayoutError, laid_out

    messages, voice = invocation.messages, invocation.out
    code = 0
    reads = list(_read_all(paths, messages))
    if not reads:
        voice.say(messages("authoring.fmt.none"))
    for read in reads:
        problem = _why_not(read, "fmt", messages)
        if problem:
            voice.say(problem)
            code = 1
            continue
        try:
            text = laid_out(read.text)
        except UnsafeLayoutError:
            voice.say(messages("authoring.fmt.unsafe", name=read.name))
            code = 1
            continue
        if text == read.text:
            voice.say(messages("authoring.fmt.already", name=read.name))
        elif check:
            voice.say(messages("authoring.fmt.would", name=read.name))
            code = 1
        else:
            code = max(code, _write(read, text, invocation))
    return code


def _write(read: _Read, text: str, invocation: Invocation) -> int:
    from game.authoring.files import replace_file

    messages, voice = invocation.messages, invocation.out
    try:
        replace_file(read.path, text)
    except OSError as failure:
        problem = failure.strerror or str(failure)
        voice.say(messages("authoring.fmt.unusable", name=read.name, problem=problem))
        return 1
    voice.say(messages("authoring.fmt.done", name=read.name))
    return 0


def _why_not(read: _Read, command: str, messages: Messages) -> str:
    """Why nothing can be done with a file; empty when it reads without error."""
    if read.plays:
        hint = messages("proving.test.plays_file_hint")
        return f"{messages('proving.test.plays_file', name=read.name)} {hint}"
    if read.problem:
        return messages("authoring.fmt.unusable", name=read.name, problem=read.problem)
    if read.scenario is None:
        return messages(f"authoring.{command}.faulty", name=read.name, count=read.errors)
    return ""


def _stats(invocation: Invocation, paths: tuple[str, ...], format: str | None) -> int:
    from game.authoring.figures import figures
    from game.authoring.figures_view import as_record, sentences

    messages, voice = invocation.messages, invocation.out
    code = 0
    records: list[dict[str, object]] = []
    for read in _read_all(paths, messages):
        problem = _why_not(read, "stats", messages)
        if problem or read.scenario is None:
            invocation.errors.say(problem)
            code = 1
            continue
        found = figures(read.scenario)
        if format == "json":
            records.append({"file": read.name, **as_record(found)})
        else:
            voice.gap()
            voice.say_lines(sentences(found, read.scenario, read.name, messages))
    if format == "json":
        voice.exactly(json.dumps(records, ensure_ascii=False, indent=2))
    return code
