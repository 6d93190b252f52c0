"""From a scene of the model to Python functions, one for each thing that can happen there.

The functions are written as Python source and compiled: a decision then costs well under a
microsecond. Nothing that the author wrote is part of that source: it is made of integers, of
operators and of names given here. What differs between two choices of the same shape (points,
texts, the scene they lead to) comes as default values of further parameters, so that both share
one code: a long scenario then fits the processor's cache, and compiles sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import CodeType, FunctionType
from typing import Any, NoReturn

from engine.expressions import Expression, python_source
from engine.rules import (
    CONTINUE,
    Action,
    Choose,
    IllegalActionError,
    Options,
    Outcome,
    Pending,
    Place,
    Rank,
    Rules,
    SceneRules,
    State,
    StepFunction,
    Text,
    band_reached,
    order_success,
    sort_success,
)
from engine.scenario import Band, Branch, Change, Choice, Later, Scene

_INDENT = "    "

MetersAndFacts = tuple[tuple[int, ...], int]
FallDue = Callable[
    [tuple[int, ...], int, Pending], tuple[tuple[int, ...], int, Pending, tuple[int, ...]]
]


class Compiler:
    """Compiles the scenes of one scenario."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._shapes = _Shapes()
        self._shapes.names["fall_due"] = self._falling_due()
        self._choosing: dict[str, Choose] = {}

    def scene(self, index: int) -> SceneRules:
        """Everything that ``Rules`` asks about the scene at ``index``."""
        scene = self._rules.scenes[index]
        steps: dict[Action, StepFunction] = {
            self._choose(choice): self._choice_step(scene, choice)
            for choice in scene.choices.values()
        }
        options = self._options(scene)
        forward = _forward(scene)
        if forward:
            steps[CONTINUE] = self._continue_step(options, forward)
        board = scene.sort or scene.order
        bands = tuple(self._band_step(scene, band) for band in (board.bands if board else ()))
        return SceneRules(_SceneSteps(scene, steps, bands), options, self._text(scene))

    def _choose(self, choice: Choice) -> Choose:
        """One object for all choices of the same name: found faster among a scene's steps."""
        return self._choosing.setdefault(choice.id, Choose(choice.id))

    def _choice_step(self, scene: Scene, choice: Choice) -> StepFunction:
        source = self._decision_source()
        if choice.condition is not None:
            source.add(f"if not {source.guard(choice.condition)}: refuse(state)")
        if bit := self._rules.once_bits.get((scene.id, choice.id)):
            source.add(f"if facts & {bit}: refuse(state)")
            source.add(f"facts |= {bit}")
        return _decision_step(source, choice.change, choice.later, choice.next, choice.outcome)

    def _band_step(self, scene: Scene, band: Band) -> StepFunction:
        branches = band.next or scene.next
        source = self._decision_source()
        return _decision_step(source, band.change, band.later, branches, band.outcome)

    def _decision_source(self) -> _Source:
        source = _Source(self._rules, self._shapes)
        source.add("_, meters, facts, pending, draws = state")
        return source

    def _continue_step(self, options: Options, branches: tuple[Branch, ...]) -> StepFunction:
        source = self._decision_source()
        if callable(options):
            source.add(f"if {source.constant(options)}(state): refuse(state)")
        elif options:
            source.add("refuse(state)")
        source.add("due = ()")
        source.branches(branches, source.constant(""))
        return source.function("state, chance")

    def _options(self, scene: Scene) -> Options:
        choices = scene.choices.values()
        if all(choice.condition is None and not choice.once for choice in choices):
            return tuple(self._choose(choice) for choice in choices)
        source = _Source(self._rules, self._shapes)
        source.add("_, meters, facts, _, _ = state")
        source.add("found = []")
        for choice in choices:
            tests = []
            if choice.condition is not None:
                tests.append(source.guard(choice.condition))
            if bit := self._rules.once_bits.get((scene.id, choice.id)):
                tests.append(f"not facts & {bit}")
            found = f"found.append({source.constant(self._choose(choice))})"
            source.add(f"if {' and '.join(tests) or 'True'}: {found}")
        source.add("return tuple(found)")
        return source.function("state")

    def _text(self, scene: Scene) -> Text:
        fill = self._rules.scenario.fill
        opening = fill(scene.text)
        if not scene.also:
            return (opening,)
        source = _Source(self._rules, self._shapes)
        source.add("_, meters, facts, _, _ = state")
        source.add(f"found = [{source.constant(opening)}]")
        for paragraph in scene.also:
            text = source.constant(fill(paragraph.text))
            source.add(f"if {source.guard(paragraph.condition)}: found.append({text})")
        source.add("return tuple(found)")
        return source.function("state")

    def _falling_due(self) -> FallDue:
        """Counts one decision for what is pending and applies what falls due."""
        changes = [self._later_change(later) for later in self._rules.laters]

        def fall_due(
            meters: tuple[int, ...], facts: int, pending: Pending
        ) -> tuple[tuple[int, ...], int, Pending, tuple[int, ...]]:
            due: tuple[int, ...] = ()
            waiting: Pending = ()
            for left, later in pending:
                if left == 1:
                    meters, facts = changes[later](meters, facts)
                    due += (later,)
                else:
                    waiting += ((left - 1, later),)
            return meters, facts, waiting, due

        return fall_due

    def _later_change(self, later: Later) -> Callable[[tuple[int, ...], int], MetersAndFacts]:
        source = _Source(self._rules, self._shapes)
        source.change(later.change)
        source.add("return meters, facts")
        return source.function("meters, facts")


