"""From a scene of the model to Python functions, one for each thing that can happen there.

The functions are written as Python source and compiled: a decision then costs well under a
microsecond. Nothing that the author wrote is part of that source: it is made of integers, of
operators and of names given here; texts and probabilities are constants of its namespace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any, NoReturn

from engine.expressions import Expression, python_source
from engine.rules import (
    CONTINUE,
    Action,
    Choose,
    FallDue,
    IllegalActionError,
    Outcome,
    Pending,
    Place,
    Rank,
    Rules,
    SceneRules,
    State,
    StepFunction,
    band_reached,
    order_success,
    sort_success,
)
from engine.scenario import Branch, Change, Choice, Later, Scene

_INDENT = "    "


class _Source:
    """A function being written: its lines and the constants that they name."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.lines: list[str] = []
        self.constants: dict[str, object] = {
            "State": State,
            "Outcome": Outcome,
            "new": tuple.__new__,
            "refuse": _refuse,
        }

    def add(self, line: str, depth: int = 1) -> None:
        self.lines.append(_INDENT * depth + line)

    def constant(self, value: object) -> str:
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name

    def guard(self, expression: Expression) -> str:
        """``expression`` as source over the locals ``meters``, ``flags`` and ``visited``."""
        names = {meter: f"meters[{i}]" for i, meter in enumerate(self.rules.meter_ids)}
        names |= {flag: f"(flags & {bit} != 0)" for flag, bit in self.rules.flag_bits.items()}
        scenes = {
            scene: f"(visited & {bit} != 0)" for scene, bit in self.rules.visited_bits.items()
        }
        return python_source(expression.tree, names, scenes)

    def function(self, parameters: str) -> Callable[..., Any]:
        source = f"def compiled({parameters}):\n" + "\n".join(self.lines)
        code: CodeType = compile(source, "<compiled scene>", "exec")
        exec(code, self.constants)  # noqa: S102 - the source is made here, from integers only
        compiled = self.constants["compiled"]
        assert callable(compiled)
        return compiled


def compile_scene(rules: Rules, index: int) -> SceneRules:
    """Everything that ``Rules`` asks about the scene at ``index``."""
    scene = rules.scenes[index]
    steps: dict[Action, StepFunction] = {
        Choose(choice.id): _choice_step(rules, scene, choice) for choice in scene.choices.values()
    }
    forward = _forward(scene)
    if forward:
        steps[CONTINUE] = _continue_step(rules, scene, forward)
    board = scene.sort or scene.order
    bands = tuple(
        _decision_step(
            rules, band.change, band.later, band.next or scene.next, band.outcome, None, 0
        )
        for band in (board.bands if board else ())
    )
    return SceneRules(
        _SceneSteps(scene, steps, bands), bands, _options(rules, scene), _text(rules, scene)
    )


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


def _choice_step(rules: Rules, scene: Scene, choice: Choice) -> StepFunction:
    return _decision_step(
        rules,
        choice.change,
        choice.later,
        choice.next,
        choice.outcome,
        choice.condition,
        rules.once_bits.get((scene.id, choice.id), 0),
    )


def _decision_step(
    rules: Rules,
    change: Change,
    later: tuple[Later, ...],
    branches: tuple[Branch, ...],
    outcome: str,
    condition: Expression | None,
    once_bit: int,
) -> StepFunction:
    source = _Source(rules)
    source.add("_, meters, flags, visited, once, pending, draws = state")
    if condition is not None:
        source.add(f"if not {source.guard(condition)}: refuse(state)")
    if once_bit:
        source.add(f"if once & {once_bit}: refuse(state)")
        source.add(f"once |= {once_bit}")
    _write_change(source, change)
    source.constants["fall_due"] = rules.fall_due
    source.add("if pending:")
    source.add("meters, flags, pending, due = fall_due(meters, flags, pending)", 2)
    source.add("else:")
    source.add("due = ()", 2)
    if later:
        added = tuple((item.after, rules.later_index[id(item)]) for item in later)
        source.add(f"pending += {added!r}")
    text = source.constant(rules.scenario.fill(outcome))
    _write_branches(source, branches, text)
    return source.function("state, chance")


def _continue_step(rules: Rules, scene: Scene, branches: tuple[Branch, ...]) -> StepFunction:
    source = _Source(rules)
    source.add("_, meters, flags, visited, once, pending, draws = state")
    if scene.choices:
        open_choices = _options(rules, scene)
        source.add(f"if {source.constant(open_choices)}(state): refuse(state)")
    source.add("due = ()")
    _write_branches(source, branches, source.constant(""))
    return source.function("state, chance")


