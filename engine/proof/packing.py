"""States packed into whole numbers: one mixed-radix number a scene, only what matters there.

Each live variable with more than one value to tell apart is a digit. Neighbouring digits form
chunks, so that what a move does to a state is a few look-ups by chunk and a sum
(engine/proof/moving.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate
from math import prod
from operator import mul

import numpy as np
from numpy.typing import NDArray

from engine.expressions import Expression
from engine.proof.moves import Answers, Move, moves_of
from engine.proof.relevance import (
    Domains,
    Kind,
    Live,
    StoryGraph,
    Values,
    Variable,
    every_variable,
    live_variables,
    lowest,
    possible_values,
)
from engine.proof.thresholds import Thresholds, representatives
from engine.rules import Rules, State

Numbers = NDArray[np.int64]
Amounts = NDArray[np.float64]

LARGEST_CHUNK = 1024
"""Combinations of values that one look-up table covers: few enough to stay in a core's cache."""
LARGEST_CODE = 1 << 62


class Questions(Enum):
    """Which guards the packed states must be able to answer."""

    DECISIONS = auto()
    """Those that decide what can be done and where it leads."""
    PARAGRAPHS = auto()
    """Those of conditional paragraphs too."""
    EVERYTHING = auto()
    """Any guard anywhere: nothing is left out. To measure what leaving out saves."""


class TooWideError(ValueError):
    """A scene with more combinations of values than a packed number can tell apart."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Neighbouring digits of a layout: ``codes // stride % size`` is their combination."""

    variables: tuple[Variable, ...]
    stride: int
    size: int


class Layout:
    """How the states of one scene are packed.

    ``values`` gives the values of every live variable that are told apart, ascending, each for
    itself and those up to the next; variables with a single one take no digit. ``strides`` holds
    the weight of each digit, ``size`` how many codes exist.
    """

    def __init__(self, graph: StoryGraph, domains: Domains) -> None:
        self.values: Mapping[Variable, Numbers] = {
            variable: _listed(domains[variable], lowest(graph, variable))
            for variable in sorted(domains)
        }
        radices = {variable: len(held) for variable, held in self.values.items() if len(held) > 1}
        self.size = prod(radices.values())
        if self.size > LARGEST_CODE:
            raise TooWideError
        before = list(accumulate(radices.values(), mul, initial=1))
        self.strides: Mapping[Variable, int] = dict(zip(radices, before, strict=False))
        self.chunks = tuple(
            Chunk(group, self.strides[group[0]], prod(radices[one] for one in group))
            for group in _groups(radices)
        )
        self.chunk_of: Mapping[Variable, int] = {
            variable: number
            for number, chunk in enumerate(self.chunks)
            for variable in chunk.variables
        }
        self._digits: dict[Variable, Numbers] = {}

    def digits(self, variable: Variable) -> Numbers:
        """The digit of ``variable`` in each combination of its chunk."""
        if variable not in self._digits:
            chunk = self.chunks[self.chunk_of[variable]]
            weight = self.strides[variable] // chunk.stride
            combinations = np.arange(chunk.size, dtype=np.int64)
            self._digits[variable] = combinations // weight % len(self.values[variable])
        return self._digits[variable]

    def digit(self, variable: Variable, values: Numbers | int) -> Numbers:
        """The digit that stands for each of some possible values of ``variable``."""
        return np.searchsorted(self.values[variable], values, side="right") - 1


def _groups(radices: Mapping[Variable, int]) -> list[tuple[Variable, ...]]:
    """Neighbouring digits together, as many as keep to ``LARGEST_CHUNK`` combinations."""
    groups: list[tuple[Variable, ...]] = []
    room = 0
    for variable, radix in radices.items():
        if radix > room:
            groups.append(())
            room = max(LARGEST_CHUNK, radix)
        groups[-1] += (variable,)
        room //= radix
    return groups


def _listed(values: Values, low: int) -> Numbers:
    return np.array(
        [low + bit for bit in range(values.bit_length()) if values >> bit & 1], dtype=np.int64
    )


