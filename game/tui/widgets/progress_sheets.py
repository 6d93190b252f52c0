"""What the page of progress shows beside its list: the whole, a principle, what to play next."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from game.locale import Messages
from game.tui.widgets.pictures import ShareRow
from game.tui.widgets.sheet import Prose, joined, literal
from game.views.progress import (
    AxisProgressView,
    MeasureView,
    PointView,
    PrincipleProgressView,
    ProgressView,
)
from game.views.suggestions import SuggestionView

_STEPS = "▁▂▃▄▅▆▇█"
_POINTS_TOLD = 6
"""Plays told in words under a curve, the last ones."""
_ENOUGH_POINTS = 3


@dataclass(frozen=True)
class ShareCurve:
    """Shares of plays one after the other, from 0 to 1, the oldest first."""

    points: tuple[PointView, ...]

    def lines(self, width: int) -> list[Content]:
        steps = "".join(_STEPS[_step(point.share)] for point in self.points[-width:])
        return [literal(steps, "$lead")]


def _step(share: float) -> int:
    return min(len(_STEPS) - 1, int(share * len(_STEPS)))


def overview_sheet(view: ProgressView, say: Messages) -> Prose:
    prose = Prose()
    prose.texts(view.sentences)
    if view.axes:
        prose.heading(say("progress.heading.axes"))
        for axis in view.axes:
            _add_share(axis.measure, prose)
    if len(view.plays) >= _ENOUGH_POINTS:
        prose.heading(say("progress.heading.plays"))
        _add_points(view.plays, prose)
    if view.axes and view.untouched:
        prose.heading(say("progress.heading.untouched"))
        for title in view.untouched:
            prose.bullet(title)
    return prose


def method_sheet(view: ProgressView, say: Messages) -> Prose:
    prose = Prose()
    prose.text(say("progress.heading.method"), "bold")
    prose.gap()
    prose.texts(view.method)
    return prose


def review_sheet(view: ProgressView, say: Messages) -> Prose:
    prose = Prose()
    prose.text(say("progress.heading.review"), "bold")
    prose.gap()
    if not view.to_review:
        first = view.later[0]
        prose.text(say("progress.nothing_due", title=first.measure.title, review=first.review))
    else:
        prose.text(say("progress.report.due", count=len(view.to_review)))
        prose.gap()
    for it in view.to_review:
        prose.bullet(say("progress.line", title=it.measure.title, words=it.last_met))
    if view.to_review and view.later:
        prose.heading(say("progress.heading.later"))
        for it in view.later:
            prose.bullet(say("progress.line", title=it.measure.title, words=it.review))
    return prose


def axis_sheet(axis: AxisProgressView, say: Messages) -> Prose:
    prose = _measured(axis.measure, say)
    prose.heading(say("progress.heading.principles"))
    for it in axis.principles:
        _add_share(it.measure, prose)
    _add_curve(axis.measure, prose, say)
    return prose


def principle_sheet(principle: PrincipleProgressView, say: Messages) -> Prose:
    prose = _measured(principle.measure, say)
    prose.text(principle.review, "bold" if principle.due else "")
    _add_curve(principle.measure, prose, say)
    return prose


def suggestion_sheet(suggestion: SuggestionView, say: Messages) -> Prose:
    prose = Prose()
    prose.text(suggestion.title, "bold")
    prose.text(suggestion.details, "$soft")
    prose.gap()
    prose.text(suggestion.why)
    prose.gap()
    prose.text(say("progress.open_play"), "$soft")
    return prose


def _measured(measure: MeasureView, say: Messages) -> Prose:
    prose = Prose()
    prose.text(measure.title, "bold")
    prose.text(measure.about)
    prose.gap()
    prose.pair(
        say("views.label", name=say("progress.quality")),
        say("progress.share", quality=measure.whole.quality, occasions=measure.whole.occasions),
    )
    for sentence in measure.details:
        prose.text(sentence)
    return prose


def _add_share(measure: MeasureView, prose: Prose) -> None:
    whole = measure.whole
    prose.add(ShareRow(measure.title, whole.share, whole.quality, whole.occasions, whole.enough))


def _add_curve(measure: MeasureView, prose: Prose, say: Messages) -> None:
    if measure.points:
        prose.heading(say("progress.heading.curve"))
        _add_points(measure.points, prose)


def _add_points(points: tuple[PointView, ...], prose: Prose) -> None:
    """A small curve where there is something to compare, then the last plays in words."""
    if len(points) >= _ENOUGH_POINTS:
        prose.add(ShareCurve(points))
    for point in reversed(points[-_POINTS_TOLD:]):
        prose.bullet(joined(literal(point.words)))