def _write_change(source: _Source, change: Change) -> None:
    scenario = source.rules.scenario
    moved = {meter: points for meter, points in change.effects.items() if points}
    if moved:
        locals_ = [f"m{index}" for index in range(len(source.rules.meter_ids))]
        source.add(f"{', '.join(locals_)}, = meters")
        for index, meter_id in enumerate(source.rules.meter_ids):
            if points := moved.get(meter_id, 0):
                meter = scenario.meters[meter_id]
                limit, sign = (meter.high, ">") if points > 0 else (meter.low, "<")
                source.add(f"m{index} += {points}")
                source.add(f"if m{index} {sign} {limit}: m{index} = {limit}")
        source.add(f"meters = ({', '.join(locals_)},)")
    bits = source.rules.flag_bits
    if change.clear:
        source.add(f"flags &= ~{sum(bits[flag] for flag in set(change.clear))}")
    if change.set:
        source.add(f"flags |= {sum(bits[flag] for flag in set(change.set))}")


def _write_branches(source: _Source, branches: tuple[Branch, ...], text: str) -> None:
    """One ``return`` a branch, tried in the order written; each chance met is one draw."""
    for branch in branches:
        depth = 1
        if branch.condition is not None:
            source.add(f"if {source.guard(branch.condition)}:", depth)
            depth += 1
        if branch.chance is not None:
            source.add("draws += 1", depth)
            source.add(f"if chance(draws - 1, {source.constant(branch.chance)}):", depth)
            depth += 1
        target = source.rules.scene_index[branch.go]
        visited = "visited"
        if bit := source.rules.visited_bits.get(branch.go):
            visited = f"visited | {bit}"
        state = f"({target}, meters, flags, {visited}, once, pending, draws)"
        source.add(f"return new(Outcome, (new(State, {state}), {text}, due))", depth)


def falling_due(rules: Rules) -> FallDue:
    """The function that counts one decision for what is pending and applies what falls due."""
    changes = [_later_change(rules, later) for later in rules.laters]

    def fall_due(
        meters: tuple[int, ...], flags: int, pending: Pending
    ) -> tuple[tuple[int, ...], int, Pending, tuple[int, ...]]:
        due: tuple[int, ...] = ()
        waiting: Pending = ()
        for left, later in pending:
            if left == 1:
                meters, flags = changes[later](meters, flags)
                due += (later,)
            else:
                waiting += ((left - 1, later),)
        return meters, flags, waiting, due

    return fall_due


def _later_change(
    rules: Rules, later: Later
) -> Callable[[tuple[int, ...], int], tuple[tuple[int, ...], int]]:
    source = _Source(rules)
    _write_change(source, later.change)
    source.add("return meters, flags")
    return source.function("meters, flags")


def _options(rules: Rules, scene: Scene) -> Callable[[State], tuple[Choose, ...]]:
    choices = scene.choices.values()
    everything = tuple(Choose(choice.id) for choice in choices)
    if all(choice.condition is None and not choice.once for choice in choices):
        return lambda _state: everything
    source = _Source(rules)
    source.add("_, meters, flags, visited, once, _, _ = state")
    source.add("found = []")
    for choice in choices:
        tests = []
        if choice.condition is not None:
            tests.append(source.guard(choice.condition))
        if bit := rules.once_bits.get((scene.id, choice.id), 0):
            tests.append(f"not once & {bit}")
        found = f"found.append({source.constant(Choose(choice.id))})"
        source.add(f"if {' and '.join(tests) or 'True'}: {found}")
    source.add("return tuple(found)")
    return source.function("state")


def _text(rules: Rules, scene: Scene) -> Callable[[State], tuple[str, ...]]:
    fill = rules.scenario.fill
    opening = fill(scene.text)
    if not scene.also:
        whole = (opening,)
        return lambda _state: whole
    source = _Source(rules)
    source.add("_, meters, flags, visited, _, _, _ = state")
    source.add(f"found = [{source.constant(opening)}]")
    for paragraph in scene.also:
        text = source.constant(fill(paragraph.text))
        source.add(f"if {source.guard(paragraph.condition)}: found.append({text})")
    source.add("return tuple(found)")
    return source.function("state")


def _refuse(state: State) -> NoReturn:
    raise IllegalActionError(f"this choice is locked in scene {state.scene}")
