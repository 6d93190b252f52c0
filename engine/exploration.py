"""Every reachable state of a scenario, met breadth first, many states at a time.

Two states of a scene count as one when they agree on everything that still matters there
(engine/proof/relevance.py). The search goes decision by decision, so the wave in which a state
was first met gives the fewest decisions that lead to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.proof.budget import Budget, Progress
from engine.proof.moves import Answers
from engine.proof.moving import Moving
from engine.proof.packing import Numbers, Packing, Questions, TooWideError
from engine.proof.seen import UNSEEN, Seen, seen_states
from engine.rules import Rules
from engine.scenario import Scenario

FRONTIER_BLOCK = 1 << 16
"""States whose moves are made at a time."""


@dataclass(frozen=True, slots=True)
class Wave:
    """A step of the search: everything one decision further, or one scene further without one."""

    decisions: int
    by_decision: bool


@dataclass(frozen=True, slots=True)
class Exploration:
    """What a search met. ``complete`` says that nothing else can be reached: it is a proof.

    ``seen`` has the states met of each scene; None where no written way leads to the scene.
    ``waves`` describes the numbers that ``seen`` keeps. ``moving`` makes moves in packed states;
    it is None, and nothing was met, where the states of a scene are too many to be numbered.
    """

    rules: Rules
    moving: Moving | None
    seen: tuple[Seen | None, ...]
    waves: tuple[Wave, ...]
    edges: int
    complete: bool

    @property
    def states(self) -> int:
        return sum(one.count for one in self.seen if one is not None)

    @property
    def bytes(self) -> int:
        """What the states met take in memory, in bytes."""
        return sum(one.bytes for one in self.seen if one is not None)

    def codes(self, scene: int) -> Numbers:
        """The packed states met in a scene, ascending."""
        seen = self.seen[scene]
        return np.empty(0, dtype=np.int64) if seen is None else seen.codes()

    def wave_of(self, place: tuple[int, int]) -> int:
        """The wave that first met a state, given by its scene and its packed number."""
        seen = self.seen[place[0]]
        assert seen is not None
        return int(seen.waves_of(np.array([place[1]], dtype=np.int64))[0])

    def first_of(self, scene: int, codes: Numbers) -> tuple[int, int] | None:
        """Of some states of a scene, the one that takes fewest decisions to reach."""
        seen = self.seen[scene]
        if seen is None or not len(codes):
            return None
        return scene, int(codes[np.argmin(seen.waves_of(codes))])

    def first_state(self, scene: int) -> tuple[int, int] | None:
        """The state of a scene that takes fewest decisions to reach; None if none was met."""
        return self.first_of(scene, self.codes(scene))


def explore(
    scenario: Scenario | Rules,
    budget: Budget = Budget(),  # noqa: B008 - frozen
    questions: Questions = Questions.PARAGRAPHS,
    answers: Answers = Answers.WHOLE,
) -> Exploration:
    """Meet every state that can be reached from the start of ``scenario``, within ``budget``.

    ``questions`` says which guards the states met can answer afterwards, ``answers`` what boards
    accept.
    """
    rules = scenario if isinstance(scenario, Rules) else Rules(scenario)
    try:
        packing = Packing(rules, questions, answers)
    except TooWideError:
        return Exploration(rules, None, (None,) * len(rules.scenes), (), 0, complete=False)
    return _Search(packing, budget).exploration()


class _Search:
    def __init__(self, packing: Packing, budget: Budget) -> None:
        self._packing = packing
        self._moving = Moving(packing)
        self._budget = budget
        self._seen = tuple(
            None if layout is None else seen_states(layout.size) for layout in packing.layouts
        )
        self._waves: list[Wave] = []
        self._edges = 0
        self._stopped = False
        self._goes_on = [any(not move.decides for move in moves) for moves in packing.moves]
        self._decides = [any(move.decides for move in moves) for moves in packing.moves]

    def exploration(self) -> Exploration:
        start = self._packing.rules.start()
        code = np.array([self._packing.pack(start)], dtype=np.int64)
        self._add(start.scene, code)
        level = self._close_wave(0, by_decision=False)
        while level and not self._stopped:
            level = self._next_level(level)
        return Exploration(
            self._packing.rules,
            self._moving,
            self._seen,
            tuple(self._waves),
            self._edges,
            complete=not self._stopped,
        )

    def _next_level(self, fresh: dict[int, Numbers]) -> dict[int, Numbers]:
        """From the states just met at one number of decisions to those one decision further."""
        level: list[tuple[int, Numbers]] = []
        decisions = self._waves[-1].decisions
        while fresh:
            level.extend(fresh.items())
            for scene, codes in fresh.items():
                if self._goes_on[scene]:
                    self._expand(scene, codes, decided=False)
            fresh = self._close_wave(decisions, by_decision=False)
        for scene, codes in level:
            if self._decides[scene]:
                self._expand(scene, codes, decided=True)
        return self._close_wave(decisions + 1, by_decision=True)

    def _expand(self, scene: int, codes: Numbers, *, decided: bool) -> None:
        """Make every move of these states, as long as the budget lasts."""
        for first in range(0, len(codes), FRONTIER_BLOCK):
            self._stopped = self._stopped or not self._may_go_on()
            if self._stopped:
                return
            batch = self._moving.batch(scene, codes[first : first + FRONTIER_BLOCK])
            opened = self._moving.open_moves(scene, batch)
            for bundle in self._moving.bundles(scene, batch, opened, decided):
                self._edges += len(bundle.codes)
                self._add(bundle.target, bundle.codes)

    def _add(self, scene: int, codes: Numbers) -> None:
        seen = self._seen[scene]
        assert seen is not None
        seen.add(codes, len(self._waves))

    def _close_wave(self, decisions: int, *, by_decision: bool) -> dict[int, Numbers]:
        """What the wave met for the first time, by scene; nothing ends the wave unrecorded."""
        number = len(self._waves)
        fresh = {
            scene: codes
            for scene, seen in enumerate(self._seen)
            if seen is not None and len(codes := seen.fresh(number))
        }
        if fresh:
            self._waves.append(Wave(decisions, by_decision))
        return fresh

    def _may_go_on(self) -> bool:
        held = [one for one in self._seen if one is not None]
        progress = Progress(
            self._waves[-1].decisions,
            sum(one.count for one in held),
            self._edges,
            sum(one.bytes for one in held),
        )
        return (
            progress.states <= self._budget.states
            and progress.bytes <= self._budget.bytes
            and len(self._waves) < UNSEEN - 1
            and self._budget.proceed(progress)
        )