class Packing:
    """A scenario with a layout for each scene; None for a scene that nothing leads to.

    Raises TooWideError where the states of a scene cannot be packed.
    """

    def __init__(
        self,
        rules: Rules,
        questions: Questions = Questions.DECISIONS,
        answers: Answers = Answers.WHOLE,
    ) -> None:
        self.rules = rules
        self.moves: tuple[tuple[Move, ...], ...] = tuple(
            moves_of(rules, scene, answers) for scene in range(len(rules.scenes))
        )
        self.graph = StoryGraph(rules, self.moves)
        guards = [
            [paragraph.condition for paragraph in scene.also]
            if questions is Questions.PARAGRAPHS
            else []
            for scene in rules.scenes
        ]
        if questions is Questions.EVERYTHING:
            self.live: tuple[Live, ...] = (every_variable(self.graph),) * len(rules.scenes)
        else:
            self.live = live_variables(self.graph, guards)
        self.domains = possible_values(self.graph, self.live)
        told_apart = self.domains
        if questions is not Questions.EVERYTHING:
            told_apart = _told_apart(self.graph, self.live, self.domains, guards)
        self.layouts: tuple[Layout | None, ...] = tuple(
            None if domains is None else Layout(self.graph, domains) for domains in told_apart
        )

    def layout(self, scene: int) -> Layout:
        """The layout of a scene that something leads to."""
        found = self.layouts[scene]
        assert found is not None
        return found

    def pack(self, state: State) -> int:
        """The number of ``state`` among those of its scene."""
        layout = self.layout(state.scene)
        return sum(
            stride * int(layout.digit(variable, value_in(state, variable)))
            for variable, stride in layout.strides.items()
        )


def _told_apart(
    graph: StoryGraph,
    live: tuple[Live, ...],
    domains: tuple[Domains | None, ...],
    guards: list[list[Expression]],
) -> tuple[Domains | None, ...]:
    """Of the values that no guard ahead separates, one for all."""
    cuts = Thresholds(graph, live, domains, guards).cuts
    return tuple(
        None
        if held is None
        else {
            variable: representatives(values, cuts[scene][variable])
            if variable.kind is Kind.METER
            else values
            for variable, values in held.items()
        }
        for scene, held in enumerate(domains)
    )


def value_in(state: State, variable: Variable) -> int:
    """The value of ``variable`` in a state of ``Rules``."""
    if variable.kind is Kind.METER:
        return state.meters[variable.number]
    if variable.kind is Kind.FACT:
        return state.facts >> variable.number & 1
    return int((variable.left, variable.number) in state.pending)


class Batch:
    """Packed states of one scene, unpacked chunk by chunk as they are asked for."""

    def __init__(self, layout: Layout, codes: Numbers) -> None:
        self.layout = layout
        self.codes = codes
        self._combinations: dict[int, Numbers] = {}

    def __len__(self) -> int:
        return len(self.codes)

    def combinations(self, number: int) -> Numbers:
        """The combination of each state in the chunk of this number."""
        if number not in self._combinations:
            chunk = self.layout.chunks[number]
            above = self.codes // chunk.stride if chunk.stride > 1 else self.codes
            if number + 1 < len(self.layout.chunks):
                above = above - above // chunk.size * chunk.size
            self._combinations[number] = above
        return self._combinations[number]

    def values(self, variable: Variable) -> Numbers | int:
        """The value of ``variable`` in each state; one number where it is the same in all."""
        held = self.layout.values[variable]
        if len(held) == 1:
            return int(held[0])
        digits = self.layout.digits(variable)
        return held[digits][self.combinations(self.layout.chunk_of[variable])]

    def only(self, positions: Numbers) -> Batch:
        """The states at these positions."""
        batch = Batch(self.layout, self.codes[positions])
        batch._combinations = {
            number: held[positions] for number, held in self._combinations.items()
        }
        return batch
