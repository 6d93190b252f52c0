"""Which variables of a state still matter at each scene, and which values they can have there.

Two analyses over the graph of scenes, guards left aside, so both err on the side of keeping more:
backward, what is read before it is overwritten (live); forward, the values that effects can lead
to. Two states of a scene that agree on its live variables have the same future.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from heapq import heappop, heappush
from typing import NamedTuple

from engine.expressions import Expression, Name, Visited, walk
from engine.proof.moves import Move
from engine.rules import Rules
from engine.scenario import Change, Meter


class Kind(IntEnum):
    METER = 0
    FACT = 1
    PENDING = 2


class Variable(NamedTuple):
    """One part of a state. ``number`` is that of the meter, of the bit in ``State.facts``, or of
    the consequence in ``Rules.laters``.

    A pending consequence is true or false for each number of decisions ``left`` before it falls
    due, the one that makes it fall due included; ``left`` is 0 for every other kind.
    """

    kind: Kind
    number: int
    left: int = 0


class StoryGraph:
    """A scenario as the analyses see it: the moves of each scene and what guards read."""

    def __init__(self, rules: Rules, moves: tuple[tuple[Move, ...], ...]) -> None:
        self.rules = rules
        self.moves = moves
        self._meters = {meter: number for number, meter in enumerate(rules.meter_ids)}
        self._touched = tuple(self._touches(later.change) for later in rules.laters)

    def meter(self, meter: str) -> Variable:
        return Variable(Kind.METER, self._meters[meter])

    def meter_of(self, variable: Variable) -> Meter:
        return self.rules.scenario.meters[self.rules.meter_ids[variable.number]]

    def flag(self, flag: str) -> Variable:
        return _fact(self.rules.flag_bits[flag])

    def visited(self, scene: str) -> Variable | None:
        """The mark of having been in ``scene``; None where no guard asks for it."""
        bit = self.rules.visited_bits.get(scene)
        return None if bit is None else _fact(bit)

    def taken(self, move: Move) -> Variable | None:
        """The mark of a once-only choice having been taken; None for any other move."""
        return None if move.once is None else Variable(Kind.FACT, move.once)

    def variable(self, node: Name | Visited) -> Variable:
        """What a guard's name, or its ``visited``, speaks of."""
        if isinstance(node, Visited):
            return _fact(self.rules.visited_bits[node.scene])
        return self.meter(node.name) if node.name in self._meters else self.flag(node.name)

    def reads(self, guard: Expression) -> frozenset[Variable]:
        """The variables that a guard speaks of."""
        return frozenset(
            self.variable(node) for node in walk(guard.tree) if isinstance(node, Name | Visited)
        )

    def target(self, go: str) -> int:
        return self.rules.scene_index[go]

    def targets(self, move: Move) -> frozenset[int]:
        return frozenset(self.target(branch.go) for branch in move.branches)

    def overwritten(self, move: Move) -> frozenset[Variable]:
        """What has the same value after the move whatever it had before."""
        flags = {self.flag(flag) for flag in (*move.change.set, *move.change.clear)}
        taken = self.taken(move)
        return frozenset(flags if taken is None else {*flags, taken})

    def _touches(self, change: Change) -> frozenset[Variable]:
        meters = {self.meter(meter) for meter, points in change.effects.items() if points}
        return frozenset(meters | {self.flag(flag) for flag in (*change.set, *change.clear)})

    def touched_by(self, later: int) -> frozenset[Variable]:
        """What a delayed consequence changes when it falls due."""
        return self._touched[later]


def _fact(bit: int) -> Variable:
    return Variable(Kind.FACT, bit.bit_length() - 1)


Live = frozenset[Variable]


def every_variable(graph: StoryGraph) -> Live:
    """All that a state keeps, but for the number of draws."""
    rules = graph.rules
    meters = {graph.meter(meter) for meter in rules.meter_ids}
    bits = (*rules.flag_bits.values(), *rules.visited_bits.values(), *rules.once_bits.values())
    pending = {
        Variable(Kind.PENDING, number, left)
        for number, later in enumerate(rules.laters)
        for left in range(1, later.after + 1)
    }
    return frozenset(meters | {_fact(bit) for bit in bits} | pending)


def live_variables(
    graph: StoryGraph, also_read: Iterable[Iterable[Expression]]
) -> tuple[Live, ...]:
    """Per scene, the variables that matter on arriving there.

    ``also_read`` gives per scene what is read there besides the guards that decide: its
    conditional paragraphs, for who wants to know about them.
    """
    read_here = [_read_on_arrival(graph, scene, guards) for scene, guards in enumerate(also_read)]
    live: list[Live] = list(read_here)
    leading_to: list[set[int]] = [set() for _ in graph.moves]
    for scene, moves in enumerate(graph.moves):
        for move in moves:
            for target in graph.targets(move):
                leading_to[target].add(scene)
    waiting = list(range(len(live)))
    while waiting:
        scene = waiting.pop()
        found = read_here[scene].union(
            *(_live_before(graph, move, live) for move in graph.moves[scene])
        )
        if found != live[scene]:
            live[scene] = found
            waiting.extend(leading_to[scene])
    return tuple(live)


def _read_on_arrival(graph: StoryGraph, scene: int, also_read: Iterable[Expression]) -> Live:
    found = {variable for guard in also_read for variable in graph.reads(guard)}
    for move in graph.moves[scene]:
        if move.condition is not None:
            found |= graph.reads(move.condition)
        taken = graph.taken(move)
        if taken is not None:
            found.add(taken)
    return frozenset(found)


