"""The parts of the debrief as sheets: one decision, profile, principles, red lines."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from game.locale import Messages
from game.tui.widgets.hindsight_sheet import what_else
from game.tui.widgets.pictures import BalancePicture, RelationRow, ShareRow
from game.tui.widgets.sheet import Paragraph, Prose, joined, literal
from game.views.debrief import DebriefView, DecisionView, HistoryView, OptionView
from game.views.hindsight import TurningPointView
from game.views.panel import PanelView
from game.views.scene import StakeView
from game.views.self_assessment import SelfAssessmentView
from game.views.words import GradeView, PrincipleView

Say = Callable[..., str]

GRADE_STYLES = {
    "exemplary": "$good",
    "sound": "$fair",
    "weak": "$frail",
    "contrary": "$bad",
}
RED_LINE_SIGN = "▲"


def graded(grade: GradeView) -> Content:
    """A grade as its sign and its word, coloured besides."""
    return literal(f"{grade.sign} {grade.word}", GRADE_STYLES[grade.level])


def profile_sheet(view: DebriefView, own: SelfAssessmentView, say: Messages) -> Prose:
    """The axes, after how they compare with what was marked, and the relations apart."""
    prose = Prose()
    compared(prose, own, say)
    if view.red_lines:
        text = say("tui.debrief.red_lines_apart", count=len(view.red_lines))
        prose.bullet(literal(text, "bold $alert"), RED_LINE_SIGN)
        prose.gap()
    prose.text(" ".join(view.sentences))
    prose.text(" ".join(view.conditions), "$soft")
    _axes(prose, view, say)
    _relations(prose, view, say)
    return prose


def compared(prose: Prose, own: SelfAssessmentView, say: Messages) -> None:
    """What was marked beside what the profile shows, a sentence each."""
    for side, marked in (("strongest", own.strongest), ("weakest", own.weakest)):
        if marked is not None:
            prose.pair(say("views.label", name=say(f"tui.debrief.own_{side}")), marked.title)
            prose.text(marked.compared, indent=2)
    prose.gap()


def folded_sheet(say: Messages) -> Prose:
    """What stands in place of the profile until the player has placed themselves."""
    prose = Prose()
    prose.text(say("tui.debrief.fold_title"), "bold $lead")
    prose.gap()
    prose.text(say("tui.debrief.fold_text"))
    prose.gap()
    prose.text(say("tui.debrief.fold_ways"), "$soft")
    return prose


def red_lines_sheet(view: DebriefView, say: Messages) -> Prose:
    prose = Prose()
    if view.red_lines:
        prose.text(say("tui.debrief.red_lines", count=len(view.red_lines)), "bold $lead")
    else:
        prose.text(say("reports.red_lines.none"))
    for line in view.red_lines:
        decision = view.decisions[line.position - 1]
        prose.gap()
        prose.bullet(literal(line.principle.title, "bold $alert"), RED_LINE_SIGN)
        what = say("tui.debrief.red_line_at", number=line.position, decided=line.decided)
        prose.text(what, indent=2)
        if decision.because:
            prose.text(decision.because, indent=2)
        for place in line.principle.places:
            prose.text(say("tui.debrief.place", place=place), "$soft", indent=2)
        if line.principle.transposed:
            prose.text(line.principle.transposed, "italic", indent=2)
    prose.gap()
    prose.text(say("reports.red_lines.what"), "$soft")
    return prose


def _axes(prose: Prose, view: DebriefView, say: Messages) -> None:
    if not view.axes:
        return
    prose.heading(say("tui.debrief.axes"))
    for axis in view.axes:
        prose.add(ShareRow(axis.title, axis.share, axis.quality, axis.occasions, axis.enough))
    if view.overall_share is not None:
        prose.gap()
        prose.text(say("tui.debrief.overall", share=view.overall))


def _relations(prose: Prose, view: DebriefView, say: Messages) -> None:
    if not view.relations:
        return
    prose.heading(say("tui.debrief.relations"))
    prose.text(say("tui.debrief.relations_beside"), "$soft")
    plain = [history for history in view.relations if history.relation.target is None]
    for history in plain:
        prose.add(RelationRow(history, _change(history, say)))
    for history in view.relations:
        if history.relation.target is not None:
            prose.gap()
            prose.text(history.relation.label, "bold")
            zone = say("tui.debrief.zone")
            prose.add(BalancePicture(history, say("tui.debrief.begin"), zone))
            prose.text(balance_in_words(history, say))


def _change(history: HistoryView, say: Messages) -> str:
    change = history.relation.change
    if change == 0:
        return say("views.relation.same")
    return say("views.relation.up" if change > 0 else "views.relation.down", points=abs(change))


def balance_in_words(history: HistoryView, say: Messages) -> str:
    """The picture as a sentence: the state at the start and at each change of it."""
    parts = [say("tui.debrief.at_first", word=history.words[0])]
    for position in range(1, len(history.words)):
        word = history.words[position]
        if word != history.words[position - 1]:
            parts.append(say("tui.debrief.from_decision", number=position, word=word))
    return say("tui.debrief.balance_words", states=say("views.board.next_rank").join(parts))


def decision_sheet(
    decision: DecisionView, say: Messages, point: TurningPointView | None = None
) -> Prose:
    """``point`` is what the decision weighed, where it is one of the turning points."""
    prose = Prose()
    prose.text(
        say("tui.debrief.decision", number=decision.position, title=decision.title), "bold $lead"
    )
    facts = [part for part in (decision.time,) if part]
    if decision.grade is None:
        facts.insert(0, say("tui.debrief.open_scene"))
    if facts:
        prose.text(" · ".join(facts), "$soft")
    prose.gap()
    prose.texts(decision.paragraphs)
    prose.heading(say("tui.debrief.your_decision"))
    prose.text(decision.decided, "bold")
    if decision.note:
        prose.pair(say("views.label", name=say("tui.debrief.note")), decision.note)
    for principle in decision.red_lines:
        prose.bullet(_broken(principle, say), RED_LINE_SIGN)
    for stake in decision.stakes:
        _stake(prose, stake, say)
    if decision.because:
        prose.gap()
        prose.pair(say("views.label", name=say("tui.debrief.because")), decision.because)
    for detail in decision.details:
        prose.text(detail)
    _what_came(prose, decision, say)
    others = [option for option in decision.options if not option.chosen]
    given = {} if point is None else {option.text: option.words for option in point.options}
    if others:
        prose.heading(say("tui.debrief.others"))
        for option in others:
            _option(prose, option, given.get(option.text, ""), say)
    _panel(prose, decision.panel, say)
    if point is not None:
        what_else(prose, point, say)
    if decision.elsewhere:
        prose.heading(say("tui.debrief.elsewhere"))
        for text in decision.elsewhere:
            prose.bullet(text)
    return prose


def _panel(prose: Prose, panel: PanelView | None, say: Messages) -> None:
    if panel is None:
        return
    prose.heading(say("tui.debrief.panel"))
    for votes in panel.votes:
        text = say("views.panel.line", votes=votes.words, text=votes.text)
        prose.bullet(literal(text, "bold" if votes.chosen else ""), "›" if votes.chosen else "–")
    prose.texts(panel.sentences)
    if panel.who:
        prose.text(panel.who, "$soft")


def _broken(principle: PrincipleView, say: Messages) -> Content:
    return literal(say("tui.debrief.red_line", principle=principle.title), "bold $alert")


def _stake(prose: Prose, stake: StakeView, say: Messages) -> None:
    principle = stake.principle
    prose.gap()
    named = joined(graded(stake.grade), f"  {principle.title} ({principle.force})")
    prose.add(Paragraph(named))
    for place in principle.places:
        prose.text(say("tui.debrief.place", place=place), "$soft", indent=2)
    if principle.transposed:
        prose.text(principle.transposed, "italic", indent=2)


def _what_came(prose: Prose, decision: DecisionView, say: Messages) -> None:
    for key, texts in (
        ("outcome", decision.outcome),
        ("fell_due", decision.fell_due),
        ("came_later", decision.came_later),
    ):
        if texts:
            prose.heading(say(f"tui.debrief.{key}"))
            prose.texts(texts)


def _option(prose: Prose, option: OptionView, given: str, say: Messages) -> None:
    """``given`` is what taking it would have given away, empty where that is not told."""
    prose.gap()
    prose.bullet(literal(option.text, "bold"), "–")
    if not option.open:
        why = option.why_not or say("tui.debrief.closed_no_reason")
        prose.text(say("tui.debrief.closed", why=why), "italic", indent=2)
    for principle in option.red_lines:
        prose.add(Paragraph(_broken(principle, say), literal(f"  {RED_LINE_SIGN} ")))
    for stake in option.stakes:
        prose.add(Paragraph(joined(graded(stake.grade), f"  {stake.principle.title}"), _INDENT))
    if option.because:
        prose.text(option.because, indent=2)
    if given:
        prose.text(say("hindsight.option_given", given=given), "$soft", indent=2)


_INDENT = Content("  ")


def principles_sheet(view: DebriefView, say: Messages) -> Prose:
    prose = Prose()
    prose.text(say("tui.debrief.principles_intro"), "$soft")
    for axis in view.principles:
        prose.heading(axis.title)
        for tally in axis.principles:
            principle = tally.principle
            prose.gap()
            prose.add(
                ShareRow(principle.title, tally.share, tally.quality, tally.occasions, tally.enough)
            )
            prose.text(f"{principle.force} · {tally.statement}", indent=2)
            for place in principle.places:
                prose.text(say("tui.debrief.place", place=place), "$soft", indent=2)
            if principle.transposed:
                prose.text(principle.transposed, "italic", indent=2)
    _elsewhere(prose, view, say)
    return prose


def _elsewhere(prose: Prose, view: DebriefView, say: Messages) -> None:
    prose.heading(say("tui.debrief.elsewhere_title"))
    if not view.divergences:
        prose.text(say("tui.debrief.no_difference"))
        return
    prose.text(say("tui.debrief.elsewhere_intro"), "$soft")
    for divergence in view.divergences:
        prose.gap()
        prose.text(divergence.subject, "bold")
        prose.pair(say("views.label", name=say("tui.debrief.here")), divergence.here)
        for text in divergence.elsewhere:
            prose.bullet(text)
        prose.text(divergence.consequence)
