"""The decisions of a play as lines: the turning points first, then the others, then hindsight."""

from __future__ import annotations

from textual.widgets.option_list import Option

from game.locale import Messages
from game.tui.widgets.debrief_sheets import RED_LINE_SIGN
from game.tui.widgets.laid import Laid, titled
from game.tui.widgets.sheet import Paragraph, literal
from game.views.debrief import DebriefView, DecisionView
from game.views.hindsight import HindsightView

HINDSIGHT = "hindsight"
"""The id of the line that opens the hindsight of the whole play; the others are positions."""

_LONGEST_ABOUT = 90


def decision_lines(
    view: DebriefView, hindsight: HindsightView | None, say: Messages
) -> list[Option]:
    """``hindsight`` is None while it is worked out: the decisions stand in their order alone."""
    if hindsight is None:
        waiting = _heading(say("hindsight.waiting"))
        return [*map(_option, view.decisions), waiting]
    given = {point.position: point.given for point in hindsight.turning_points}
    turning = [view.decisions[position - 1] for position in given]
    others = [decision for decision in view.decisions if decision.position not in given]
    options = [Option(titled("", say("hindsight.whole")), id=HINDSIGHT)]
    if others:
        key = "tui.debrief.other_decisions" if turning else "tui.debrief.tab_decisions"
        options = [_heading(say(key)), *map(_option, others), *options]
    if turning:
        weighed = [
            _option(decision, say("tui.debrief.weighed", given=given[decision.position]))
            for decision in turning
        ]
        options = [_heading(say("hindsight.turning_points")), *weighed, *options]
    return options


def _heading(words: str) -> Option:
    return Option(titled("", words), disabled=True)


def _option(decision: DecisionView, weighed: str = "") -> Option:
    """Its number, its grade, what was decided, and what it weighed."""
    sign = decision.grade.sign if decision.grade is not None else "·"
    red = f" {RED_LINE_SIGN}" if decision.red_lines else ""
    lead = f"{decision.position:>2} {sign} "
    under = literal(" " * len(lead))
    blocks = [
        Paragraph(literal(f"{decision.title}{red}", "bold"), literal(lead)),
        Paragraph(literal(_shortened(decision.decided)), under),
    ]
    if weighed:
        blocks.append(Paragraph(literal(weighed, "italic"), under))
    return Option(Laid(*blocks), id=str(decision.position))


def _shortened(text: str) -> str:
    """The first words: an ordering exercise decides in many."""
    if len(text) <= _LONGEST_ABOUT:
        return text
    return text[:_LONGEST_ABOUT].rsplit(" ", 1)[0] + "…"
