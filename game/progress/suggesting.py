"""What to play next: the scenarios that put to the test what is due for review.

Scenarios are ranked by what is about to be lost of the principles due that they put at stake
(the sum of 1 − retrievability), then by how many principles never met they hold, then by level,
the easiest first. Both sums are weighed: in full for the frame and the role the player plays,
three quarters for one of the two, half for neither; half again for a scenario finished before.
What was finished in the last week is left out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.scenario import Scenario
from game.library import Library
from game.progress.record import TrainingRecord, read_record
from game.progress.reviewing import Recall, recalls
from game.store.records import Player, PlayHeader

if TYPE_CHECKING:
    from game.store import Store

RECENT = timedelta(days=7)
_FIT = {2: 1.0, 1: 0.75, 0: 0.5}
"""By how many of frame and role are those the player plays."""
_KNOWN_WEIGHT = 0.5
"""For a scenario finished before."""


class Why(StrEnum):
    """What speaks for a scenario."""

    BEGIN = "begin"
    """Nothing was finished yet: an easy scenario to begin with."""
    DUE = "due"
    """It puts to the test a principle that is due for review."""
    NEW = "new"
    """Nothing in it is due, but it holds a principle never met."""
    AHEAD = "ahead"
    """Everything in it was met and is not due yet."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario to play next.

    ``principle`` is the one that speaks most for it ("" for BEGIN), ``recall`` what is left of
    it (None for BEGIN and NEW). ``due`` are all the principles due that it puts to the test, the
    most fragile first; ``finished`` tells whether the player finished it before.
    """

    scenario: Scenario
    why: Why
    principle: str
    recall: Recall | None
    due: tuple[str, ...]
    finished: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a player plays: the ids of a frame and of a role, empty when not known."""

    frame: str = ""
    role: str = ""


def suggestions(
    store: Store,
    player: Player,
    library: Library,
    now: datetime,
    *,
    setting: Setting | None = None,
    leave_out: Collection[str] = (),
    limit: int = 3,
) -> tuple[Suggestion, ...]:
    """At most ``limit`` scenarios of ``library`` for ``player`` to play next, the best first.

    Stable: every front end calls this, and says it by ``game.views.suggestions``.
    ``setting`` is the frame and role to prefer; None takes those of the play that moved last.
    ``leave_out`` are ids of scenarios never suggested (the one just played is recent anyway).
    Empty when everything was finished within a week. Raises StoreError.
    """
    record = read_record(store, player.id)
    return suggested(
        store,
        player,
        library,
        record,
        recalls(record, now),
        now,
        setting=setting,
        leave_out=leave_out,
        limit=limit,
    )


def suggested(
    store: Store,
    player: Player,
    library: Library,
    record: TrainingRecord,
    known: dict[str, Recall],
    now: datetime,
    *,
    setting: Setting | None = None,
    leave_out: Collection[str] = (),
    limit: int = 3,
) -> tuple[Suggestion, ...]:
    """The same for a record that was read already. Raises StoreError."""
    return ranked(
        library,
        known,
        now,
        setting=setting or last_setting(store.plays(player.id), library),
        leave_out={*leave_out, *_finished_recently(record, now)},
        finished={play.scenario_id for play in record.plays},
        limit=limit,
    )


def ranked(
    library: Library,
    known: dict[str, Recall],
    now: datetime,
    *,
    setting: Setting,
    leave_out: Collection[str],
    finished: Collection[str],
    limit: int,
) -> tuple[Suggestion, ...]:
    """The ranking itself. ``known`` says what is left of each principle met."""
    found = [
        (_interest(suggestion, known, setting), suggestion)
        for entry in library.entries.values()
        if entry.scenario.id not in leave_out
        for suggestion in [_suggestion(entry.scenario, known, now, finished)]
    ]
    found.sort(key=lambda pair: (*(-part for part in pair[0]), pair[1].scenario.id))
    return tuple(suggestion for _interest_of, suggestion in found[:limit])


def last_setting(headers: Collection[PlayHeader], library: Library) -> Setting:
    """The frame and role of the play that moved last among those the library still has."""
    for header in headers:
        entry = library.entries.get(header.scenario_id)
        if entry is not None:
            return Setting(entry.scenario.frame, entry.scenario.role)
    return Setting()


def at_stake(scenario: Scenario) -> frozenset[str]:
    """The principles that a scenario puts to the test, in scored scenes."""
    scored = (scene for scene in scenario.scenes.values() if not scene.open)
    return frozenset(stake for scene in scored for stake in scene.stakes)


def _finished_recently(record: TrainingRecord, now: datetime) -> set[str]:
    return {play.scenario_id for play in record.plays if now - play.finished_at < RECENT}


def _suggestion(
    scenario: Scenario, known: dict[str, Recall], now: datetime, finished: Collection[str]
) -> Suggestion:
    principles = at_stake(scenario)
    met = sorted((known[it] for it in principles if it in known), key=_most_fragile)
    due = [recall for recall in met if recall.is_due(now)]
    told = (*scenario.objectives, *sorted(principles))
    unmet = [it for it in told if it in principles and it not in known]
    if not known:
        why, principle, recall = Why.BEGIN, "", None
    elif due:
        why, principle, recall = Why.DUE, due[0].principle, due[0]
    elif unmet:
        why, principle, recall = Why.NEW, unmet[0], None
    elif met:
        soonest = min(met, key=lambda it: (it.due, it.principle))
        why, principle, recall = Why.AHEAD, soonest.principle, soonest
    else:
        why, principle, recall = Why.BEGIN, "", None
    return Suggestion(
        scenario=scenario,
        why=why,
        principle=principle,
        recall=recall,
        due=tuple(recall.principle for recall in due),
        finished=scenario.id in finished,
    )


def _most_fragile(recall: Recall) -> tuple[float, str]:
    return recall.retrievability, recall.principle


def _interest(
    suggestion: Suggestion, known: dict[str, Recall], setting: Setting
) -> tuple[float, ...]:
    """What to compare, each the higher the better."""
    scenario = suggestion.scenario
    same = (scenario.frame == setting.frame) + (scenario.role == setting.role)
    weight = _FIT[same] * (_KNOWN_WEIGHT if suggestion.finished else 1.0)
    if not known:
        return (weight, -scenario.level, -scenario.minutes)
    about_to_go = sum(1 - known[principle].retrievability for principle in suggestion.due)
    unmet = len(at_stake(scenario) - known.keys())
    return (round(weight * about_to_go, 6), weight * unmet, weight, -scenario.level)
