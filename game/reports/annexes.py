"""What stands at the end of the report of a play, for whoever wants all of it."""

from __future__ import annotations

from datetime import timedelta

from engine.session import Mode
from game.locale import Messages
from game.reports.decisions import decision_title, judgement_blocks, where_to_read
from game.reports.document import (
    Block,
    Bullets,
    Cell,
    Facts,
    Folded,
    Manner,
    Paragraph,
    Section,
)
from game.reports.play_report import Conditions, PlayReport
from game.views.debrief import DebriefView, DecisionView, DivergenceView
from game.views.plays import date_words

RULES = (
    "grade",
    "board",
    "decision",
    "overall",
    "principle",
    "axis",
    "few",
    "red_line",
    "relation",
    "given_away",
    "person",
)
"""How everything is computed, in the order in which it is told."""


def annex_sections(report: PlayReport, messages: Messages) -> tuple[Section, ...]:
    told = {
        "answers": _answers(report, messages),
        "statements": _statements(report.view, messages),
        "elsewhere": _elsewhere(report.view, messages),
        "method": _method(messages),
        "conditions": _conditions(report.conditions, messages),
    }
    return tuple(
        Section(f"annex-{name}", messages(f"reports.annex.{name}"), blocks)
        for name, blocks in told.items()
        if blocks
    )


def _answers(report: PlayReport, messages: Messages) -> tuple[Block, ...]:
    """Every decision folded; those told among the turning points are not told twice."""
    told_above = {point.position for point in report.hindsight_view.turning_points}
    return tuple(
        Folded(
            _decision_summary(decision, messages),
            (Paragraph(messages("reports.annex.above")),)
            if decision.position in told_above
            else (*_time(decision), *judgement_blocks(decision, messages)),
        )
        for decision in report.view.decisions
    )


def _time(decision: DecisionView) -> tuple[Block, ...]:
    words = decision.time
    return (Paragraph(f"{words[:1].upper()}{words[1:]}.", Manner.QUIET),) if words else ()


def _decision_summary(decision: DecisionView, messages: Messages) -> str:
    title = decision_title(decision, messages)
    if decision.grade is None:
        return messages("reports.annex.open_decision", title=title)
    return messages(
        "reports.annex.decision", title=title, sign=decision.grade.sign, grade=decision.grade.word
    )


def _statements(view: DebriefView, messages: Messages) -> tuple[Block, ...]:
    """What each principle met says, in our own words, and where it can be read, axis by axis."""
    return tuple(
        Folded(
            axis.title,
            (
                Bullets(
                    tuple(
                        messages(
                            "reports.annex.statement",
                            title=tally.principle.title,
                            statement=tally.statement,
                            where=where_to_read(tally.principle, messages),
                        )
                        for tally in axis.principles
                    )
                ),
            ),
        )
        for axis in view.principles
    )


def _elsewhere(view: DebriefView, messages: Messages) -> tuple[Block, ...]:
    if not view.divergences:
        return (Paragraph(messages("reports.annex.no_difference")),)
    return tuple(_difference(divergence, messages) for divergence in view.divergences)


def _difference(divergence: DivergenceView, messages: Messages) -> Folded:
    here = Paragraph(messages("reports.annex.here", text=divergence.here))
    elsewhere = (Bullets(divergence.elsewhere),) if divergence.elsewhere else ()
    return Folded(divergence.subject, (here, *elsewhere, Paragraph(divergence.consequence)))


def _method(messages: Messages) -> tuple[Block, ...]:
    return (Bullets(tuple(messages(f"reports.method.{rule}") for rule in RULES)),)


def _conditions(conditions: Conditions, messages: Messages) -> tuple[Block, ...]:
    pairs: dict[str, Cell] = {
        "mode": messages(f"debrief.mode.{conditions.mode}"),
        "timers": messages(f"reports.timers.{conditions.timers}")
        if messages.has(f"reports.timers.{conditions.timers}")
        else conditions.timers,
        "begun": date_words(conditions.begun_at, messages),
        "ended": date_words(conditions.ended_at, messages),
        "taken_back": _taken_back(conditions, messages),
        "branch": _branch(conditions, messages),
        "scenario": messages(
            "reports.conditions.version",
            scenario=conditions.scenario_id,
            version=conditions.scenario_version,
        ),
        "hash": conditions.text_hash,
        "seed": str(conditions.seed),
        "play": conditions.play_id,
    }
    named = tuple(
        (messages(f"reports.conditions.name.{name}"), value)
        for name, value in pairs.items()
        if value
    )
    return (Facts(named), Paragraph(messages("reports.conditions.again"), Manner.QUIET))


def _taken_back(conditions: Conditions, messages: Messages) -> str:
    """In assessment nothing can be taken back: nothing needs saying."""
    if conditions.mode != Mode.PRACTICE:
        return ""
    if not conditions.taken_back:
        return messages("reports.conditions.none_taken_back")
    return messages("reports.conditions.taken_back", count=conditions.taken_back)


def _branch(conditions: Conditions, messages: Messages) -> str:
    if conditions.branch is None:
        return ""
    return messages(
        "reports.conditions.branched",
        play=conditions.branch.play_id,
        number=conditions.branch.position + 1,
    )


def time_spent(seconds: float, messages: Messages) -> str:
    """A length of time in words, to the minute; empty where none was measured."""
    minutes = round(timedelta(seconds=seconds) / timedelta(minutes=1))
    if seconds <= 0:
        return ""
    if minutes < 1:
        return messages("reports.time.moment")
    if minutes < 60:
        return messages("reports.time.minutes", count=minutes)
    return messages("reports.time.hours", hours=minutes // 60, minutes=f"{minutes % 60:02}")
