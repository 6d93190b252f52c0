"""Exporting and importing plays from any page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.store.errors import shown
from game.store.records import ImportOutcome
from game.tui.screens.transfer import PathDialog, usual_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.playing import LivePlay
    from game.store import Store
    from game.tui.app import DuettisteApp

_OUTCOMES = {
    ImportOutcome.ADDED: "added",
    ImportOutcome.ADDED_UNDER_NEW_ID: "added_under_new_id",
    ImportOutcome.ALREADY_HERE: "already_here",
}


def export_play(app: DuettisteApp, store: Store, play_id: str) -> None:
    """Ask where to write the play, and say where it was written."""

    def write(target: Path) -> str:
        path = store.export_play(play_id, target)
        return app.say("store.transfer.exported", play=play_id, path=path)

    dialog = PathDialog(
        app.say("tui.transfer.export_title"),
        app.say("tui.transfer.export_what"),
        str(usual_folder()),
        write,
    )
    app.push_screen(dialog, lambda said: _tell(app, "tui.transfer.export_title", said))


def save_debrief(app: DuettisteApp, play: LivePlay) -> None:
    """Ask where to write the debrief as a document, and say where it was written."""

    def write(target: Path) -> str:
        from game.reports.debrief_file import save_debrief as save
        from game.store.clock import utc_now

        path = save(play, target, app.messages, utc_now())
        return app.say("reports.written", path=shown(path))

    name = app.say("reports.file_name", scenario=play.header.scenario_id, play=play.header.id)
    dialog = PathDialog(
        app.say("tui.transfer.report_title"),
        app.say("tui.transfer.report_what"),
        str(usual_folder() / f"{name}.html"),
        write,
    )
    app.push_screen(dialog, lambda said: _tell(app, "tui.transfer.report_title", said))


def import_play(app: DuettisteApp, done: Callable[[], None]) -> None:
    """Ask for the file of a play, take it in, say what was done, then ``done``."""
    seat = app.seat

    def take(source: Path) -> str:
        imported = seat.store.import_play(source, seat.player.id)
        return app.say(f"store.transfer.{_OUTCOMES[imported.outcome]}", play=imported.play_id)

    def told(said: str | None) -> None:
        if said:
            done()
        _tell(app, "tui.transfer.import_title", said)

    dialog = PathDialog(
        app.say("tui.transfer.import_title"), app.say("tui.transfer.import_what"), "", take
    )
    app.push_screen(dialog, told)


def _tell(app: DuettisteApp, title: str, said: str | None) -> None:
    if said:
        app.show_notice(app.say(title), said)
