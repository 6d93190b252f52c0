"""The rules of one scenario: what can be decided in a state, and what each decision does.

``Rules.step`` is the only place where a decision has its effect. The order of effects is that of
docs/format.md: the choice's own effects, then the delayed consequences that fall due, then
``next``. Each scene is compiled to Python functions when it is first met (engine/compiling.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from engine.chance import Chance
from engine.expressions import Expression
from engine.scenario import Band, Branch, Later, Order, Scenario, Scene, Sort

if TYPE_CHECKING:
    from engine.compiling import Compiler


class State(NamedTuple):
    """Where a play stands.

    ``facts`` is a bit mask of what is true: flags that are set (``Rules.flag_bits``), scenes
    visited that some guard asks about (``Rules.visited_bits``), once-only choices that were taken
    (``Rules.once_bits``).
    ``pending`` holds ``(decisions still to be made, index in Rules.laters)``, oldest first.
    """

    scene: int
    meters: tuple[int, ...]
    facts: int
    pending: tuple[tuple[int, int], ...]
    draws: int


class Choose(NamedTuple):
    """Take one of the choices of the scene."""

    choice: str


class Place(NamedTuple):
    """Sort: ``(item, column)`` for each item placed, in any order."""

    placements: tuple[tuple[str, str], ...]


class Rank(NamedTuple):
    """Order: the steps in the sequence given."""

    steps: tuple[str, ...]


class Continue(NamedTuple):
    """Go on from a scene where nothing is decided."""


Action = Choose | Place | Rank | Continue
CONTINUE = Continue()


class Outcome(NamedTuple):
    """What an action led to: the new state, the text to read, the ``laters`` that fell due."""

    state: State
    text: str
    due: tuple[int, ...]


class IllegalActionError(ValueError):
    """An action that this state does not allow (unknown, locked, or of another kind)."""


StepFunction = Callable[[State, Chance], Outcome]
Options = tuple[Choose, ...] | Callable[[State], tuple[Choose, ...]]
"""The choices open in a scene: always the same ones, or those that the state allows."""
Text = tuple[str, ...] | Callable[[State], tuple[str, ...]]
"""The paragraphs of a scene: always the same ones, or those that the state calls for."""

Pending = tuple[tuple[int, int], ...]


class SceneRules(NamedTuple):
    """One scene, compiled."""

    steps: Mapping[Action, StepFunction]
    options: Options
    text: Text


class Rules:
    """The compiled scenario. Cheap to make: a scene is compiled when it is first met."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.scenes: tuple[Scene, ...] = tuple(scenario.scenes.values())
        self.scene_index = {scene.id: index for index, scene in enumerate(self.scenes)}
        self.meter_ids = tuple(scenario.meters)
        bits = (1 << index for index in count())
        self.flag_bits = {flag: next(bits) for flag in scenario.flags}
        self.visited_bits = {scene: next(bits) for scene in _scenes_asked_about(scenario)}
        self.laters: tuple[Later, ...] = tuple(_laters(scenario))
        self.later_index = {id(later): index for index, later in enumerate(self.laters)}
        self.once_bits = {
            (scene.id, choice.id): next(bits)
            for scene in self.scenes
            for choice in scene.choices.values()
            if choice.once
        }
        self._scene_rules: dict[int, SceneRules] = {}
        self._steps: list[Mapping[Action, StepFunction]] = [
            _FirstStep(self, index) for index in range(len(self.scenes))
        ]
        self._options: list[Options] = [self._first_options] * len(self.scenes)
        self._texts: list[Text] = [self._first_text] * len(self.scenes)

    @cached_property
    def _compiler(self) -> Compiler:
        from engine.compiling import Compiler

        return Compiler(self)

    def _compiled(self, index: int) -> SceneRules:
        if index not in self._scene_rules:
            compiled = self._compiler.scene(index)
            self._scene_rules[index] = compiled
            self._steps[index] = compiled.steps
            self._options[index] = compiled.options
            self._texts[index] = compiled.text
        return self._scene_rules[index]

    def _first_options(self, state: State) -> tuple[Choose, ...]:
        self._compiled(state[0])
        return self.options(state)

    def _first_text(self, state: State) -> tuple[str, ...]:
        self._compiled(state[0])
        return self.text(state)

    def start(self) -> State:
        """The state in which every play of this scenario begins."""
        scene = self.scene_index[self.scenario.start]
        meters = tuple(meter.start for meter in self.scenario.meters.values())
        visited = self.visited_bits.get(self.scenario.start, 0)
        return State(scene, meters, visited, (), 0)

    def step(self, state: State, action: Action, chance: Chance) -> Outcome:
        """The outcome of ``action`` in ``state``.

        ``chance`` decides the draws of ``next``. Raises IllegalActionError.
        """
        return self._steps[state[0]][action](state, chance)

    def options(self, state: State) -> tuple[Choose, ...]:
        """The choices open in this state, in the author's order; none where a board decides."""
        options = self._options[state[0]]
        return options if isinstance(options, tuple) else options(state)

    def text(self, state: State) -> tuple[str, ...]:
        """The paragraphs to read in this state, names filled in."""
        text = self._texts[state[0]]
        return text if isinstance(text, tuple) else text(state)

    def scene(self, state: State) -> Scene:
        return self.scenes[state.scene]

    def meters(self, state: State) -> dict[str, int]:
        """Each meter's value by its id."""
        return dict(zip(self.meter_ids, state.meters, strict=True))

    def flags(self, state: State) -> frozenset[str]:
        """The flags that are set."""
        return frozenset(flag for flag, bit in self.flag_bits.items() if state.facts & bit)

    def decides(self, state: State) -> bool:
        """Whether the player decides here: a board, or a choice that is open."""
        scene = self.scenes[state.scene]
        if scene.sort is not None or scene.order is not None:
            return True
        return bool(self.options(state))

    def ended(self, state: State) -> bool:
        return self.scenes[state.scene].ending is not None


