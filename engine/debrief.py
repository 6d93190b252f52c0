"""The debrief of a play as data: what was decided, how it answered, what came of it.

No words of ours here: front ends and reports say it (game/views).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.principles import Catalogue, Divergence
from engine.rules import Choose, Place, Rank, Rules, State
from engine.scenario import Choice, Grade, Meter, Scenario, Scene
from engine.scoring import (
    DecisionScore,
    Tally,
    family_tallies,
    item_credit,
    mean,
    overall,
    principle_tallies,
    richest_paths,
    score_decision,
    stake_credits,
)
from engine.session import Decision, Step


@dataclass(frozen=True, slots=True)
class StakeAnswer:
    """How an option answers one stake. A board has a credit between two grades: no grade."""

    principle: str
    credit: Fraction
    grade: Grade | None
    transposed: bool


@dataclass(frozen=True, slots=True)
class OptionReport:
    """One choice of a scene as it stood when the decision was made."""

    id: str
    text: str
    chosen: bool
    open: bool
    why_not: str
    answers: tuple[StakeAnswer, ...]
    credit: Fraction | None
    because: str
    breach: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacementReport:
    """One item of a sorting exercise. Columns are given by their labels."""

    text: str
    placed: str | None
    right: str
    acceptable: tuple[str, ...]
    credit: Fraction
    principle: str
    because: str


@dataclass(frozen=True, slots=True)
class RankReport:
    """An ordering exercise: the texts of the steps as ranked and in their right order."""

    given: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """A delayed consequence: which decision called for it and which made it fall due (from 0)."""

    text: str
    called_at: int
    fell_due_at: int | None


@dataclass(frozen=True, slots=True)
class DecisionReport:
    """One decision of the play, from what was read to what came of it."""

    position: int
    scene: Scene
    text: tuple[str, ...]
    decision: Decision
    answers: tuple[StakeAnswer, ...]
    score: DecisionScore | None
    options: tuple[OptionReport, ...]
    placements: tuple[PlacementReport, ...]
    ranking: RankReport | None
    because: str
    breach: tuple[str, ...]
    outcome: str
    fell_due: tuple[Consequence, ...]
    came_later: tuple[Consequence, ...]
    meters_before: Mapping[str, int]
    meters_after: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RedLine:
    """A duty plainly broken, at the decision of this position."""

    position: int
    principle: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A meter over the play: its value at the start and after each decision."""

    meter: Meter
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Debrief:
    scenario: Scenario
    overall: Fraction | None
    families: Mapping[str, Tally]
    principles: Mapping[str, Tally]
    transposed: frozenset[str]
    red_lines: tuple[RedLine, ...]
    relations: tuple[Relation, ...]
    decisions: tuple[DecisionReport, ...]
    ending: Scene | None
    ending_text: tuple[str, ...]
    never_came: tuple[Consequence, ...]
    divergences: tuple[Divergence, ...]


def make_debrief(
    rules: Rules, steps: Sequence[Step], final: State, catalogue: Catalogue
) -> Debrief:
    """The debrief of the decisions made so far, ended or not.

    ``final`` is the session's present state, after any interlude.
    """
    return _Maker(rules, steps, catalogue).debrief(final)


def report_decision(
    rules: Rules, steps: Sequence[Step], position: int, catalogue: Catalogue
) -> DecisionReport:
    """The report of one decision of a play, for the feedback that practice gives at once."""
    return _Maker(rules, steps, catalogue).decision(position)


