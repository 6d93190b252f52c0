"""The hindsight of a play as a sheet: the curve and the best line; what else was possible."""

from __future__ import annotations

from game.locale import Messages
from game.tui.widgets.pictures import ShareRow
from game.tui.widgets.sheet import Prose
from game.views.hindsight import HindsightView, TurningPointView


def hindsight_sheet(view: HindsightView, say: Messages, *, can_replay: bool) -> Prose:
    prose = Prose()
    prose.text(say("hindsight.intro"), "$soft")
    prose.gap()
    prose.text(view.total)
    prose.heading(say("hindsight.curve"))
    for given in view.given_away:
        title = f"{given.position}. {given.title}"
        prose.add(ShareRow(title, given.share, given.words, "", given.share > 0))
    if not view.turning_points:
        prose.gap()
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


def what_else(prose: Prose, point: TurningPointView, say: Messages) -> None:
    """What a turning point gave away, what gave away least, and what could have followed."""
    prose.heading(say("hindsight.what_else"))
    prose.text(say("hindsight.given", given=point.given))
    prose.text(say("hindsight.better", text=point.better))
    if point.line:
        prose.text(say("hindsight.line_from_here"), "$soft")
    for step in point.line:
        prose.bullet(step, indent=2)