class _Shapes:
    """The codes compiled so far, by their source, and the names that all of them know."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {
            "State": State,
            "Outcome": Outcome,
            "new": tuple.__new__,
            "refuse": _refuse,
        }
        self._codes: dict[str, CodeType] = {}

    def function(self, source: str, constants: tuple[object, ...]) -> Callable[..., Any]:
        """The function written in ``source``, ``constants`` for its last parameters."""
        if source not in self._codes:
            made: dict[str, Any] = {}
            exec(source, made)  # noqa: S102 - the source is made here, from integers only
            self._codes[source] = made["compiled"].__code__
        return FunctionType(self._codes[source], self.names, "compiled", constants)


class _Source:
    """A function being written: its lines, and the constants that they name."""

    def __init__(self, rules: Rules, shapes: _Shapes) -> None:
        self.rules = rules
        self.lines: list[str] = []
        self.constants: list[object] = []
        self._shapes = shapes

    def add(self, line: str, depth: int = 1) -> None:
        self.lines.append(_INDENT * depth + line)

    def constant(self, value: object) -> str:
        self.constants.append(value)
        return f"k{len(self.constants)}"

    def guard(self, expression: Expression) -> str:
        """``expression`` as source over the locals ``meters`` and ``facts``."""
        names = {meter: f"meters[{i}]" for i, meter in enumerate(self.rules.meter_ids)}
        names |= {flag: f"(facts & {bit} != 0)" for flag, bit in self.rules.flag_bits.items()}
        scenes = {scene: f"(facts & {bit} != 0)" for scene, bit in self.rules.visited_bits.items()}
        return python_source(expression.tree, names, scenes)

    def change(self, change: Change) -> None:
        """What moves ``meters``, kept within their ranges, then the flags cleared and set."""
        scenario = self.rules.scenario
        moved = {meter: points for meter, points in change.effects.items() if points}
        if moved:
            locals_ = [f"m{index}" for index in range(len(self.rules.meter_ids))]
            self.add(f"{', '.join(locals_)}, = meters")
            for index, meter_id in enumerate(self.rules.meter_ids):
                if points := moved.get(meter_id, 0):
                    meter = scenario.meters[meter_id]
                    limit, sign = (meter.high, ">") if points > 0 else (meter.low, "<")
                    self.add(f"m{index} += {self.constant(points)}")
                    self.add(f"if m{index} {sign} {limit}: m{index} = {limit}")
            self.add(f"meters = ({', '.join(locals_)},)")
        bits = self.rules.flag_bits
        if change.clear:
            kept = ~sum(bits[flag] for flag in set(change.clear))
            self.add(f"facts &= {self.constant(kept)}")
        if change.set:
            added = sum(bits[flag] for flag in set(change.set))
            self.add(f"facts |= {self.constant(added)}")

    def branches(self, branches: tuple[Branch, ...], text: str) -> None:
        """One ``return`` a branch, tried in the order written; each chance met is one draw."""
        for branch in branches:
            depth = 1
            if branch.condition is not None:
                self.add(f"if {self.guard(branch.condition)}:", depth)
                depth += 1
            if branch.chance is not None:
                self.add("draws += 1", depth)
                self.add(f"if chance(draws - 1, {self.constant(branch.chance)}):", depth)
                depth += 1
            target = self.constant(self.rules.scene_index[branch.go])
            bit = self.rules.visited_bits.get(branch.go)
            facts = f"facts | {self.constant(bit)}" if bit else "facts"
            state = f"({target}, meters, {facts}, pending, draws)"
            self.add(f"return new(Outcome, (new(State, {state}), {text}, due))", depth)

    def function(self, parameters: str) -> Callable[..., Any]:
        given = "".join(f", k{number + 1}=None" for number in range(len(self.constants)))
        source = f"def compiled({parameters}{given}):\n" + "\n".join(self.lines)
        return self._shapes.function(source, tuple(self.constants))


def _decision_step(
    source: _Source,
    change: Change,
    later: tuple[Later, ...],
    branches: tuple[Branch, ...],
    outcome: str,
) -> StepFunction:
    """The order of effects of docs/format.md: the change, what falls due, then ``next``."""
    rules = source.rules
    source.change(change)
    source.add("if pending:")
    source.add("meters, facts, pending, due = fall_due(meters, facts, pending)", 2)
    source.add("else:")
    source.add("due = ()", 2)
    if later:
        added = tuple((item.after, rules.later_index[id(item)]) for item in later)
        source.add(f"pending += {source.constant(added)}")
    source.branches(branches, source.constant(rules.scenario.fill(outcome)))
    return source.function("state, chance")


def _refuse(state: State) -> NoReturn:
    raise IllegalActionError(f"this choice is locked in scene {state.scene}")


class _SceneSteps(dict[Action, StepFunction]):
    """The steps of one scene by action; what a board's action leads to is found by its success."""

    def __init__(
        self,
        scene: Scene,
        steps: Mapping[Action, StepFunction],
        bands: tuple[StepFunction, ...],
    ) -> None:
        super().__init__(steps)
        self._scene = scene
        self._bands = bands

    def __missing__(self, action: Action) -> StepFunction:
        scene = self._scene
        if isinstance(action, Place) and scene.sort is not None:
            _check_placements(scene, action)
            return self._bands[band_reached(scene.sort.bands, sort_success(scene.sort, action))]
        if isinstance(action, Rank) and scene.order is not None:
            _check_rank(scene, action)
            return self._bands[band_reached(scene.order.bands, order_success(scene.order, action))]
        raise IllegalActionError(f"{action!r} is not possible in scene {scene.id!r}")


def _check_placements(scene: Scene, place: Place) -> None:
    assert scene.sort is not None
    items = [item for item, _ in place.placements]
    known = set(items) <= scene.sort.items.keys()
    columns = {column for _, column in place.placements} <= scene.sort.columns.keys()
    if not known or not columns or len(items) != len(set(items)):
        raise IllegalActionError(f"unknown or repeated item or column in scene {scene.id!r}")


def _check_rank(scene: Scene, rank: Rank) -> None:
    assert scene.order is not None
    if not set(rank.steps) <= scene.order.steps.keys() or len(rank.steps) != len(set(rank.steps)):
        raise IllegalActionError(f"unknown or repeated step in scene {scene.id!r}")


def _forward(scene: Scene) -> tuple[Branch, ...]:
    """Where ``CONTINUE`` leads: the scene's ``next``, or its fallback when choices are locked."""
    if scene.fallback is not None:
        return (Branch(scene.fallback),)
    return () if scene.decides else scene.next
