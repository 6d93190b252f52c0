"""Running a written play and saying where it differs from what it expects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from engine import rules
from engine.chance import seeded_chance
from engine.diagnostics import Place, closest
from engine.rules import CONTINUE, Action, Choose, IllegalActionError, Rules, State
from engine.scenario import Scene
from engine.scoring import overall, score_play
from engine.session import Decision, Step
from game.authoring.plays import BEST, WORST, Range, WrittenDecision, WrittenPlay
from game.autoplay import AutomaticPlayer, Manner

_MOST_IN_A_ROW = 1_000
"""Scenes that only continue, one after the other, beyond which a play never decides again."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A decision of a play: its number from 1, its scene, and the answer as it is written."""

    number: int
    scene: str
    answer: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as expected: which message says it, its details, where.

    ``place`` is in the file of plays; ``moment`` is the decision that made or revealed it.
    """

    kind: str
    place: Place
    details: Mapping[str, str | int | Fraction] = field(default_factory=dict)
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """A play as far as it went. ``scenes`` are those met, each with the decisions made by then.

    ``broken`` says why it could not go further, None when every decision was made.
    """

    steps: tuple[Step, ...]
    answers: tuple[str, ...]
    scenes: tuple[tuple[str, int], ...]
    state: State
    ended: bool
    broken: Difference | None = None

    @property
    def scene(self) -> str:
        return self.scenes[-1][0]

    def moment(self, number: int) -> Moment | None:
        """The decision of that number, from 1; None for 0, before any."""
        if not number:
            return None
        return Moment(number, self.steps[number - 1].decision.scene, self.answers[number - 1])


def differences(scenario_rules: Rules, play: WrittenPlay) -> tuple[Difference, ...]:
    """Everything in which ``play`` is not what it expects; nothing when it holds."""
    played = run(scenario_rules, play.seed, play.decisions)
    if played.broken is not None:
        return (played.broken,)
    return tuple(_Comparison(scenario_rules, play, played).differences())


def run(scenario_rules: Rules, seed: int, decisions: tuple[WrittenDecision, ...]) -> Played:
    """Make the ``decisions`` in order from the start, as far as they can be made."""
    runner = _Runner(scenario_rules, seed)
    broken = runner.go_on()
    for index, decision in enumerate(decisions):
        broken = broken or runner.decide(decision, len(decisions) - index)
        if broken is not None:
            break
    return Played(
        tuple(runner.steps),
        tuple(runner.answers),
        tuple(runner.scenes),
        runner.state,
        scenario_rules.ended(runner.state),
        broken,
    )


class _Runner:
    def __init__(self, scenario_rules: Rules, seed: int) -> None:
        self._rules = scenario_rules
        self._seed = seed
        self._chance = seeded_chance(seed)
        self.state = scenario_rules.start()
        self.steps: list[Step] = []
        self.answers: list[str] = []
        self.scenes: list[tuple[str, int]] = [(self._scene.id, 0)]

    @property
    def _scene(self) -> Scene:
        return self._rules.scene(self.state)

    def go_on(self) -> Difference | None:
        """Through the scenes where nothing is decided."""
        for _ in range(_MOST_IN_A_ROW):
            if self._rules.ended(self.state) or self._rules.decides(self.state):
                return None
            self._move_to(self._rules.step(self.state, CONTINUE, self._chance).state)
        return Difference("endless", Place(), {"scene": self._scene.id})

    def _move_to(self, state: State) -> None:
        self.state = state
        self.scenes.append((self._scene.id, len(self.steps)))

    def decide(self, written: WrittenDecision, left: int) -> Difference | None:
        """Make a decision; ``left`` counts those still written, this one included."""
        scene = self._scene
        if scene.ending is not None:
            return Difference("too_many", written.place, {"scene": scene.id, "count": left})
        moment = Moment(len(self.steps) + 1, scene.id, answer_words(written.answer))
        action = self._action(scene, written.answer)
        if action is None:
            return Difference("other_kind", written.place, {}, moment)
        missing = _left_out(scene, action)
        if missing and scene.timer is None:
            return Difference("left_out", written.place, {"left": ", ".join(missing)}, moment)
        try:
            outcome = self._rules.step(self.state, action, self._chance)
        except IllegalActionError:
            return self._refusal(scene, action, written.place, moment)
        self.steps.append(Step(self.state, Decision(scene.id, action), outcome))
        self.answers.append(moment.answer)
        self._move_to(outcome.state)
        return self.go_on()

    def _action(self, scene: Scene, answer: str | rules.Place | rules.Rank) -> Action | None:
        """The action that an answer is in this scene; None where it cannot be one."""
        if scene.choices:
            return Choose(answer) if isinstance(answer, str) else None
        if isinstance(answer, str):
            if answer not in (BEST, WORST):
                return None
            player = AutomaticPlayer(Manner(answer), self._seed)
            return player.decide(self._rules, self.state, len(self.steps))
        wanted = rules.Place if scene.sort is not None else rules.Rank
        return answer if isinstance(answer, wanted) else None

    def _refusal(self, scene: Scene, action: Action, place: Place, moment: Moment) -> Difference:
        if not isinstance(action, Choose):
            return Difference("bad_board", place, {}, moment)
        open_now = [option.choice for option in self._rules.options(self.state)]
        details = {"choice": action.choice, "open": ", ".join(open_now)}
        if action.choice in scene.choices:
            return Difference("closed", place, details, moment)
        near = closest(action.choice, open_now)
        kind = "no_choice_near" if near else "no_choice"
        return Difference(kind, place, {**details, "near": near}, moment)


def _left_out(scene: Scene, action: Action) -> list[str]:
    """What an answer to a board does not place; a player can leave it so only by lack of time."""
    if isinstance(action, rules.Place) and scene.sort is not None:
        placed = {item for item, _ in action.placements}
        return [item for item in scene.sort.items if item not in placed]
    if isinstance(action, rules.Rank) and scene.order is not None:
        return [step for step in scene.order.steps if step not in action.steps]
    return []


def answer_words(answer: str | rules.Place | rules.Rank) -> str:
    """An answer in a few words, to name it."""
    if isinstance(answer, str):
        return answer
    return "place" if isinstance(answer, rules.Place) else "rank"


class _Comparison:
    def __init__(self, scenario_rules: Rules, play: WrittenPlay, played: Played) -> None:
        self._rules = scenario_rules
        self._play = play
        self._expect = play.expect
        self._played = played

    def differences(self) -> list[Difference]:
        found = [self._ending(), self._score()]
        found += [self._meter(meter, asked) for meter, asked in self._expect.meters.items()]
        found += [self._met(scene) for scene in self._expect.met]
        found += [self._not_met(scene) for scene in self._expect.not_met]
        return [one for one in found if one is not None]

    def _place(self, *key: str) -> Place:
        return self._expect.places.get(key, self._play.place)

    def _last(self) -> Moment | None:
        return self._played.moment(len(self._played.steps))

    def _ending(self) -> Difference | None:
        wanted, played = self._expect.ending, self._played
        if wanted is None or (played.ended and played.scene == wanted):
            return None
        details = {"wanted": wanted, "found": played.scene}
        kind = "ending" if played.ended else "unfinished"
        return Difference(kind, self._place("ending"), details, self._last())

    def _score(self) -> Difference | None:
        if self._expect.score is None:
            return None
        scores = score_play(self._rules, self._played.steps)
        total = overall(scores)
        if total is None:
            return Difference("no_score", self._place("score"), {}, self._last())
        low, high = self._expect.score
        if low <= total * 100 <= high:
            return None
        kept = [score for score in scores if score is not None]
        costliest = max(kept, key=lambda score: score.best_credit - score.credit)
        lost = costliest.best_credit > costliest.credit
        moment = self._played.moment(costliest.position + 1) if lost else None
        return Difference(
            _kind_of_range("score", low, high),
            self._place("score"),
            {"low": low, "high": high, "found": total * 100},
            moment,
        )

    def _meter(self, meter: str, asked: Range) -> Difference | None:
        low, high = asked
        index = self._rules.meter_ids.index(meter)
        value = self._played.state.meters[index]
        if low <= value <= high:
            return None
        changed = [
            number
            for number, step in enumerate(self._played.steps, start=1)
            if step.before.meters[index] != step.outcome.state.meters[index]
        ]
        return Difference(
            _kind_of_range("meter", low, high),
            self._place("meters", meter),
            {"meter": meter, "low": low, "high": high, "found": value},
            self._played.moment(changed[-1]) if changed else None,
        )

    def _met(self, scene: str) -> Difference | None:
        if any(scene == met for met, _ in self._played.scenes):
            return None
        return Difference("not_met", self._place("met", scene), {"scene": scene}, self._last())

    def _not_met(self, scene: str) -> Difference | None:
        numbers = [number for met, number in self._played.scenes if met == scene]
        if not numbers:
            return None
        moment = self._played.moment(numbers[0])
        return Difference("met", self._place("not_met", scene), {"scene": scene}, moment)


def _kind_of_range(what: str, low: int, high: int) -> str:
    return f"{what}_exact" if low == high else what
