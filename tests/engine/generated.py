"""Small scenarios of every shape, drawn at random, and their exhaustive scalar exploration.

They have loops, dead ends, chance, guards, delayed consequences, choices taken once, fallbacks and
boards, so that whatever the packed search leaves out shows against ``Rules.step``.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from fractions import Fraction
from itertools import permutations, product
from random import Random
from typing import NamedTuple

from engine.expressions import parse_guard
from engine.rules import CONTINUE, Action, Place, Rank, Rules, State
from engine.scenario import (
    Band,
    Branch,
    Change,
    Choice,
    Ending,
    Grade,
    Later,
    Meter,
    Order,
    Paragraph,
    Scenario,
    Scene,
    Sort,
    SortItem,
    Timer,
)
from tests.stories import OTHER_STAKE, STAKE, story

METERS = ("trust", "balance")
FLAGS = ("written", "told", "seen")
GRADES = tuple(Grade)


def generated_story(draw: Random) -> Scenario:
    """A scenario of two to five deciding scenes that any scene may lead back to."""
    return _Generator(draw).story()


def generated_story_that_ends(draw: Random) -> Scenario:
    """A scenario of the same kind whose scenes lead to later ones only, and never to a dead end."""
    return _ForwardGenerator(draw).story()


class _Generator:
    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self.deciding = [f"s{number}" for number in range(draw.randint(2, 5))]
        self.passing = ["p0"] if draw.random() < 0.5 else []
        self.endings = ["end", "fall"]

    def onward(self, _id: str) -> list[str]:
        return [*self.deciding, *self.passing, *self.endings]

    def dead_end(self) -> bool:
        return self.happens(1, 4)

    def story(self) -> Scenario:
        scenes = [self.scene(id_) for id_ in self.deciding]
        scenes += [
            Scene(id_, "We go on.", next=self.branches(self.endings + self.deciding[-1:]))
            for id_ in self.passing
        ]
        grade = self.draw.choice(GRADES)
        scenes.append(Scene("fall", "It fell.", ending=Ending("Fall", grade), also=self.also()))
        return story(
            *scenes,
            meters=[
                Meter("trust", "Trust", self.draw.randint(0, 4) * 5, 0, 20),
                Meter("balance", "Balance", 0, -6, 6),
            ],
            flags=FLAGS,
        )

    def happens(self, chances: int, out_of: int) -> bool:
        return self.draw.randrange(out_of) < chances

    def scene(self, id_: str) -> Scene:
        shape = self.draw.randrange(8)
        if shape == 0:
            return self.sorting(id_)
        if shape == 1:
            return self.ordering(id_)
        onward = self.onward(id_)
        choices = [self.choice(f"c{number}", onward) for number in range(self.draw.randint(1, 3))]
        scored = self.happens(4, 5)
        if not scored:
            choices = [replace(one, grades={}) for one in choices]
        lockable = all(one.condition is not None or one.once for one in choices)
        return Scene(
            id_,
            f"This is {id_}.",
            also=self.also(),
            stakes=(STAKE, OTHER_STAKE) if scored else (),
            open=not scored,
            choices={one.id: one for one in choices},
            fallback=self.draw.choice([one for one in onward if one not in self.deciding])
            if lockable and not self.dead_end()
            else None,
        )

    def also(self) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph(parse_guard(self.guard()), f"Paragraph {number}.")
            for number in range(self.draw.choice((0, 0, 1, 2)))
        )

    def choice(self, id_: str, onward: list[str]) -> Choice:
        return Choice(
            id_,
            f"Do {id_}.",
            because="So.",
            grades={stake: self.draw.choice(GRADES) for stake in (STAKE, OTHER_STAKE)},
            change=self.change(),
            outcome="Done.",
            later=self.laters(),
            next=self.branches(onward),
            condition=parse_guard(self.guard()) if self.happens(2, 5) else None,
            once=self.happens(1, 4),
        )

    def change(self) -> Change:
        effects = {}
        if self.happens(1, 2):
            effects["trust"] = self.draw.choice((-10, -5, 5, 10, 0))
        if self.happens(1, 3):
            effects["balance"] = self.draw.choice((-4, -3, 2, 6))
        set_ = tuple(flag for flag in FLAGS if self.happens(1, 6))
        return Change(effects, set_, tuple(flag for flag in FLAGS if self.happens(1, 6)))

    def laters(self) -> tuple[Later, ...]:
        return tuple(
            Later(self.draw.randint(1, 3), "It comes.", self.change())
            for _ in range(self.draw.choice((0, 0, 0, 1, 2)))
        )

    def guard(self) -> str:
        scene = self.draw.choice((*self.deciding, "end"))
        return self.draw.choice(
            (
                f"trust < {self.draw.randint(0, 4) * 5}",
                f"balance * 2 - 1 >= {self.draw.randint(-3, 3)}",
                f"trust + balance != {self.draw.randint(0, 12)}",
                "written",
                "not told or seen",
                f"visited({scene})",
                f"told and (-balance <= 2 or not visited({scene}))",
            )
        )

    def branches(self, onward: list[str]) -> tuple[Branch, ...]:
        """Some conditions and chances, then a scene."""
        found = []
        for _ in range(self.draw.choice((0, 0, 1, 2))):
            condition = parse_guard(self.guard()) if self.happens(1, 2) else None
            chance = Fraction(1, self.draw.randint(2, 4))
            if condition is not None and self.happens(1, 2):
                found.append(Branch(self.draw.choice(onward), condition))
            else:
                found.append(Branch(self.draw.choice(onward), condition, chance))
        return (*found, Branch(self.draw.choice(onward)))

    def bands(self, onward: list[str]) -> tuple[Band, ...]:
        floors = sorted(self.draw.sample((20, 34, 50, 67, 100), self.draw.randint(0, 2)))
        return tuple(
            Band(
                floor,
                self.change(),
                "Placed.",
                self.laters(),
                self.branches(onward) if self.happens(1, 3) else (),
            )
            for floor in (*reversed(floors), 0)
        )

    def timer(self) -> Timer | None:
        return Timer(30) if self.happens(1, 2) else None

    def sorting(self, id_: str) -> Scene:
        columns = ("left", "right", "middle")
        items = {}
        for number in range(self.draw.randint(2, 3)):
            column = self.draw.choice(columns)
            others = tuple(one for one in columns if one != column and self.happens(1, 3))
            principle = (STAKE, OTHER_STAKE)[number] if number < 2 else STAKE
            items[f"i{number}"] = SortItem(f"i{number}", "Item", column, principle, "So.", others)
        return Scene(
            id_,
            f"This is {id_}.",
            stakes=(STAKE, OTHER_STAKE),
            sort=Sort(dict.fromkeys(columns, "Column"), items, self.bands(self.onward(id_))),
            next=self.branches(self.onward(id_)),
            timer=self.timer(),
        )

    def ordering(self, id_: str) -> Scene:
        steps = {f"t{number}": "Step" for number in range(self.draw.randint(2, 3))}
        return Scene(
            id_,
            f"This is {id_}.",
            stakes=(STAKE,),
            order=Order(steps, self.bands(self.onward(id_))),
            next=self.branches(self.onward(id_)),
            timer=self.timer(),
        )


class _ForwardGenerator(_Generator):
    def onward(self, id_: str) -> list[str]:
        later = self.deciding[self.deciding.index(id_) + 1 :]
        return [*later, *(self.passing if later else ()), *self.endings]

    def dead_end(self) -> bool:
        return False


def every_action(rules: Rules, state: State) -> list[Action]:
    """All that can be done in a state; every answer that a board accepts."""
    scene = rules.scene(state)
    if scene.ending is not None:
        return []
    if scene.sort is not None:
        left_out = (None,) if scene.timer else ()
        items, columns = list(scene.sort.items), [*left_out, *scene.sort.columns]
        return [
            Place(tuple((i, c) for i, c in zip(items, placed, strict=True) if c is not None))
            for placed in product(columns, repeat=len(items))
        ]
    if scene.order is not None:
        steps = list(scene.order.steps)
        fewest = 0 if scene.timer else len(steps)
        counts = range(fewest, len(steps) + 1)
        return [Rank(ranked) for count in counts for ranked in permutations(steps, count)]
    options: list[Action] = list(rules.options(state))
    if options:
        return options
    goes_on = scene.fallback is not None or (not scene.choices and scene.next)
    return [CONTINUE] if goes_on else []


def every_outcome(rules: Rules, state: State, action: Action) -> list[tuple[Fraction, State]]:
    """Each state that an action may lead to, its draws set back, with its probability."""
    found = []
    scripts: list[tuple[bool, ...]] = [()]
    while scripts:
        script = scripts.pop()
        drawn: list[Fraction] = []

        def chance(draw: int, probability: Fraction, script: tuple[bool, ...] = script) -> bool:
            drawn.append(probability)  # noqa: B023 - used at once
            return script[draw] if draw < len(script) else False

        after = rules.step(state._replace(draws=0), action, chance).state._replace(draws=0)
        likely = Fraction(1)
        for position, probability in enumerate(drawn):
            comes_up = position < len(script) and script[position]
            likely *= probability if comes_up else 1 - probability
            if position >= len(script):
                missed = (False,) * (position - len(script))
                scripts.append((*script, *missed, True))
        found.append((likely, after))
    return found


class Reached(NamedTuple):
    """Every state by the fewest decisions that lead to it, and how many edges join them."""

    decisions: dict[State, int]
    complete: bool


def every_state(rules: Rules, limit: int) -> Reached:
    """Every state of a scenario, one at a time; incomplete beyond ``limit`` states."""
    start = rules.start()
    decisions = {start: 0}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        for action in every_action(rules, state):
            cost = decisions[state] + (action != CONTINUE)
            for _, after in every_outcome(rules, state, action):
                if cost < decisions.get(after, cost + 1):
                    decisions[after] = cost
                    if action == CONTINUE:
                        waiting.appendleft(after)
                    else:
                        waiting.append(after)
        if len(decisions) > limit:
            return Reached(decisions, complete=False)
    return Reached(decisions, complete=True)
