"""The debrief of a workshop's group as a document.

What divided the room comes first: it is what is worth talking about. Nobody is named.
"""

from __future__ import annotations

from datetime import datetime

from game.locale import Messages
from game.reports.decisions import source_line
from game.reports.discussion import discussion_card
from game.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Figure,
    Folded,
    Manner,
    Mark,
    Notice,
    Paragraph,
    Section,
    Table,
    ToFill,
    Weight,
)
from game.views.plays import date_words
from game.views.words import GradeView
from game.workshop.group_debrief import (
    ENOUGH_VOTERS,
    GroupDebrief,
    GroupDecision,
)
from game.workshop.snapshots import ChoiceGrades, Distribution


def group_document(debrief: GroupDebrief, messages: Messages, made_at: datetime) -> Document:
    """The debrief of the group, for the room and for the files. ``scores`` are left out."""
    return _Group(debrief, messages).document(made_at)


class _Group:
    def __init__(self, debrief: GroupDebrief, messages: Messages) -> None:
        self._debrief = debrief
        self._say = messages

    def document(self, made_at: datetime) -> Document:
        say, debrief = self._say, self._debrief
        sections = [
            Section("story", say("group.part.story"), self._story()),
            Section("divided", say("group.part.divided"), self._divided()),
            Section("profile", say("group.part.profile"), self._profile()),
            Section("commitments", say("group.part.commitments"), self._commitments()),
            Section("annexes", say("group.part.annexes"), self._annexes()),
        ]
        return Document(
            title=say("group.title", title=debrief.facts.title),
            subtitle=say("group.subtitle"),
            language=say.language,
            facts=self._facts(),
            sections=tuple(sections),
            closing=say("group.closing", date=date_words(made_at, say)),
        )

    def _facts(self) -> tuple[tuple[str, Cell], ...]:
        say, facts = self._say, self._debrief.facts
        pairs = [
            (say("group.fact.date"), date_words(facts.opened_at, say)),
            (say("group.fact.participants"), say.number(facts.participants)),
            (say("group.fact.way"), say(f"group.way.{facts.way}")),
            (say("group.fact.votes"), say.number(facts.votes)),
            (say("group.fact.decisions"), say.number(facts.decisions)),
        ]
        if facts.seats:
            pairs.append((say("group.fact.seats"), ", ".join(facts.seats)))
        if facts.taken_back:
            pairs.append((say("group.fact.taken_back"), say.number(facts.taken_back)))
        return tuple(pairs)

    def _story(self) -> tuple[Block, ...]:
        say, debrief = self._say, self._debrief
        if not debrief.decisions:
            return (Paragraph(say("group.nothing_decided")),)
        blocks: list[Block] = [
            Paragraph(say("group.path")),
            Bullets(tuple(self._step(decision) for decision in debrief.decisions), numbered=True),
        ]
        ending = debrief.path.ending if debrief.path else None
        if ending is not None and ending.ending is not None:
            blocks.append(Paragraph(say("group.ending", title=say.typeset(ending.ending.title))))
        return tuple(blocks)

    def _step(self, decision: GroupDecision) -> str:
        title = self._title(decision)
        if decision.followed is None:
            return title
        how = "majority" if decision.followed.by_majority else "chosen"
        return self._say(f"group.step.{how}", title=title, decided=decision.followed.text)

    def _title(self, decision: GroupDecision) -> str:
        return decision.scene.title or self._say(
            "group.decision.number", number=decision.position + 1
        )

    def _divided(self) -> tuple[Block, ...]:
        say, debrief = self._say, self._debrief
        if not debrief.most_divided:
            return (Paragraph(say("group.not_divided")),)
        intro = Paragraph(say("group.divided", count=len(debrief.most_divided)))
        return (
            intro,
            *(
                self._decision(debrief.decisions[position], "divided")
                for position in debrief.most_divided
            ),
        )

    def _annexes(self) -> tuple[Block, ...]:
        others = [
            decision
            for decision in self._debrief.decisions
            if decision.position not in self._debrief.most_divided
        ]
        told = tuple(
            Folded(self._title(decision), self._blocks(decision, "annex")) for decision in others
        )
        return (*told, Folded(self._say("group.method.title"), self._method()))

    def _method(self) -> tuple[Block, ...]:
        return (
            Paragraph(self._say("group.method.division")),
            Paragraph(self._say("group.method.profile", count=ENOUGH_VOTERS)),
            Paragraph(self._say("group.method.grades")),
        )

    def _decision(self, decision: GroupDecision, where: str) -> Section:
        return Section(
            f"{where}-{decision.position + 1}", self._title(decision), self._blocks(decision, where)
        )

    def _blocks(self, decision: GroupDecision, where: str) -> tuple[Block, ...]:
        say = self._say
        blocks: list[Block] = [
            Folded(
                say("group.decision.situation"),
                tuple(Paragraph(text, Manner.STORY) for text in decision.scene.paragraphs),
            )
        ]
        blocks += [votes_figure(each, len(decision.rounds), say) for each in decision.rounds]
        if decision.shift is not None:
            shift = decision.shift
            words = say(
                "web_workshop.votes.shift",
                count=shift.changed,
                voters=shift.voters,
                first=shift.first,
                second=shift.second,
            )
            blocks.append(Paragraph(words))
        if decision.reasons:
            blocks.append(Paragraph(say("group.decision.reasons")))
            blocks.append(Bullets(tuple(say.typeset(one.text) for one in decision.reasons)))
        if decision.followed is not None:
            blocks.append(Paragraph(say("group.decision.followed", decided=decision.followed.text)))
        blocks += _grades(decision, say)
        if where == "divided":
            blocks.append(discussion_card(decision, say))
        return tuple(blocks)

    def _profile(self) -> tuple[Block, ...]:
        say, profile = self._say, self._debrief.profile
        if not profile:
            return (Paragraph(say("group.no_profile", count=ENOUGH_VOTERS)),)
        rows = tuple(
            Bar(
                label=family.title,
                share=family.mean,
                words=percent_words(family.mean, say),
                remark=say(
                    "group.profile_remark",
                    count=family.voters,
                    low=percent_words(family.lower_quarter, say),
                    high=percent_words(family.upper_quarter, say),
                ),
                sure=family.voters >= ENOUGH_VOTERS,
            )
            for family in profile
        )
        return (Figure(say("group.profile"), say("group.profile_summary"), Bars(rows)),)

    def _commitments(self) -> tuple[Block, ...]:
        say, debrief = self._say, self._debrief
        blocks: list[Block] = []
        if debrief.group_commitments:
            blocks.append(Bullets(tuple(map(say.typeset, debrief.group_commitments))))
        else:
            blocks.append(ToFill(say("group.commitment_question"), lines=3))
        if debrief.commitments:
            blocks.append(Paragraph(say("group.own_commitments")))
            blocks.append(Bullets(tuple(map(say.typeset, debrief.commitments))))
        return tuple(blocks)


