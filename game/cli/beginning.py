"""Beginning a scenario from the command line: what is missing is asked, a file is written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from engine.frames import Frame
from engine.identifiers import ID
from engine.scenario import Kind
from game.authoring.files import create_file, replace_file
from game.authoring.schema import as_text, is_our_schema, scenario_schema
from game.authoring.starter import (
    LONGEST_TITLE,
    SCHEMA_FILE,
    Start,
    is_fit_title,
    slug,
    starter_text,
)
from game.cli.commands import Misuse
from game.cli.invocation import Invocation
from game.content import load_catalogue, load_frames
from game.locale import Messages
from game.plain.conversation import Conversation, NotUnderstood
from game.plain.ear import EndOfInput, standard_ear
from game.plain.lines import neutralised
from game.store.errors import shown
from game.terminal import is_terminal


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was given on the command line; None for what was not."""

    frame: str | None = None
    role: str | None = None
    kind: str | None = None
    title: str | None = None
    to: str | None = None


def begin_scenario(invocation: Invocation, wishes: Wishes) -> int:
    """Write a scenario and its schema; the exit code. Raises Misuse."""
    messages = invocation.messages
    missing = [name for name in ("frame", "role", "kind", "title") if not getattr(wishes, name)]
    if missing and not is_terminal(sys.stdin):
        options = ", ".join(f"--{name}" for name in missing)
        raise _misuse(messages("authoring.new.missing", options=options))
    conversation = Conversation(invocation.out, standard_ear(), messages)
    if missing:
        conversation.say("authoring.new.intro")
    try:
        start, folder = _decided(wishes, conversation)
    except (EndOfInput, NotUnderstood):
        return 1
    return _write(start, folder / start.file, invocation)


def _misuse(words: str) -> Misuse:
    return Misuse(words, click.get_current_context(silent=True))


def _decided(wishes: Wishes, conversation: Conversation) -> tuple[Start, Path]:
    """The start, and the folder to write in."""
    messages, frames = conversation.messages, load_frames()
    if wishes.frame is not None and wishes.frame not in frames:
        known = ", ".join(frames)
        raise _misuse(messages("cli.usage.word", value=neutralised(wishes.frame[:60]), known=known))
    frame_id = wishes.frame or _choose(
        conversation, "frame", [(one.id, one.title) for one in frames.values()]
    )
    frame = frames[frame_id]
    role = wishes.role or _choose(
        conversation, "role", [(one.id, one.title) for one in frame.roles.values()]
    )
    _require_role(role, frame, messages)
    kind = wishes.kind or _choose(
        conversation, "kind", [(one.value, messages(f"views.kind.{one}")) for one in Kind]
    )
    title = _title(wishes.title, conversation)
    path = _path(wishes.to, title, messages)
    return Start(frame, role, Kind(kind), title, path.name), path.parent


def _choose(conversation: Conversation, what: str, among: Sequence[tuple[str, str]]) -> str:
    """The id of one of ``among`` (ids and titles), chosen by number."""
    conversation.voice.gap()
    conversation.say(f"authoring.new.{what}s")
    for number, (id_, title) in enumerate(among, start=1):
        conversation.say("authoring.new.line", number=number, title=title, id=id_)
    return among[conversation.choose(f"authoring.new.ask_{what}", len(among)) - 1][0]


def _require_role(role: str, frame: Frame, messages: Messages) -> None:
    if role not in frame.roles:
        known = ", ".join(frame.roles)
        words = messages(
            "authoring.new.unknown_role", role=neutralised(role[:60]), frame=frame.id, known=known
        )
        raise _misuse(words)


def _title(given: str | None, conversation: Conversation) -> str:
    if given is not None:
        title = given.strip()
        if not is_fit_title(title):
            raise _misuse(conversation.messages("authoring.new.bad_title", limit=LONGEST_TITLE))
        return title
    conversation.voice.gap()
    while True:
        title = conversation.ask("authoring.new.ask_title")
        if is_fit_title(title):
            return title
        conversation.refuse("authoring.new.bad_title", limit=LONGEST_TITLE)


def _path(to: str | None, title: str, messages: Messages) -> Path:
    """Where to write: the file asked for, or one named after the title."""
    usual = f"{slug(title)}.yaml"
    if to is None:
        return Path(usual)
    path = Path(to).expanduser()
    if path.is_dir():
        return path / usual
    if path.suffix not in (".yaml", ".yml") or not ID.fullmatch(path.stem):
        example = f"{slug(path.stem) or slug(title)}.yaml"
        raise _misuse(messages("authoring.new.bad_name", example=example))
    return path


def _write(start: Start, path: Path, invocation: Invocation) -> int:
    messages = invocation.messages
    try:
        create_file(path, starter_text(start))
    except FileExistsError:
        invocation.errors.say(messages("authoring.new.exists", path=shown(path)))
        return 1
    except (OSError, ValueError) as failure:
        problem = getattr(failure, "strerror", None) or str(failure)
        invocation.errors.say(
            messages("authoring.new.unwritable", path=shown(path), problem=problem)
        )
        return 1
    voice = invocation.out
    voice.gap()
    voice.say(messages("authoring.new.written", path=shown(path)))
    beside = path.with_name(SCHEMA_FILE)
    key = "schema" if _put_schema(beside, messages) else "no_schema"
    voice.say(messages(f"authoring.new.{key}", path=shown(beside)))
    voice.say(messages("authoring.new.next_check", path=shown(path)))
    voice.say(messages("authoring.new.next_play", path=shown(path)))
    voice.say(messages("authoring.new.next_preview", path=shown(path)))
    return 0


def _put_schema(path: Path, messages: Messages) -> bool:
    """Put the schema of this version at ``path``, unless another file is there."""
    text = as_text(scenario_schema(messages, load_catalogue(), load_frames()))
    try:
        if path.exists() and not is_our_schema(path.read_text("utf-8", errors="replace")):
            return False
        replace_file(path, text)
    except OSError:
        return False
    return True