class _Maker:
    def __init__(self, rules: Rules, steps: Sequence[Step], catalogue: Catalogue) -> None:
        self._rules = rules
        self._scenario = rules.scenario
        self._steps = steps
        self._catalogue = catalogue
        self._consequences = self._find_consequences()

    def _find_consequences(self) -> tuple[Consequence, ...]:
        found = []
        for position, step in enumerate(self._steps):
            for index in step.outcome.due:
                later = self._rules.laters[index]
                text = self._scenario.fill(later.text)
                found.append(Consequence(text, position - later.after, position))
        return tuple(found)

    def debrief(self, final: State) -> Debrief:
        scores = [score_decision(self._rules, i, step) for i, step in enumerate(self._steps)]
        principles = principle_tallies(scores, richest_paths(self._scenario))
        family_of = {id_: it.family for id_, it in self._catalogue.principles.items()}
        decisions = tuple(self.decision(position) for position in range(len(self._steps)))
        ended = self._rules.ended(final)
        return Debrief(
            scenario=self._scenario,
            overall=overall(scores),
            families=family_tallies(principles, family_of),
            principles=principles,
            transposed=frozenset(filter(self._transposed, principles)),
            red_lines=tuple(
                RedLine(report.position, principle)
                for report in decisions
                for principle in report.breach
            ),
            relations=self._relations(),
            decisions=decisions,
            ending=self._rules.scene(final) if ended else None,
            ending_text=self._rules.text(final) if ended else (),
            never_came=self._never_came(final.pending),
            divergences=tuple(self._catalogue.divergences_for(frozenset(principles))),
        )

    def _transposed(self, principle: str) -> bool:
        return self._catalogue.is_transposed(principle, self._scenario.frame)

    def _relations(self) -> tuple[Relation, ...]:
        states = [self._rules.start(), *(step.outcome.state for step in self._steps)]
        return tuple(
            Relation(meter, tuple(state.meters[index] for state in states))
            for index, meter in enumerate(self._scenario.meters.values())
        )

    def _never_came(self, pending: tuple[tuple[int, int], ...]) -> tuple[Consequence, ...]:
        made = len(self._steps)
        found = []
        for left, index in pending:
            later = self._rules.laters[index]
            called_at = made - 1 - (later.after - left)
            found.append(Consequence(self._scenario.fill(later.text), called_at, None))
        return tuple(found)

    def decision(self, position: int) -> DecisionReport:
        step = self._steps[position]
        scene = self._rules.scene(step.before)
        score = score_decision(self._rules, position, step)
        chosen = self._chosen(scene, step)
        board = scene.sort or scene.order
        because = chosen.because if chosen else board.because if board else ""
        return DecisionReport(
            position=position,
            scene=scene,
            text=self._rules.text(step.before),
            decision=step.decision,
            answers=self._answers(scene, score, chosen),
            score=score,
            options=self._options(scene, step),
            placements=self._placements(scene, step),
            ranking=self._ranking(scene, step),
            because=self._scenario.fill(because),
            breach=chosen.breach if chosen else (),
            outcome=step.outcome.text,
            fell_due=tuple(c for c in self._consequences if c.fell_due_at == position),
            came_later=tuple(c for c in self._consequences if c.called_at == position),
            meters_before=self._rules.meters(step.before),
            meters_after=self._rules.meters(step.outcome.state),
        )

    def _chosen(self, scene: Scene, step: Step) -> Choice | None:
        action = step.decision.action
        return scene.choices[action.choice] if isinstance(action, Choose) else None

    def _answers(
        self, scene: Scene, score: DecisionScore | None, chosen: Choice | None
    ) -> tuple[StakeAnswer, ...]:
        if score is None:
            return ()
        grades: Mapping[str, Grade] = chosen.grades if chosen else {}
        return tuple(
            StakeAnswer(stake, score.stakes[stake], grades.get(stake), self._transposed(stake))
            for stake in scene.stakes
        )

    def _options(self, scene: Scene, step: Step) -> tuple[OptionReport, ...]:
        open_now = {option.choice for option in self._rules.options(step.before)}
        return tuple(
            self._option(scene, choice, choice.id in open_now, step)
            for choice in scene.choices.values()
        )

    def _option(self, scene: Scene, choice: Choice, open_: bool, step: Step) -> OptionReport:
        fill = self._scenario.fill
        credits = {} if scene.open else stake_credits(scene, Choose(choice.id))
        return OptionReport(
            id=choice.id,
            text=fill(choice.text),
            chosen=step.decision.action == Choose(choice.id),
            open=open_,
            why_not="" if open_ else fill(choice.why_not),
            answers=tuple(
                StakeAnswer(stake, credit, choice.grades[stake], self._transposed(stake))
                for stake, credit in credits.items()
            ),
            credit=mean(credits.values()) if credits else None,
            because=fill(choice.because),
            breach=choice.breach,
        )

    def _placements(self, scene: Scene, step: Step) -> tuple[PlacementReport, ...]:
        action = step.decision.action
        if scene.sort is None or not isinstance(action, Place):
            return ()
        sort, fill = scene.sort, self._scenario.fill
        placed = dict(action.placements)
        return tuple(
            PlacementReport(
                text=fill(item.text),
                placed=fill(sort.columns[placed[item.id]]) if item.id in placed else None,
                right=fill(sort.columns[item.column]),
                acceptable=tuple(fill(sort.columns[column]) for column in item.acceptable),
                credit=item_credit(sort, item.id, placed.get(item.id)),
                principle=item.principle,
                because=fill(item.because),
            )
            for item in sort.items.values()
        )

    def _ranking(self, scene: Scene, step: Step) -> RankReport | None:
        action = step.decision.action
        if scene.order is None or not isinstance(action, Rank):
            return None
        steps = {id_: self._scenario.fill(text) for id_, text in scene.order.steps.items()}
        return RankReport(tuple(steps[id_] for id_ in action.steps), tuple(steps.values()))
