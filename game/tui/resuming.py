"""Going on with a play: as it was left, or as its owner wishes after its scenario changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.session import ReplayError
from game.library import LibraryEntry, entry_in_library
from game.playing import (
    LivePlay,
    ScenarioChange,
    UnreadableTextError,
    find_change,
    finished_play,
    language_of,
)
from game.store.errors import StoreError
from game.store.texts import content_hash
from game.tui.screens.dialog import Answer, Question

if TYPE_CHECKING:
    from game.tui.app import DuettisteApp

_NEW, _OLD, _STAY = "new", "old", "stay"


def resume(app: DuettisteApp, play_id: str) -> None:
    """Open the play on its screen: the debrief when it has ended. Faults are said, not raised."""
    try:
        header = app.seat.store.play(play_id).header
        if header.finished:
            app.show_debrief(finished_play(app.seat.store, play_id))
            return
        entry = entry_in_library(header.scenario_id, language_of(app.seat.store, header))
        change = None
        if entry is not None:
            change = find_change(app.seat.store, play_id, content_hash(entry.text), entry.scenario)
        if entry is None or change is None:
            app.conduct(LivePlay.resume(app.seat.store, play_id))
        else:
            _ask(app, play_id, entry, change)
    except StoreError as fault:
        app.show_fault(fault)
    except (UnreadableTextError, ReplayError):
        _tell_unreadable(app)


def _ask(app: DuettisteApp, play_id: str, entry: LibraryEntry, change: ScenarioChange) -> None:
    say = app.say
    if change.lost:
        what = say("play.changed.lost", kept=change.kept, made=change.made, lost=change.lost)
    else:
        what = say("play.changed.all_kept", count=change.made)

    def answered(answer: str | None) -> None:
        if answer not in (_NEW, _OLD):
            return
        store = app.seat.store
        try:
            if answer == _NEW:
                play = LivePlay.adopt(store, play_id, entry.text, entry.scenario)
            else:
                play = LivePlay.resume(store, play_id)
        except StoreError as fault:
            app.show_fault(fault)
        except (UnreadableTextError, ReplayError):
            _tell_unreadable(app)
        else:
            app.conduct(play)

    question = Question(
        say("play.changed.title"),
        (say("play.changed.text"), what),
        (
            Answer(_NEW, say("play.changed.new")),
            Answer(_OLD, say("play.changed.old")),
            Answer(_STAY, say("play.changed.stay")),
        ),
        escape=_STAY,
    )
    app.push_screen(question, answered)


def _tell_unreadable(app: DuettisteApp) -> None:
    app.show_notice(app.say("play.unreadable.title"), app.say("play.unreadable.text"))
