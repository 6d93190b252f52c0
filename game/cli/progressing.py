"""The command ``progress``: what was trained over all plays, said or written as a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.cli import debriefing
from game.cli.commands import Command
from game.cli.debriefing import Wishes
from game.cli.invocation import Invocation
from game.content import load_catalogue
from game.locale import Messages
from game.reports.writing import Form, ReportError
from game.seat import Seat
from game.store.clock import utc_now
from game.store.errors import shown
from game.views.words import Wording

if TYPE_CHECKING:
    from game.progress.overview import Progress


def commands(messages: Messages) -> list[Command]:
    return [Command("progress", _progress, messages, debriefing.options(messages))]


def _progress(
    invocation: Invocation,
    to: str | None,
    format: str | None,
    anonymous: bool,
    force: bool,
) -> int:
    wishes = Wishes(to, format, anonymous, force)
    if wishes.any:
        debriefing.check(wishes, invocation.messages)
    from game.library import read_library
    from game.progress.overview import read_progress

    seat = invocation.open_seat()
    with seat.store as store:
        library = read_library(seat.messages.language)
        progress = read_progress(store, seat.player, library, load_catalogue(), utc_now())
    if wishes.any:
        return _write(progress, invocation, seat, wishes)
    from game.plain.progressing import tell_progress
    from game.views.progress import progress_view

    wording = Wording(seat.messages, load_catalogue(seat.messages.language))
    tell_progress(progress_view(progress, wording), invocation.out, seat.messages)
    return 0


def _write(progress: Progress, invocation: Invocation, seat: Seat, wishes: Wishes) -> int:
    from game.reports.progress_file import progress_content, save_progress

    messages = seat.messages
    player = "" if wishes.anonymous else seat.player.name
    form = None if wishes.format is None else Form(wishes.format)
    if wishes.to is None:
        content = progress_content(progress, form or Form.MARKDOWN, messages, player=player)
        invocation.out.exactly(content.decode("utf-8").rstrip("\n"))
        return 0
    try:
        path = save_progress(
            progress,
            Path(wishes.to).expanduser(),
            messages,
            player=player,
            form=form,
            replace=wishes.force,
        )
    except ReportError as fault:
        invocation.errors.say(messages(fault.key, **fault.params))
        return 1
    invocation.out.say(messages("progress.report.written", path=shown(path)))
    return 0