def votes_figure(votes: Distribution, rounds: int, say: Messages) -> Block:
    """How the room voted in one round: bars for choices, a table for a board."""
    title = say("web_workshop.votes.title")
    if rounds > 1:
        title = say("web_workshop.votes.round", number=votes.round)
    if votes.items:
        columns = (Column(say("web_workshop.votes.item"), told=True),)
        return Table(
            title,
            columns + tuple(Column(each.text, numeric=True) for each in votes.items[0].columns),
            tuple(
                (item.text, *(say.number(each.votes) for each in item.columns))
                for item in votes.items
            ),
        )
    if votes.steps:
        return Table(
            title,
            (Column(say("group.votes.step"), told=True), Column(say("group.votes.rank"), True)),
            tuple(
                (step.text, say.number(step.mean_rank, 1))
                for step in sorted(votes.steps, key=lambda step: step.mean_rank)
            ),
        )
    rows = tuple(
        Bar(
            label=choice.text,
            share=choice.votes / votes.votes if votes.votes else None,
            words=say("web_workshop.votes.count", count=choice.votes),
        )
        for choice in votes.choices
        if choice.number is not None or choice.votes
    )
    return Figure(title, say("group.votes.summary", count=votes.votes), Bars(rows))


def _grades(decision: GroupDecision, say: Messages) -> list[Block]:
    grades = decision.grades
    if grades.items:
        columns = tuple(
            Column(say(f"group.right.{key}"), told=key != "column")
            for key in ("item", "column", "because")
        )
        rows = tuple((item.text, item.column, item.because) for item in grades.items)
        return [Table(say("group.right.title"), columns, rows)]
    if grades.steps:
        return [Paragraph(say("group.right.order")), Bullets(grades.steps, numbered=True)]
    if not any(choice.stakes for choice in grades.choices):
        return [Paragraph(say("reports.judgement.open"))] if not decision.scored else []
    return [_grades_table(grades.choices, say), *_sources(grades.choices, say)]


def _grades_table(choices: tuple[ChoiceGrades, ...], say: Messages) -> Table:
    stakes = next(choice.stakes for choice in choices if choice.stakes)
    return Table(
        say("group.grades"),
        (
            Column(say("group.grade.choice"), told=True),
            *(Column(stake.principle.title) for stake in stakes),
            Column(say("group.grade.because"), told=True),
        ),
        tuple(
            (
                choice.text,
                *(grade_mark(stake.grade) for stake in choice.stakes),
                choice.because,
            )
            for choice in choices
            if choice.stakes
        ),
    )


def _sources(choices: tuple[ChoiceGrades, ...], say: Messages) -> list[Block]:
    stakes = next(choice.stakes for choice in choices if choice.stakes)
    lines = tuple(source_line(stake.principle, say) for stake in stakes)
    broken = [
        Notice(
            Weight.RED_LINE,
            principle.title,
            (Paragraph(say("group.red_line", choice=choice.text)),),
        )
        for choice in choices
        for principle in choice.red_lines
    ]
    return [*broken, Paragraph(say("reports.judgement.sources"), Manner.QUIET), Bullets(lines)]


def grade_mark(grade: GradeView) -> Mark:
    return Mark(grade.sign, grade.word, grade.level)


def percent_words(share: float | None, say: Messages) -> str:
    if share is None:
        return say("views.share.none")
    return say("views.share.percent", value=round(share * 100))
