"""What a decision led to, and in practice how it answered what was at stake."""

from __future__ import annotations

from collections.abc import Sequence

from engine.debrief import DecisionReport
from engine.rules import Choose, Rules, State
from game.views.scene import FeedbackView, OutcomeView, RelationView, StakeView, relations_view
from game.views.words import Wording


def outcome_view(
    rules: Rules,
    report: DecisionReport,
    before: State,
    after: State,
    wording: Wording,
    feedback: bool,
) -> OutcomeView:
    relations = relations_view(rules, after, before, wording)
    return OutcomeView(
        position=report.position + 1,
        decided=made_text(report, wording),
        timed_out=report.decision.timed_out,
        paragraphs=wording.paragraphs([report.outcome]),
        fell_due=wording.paragraphs(consequence.text for consequence in report.fell_due),
        moves=tuple(_move_text(relation, wording) for relation in relations if relation.change),
        relations=relations,
        feedback=feedback_view(report, wording) if feedback else None,
        note=report.decision.note,
    )


def _move_text(relation: RelationView, wording: Wording) -> str:
    """An arrow says nothing of a balance, which has no better side: its end is named instead."""
    if any(relation.ends):
        return wording.messages(
            "views.relation.move_towards",
            label=relation.label,
            points=abs(relation.change),
            end=relation.ends[1] if relation.change > 0 else relation.ends[0],
            word=relation.word,
        )
    return wording.messages(
        "views.relation.move",
        label=relation.label,
        change=wording.change_word(relation.change),
        word=relation.word,
    )


def decided_text(report: DecisionReport, wording: Wording) -> str:
    """The decision in words: the choice's text, or how far a board was right."""
    if isinstance(report.decision.action, Choose):
        return next(wording.prose(option.text) for option in report.options if option.chosen)
    if report.placements:
        return _sorted_text(report, wording)
    if report.ranking is None:
        return ""
    shown = _in_ranks(report.ranking.given, wording)
    return wording.prose(wording.messages("views.board.ranked", steps=shown))


def made_text(report: DecisionReport, wording: Wording) -> str:
    """The decision in words that judge nothing: what was done, before what it is worth."""
    if report.placements:
        placed = sum(1 for placement in report.placements if placement.placed is not None)
        return wording.messages("views.board.placed", count=placed, total=len(report.placements))
    return decided_text(report, wording)


def time_taken(report: DecisionReport, wording: Wording) -> str:
    """How long the player took, in words; nothing where no time was measured."""
    say = wording.messages
    if report.decision.timed_out:
        return say("debrief.timed_out")
    seconds = round(report.decision.seconds)
    if seconds <= 0:
        return ""
    if seconds < 60:
        return say("debrief.seconds", count=seconds)
    return say("debrief.minutes", minutes=seconds // 60, seconds=f"{seconds % 60:02}")


def feedback_view(report: DecisionReport, wording: Wording) -> FeedbackView:
    stakes = tuple(
        StakeView(
            wording.grade(answer.grade)
            if answer.grade is not None
            else wording.credit(answer.credit),
            wording.principle(answer.principle),
        )
        for answer in report.answers
    )
    return FeedbackView(
        scored=report.score is not None,
        stakes=stakes,
        because=wording.prose(report.because),
        red_lines=tuple(wording.principle(principle) for principle in report.breach),
        details=(*_placement_lines(report, wording), *_rank_lines(report, wording)),
    )


def _placement_lines(report: DecisionReport, wording: Wording) -> list[str]:
    lines = [_sorted_text(report, wording)] if report.placements else []
    for placement in report.placements:
        key = "right" if placement.credit == 1 else "acceptable" if placement.credit else "wrong"
        lines.append(
            wording.prose(
                wording.messages(
                    f"views.board.item_{key}",
                    item=placement.text,
                    placed=placement.placed or wording.messages("views.board.nowhere"),
                    right=placement.right,
                    because=placement.because,
                )
            )
        )
    return lines


def _rank_lines(report: DecisionReport, wording: Wording) -> list[str]:
    if report.ranking is None:
        return []
    steps = _in_ranks(report.ranking.right, wording)
    return [wording.prose(wording.messages("views.board.right_order", steps=steps))]


def _sorted_text(report: DecisionReport, wording: Wording) -> str:
    right = sum(1 for placement in report.placements if placement.credit > 0)
    return wording.messages("views.board.sorted", count=right, total=len(report.placements))


def _in_ranks(steps: Sequence[str], wording: Wording) -> str:
    """Each step with its rank: steps are whole sentences, an arrow would run them together."""
    ranked = (
        wording.messages("views.board.rank", rank=rank, step=step)
        for rank, step in enumerate(steps, start=1)
    )
    return wording.messages("views.board.next_rank").join(ranked)
