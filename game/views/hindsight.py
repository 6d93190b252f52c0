"""A play looked at backwards, in words: what each decision gave away, and the best line."""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf

from engine.debrief import Debrief
from engine.hindsight import DecisionHindsight, Hindsight, LineStep, OptionValue
from engine.rules import Action, Choose, Place
from engine.scenario import Scenario
from game.views.outcome import decided_text
from game.views.words import Wording

_DIGITS = 4
"""Beyond are the errors of amounts that were rounded before being subtracted."""

NEXT_STEPS = 3
"""Decisions told after a turning point: the whole line stands once, from the start."""


@dataclass(frozen=True, slots=True)
class GivenAwayView:
    """One decision of the curve: ``share`` of a decision's worth given away, 1 for more."""

    position: int
    title: str
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class OptionGivenView:
    """An option that was open, by its text, and what taking it would have given away."""

    text: str
    words: str


@dataclass(frozen=True, slots=True)
class TurningPointView:
    """A decision that weighed: what was decided, what was worth more, what could have followed.

    ``options`` are the choices that were open; none for a board.
    """

    position: int
    title: str
    decided: str
    given: str
    better: str
    options: tuple[OptionGivenView, ...]
    line: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HindsightView:
    """``total`` says what the whole play gave away; ``method`` how it is known."""

    method: str
    total: str
    given_away: tuple[GivenAwayView, ...]
    turning_points: tuple[TurningPointView, ...]
    best_line: tuple[str, ...]


def hindsight_view(hindsight: Hindsight, debrief: Debrief, wording: Wording) -> HindsightView:
    return _Teller(hindsight, debrief, wording).view()


class _Teller:
    def __init__(self, hindsight: Hindsight, debrief: Debrief, wording: Wording) -> None:
        self._hindsight = hindsight
        self._debrief = debrief
        self._wording = wording
        self._say = wording.messages
        self._scenario: Scenario = debrief.scenario

    def view(self) -> HindsightView:
        hindsight = self._hindsight
        return HindsightView(
            method=self._method(),
            total=self._total(),
            given_away=tuple(self._given_away(one) for one in hindsight.decisions),
            turning_points=tuple(
                self._turning_point(hindsight.decisions[position])
                for position in hindsight.turning_points
            ),
            best_line=self._line(hindsight.best_line),
        )

    def _method(self) -> str:
        if self._hindsight.exact:
            states = self._hindsight.states
            return self._say("hindsight.exact", count=states, states=self._say.number(states))
        error = self._say.number(self._hindsight.error, 1)
        return self._say("hindsight.sampled", error=error)

    def _total(self) -> str:
        given = sum(one.given_away for one in self._hindsight.decisions)
        return self._say("hindsight.total", count=given, value=self._say.number(given, 1))

    def _given_away(self, one: DecisionHindsight) -> GivenAwayView:
        return GivenAwayView(
            one.position + 1,
            self._title(one.position),
            min(1.0, one.given_away),
            self._words(one.given_away),
        )

    def _words(self, given_away: float) -> str:
        if given_away <= 0:
            return self._say("hindsight.nothing")
        if given_away > 1:
            return self._say("hindsight.more")
        return self._say("hindsight.share", value=round(given_away * 100))

    def _title(self, position: int) -> str:
        report = self._debrief.decisions[position]
        return self._wording.scene_title(report.scene, self._wording.paragraphs(report.text))

    def _turning_point(self, one: DecisionHindsight) -> TurningPointView:
        report = self._debrief.decisions[one.position]
        return TurningPointView(
            position=one.position + 1,
            title=self._title(one.position),
            decided=decided_text(report, self._wording),
            given=self._words(one.given_away),
            better=self._better(one),
            options=tuple(
                self._option(one, option)
                for option in one.options
                if isinstance(option.action, Choose)
            ),
            line=self._line(one.best_line[1 : 1 + NEXT_STEPS]),
        )

    def _better(self, one: DecisionHindsight) -> str:
        """The option that gave away least; the first of equals."""
        best = min(one.options, key=_worth)
        return self._action(one.scene, best.action)

    def _option(self, one: DecisionHindsight, option: OptionValue) -> OptionGivenView:
        best = min(map(_worth, one.options))
        given = 0.0 if isinf(best) else round(_worth(option) - best, _DIGITS)
        return OptionGivenView(self._action(one.scene, option.action), self._words(given))

    def _line(self, line: tuple[LineStep, ...]) -> tuple[str, ...]:
        return tuple(self._line_step(step) for step in line)

    def _line_step(self, step: LineStep) -> str:
        scene = self._scenario.scenes[step.scene]
        opening = self._wording.paragraphs([self._scenario.fill(scene.text)])
        return self._say(
            "hindsight.step",
            title=self._wording.scene_title(scene, opening),
            action=self._action(step.scene, step.action),
        )

    def _action(self, scene_id: str, action: Action) -> str:
        if isinstance(action, Choose):
            choice = self._scenario.scenes[scene_id].choices[action.choice]
            return self._wording.prose(self._scenario.fill(choice.text))
        return self._say("hindsight.sorted" if isinstance(action, Place) else "hindsight.ranked")


def _worth(option: OptionValue) -> float:
    return option.value if option.value is not None else float("inf")
