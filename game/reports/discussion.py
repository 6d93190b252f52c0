"""Discussion cards: what to say and what to ask about a decision that divided the room.

In the form of advocacy with inquiry (Argyris; Rudolph and colleagues for debriefing): say what
one sees, say what one makes of it, then ask what the others had in mind.
"""

from __future__ import annotations

from engine.scenario import Grade
from game.locale import Messages
from game.reports.document import Block, Bullets, Notice, Paragraph, Weight
from game.workshop.group_debrief import GroupDecision
from game.workshop.snapshots import ChoiceGrades, OptionCount


def discussion_card(decision: GroupDecision, say: Messages) -> Notice:
    """One card: what was seen, what the grades let one think, and open questions."""
    leading = _leading(decision)
    if len(leading) < 2:
        blocks: tuple[Block, ...] = (
            Paragraph(say("group.card.seen_board")),
            Bullets((say("group.card.ask_board"), say("group.card.ask_other_view"))),
        )
        return Notice(Weight.REMARK, say("group.card.title"), blocks)
    first, second = leading
    seen = say(
        "group.card.seen",
        first=first.text,
        first_votes=say("web_workshop.votes.count", count=first.votes),
        second=second.text,
        second_votes=say("web_workshop.votes.count", count=second.votes),
    )
    thought = tuple(Paragraph(words) for words in _thoughts(decision, first, second, say))
    questions = Bullets(
        (
            say("group.card.ask_why", choice=first.text),
            say("group.card.ask_why", choice=second.text),
            say("group.card.ask_change"),
        )
    )
    return Notice(Weight.REMARK, say("group.card.title"), (Paragraph(seen), *thought, questions))


def _leading(decision: GroupDecision) -> tuple[OptionCount, ...]:
    """The two choices that most voted for in the first round, fewer where fewer had votes."""
    if not decision.rounds:
        return ()
    voted = [choice for choice in decision.rounds[0].choices if choice.votes]
    return tuple(sorted(voted, key=lambda choice: -choice.votes)[:2])


def _thoughts(
    decision: GroupDecision, first: OptionCount, second: OptionCount, say: Messages
) -> list[str]:
    """What each of the two serves better than the other, by their grades."""
    grades = {choice.id: choice for choice in decision.grades.choices}
    if first.id not in grades or second.id not in grades:
        return []
    one, other = grades[first.id], grades[second.id]
    thoughts = []
    for choice, better in ((one, _better(one, other)), (other, _better(other, one))):
        if better:
            served = ", ".join(better)
            thoughts.append(say("group.card.serves", choice=choice.text, principles=served))
    return thoughts


def _better(one: ChoiceGrades, other: ChoiceGrades) -> list[str]:
    """The principles that ``one`` answers better."""
    theirs = {stake.principle.id: _credit(stake.grade.level) for stake in other.stakes}
    return [
        stake.principle.title
        for stake in one.stakes
        if _credit(stake.grade.level) > theirs.get(stake.principle.id, 1)
    ]


def _credit(level: str) -> float:
    return float(Grade(level).credit)