class _FirstStep(dict[Action, StepFunction]):
    """Stands for a scene's steps until the first action in it compiles the scene."""

    def __init__(self, rules: Rules, index: int) -> None:
        super().__init__()
        self._rules = rules
        self._index = index

    def __missing__(self, action: Action) -> StepFunction:
        return self._rules._compiled(self._index).steps[action]


def _laters(scenario: Scenario) -> list[Later]:
    found: list[Later] = []
    for scene in scenario.scenes.values():
        for choice in scene.choices.values():
            found.extend(choice.later)
        board = scene.sort or scene.order
        for band in board.bands if board else ():
            found.extend(band.later)
    return found


def _scenes_asked_about(scenario: Scenario) -> list[str]:
    """The scenes named in some ``visited(…)``, in the scenario's order."""
    asked = {scene for guard in _guards(scenario) for scene in guard.visited}
    return [scene for scene in scenario.scenes if scene in asked]


def _guards(scenario: Scenario) -> Iterator[Expression]:
    for scene in scenario.scenes.values():
        yield from (paragraph.condition for paragraph in scene.also)
        branches: list[Branch] = list(scene.next)
        for choice in scene.choices.values():
            branches.extend(choice.next)
            if choice.condition is not None:
                yield choice.condition
        board = scene.sort or scene.order
        for band in board.bands if board else ():
            branches.extend(band.next)
        yield from (branch.condition for branch in branches if branch.condition is not None)


def sort_success(sort: Sort, place: Place) -> tuple[int, int]:
    """``(items in their column or an acceptable one, items in all)``."""
    placed = dict(place.placements)
    right = sum(
        placed.get(item.id) == item.column or placed.get(item.id) in item.acceptable
        for item in sort.items.values()
    )
    return right, len(sort.items)


def order_success(order: Order, rank: Rank) -> tuple[int, int]:
    """``(pairs in the right order, pairs in all)``. A step left out makes its pairs wrong."""
    position = {step: index for index, step in enumerate(rank.steps)}
    steps = list(order.steps)
    pairs = [
        (earlier, later) for index, earlier in enumerate(steps) for later in steps[index + 1 :]
    ]
    right = sum(
        earlier in position and later in position and position[earlier] < position[later]
        for earlier, later in pairs
    )
    return right, len(pairs)


def band_reached(bands: tuple[Band, ...], success: tuple[int, int]) -> int:
    """The index of the first band (highest first) whose ``at_least`` per cent is reached."""
    right, total = success
    return next(index for index, band in enumerate(bands) if right * 100 >= band.at_least * total)
