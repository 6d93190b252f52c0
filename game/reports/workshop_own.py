"""What one participant of a workshop voted, as a document of their own."""

from __future__ import annotations

from datetime import datetime

from game.locale import Messages
from game.reports.decisions import source_line
from game.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Folded,
    Manner,
    Notice,
    Paragraph,
    Section,
    ToFill,
    Weight,
)
from game.reports.workshop import grade_mark, percent_words
from game.views.plays import date_words
from game.views.scene import FeedbackView
from game.workshop.group_debrief import FamilyShare, OwnDebrief, OwnDecision

_ENOUGH_OPPORTUNITIES = 3
"""Below it, a result says nothing of a person (design, section 5)."""


def own_document(debrief: OwnDebrief, messages: Messages, made_at: datetime) -> Document:
    """A participant's own votes beside what the group followed."""
    return _Own(debrief, messages).document(made_at)


class _Own:
    def __init__(self, debrief: OwnDebrief, messages: Messages) -> None:
        self._debrief = debrief
        self._say = messages

    def document(self, made_at: datetime) -> Document:
        say, debrief = self._say, self._debrief
        facts = ((say("group.own.name"), debrief.name),) if debrief.name else ()
        return Document(
            title=say("group.own.title", title=debrief.title),
            subtitle=say("group.own.subtitle"),
            language=say.language,
            facts=facts,
            sections=(
                Section("votes", say("group.own.votes"), self._votes()),
                Section("profile", say("group.own.profile"), self._profile()),
                Section("commitment", say("group.part.commitments"), self._commitment()),
            ),
            closing=say("group.closing", date=date_words(made_at, say)),
        )

    def _votes(self) -> tuple[Block, ...]:
        if not self._debrief.decisions:
            return (Paragraph(self._say("group.own.no_vote")),)
        return tuple(self._decision(one) for one in self._debrief.decisions)

    def _decision(self, one: OwnDecision) -> Section:
        say = self._say
        situation = tuple(Paragraph(text, Manner.STORY) for text in one.paragraphs)
        blocks: list[Block] = [
            Folded(say("group.decision.situation"), situation),
            Paragraph(say("group.own.voted", voted=one.voted)),
        ]
        if one.first_voted:
            blocks.append(Paragraph(say("group.own.first_voted", voted=one.first_voted)))
        if one.group:
            blocks.append(Paragraph(say("group.own.group", decided=one.group)))
        if one.reason:
            words = say("group.own.reason", reason=say.typeset(one.reason))
            blocks.append(Paragraph(words, Manner.NOTE))
        blocks += _feedback(one.feedback, say)
        return Section(f"decision-{one.position + 1}", one.scene, tuple(blocks))

    def _profile(self) -> tuple[Block, ...]:
        say, families = self._say, self._debrief.families
        if not families:
            return (Paragraph(say("group.own.no_profile")),)
        rows = tuple(self._bar(family) for family in families)
        return (
            Figure(say("group.own.profile"), say("group.own.profile_summary"), Bars(rows)),
            Paragraph(say("group.own.overall", share=percent_words(self._debrief.overall, say))),
        )

    def _bar(self, family: FamilyShare) -> Bar:
        enough = family.opportunities >= _ENOUGH_OPPORTUNITIES
        occasions = self._say("debrief.occasions", count=family.opportunities)
        return Bar(
            label=family.title,
            share=family.quality,
            words=percent_words(family.quality, self._say),
            remark=occasions if enough else self._say("debrief.not_enough", occasions=occasions),
            sure=enough,
        )

    def _commitment(self) -> tuple[Block, ...]:
        answer = self._say.typeset(self._debrief.commitment)
        return (ToFill(self._say("web_workshop.room.commitment"), answer),)


def _feedback(feedback: FeedbackView, say: Messages) -> list[Block]:
    """How a vote answered what was at stake, where it is said, and why."""
    blocks: list[Block] = [
        Notice(
            Weight.RED_LINE,
            principle.title,
            (Paragraph(say("reports.red_lines.broken_here")),),
        )
        for principle in feedback.red_lines
    ]
    if feedback.stakes:
        pairs = tuple((stake.principle.title, grade_mark(stake.grade)) for stake in feedback.stakes)
        blocks += [
            Facts(pairs),
            Bullets(tuple(source_line(stake.principle, say) for stake in feedback.stakes)),
        ]
    else:
        blocks.append(Paragraph(say("play.outcome.not_scored")))
    if feedback.because:
        blocks.append(Paragraph(feedback.because))
    blocks += [Bullets(feedback.details)] if feedback.details else []
    return blocks
