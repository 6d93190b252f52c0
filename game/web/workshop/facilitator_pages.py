"""The page of whoever facilitates: what the room sees, what it does not, and every deed."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from game.actions import UnknownActionError, decode
from game.web.tokens import is_token
from game.web.workshop.projector_pages import joining_address
from game.web.workshop.visits import (
    Guest,
    facilitator_cookie,
    live,
    redirect,
    sent,
    shown,
)
from game.workshop import deeds
from game.workshop.faults import UnknownSecret, WorkshopError

if TYPE_CHECKING:
    from game.web.forms import Form
    from game.workshop.deeds import Deed
    from game.workshop.snapshots import FacilitatorSnapshot

_LONGEST_COMMAND = 8000


def routes() -> list[Route]:
    own = facilitator_cookie
    return [
        Route("/animer/{secret}", shown(_enter)),
        Route("/animation/{workshop}", shown(_page, own)),
        Route("/animation/{workshop}/flux", live(check_facilitator, own, every_vote=True)),
        Route("/animation/{workshop}/{deed}", sent(_perform, own), methods=["POST"]),
    ]


def _enter(guest: Guest) -> Response:
    """The address with the secret is left at once: what is on the screen does not hold it."""
    secret = str(guest.request.path_params["secret"])
    if not is_token(secret) or guest.too_many_codes():
        raise UnknownSecret
    try:
        workshop_id = guest.workshops.id_of_secret(secret)
    except UnknownSecret:
        guest.count_wrong_code()
        raise
    page = redirect(f"/animation/{workshop_id}")
    return guest.let_in(page, facilitator_cookie(workshop_id), secret)


def check_facilitator(guest: Guest) -> None:
    """Raises UnknownSecret."""
    if not is_token(guest.token):
        raise UnknownSecret
    found = guest.workshops.id_of_secret(guest.token)
    if not secrets.compare_digest(found, guest.workshop_id):
        raise UnknownSecret


def _page(guest: Guest, refusal: str = "") -> Response:
    check_facilitator(guest)
    view: FacilitatorSnapshot = guest.workshops.facilitator_snapshot(
        guest.workshop_id, guest.messages
    )
    return guest.page(
        "facilitator.html.j2",
        status=409 if refusal else 200,
        view=view,
        room=view.room,
        scene=view.room.scene,
        can=frozenset(view.possible),
        refusal=refusal,
        address=joining_address(guest, view.code),
        path=f"/animation/{guest.workshop_id}",
        projector=f"/projection/{guest.workshop_id}",
        stamp=str(view.room.version),
        left=None if view.seconds_left is None else round(view.seconds_left),
    )


def _perform(guest: Guest, form: Form) -> Response:
    check_facilitator(guest)
    deed = _deed(str(guest.request.path_params["deed"]), form)
    try:
        guest.workshops.perform(guest.workshop_id, _whole(form.text("pas")), deed)
    except WorkshopError as fault:
        return _page(guest, guest.messages(fault.key, **fault.params))
    return redirect(f"/animation/{guest.workshop_id}")


def _deed(name: str, form: Form) -> Deed:
    """The deed that a form asks for. Raises HTTPException (400, 404)."""
    if name not in deeds.DEEDS:
        raise HTTPException(404)
    match name:
        case deeds.OpenVote.name:
            return deeds.OpenVote(_seconds(form))
        case deeds.ReopenVote.name:
            return deeds.ReopenVote(_seconds(form))
        case deeds.Revote.name:
            return deeds.Revote(_seconds(form))
        case deeds.SetTimer.name:
            return deeds.SetTimer(_whole(form.text("secondes")))
        case deeds.Follow.name:
            return _follow(form)
        case deeds.Rename.name:
            return deeds.Rename(_whole(form.text("numero")), form.text("nom")[:100])
        case deeds.Remove.name:
            return deeds.Remove(_whole(form.text("numero")))
        case deeds.Seat.name:
            return deeds.Seat(_whole(form.text("numero")), _whole(form.text("table")))
        case deeds.WriteNote.name:
            return deeds.WriteNote(form.text("scene"), form.text("note")[:_LONGEST_COMMAND])
        case deeds.WriteCommitments.name:
            lines = form.text("engagements")[:_LONGEST_COMMAND].splitlines()
            return deeds.WriteCommitments(tuple(line for line in lines if line.strip()))
        case _:
            return deeds.DEEDS[name]()


def _follow(form: Form) -> Deed:
    """The majority, or the choice that the form names. Raises HTTPException (400)."""
    choice = form.text("choix")
    if not choice:
        return deeds.Follow(None)
    try:
        return deeds.Follow(decode({"choose": choice}))
    except UnknownActionError:
        raise HTTPException(400) from None


def _seconds(form: Form) -> int | None:
    """The time of a round: none said means the usual one."""
    said = form.text("secondes").strip()
    return _whole(said) if said else None


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    raise HTTPException(400)
