"""What happened in a play, told again without a judgement, as the first sheet of its debrief."""

from __future__ import annotations

from collections.abc import Sequence

from game.locale import Messages
from game.tui.widgets.sheet import Prose
from game.views.debrief import DebriefView, DecisionView


def story_sheet(
    view: DebriefView, between: Sequence[tuple[str, ...]], reaction: str, say: Messages
) -> Prose:
    """``between`` are the paragraphs read before each decision, and at last before the ending.

    ``reaction`` is what the player answered first, empty when nothing was.
    """
    prose = Prose()
    if reaction:
        prose.pair(say("views.label", name=say("tui.debrief.takeaway")), reaction)
    else:
        prose.text(say("tui.debrief.no_takeaway"), "$soft")
    prose.gap()
    prose.text(say("tui.debrief.story_intro"), "$soft")
    for decision, before in zip(view.decisions, between, strict=False):
        _decision(prose, decision, before, say)
    if view.ending:
        prose.heading(say("tui.debrief.ending", title=view.ending))
        prose.texts((*between[-1], *view.ending_paragraphs))
    if view.unmet:
        prose.heading(say("tui.debrief.never_came"))
        for consequence in view.unmet:
            prose.gap()
            prose.text(say("tui.debrief.called_by", number=consequence.called_at), "$soft")
            prose.texts(consequence.paragraphs)
    return prose


def _decision(prose: Prose, decision: DecisionView, before: tuple[str, ...], say: Messages) -> None:
    prose.heading(say("tui.debrief.decision", number=decision.position, title=decision.title))
    if before:
        prose.texts(before)
        prose.gap()
    if decision.timed_out:
        prose.text(say("reports.decision.made_by_timer", decided=decision.made))
    else:
        prose.pair(say("views.label", name=say("tui.debrief.your_decision")), decision.made)
    if decision.note:
        prose.pair(say("views.label", name=say("tui.debrief.note")), decision.note)
    if decision.outcome:
        prose.gap()
        prose.texts(decision.outcome)
    for consequence in decision.returned:
        at_once = consequence.called_at == decision.position
        prose.gap()
        key = "returned_at_once" if at_once else "returned"
        prose.text(say(f"reports.decision.{key}", number=consequence.called_at), "$soft")
        prose.texts(consequence.paragraphs)
