"""The debrief as people read it: overview, decisions, principles, differences, what next."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from engine.debrief import Consequence, Debrief, DecisionReport, OptionReport, Relation
from engine.principles import Divergence, Nature
from engine.scoring import Tally, mean
from game.views.outcome import decided_text, feedback_view, made_text, time_taken
from game.views.panel import PanelView, panel_view
from game.views.scene import RelationView, StakeView
from game.views.words import GradeView, PrincipleView, Wording

_ELSEWHERE_SHOWN = 2
"""Differences told beside one decision; the others are in their own part."""

_WELL_ANSWERED = Fraction(3, 4)
_WORK_ON_SHOWN = 3


@dataclass(frozen=True, slots=True)
class AxisView:
    """A family as a bar: ``share`` from 0 to 1, None when nothing could be judged."""

    id: str
    title: str
    share: float | None
    quality: str
    occasions: str
    enough: bool


@dataclass(frozen=True, slots=True)
class RedLineView:
    principle: PrincipleView
    position: int
    decided: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A relation over the play: the value at the start and after each decision, and its word."""

    relation: RelationView
    values: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsequenceView:
    """A delayed consequence: the decision that called for it, the one that made it fall due.

    Positions count from 1; ``fell_due_at`` is None where the story ended before.
    """

    paragraphs: tuple[str, ...]
    called_at: int
    fell_due_at: int | None


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option of a scene. ``grade`` is its mean over the stakes."""

    text: str
    chosen: bool
    open: bool
    why_not: str
    grade: GradeView | None
    stakes: tuple[StakeView, ...]
    because: str
    red_lines: tuple[PrincipleView, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision. ``made`` tells it without judging it, as ``decided`` does for a board.

    ``returned`` and ``fell_due`` tell the same consequences, due here.
    """

    position: int
    title: str
    paragraphs: tuple[str, ...]
    made: str
    decided: str
    timed_out: bool
    time: str
    note: str
    grade: GradeView | None
    stakes: tuple[StakeView, ...]
    because: str
    details: tuple[str, ...]
    red_lines: tuple[PrincipleView, ...]
    options: tuple[OptionView, ...]
    panel: PanelView | None
    outcome: tuple[str, ...]
    fell_due: tuple[str, ...]
    returned: tuple[ConsequenceView, ...]
    came_later: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrincipleTallyView:
    """A principle met in this play: what it says, how it was answered, on ``count`` occasions."""

    principle: PrincipleView
    statement: str
    share: float | None
    quality: str
    occasions: str
    count: int
    enough: bool


@dataclass(frozen=True, slots=True)
class AxisPrinciplesView:
    title: str
    principles: tuple[PrincipleTallyView, ...]


@dataclass(frozen=True, slots=True)
class DivergenceView:
    """What other systems say on a point met in this play."""

    subject: str
    here: str
    elsewhere: tuple[str, ...]
    consequence: str


@dataclass(frozen=True, slots=True)
class DebriefView:
    """The whole debrief. ``weakest`` are the ids of the principles that ``work_on`` names.

    ``never_came`` and ``unmet`` tell the same consequences, that were still pending at the end.
    """

    title: str
    role: str
    ending: str
    ending_grade: GradeView | None
    ending_paragraphs: tuple[str, ...]
    sentences: tuple[str, ...]
    conditions: tuple[str, ...]
    red_lines: tuple[RedLineView, ...]
    overall: str
    overall_share: float | None
    axes: tuple[AxisView, ...]
    relations: tuple[HistoryView, ...]
    never_came: tuple[str, ...]
    unmet: tuple[ConsequenceView, ...]
    decisions: tuple[DecisionView, ...]
    principles: tuple[AxisPrinciplesView, ...]
    divergences: tuple[DivergenceView, ...]
    work_on: tuple[str, ...]
    weakest: tuple[str, ...]


def debrief_view(
    debrief: Debrief, wording: Wording, role: str, mode: str, timers: str
) -> DebriefView:
    """The debrief in words. ``mode`` and ``timers`` are the conditions of the play."""
    return _Teller(debrief, wording).view(role, mode, timers)


