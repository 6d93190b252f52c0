"""Everything a player finished, read from the store once: the matter of progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from engine.rules import Rules
from engine.scoring import score_play
from engine.session import ReplayError
from game.progress.answers import ANSWERS, Answer, ScoredScene, rows_of, scored_scenes
from game.store.errors import StoreError
from game.store.records import FinishedPlay

if TYPE_CHECKING:
    from game.store import Store


@dataclass(frozen=True, slots=True)
class TrainingPlay:
    """A finished play and the answers made in it; those taken over from another are left out.

    ``again`` is True when the player had finished the same scenario before.
    """

    id: str
    scenario_id: str
    mode: str
    finished_at: datetime
    overall: float | None
    again: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """The finished plays, the oldest first. ``unread`` counts those that cannot be read."""

    plays: tuple[TrainingPlay, ...]
    unread: int


def read_record(store: Store, player_id: int) -> TrainingRecord:
    """What the player finished. Raises StoreError when the list itself cannot be read.

    The summaries of the plays suffice; a play whose summary lacks its answers (an older version
    wrote it) is replayed from its journal.
    """
    rules_of = _rules_reader(store)
    finished_before: set[str] = set()
    plays: list[TrainingPlay] = []
    unread = 0
    for finished in store.finished_plays(player_id):
        scenes = scored_scenes(finished.summary, finished.header.length)
        if scenes is None:
            scenes = _replayed(store, finished, rules_of)
        if scenes is None:
            unread += 1
            continue
        plays.append(_training_play(finished, scenes, finished_before))
        finished_before.add(finished.header.scenario_id)
    return TrainingRecord(tuple(plays), unread)


def _training_play(
    finished: FinishedPlay, scenes: tuple[ScoredScene, ...], finished_before: set[str]
) -> TrainingPlay:
    header = finished.header
    own_from = header.branch.position if header.branch is not None else 0
    return TrainingPlay(
        id=header.id,
        scenario_id=header.scenario_id,
        mode=header.mode,
        finished_at=header.finished_at or header.moved_at,
        overall=header.overall,
        again=header.scenario_id in finished_before,
        answers=tuple(
            Answer(principle, credit, best, position in finished.first_decided)
            for position, scene in enumerate(scenes)
            if position >= own_from
            for principle, (credit, best) in scene.stakes.items()
        ),
    )


def _rules_reader(store: Store) -> Callable[[str], Rules]:
    from game.playing import scenario_of

    @cache
    def rules_of(text_hash: str) -> Rules:
        return Rules(scenario_of(store.text(text_hash)))

    return rules_of


def _replayed(
    store: Store, finished: FinishedPlay, rules_of: Callable[[str], Rules]
) -> tuple[ScoredScene, ...] | None:
    """The answers found by playing the journal again; None when it cannot be."""
    from game.playing import UnreadableTextError, replayed_steps

    try:
        rules = rules_of(finished.header.text_hash)
        steps = replayed_steps(rules, store.play(finished.header.id))
    except (StoreError, UnreadableTextError, ReplayError):
        return None
    rows = rows_of(steps, score_play(rules, steps))
    return scored_scenes({ANSWERS: rows}, len(steps))
