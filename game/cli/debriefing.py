"""What ``debrief`` does with ``--to`` or ``--format``: the debrief as a document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from game.cli.commands import Misuse, option
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Word
from game.locale import Messages
from game.playing import LivePlay
from game.reports.writing import Form, ReportError, form_of
from game.seat import Seat
from game.store.clock import utc_now
from game.store.errors import shown


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked: where to, in which form, without the name, over a file that exists."""

    to: str | None
    format: str | None
    anonymous: bool
    force: bool

    @property
    def any(self) -> bool:
        return self.to is not None or self.format is not None or self.anonymous or self.force


def options(messages: Messages) -> list[click.Parameter]:
    """The options of a command that writes a report; its words of the forms are those of here."""
    form = click.Option(
        ["--format"],
        type=Word([form.value for form in Form], messages),
        metavar="|".join(Form),
        help=messages("reports.option.format"),
    )
    anonymous, force = (
        click.Option([f"--{name}"], is_flag=True, help=messages(f"reports.option.{name}"))
        for name in ("anonymous", "force")
    )
    return [option(messages, "to", FileName()), form, anonymous, force]


def check(wishes: Wishes, messages: Messages) -> None:
    """Before anything is read: is it clear what to write? Raises Misuse."""
    if wishes.to is None:
        if wishes.format is None:
            raise _misuse("nowhere", messages)
        if wishes.format == Form.PDF:
            raise _misuse("pdf_to_file", messages)
        return
    path = target_of(wishes.to)
    if wishes.format is None and form_of(path) is None and not _is_folder(path):
        raise _misuse("ending", messages, name=shown(path))


def target_of(word: str) -> Path:
    """The path that a word names; ``~somebody`` stays as it is where there is no such person."""
    try:
        return Path(word).expanduser()
    except RuntimeError:
        return Path(word)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _misuse(key: str, messages: Messages, **params: str) -> Misuse:
    where = click.get_current_context(silent=True)
    return Misuse(messages(f"reports.usage.{key}", **params), where)


def write_debrief(play: LivePlay, invocation: Invocation, seat: Seat, wishes: Wishes) -> int:
    """Write the debrief of an ended play in a file, or give it on standard output."""
    from game.reports.debrief_file import debrief_content, save_debrief

    messages, now = seat.messages, utc_now()
    form = None if wishes.format is None else Form(wishes.format)
    if wishes.to is None:
        content = debrief_content(
            play, form or Form.HTML, messages, now, anonymous=wishes.anonymous
        )
        invocation.out.exactly(content.decode("utf-8").rstrip("\n"))
        return 0
    try:
        path = save_debrief(
            play,
            target_of(wishes.to),
            messages,
            now,
            form=form,
            anonymous=wishes.anonymous,
            replace=wishes.force,
        )
    except ReportError as fault:
        invocation.errors.say(messages(fault.key, **fault.params))
        return 1
    invocation.out.say(messages("reports.written", path=shown(path)))
    return 0
