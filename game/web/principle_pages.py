"""The principles: by axis, searched, each with its words, its places and its differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from game.content import load_frames
from game.views.catalogue import catalogue_view
from game.web.visits import Visit, shown

if TYPE_CHECKING:
    from game.views.catalogue import AxisCards


def routes() -> list[Route]:
    return [
        Route("/principes", shown(_principles)),
        Route("/principes/{principle}", shown(_principle)),
    ]


def _axes(visit: Visit, system: str = "") -> tuple[AxisCards, ...]:
    frames = load_frames(visit.messages.language)
    return catalogue_view(visit.wording(system), frames, system)


def _principles(visit: Visit) -> Response:
    frames = load_frames(visit.messages.language)
    words, asked = visit.query("mots")[:100], visit.query("cadre")
    system = asked if asked in frames else ""
    axes = [
        (axis, [card for card in axis.principles if card.found_by(words)])
        for axis in _axes(visit, system)
    ]
    prose = visit.wording().prose
    return visit.page(
        "principles.html.j2",
        here="principles",
        axes=[(axis, cards) for axis, cards in axes if cards],
        words=words,
        system=system,
        frames=[(frame.id, prose(frame.title)) for frame in frames.values()],
    )


def _principle(visit: Visit) -> Response:
    wanted = visit.path_text("principle")
    cards = (card for axis in _axes(visit) for card in axis.principles)
    card = next((card for card in cards if card.id == wanted), None)
    if card is None:
        raise HTTPException(404)
    return visit.page("principle.html.j2", here="principles", card=card)