def _live_before(graph: StoryGraph, move: Move, live: list[Live]) -> Live:
    """What matters before a move, for what comes after it."""
    after: set[Variable] = set()
    for branch in move.branches:
        if branch.condition is not None:
            after |= graph.reads(branch.condition)
        after |= live[graph.target(branch.go)] - {graph.visited(branch.go)}
    pending = {variable for variable in after if variable.kind is Kind.PENDING}
    plain = after - pending
    if not move.decides:
        return frozenset(after)
    nearer = {
        Variable(Kind.PENDING, number, left + 1)
        for _, number, left in pending
        if left < graph.rules.laters[number].after
    }
    due = {
        Variable(Kind.PENDING, number, 1)
        for number in range(len(graph.rules.laters))
        if graph.touched_by(number) & plain
    }
    return frozenset((plain - graph.overwritten(move)) | nearer | due)


Values = int
"""A set of values as a bit mask: bit ``n`` is the lowest possible value plus ``n``."""
Domains = Mapping[Variable, Values]

ALWAYS_FALSE: Values = 0b01
ALWAYS_TRUE: Values = 0b10


def lowest(graph: StoryGraph, variable: Variable) -> int:
    """The value that bit 0 of ``Values`` stands for."""
    return graph.meter_of(variable).low if variable.kind is Kind.METER else 0


def possible_values(graph: StoryGraph, live: tuple[Live, ...]) -> tuple[Domains | None, ...]:
    """Per scene, the values each live variable can have on arriving; None for a scene cut off.

    Each variable is followed by itself, so combinations that never occur are not told apart.
    Scenes are taken in the order written, nearly that of play, so that few are taken again.
    """
    start = graph.rules.start()
    found: list[dict[Variable, Values] | None] = [None] * len(live)
    found[start.scene] = {
        variable: value_at_start(graph, variable) for variable in live[start.scene]
    }
    waiting = [start.scene]
    while waiting:
        scene = heappop(waiting)
        before = found[scene]
        assert before is not None
        for move in graph.moves[scene]:
            due = due_at(graph, before) if move.decides else ()
            for go in dict.fromkeys(branch.go for branch in move.branches):
                target = graph.target(go)
                arriving = {
                    variable: _values_after(graph, move, due, variable, before, go)
                    for variable in live[target]
                }
                merged = _merged(found[target], arriving)
                if merged != found[target]:
                    found[target] = merged
                    if target not in waiting:
                        heappush(waiting, target)
    return tuple(found)


def value_at_start(graph: StoryGraph, variable: Variable) -> Values:
    """The one value that a variable has when the play begins."""
    state = graph.rules.start()
    if variable.kind is Kind.METER:
        return 1 << state.meters[variable.number] - lowest(graph, variable)
    if variable.kind is Kind.FACT and state.facts >> variable.number & 1:
        return ALWAYS_TRUE
    return ALWAYS_FALSE


def _merged(
    held: dict[Variable, Values] | None, arriving: dict[Variable, Values]
) -> dict[Variable, Values]:
    if held is None:
        return arriving
    return {variable: held[variable] | values for variable, values in arriving.items()}


def _values_after(
    graph: StoryGraph,
    move: Move,
    due: tuple[int, ...],
    variable: Variable,
    before: Domains,
    go: str,
) -> Values:
    source = source_of(graph, move, variable, go)
    if source is None:
        return ALWAYS_TRUE
    values = changed(graph, move.change, variable, before.get(source, ALWAYS_FALSE))
    for later in due:
        values |= changed(graph, graph.rules.laters[later].change, variable, values)
    return values


def source_of(graph: StoryGraph, move: Move, variable: Variable, go: str) -> Variable | None:
    """The variable whose value ``variable`` takes over in a move to ``go``; None if made true.

    A consequence called for by the move is made true, and one that waits comes nearer.
    """
    if variable.kind is not Kind.PENDING:
        made_true = variable in (graph.visited(go), graph.taken(move))
        return None if made_true else variable
    if not move.decides:
        return variable
    after = graph.rules.laters[variable.number].after
    if variable.left == after:
        return None if variable.number in move.laters else NEVER
    return variable._replace(left=variable.left + 1)


NEVER = Variable(Kind.PENDING, -1)
"""Stands for a consequence that cannot be waiting."""


def due_at(graph: StoryGraph, at_scene: Domains) -> tuple[int, ...]:
    """The consequences that a decision at a scene can make fall due, in the order they would.

    Of two that fall due together, the one with the longer delay was called for earlier.
    """
    due = [
        variable.number
        for variable, values in at_scene.items()
        if variable.kind is Kind.PENDING and variable.left == 1 and values != ALWAYS_FALSE
    ]
    return tuple(sorted(due, key=lambda number: (-graph.rules.laters[number].after, number)))


def changed(graph: StoryGraph, change: Change, variable: Variable, values: Values) -> Values:
    """The values of a meter or a fact after a change; a meter is held within its range."""
    if variable.kind is Kind.METER:
        meter = graph.meter_of(variable)
        return _shifted(values, change.effects.get(meter.id, 0), meter.high - meter.low)
    if any(graph.flag(flag) == variable for flag in change.set):
        return ALWAYS_TRUE
    if any(graph.flag(flag) == variable for flag in change.clear):
        return ALWAYS_FALSE
    return values


def _shifted(values: Values, points: int, top: int) -> Values:
    """Every value moved by ``points`` and held between bit 0 and bit ``top``."""
    if points > 0:
        moved = values << points
        return moved & (1 << top) - 1 | (1 << top if moved >> top else 0)
    moved = values >> -points
    return moved | (1 if moved << -points != values else 0)
