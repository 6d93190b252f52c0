"""The page that is projected: large, without notes and without any secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from game.reports.html import blocks_in_html
from game.reports.workshop import group_document
from game.web.workshop.participant_pages import join_path
from game.web.workshop.visits import Guest, live, no_cookie, shown
from game.workshop.deeds import Phase

if TYPE_CHECKING:
    from game.reports.document import Document
    from game.workshop.snapshots import ProjectorSnapshot

_ANNEXES = "annexes"
_QR_BORDER = 4
"""Modules of quiet zone, as the standard of QR codes wants (ISO/IEC 18004)."""


def routes() -> list[Route]:
    return [
        Route("/projection/{workshop}", shown(_page)),
        Route("/projection/{workshop}/qr.svg", shown(_qr)),
        Route("/projection/{workshop}/flux", live(_exists, no_cookie, every_vote=True)),
    ]


def _exists(guest: Guest) -> None:
    guest.workshops.version(guest.workshop_id)


def joining_address(guest: Guest, code: str) -> str:
    """The whole address that joins: as the room reaches the server, who may look from here."""
    if guest.room.reached_at:
        return guest.room.reached_at + join_path(code)
    scheme, host = guest.request.url.scheme, guest.request.headers.get("host", "")
    return guest.site.address.origin(scheme, host) + join_path(code)


def group_debrief_of(guest: Guest) -> Document:
    """The debrief of the group, which names nobody."""
    debrief = guest.workshops.group_debrief(guest.workshop_id, guest.messages)
    return group_document(debrief, guest.messages, guest.site.now())


def _told_to_the_room(guest: Guest, view: ProjectorSnapshot) -> str:
    """The debrief as it is projected, once the facilitator leads it: without its annexes."""
    if view.room.phase not in (Phase.DEBRIEF, Phase.ENDED):
        return ""
    sections = group_debrief_of(guest).sections
    return blocks_in_html(tuple(it for it in sections if it.id != _ANNEXES), guest.messages)


def _page(guest: Guest) -> Response:
    view: ProjectorSnapshot = guest.workshops.projector_snapshot(guest.workshop_id, guest.messages)
    return guest.page(
        "projector.html.j2",
        view=view,
        room=view.room,
        scene=view.room.scene,
        debrief=_told_to_the_room(guest, view),
        address=joining_address(guest, view.code),
        path=f"/projection/{guest.workshop_id}",
        stamp=str(view.room.version),
        left=None if view.seconds_left is None else round(view.seconds_left),
    )


def _qr(guest: Guest) -> Response:
    import io

    import segno

    code = guest.workshops.workshop(guest.workshop_id).code
    drawing = io.BytesIO()
    segno.make(joining_address(guest, code), error="m", micro=False).save(
        drawing, kind="svg", border=_QR_BORDER, scale=8, light="#ffffff", dark="#000000"
    )
    return Response(drawing.getvalue(), media_type="image/svg+xml")