class _Teller:
    def __init__(self, debrief: Debrief, wording: Wording) -> None:
        self._debrief = debrief
        self._wording = wording
        self._say = wording.messages
        self._told: set[str] = set()

    def view(self, role: str, mode: str, timers: str) -> DebriefView:
        debrief, wording = self._debrief, self._wording
        ending = debrief.ending
        return DebriefView(
            title=wording.prose(debrief.scenario.title),
            role=role,
            ending=wording.prose(ending.ending.title) if ending and ending.ending else "",
            ending_grade=wording.grade(ending.ending.grade) if ending and ending.ending else None,
            ending_paragraphs=wording.paragraphs(debrief.ending_text),
            sentences=self._sentences(),
            conditions=self._conditions(mode, timers),
            red_lines=self._red_lines(),
            overall=wording.percent(debrief.overall),
            overall_share=_float(debrief.overall),
            axes=self._axes(),
            relations=tuple(self._history(relation) for relation in debrief.relations),
            never_came=wording.paragraphs(item.text for item in debrief.never_came),
            unmet=tuple(map(self._consequence, debrief.never_came)),
            decisions=tuple(self._decision(report) for report in debrief.decisions),
            principles=self._principles(),
            divergences=tuple(
                self._divergence(wording.catalogue.divergences.get(it.id, it))
                for it in debrief.divergences
                if it.nature is Nature.DIFFERENCE and debrief.scenario.frame in it.says
            ),
            work_on=tuple(
                wording.prose(wording.catalogue.principle(principle).title)
                for principle in self._weakest()
            ),
            weakest=self._weakest(),
        )

    def _sentences(self) -> tuple[str, ...]:
        judged = [
            (tally.quality, self._family(family))
            for family, tally in self._debrief.families.items()
            if tally.quality is not None and tally.enough
        ]
        made = len(self._debrief.decisions)
        sentences = [self._say("debrief.sentence.made", count=made)]
        if len(judged) >= 2:
            best, worst = max(judged), min(judged)
            sentences.append(
                self._say("debrief.sentence.axes", best=best[1], worst=worst[1])
                if best[0] != worst[0]
                else self._say("debrief.sentence.even")
            )
        return tuple(self._wording.prose(sentence) for sentence in sentences)

    def _conditions(self, mode: str, timers: str) -> tuple[str, ...]:
        lines = [self._say(f"debrief.mode.{mode}")]
        if timers != "normal":
            lines.append(self._say(f"debrief.timers.{timers}"))
        return tuple(lines)

    def _family(self, family: str) -> str:
        return self._wording.prose(self._wording.catalogue.families[family].title)

    def _red_lines(self) -> tuple[RedLineView, ...]:
        decisions = self._debrief.decisions
        return tuple(
            RedLineView(
                self._wording.principle(line.principle),
                line.position + 1,
                decided_text(decisions[line.position], self._wording),
            )
            for line in self._debrief.red_lines
        )

    def _axes(self) -> tuple[AxisView, ...]:
        met = self._debrief.families
        return tuple(
            AxisView(
                id=family,
                title=self._family(family),
                share=_float(met[family].quality),
                quality=self._wording.percent(met[family].quality),
                occasions=self._occasions(met[family]),
                enough=met[family].enough,
            )
            for family in self._wording.catalogue.families
            if family in met
        )

    def _occasions(self, tally: Tally) -> str:
        words = self._say("debrief.occasions", count=tally.opportunities)
        return words if tally.enough else self._say("debrief.not_enough", occasions=words)

    def _history(self, relation: Relation) -> HistoryView:
        meter, values = relation.meter, relation.values
        ends = meter.ends or ("", "")
        view = RelationView(
            id=meter.id,
            label=self._wording.prose(meter.label),
            value=values[-1],
            low=meter.low,
            high=meter.high,
            target=meter.target,
            ends=(self._wording.prose(ends[0]), self._wording.prose(ends[1])),
            change=values[-1] - values[0],
            word=self._wording.relation_word(meter, values[-1]),
        )
        words = tuple(self._wording.relation_word(meter, value) for value in values)
        return HistoryView(view, values, words)

    def _decision(self, report: DecisionReport) -> DecisionView:
        feedback = feedback_view(report, self._wording)
        paragraphs = self._wording.paragraphs(report.text)
        title = self._wording.scene_title(report.scene, paragraphs)
        return DecisionView(
            position=report.position + 1,
            title=title,
            paragraphs=paragraphs,
            made=made_text(report, self._wording),
            decided=decided_text(report, self._wording),
            timed_out=report.decision.timed_out,
            time=time_taken(report, self._wording),
            note=report.decision.note,
            grade=None if report.score is None else self._wording.credit(report.score.credit),
            stakes=feedback.stakes,
            because=feedback.because,
            details=feedback.details,
            red_lines=feedback.red_lines,
            options=tuple(self._option(option) for option in report.options),
            panel=panel_view(report, self._debrief.scenario.panel, self._wording),
            outcome=self._wording.paragraphs([report.outcome]),
            fell_due=self._wording.paragraphs(item.text for item in report.fell_due),
            returned=tuple(map(self._consequence, report.fell_due)),
            came_later=self._wording.paragraphs(item.text for item in report.came_later),
            elsewhere=self._elsewhere(report),
        )

    def _consequence(self, one: Consequence) -> ConsequenceView:
        due = None if one.fell_due_at is None else one.fell_due_at + 1
        return ConsequenceView(self._wording.paragraphs([one.text]), one.called_at + 1, due)

    def _option(self, option: OptionReport) -> OptionView:
        credit = mean(answer.credit for answer in option.answers) if option.answers else None
        return OptionView(
            text=self._wording.prose(option.text),
            chosen=option.chosen,
            open=option.open,
            why_not=self._wording.prose(option.why_not),
            grade=None if credit is None else self._wording.credit(credit),
            stakes=tuple(
                StakeView(
                    self._wording.grade(answer.grade)
                    if answer.grade is not None
                    else self._wording.credit(answer.credit),
                    self._wording.principle(answer.principle),
                )
                for answer in option.answers
            ),
            because=self._wording.prose(option.because),
            red_lines=tuple(self._wording.principle(principle) for principle in option.breach),
        )

    def _elsewhere(self, report: DecisionReport) -> tuple[str, ...]:
        """Differences that this decision's stakes raise and that no earlier one told."""
        found = [
            divergence
            for divergence in self._wording.catalogue.divergences_for(report.scene.stakes)
            if divergence.nature is Nature.DIFFERENCE and divergence.id not in self._told
        ][:_ELSEWHERE_SHOWN]
        self._told.update(divergence.id for divergence in found)
        return tuple(self._wording.prose(divergence.consequence) for divergence in found)

    def _principles(self) -> tuple[AxisPrinciplesView, ...]:
        catalogue, met = self._wording.catalogue, self._debrief.principles
        axes = []
        for family in catalogue.families:
            views = tuple(
                self._tally(principle.id, met[principle.id])
                for principle in catalogue.principles_of(family)
                if principle.id in met
            )
            if views:
                axes.append(AxisPrinciplesView(self._family(family), views))
        return tuple(axes)

    def _tally(self, principle: str, tally: Tally) -> PrincipleTallyView:
        return PrincipleTallyView(
            principle=self._wording.principle(principle),
            statement=self._wording.prose(self._wording.catalogue.principle(principle).statement),
            share=_float(tally.quality),
            quality=self._wording.percent(tally.quality),
            occasions=self._occasions(tally),
            count=tally.opportunities,
            enough=tally.enough,
        )

    def _divergence(self, divergence: Divergence) -> DivergenceView:
        catalogue, frame = self._wording.catalogue, self._debrief.scenario.frame
        return DivergenceView(
            subject=self._wording.prose(divergence.subject),
            here=self._wording.prose(divergence.says[frame]),
            elsewhere=tuple(
                self._wording.named(catalogue.document_for(system).cite, text)
                for system, text in divergence.says.items()
                if system != frame
            ),
            consequence=self._wording.prose(divergence.consequence),
        )

    def _weakest(self) -> tuple[str, ...]:
        """The principles least well answered, weakest first; at most three."""
        weak = sorted(
            (tally.quality, principle)
            for principle, tally in self._debrief.principles.items()
            if tally.quality is not None and tally.quality < _WELL_ANSWERED
        )
        return tuple(principle for _, principle in weak[:_WORK_ON_SHOWN])


def _float(share: Fraction | None) -> float | None:
    return None if share is None else float(share)
