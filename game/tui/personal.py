"""Taking away or erasing everything that is kept about a player, from the page of players."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.store.errors import StoreError, shown
from game.store.records import Erasure, Player
from game.tui.screens.dialog import Answer, Question
from game.tui.screens.transfer import PathDialog, usual_folder

if TYPE_CHECKING:
    from game.tui.app import DuettisteApp

_KEEP, _ERASE = "keep", "erase"


def export_data(app: DuettisteApp, player: Player) -> None:
    """Ask where to write everything kept about ``player``, and say where it was written."""
    title = app.say("personal.export_title")

    def write(target: Path) -> str:
        from game.reports.personal_archive import save_personal_archive
        from game.store.clock import utc_now

        path = save_personal_archive(
            app.seat.store, player, target, app.messages, utc_now(), replace=False
        )
        return app.say("personal.exported", name=player.name, path=shown(path))

    def tell(said: str | None) -> None:
        if said:
            app.show_notice(title, said)

    begin = usual_folder() / app.say("personal.file.archive")
    app.push_screen(PathDialog(title, app.say("personal.export_what"), str(begin), write), tell)


def erase_data(app: DuettisteApp, player: Player, done: Callable[[], None]) -> None:
    """Ask whether to erase everything kept about ``player``, do it, then ``done``."""
    try:
        plays = app.seat.store.plays(player.id)
    except StoreError as fault:
        app.show_fault(fault)
        return

    def answered(answer: str | None) -> None:
        if answer != _ERASE:
            return
        try:
            erasure = app.seat.store.erase_player(player.id)
            _let_someone_play(app, player)
        except StoreError as fault:
            app.show_fault(fault)
            return
        done()
        app.show_notice(app.say("personal.erase_title"), *_told(app, player, erasure))

    answers = (
        Answer(_KEEP, app.say("personal.answer.keep")),
        Answer(_ERASE, app.say("personal.answer.erase")),
    )
    words = app.say("personal.will_erase", name=player.name, count=len(plays))
    app.push_screen(Question(app.say("personal.erase_title"), (words,), answers, _KEEP), answered)


def _let_someone_play(app: DuettisteApp, erased: Player) -> None:
    """Where the one who was playing is gone, another player has the seat, new if need be."""
    from game.seat import first_player

    seat = app.seat
    if seat.player.id == erased.id:
        seat.change_player(first_player(seat.store, app.messages))
        app.apply_settings()


def _told(app: DuettisteApp, player: Player, erasure: Erasure) -> list[str]:
    """What was erased, and what stays where."""
    told = [app.say("personal.erased", name=player.name, count=erasure.plays)]
    if not erasure.compacted:
        told.append(app.say("personal.not_compacted"))
    told += [app.say("personal.copy_cleaned", path=shown(it)) for it in erasure.cleaned_copies]
    told.append(app.say("personal.elsewhere"))
    if erasure.copies_left:
        told.append(app.say("personal.copies_left", count=len(erasure.copies_left)))
        told += [shown(copy) for copy in erasure.copies_left]
    return told
