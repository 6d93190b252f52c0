"""Parts of a page laid out as a sheet."""

from __future__ import annotations

from collections.abc import Iterable

from game.authoring.preview_pages import GAP, Part, Weight
from game.tui.widgets.sheet import Paragraph, Prose, literal

_STYLES = {
    Weight.PLAIN: "",
    Weight.HEADING: "bold $lead",
    Weight.SOFT: "$soft",
    Weight.STRONG: "bold",
    Weight.ALERT: "bold $alert",
}


def prose_of(parts: Iterable[Part]) -> Prose:
    prose = Prose()
    for part in parts:
        if part == GAP:
            prose.gap()
        else:
            style = _STYLES[part.weight]
            prose.add(Paragraph(literal(part.text, style), literal(part.lead, style)))
    return prose
