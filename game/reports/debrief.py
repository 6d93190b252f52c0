"""The debrief of a play as a document, in the order in which debriefing is led.

First what remains and what happened, without a judgement; then the player's own reading; then the
decisions that weighed, the profile and the red lines; at the end what to do with it.
"""

from __future__ import annotations

from engine.session import Mode
from game.locale import Messages
from game.reports.annexes import annex_sections, time_spent
from game.reports.decisions import (
    decision_title,
    is_best_at_once,
    judgement_blocks,
    made_block,
    note_blocks,
    source_blocks,
    source_line,
    story_section,
    told,
)
from game.reports.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Folded,
    Manner,
    Notice,
    Paragraph,
    Section,
    ToFill,
    Weight,
)
from game.reports.play_report import PlayReport
from game.reports.profile import profile_blocks
from game.views.debrief import RedLineView
from game.views.hindsight import TurningPointView
from game.views.plays import date_words
from game.views.self_assessment import MarkedAxis

_LINES_TO_ANSWER = 3


def debrief_document(report: PlayReport, messages: Messages) -> Document:
    """The whole debrief of a play."""
    return _Writer(report, messages).document()


class _Writer:
    def __init__(self, report: PlayReport, messages: Messages) -> None:
        self._report = report
        self._view = report.view
        self._say = messages

    def document(self) -> Document:
        parts = {
            "reaction": self._reaction(),
            "story": self._story(),
            "own": self._own_reading(),
            "turning": self._turning_points(),
            "profile": profile_blocks(self._view, self._report.hindsight_view, self._say),
            "red-lines": self._red_lines(),
            "commitment": self._commitment(),
            "next": self._next(),
            "annexes": annex_sections(self._report, self._say),
        }
        briefing = self._report.briefing
        made = date_words(self._report.conditions.made_at, self._say)
        return Document(
            title=self._say("reports.title", title=self._view.title),
            subtitle=self._say("reports.subtitle", role=briefing.role, frame=briefing.frame),
            language=self._say.language,
            story_language=self._report.debrief.scenario.language,
            facts=self._cover(),
            sections=tuple(
                Section(part, self._say(f"reports.part.{part}"), blocks)
                for part, blocks in parts.items()
            ),
            closing=self._say("reports.closing", date=made),
        )

    def _cover(self) -> tuple[tuple[str, Cell], ...]:
        conditions, briefing = self._report.conditions, self._report.briefing
        values = {
            "player": conditions.player,
            "kind": briefing.kind,
            "date": date_words(conditions.ended_at, self._say),
            "mode": self._say(f"views.mode.{conditions.mode}"),
            "decisions": str(len(self._view.decisions)),
            "time": time_spent(conditions.deciding_seconds, self._say),
            "ending": self._view.ending,
        }
        return tuple(
            (self._say(f"reports.cover.{name}"), value) for name, value in values.items() if value
        )

    def _reaction(self) -> tuple[Block, ...]:
        return (self._to_fill("reaction", self._report.reflection.reaction),)

    def _to_fill(self, question: str, answer: str, lines: int = _LINES_TO_ANSWER) -> ToFill:
        words = self._say(f"reports.question.{question}")
        return ToFill(words, self._say.typeset(answer), lines)

    def _story(self) -> tuple[Block, ...]:
        return (
            self._situation(),
            *(
                story_section(decision, self._say, before)
                for decision, before in zip(
                    self._view.decisions, self._report.between, strict=False
                )
            ),
            self._ending(),
        )

    def _situation(self) -> Section:
        briefing = self._report.briefing
        blocks: list[Block] = [
            Paragraph(self._say("reports.story.role", role=briefing.role, does=briefing.role_does)),
            *told(briefing.paragraphs),
        ]
        if briefing.notice:
            blocks.append(Paragraph(briefing.notice, Manner.QUIET))
        if briefing.cast:
            people = tuple((person.name, person.title) for person in briefing.cast)
            blocks.append(Folded(self._say("reports.story.cast"), (Facts(people),)))
        return Section("situation", self._say("reports.story.situation"), tuple(blocks))

    def _ending(self) -> Section:
        view = self._view
        blocks: list[Block] = list(told((*self._report.between[-1], *view.ending_paragraphs)))
        if view.unmet:
            blocks.append(Paragraph(self._say("reports.story.unmet")))
        for consequence in view.unmet:
            number = consequence.called_at
            blocks.append(
                Paragraph(self._say("reports.story.unmet_from", number=number), Manner.QUIET)
            )
            blocks += told(consequence.paragraphs)
        title = self._say("reports.story.ending", ending=view.ending)
        return Section("ending", title, tuple(blocks))

    def _own_reading(self) -> tuple[Block, ...]:
        own = self._report.own
        if not own.choices:
            return (Paragraph(self._say("reports.own.nothing")),)
        return (
            Paragraph(self._say("reports.own.intro")),
            Facts(own.choices),
            *self._marked("strongest", own.strongest),
            *self._marked("weakest", own.weakest),
            Paragraph(self._say("reports.own.gap"), Manner.QUIET),
        )

    def _marked(self, side: str, marked: MarkedAxis | None) -> tuple[Block, ...]:
        if marked is None:
            return (self._to_fill(side, "", lines=1),)
        return (self._to_fill(side, marked.title), Paragraph(marked.compared))

    def _turning_points(self) -> tuple[Block, ...]:
        points = self._report.hindsight_view.turning_points
        if not points:
            return (Paragraph(self._say("hindsight.no_turning_point")),)
        intro = Paragraph(self._say("reports.turning.intro", count=len(points)))
        return (intro, *map(self._turning_point, points))

    def _turning_point(self, point: TurningPointView) -> Section:
        decision = self._view.decisions[point.position - 1]
        blocks: list[Block] = [
            made_block(decision, self._say),
            *note_blocks(decision, self._say),
            Paragraph(self._say("reports.turning.given", given=point.given), Manner.QUIET),
            *judgement_blocks(
                decision, self._say, {option.text: option.words for option in point.options}
            ),
            *source_blocks(decision, self._say),
            Paragraph(self._say("hindsight.better", text=point.better)),
        ]
        if not is_best_at_once(point.better, decision.options):
            blocks.append(Paragraph(self._say("reports.turning.by_what_follows"), Manner.QUIET))
        if point.line:
            blocks += [
                Paragraph(self._say("hindsight.line_from_here")),
                Bullets(point.line, numbered=True),
            ]
        title = decision_title(decision, self._say)
        return Section(f"turning-{point.position}", title, tuple(blocks))

    def _red_lines(self) -> tuple[Block, ...]:
        lines = self._view.red_lines
        explained = Paragraph(self._say("reports.red_lines.what"), Manner.QUIET)
        if not lines:
            return (Paragraph(self._say("reports.red_lines.none")), explained)
        return (*map(self._red_line, lines), explained)

    def _red_line(self, line: RedLineView) -> Notice:
        decision = self._view.decisions[line.position - 1]
        title = decision_title(decision, self._say)
        return Notice(
            Weight.RED_LINE,
            line.principle.title,
            (
                Paragraph(self._say("reports.red_lines.at", decision=title, text=line.decided)),
                Paragraph(decision.because),
                Paragraph(source_line(line.principle, self._say), Manner.QUIET),
            ),
        )

    def _commitment(self) -> tuple[Block, ...]:
        return (self._to_fill("commitment", self._report.reflection.commitment),)

    def _next(self) -> tuple[Block, ...]:
        view, report = self._view, self._report
        blocks: list[Block] = []
        if view.weakest:
            blocks += [Paragraph(self._say("reports.next.work_on")), Facts(self._weakest())]
        else:
            blocks.append(Paragraph(self._say("reports.next.nothing_weak")))
        plays = [
            self._say("reports.next.play", title=one.title, details=one.details, why=one.why)
            for one in report.next_plays
        ]
        plays += [
            self._say("reports.next.replay", number=point.position, title=point.title)
            for point in report.hindsight_view.turning_points[:1]
            if report.conditions.mode == Mode.PRACTICE
        ]
        if plays:
            blocks += [Paragraph(self._say("reports.next.plays")), Bullets(tuple(plays))]
        return tuple(blocks)

    def _weakest(self) -> tuple[tuple[str, Cell], ...]:
        """The principles to work on, and what each says."""
        told = {
            tally.principle.id: (tally.principle.title, tally.statement)
            for axis in self._view.principles
            for tally in axis.principles
        }
        return tuple(told[principle] for principle in self._view.weakest)
