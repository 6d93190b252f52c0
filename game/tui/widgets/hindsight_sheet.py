"""The hindsight of a play as a sheet: the curve, the turning points, the best line."""

from __future__ import annotations

from game.locale import Messages
from game.tui.widgets.pictures import ShareRow
from game.tui.widgets.sheet import Prose
from game.views.hindsight import HindsightView, TurningPointView


def waiting_sheet(say: Messages) -> Prose:
    prose = Prose()
    prose.text(say("hindsight.waiting"), "$soft")
    return prose


def hindsight_sheet(view: HindsightView, say: Messages, *, can_replay: bool) -> Prose:
    prose = Prose()
    prose.text(say("hindsight.intro"), "$soft")
    prose.gap()
    prose.text(view.total)
    prose.heading(say("hindsight.curve"))
    for given in view.given_away:
        title = f"{given.position}. {given.title}"
        prose.add(ShareRow(title, given.share, given.words, "", given.share > 0))
    prose.heading(say("hindsight.turning_points"))
    for point in view.turning_points:
        _turning_point(prose, point, say)
    if not view.turning_points:
        prose.text(say("hindsight.no_turning_point"))
    if can_replay:
        prose.gap()
        prose.text(say("hindsight.replay"), "$soft")
    prose.heading(say("hindsight.best_line"))
    for step in view.best_line:
        prose.bullet(step)
    prose.gap()
    prose.text(view.method, "$soft")
    return prose


def _turning_point(prose: Prose, point: TurningPointView, say: Messages) -> None:
    prose.gap()
    words = say(
        "hindsight.turning_point", number=point.position, title=point.title, given=point.given
    )
    prose.text(words, "bold")
    prose.text(say("hindsight.decided", text=point.decided), indent=2)
    prose.text(say("hindsight.better", text=point.better), indent=2)
    if point.line:
        prose.text(say("hindsight.line_from_here"), "$soft", indent=2)
    for step in point.line:
        prose.bullet(step, indent=4)
