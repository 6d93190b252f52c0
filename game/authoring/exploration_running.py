"""Exploring one scenario within what it may use, and knowing why a search stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from engine.exploration import Exploration, explore
from engine.findings import Report, findings
from engine.principles import Catalogue
from engine.proof.budget import Budget, Progress
from engine.rules import Rules
from engine.scenario import Scenario

BYTES_TO_JUDGE_A_STATE = 80
"""What judging takes for each state met, beyond the search itself (65 to 75 measured)."""
SEED = 0
"""Of the plays sampled: the same report for the same file, always."""


class Stop(StrEnum):
    """Why a search did not meet everything."""

    STATES = "states"
    MEMORY = "memory"
    TIME = "seconds"
    INTERRUPTED = "interrupted"
    TOO_WIDE = "too_wide"
    TOO_DEEP = "too_deep"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the search of one scenario may use."""

    states: int = 20_000_000
    megabytes: int = 2_000
    seconds: int = 120

    def share(self, progress: Progress, seconds: float) -> float:
        """How much of what may be used is used, from 0 to 1: of what is used up first."""
        held = progress.bytes + progress.states * BYTES_TO_JUDGE_A_STATE
        shares = (
            progress.states / self.states,
            held / (self.megabytes << 20),
            seconds / self.seconds,
        )
        return min(1.0, max(shares))


Told = Callable[[Progress, float], bool]
"""Told how far a search has come and the seconds it took; False interrupts it."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search met, in ``seconds``. ``stop`` is None when it met everything."""

    exploration: Exploration
    stop: Stop | None
    seconds: float
    limits: Limits


@dataclass(frozen=True, slots=True)
class Explored:
    """A scenario explored. ``report`` is None when judging itself was interrupted."""

    search: Search
    report: Report | None
    seconds: float

    @property
    def rules(self) -> Rules:
        return self.search.exploration.rules

    @property
    def stop(self) -> Stop | None:
        """Why this is not everything there is to know; None when it is."""
        return Stop.INTERRUPTED if self.report is None else self.search.stop


def search(scenario: Scenario, limits: Limits, clock: Callable[[], float], told: Told) -> Search:
    """Meet every state of ``scenario`` within ``limits``; ``clock`` gives seconds."""
    began = clock()
    stopped: list[Stop] = []

    def proceed(progress: Progress) -> bool:
        seconds = clock() - began
        if not told(progress, seconds):
            stopped.append(Stop.INTERRUPTED)
        elif seconds > limits.seconds:
            stopped.append(Stop.TIME)
        return not stopped

    exploration = explore(scenario, _budget(limits, proceed))
    stop = None
    if not exploration.complete:
        stop = stopped[0] if stopped else _reason(exploration, limits)
    return Search(exploration, stop, clock() - began, limits)


def _budget(limits: Limits, proceed: Callable[[Progress], bool]) -> Budget:
    in_memory = (limits.megabytes << 20) // BYTES_TO_JUDGE_A_STATE
    return Budget(min(limits.states, in_memory), limits.megabytes << 20, proceed)


def _reason(exploration: Exploration, limits: Limits) -> Stop:
    if exploration.moving is None:
        return Stop.TOO_WIDE
    if exploration.states > limits.states:
        return Stop.STATES
    budget = _budget(limits, lambda _: True)
    exceeded = exploration.states > budget.states or exploration.bytes > budget.bytes
    return Stop.MEMORY if exceeded else Stop.TOO_DEEP


def judge(found: Search, catalogue: Catalogue, clock: Callable[[], float]) -> Explored:
    """What a search shows."""
    began = clock()
    report = findings(found.exploration, catalogue, SEED)
    return Explored(found, report, found.seconds + clock() - began)
