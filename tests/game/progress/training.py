"""Players with plays on known days, for the tests of progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.rules import Choose
from engine.session import Mode, Phase
from game.library import Library, LibraryEntry
from game.playing import LivePlay, scenario_of
from game.progress.answers import Answer
from game.progress.record import TrainingPlay, TrainingRecord
from game.store import Store
from game.store.records import Player
from tests.game.tui.evening import EVENING

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST, SECOND, THIRD = "eviter-les-courts-circuits", "reponses-types", "acces-a-l-information"
"""The principles at stake in the evening: two in its first scene, one in its second."""


def day(number: int) -> datetime:
    """Nine o'clock, so many days after a Monday."""
    return MONDAY + timedelta(days=number)


@dataclass(slots=True)
class Calendar:
    """A clock that stands where it is put."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now


def play_evening(
    store: Store,
    player: Player,
    *choices: str,
    mode: Mode = Mode.PRACTICE,
    text: str = EVENING,
) -> LivePlay:
    play = LivePlay.begin(store, player.id, text, scenario_of(text), mode=mode, seed=1)
    return go_on(play, *choices)


def go_on(play: LivePlay, *choices: str) -> LivePlay:
    """The play with ``choices`` made, finished when they lead to its end."""
    while play.phase in (Phase.BRIEFING, Phase.OUTCOME):
        play.go_on()
    for choice in choices:
        play.decide(Choose(choice), 1.0)
        play.go_on()
    return play


def library_of(*texts: str) -> Library:
    entries = {}
    for text in texts:
        scenario = scenario_of(text)
        entries[scenario.id] = LibraryEntry(Path(f"{scenario.id}.yaml"), text, scenario)
    return Library(entries, ())


def answered(
    number: int,
    answers: Mapping[str, tuple[float, ...]],
    *,
    first_sight: bool = True,
    mode: str = "practice",
    scenario: str = "",
) -> TrainingPlay:
    """A play of day ``number``: per principle, the credits of its answers out of 1."""
    return TrainingPlay(
        id=f"play-{number}",
        scenario_id=scenario or f"scenario-{number}",
        mode=mode,
        finished_at=day(number),
        overall=None,
        again=not first_sight,
        answers=tuple(
            Answer(principle, credit, 1.0, first_sight)
            for principle, credits in answers.items()
            for credit in credits
        ),
    )


def record_of(*plays: TrainingPlay) -> TrainingRecord:
    return TrainingRecord(plays, 0)
