"""Who asks for a page of a workshop: known by a cookie that only its pages receive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from game.web.forms import Form, read_form
from game.web.pages import messages_for, render
from game.web.tokens import form_token, is_form_token
from game.workshop.faults import (
    UnknownCode,
    UnknownParticipant,
    UnknownSecret,
    UnknownWorkshop,
    WorkshopError,
)
from game.workshop.limits import Limiter

if TYPE_CHECKING:
    from game.locale import Messages
    from game.web.site import Site
    from game.web.workshop.live import Live
    from game.workshop.service import Workshops

_COOKIE_SECONDS = 90 * 24 * 3600
_GONE = (UnknownWorkshop, UnknownCode, UnknownParticipant, UnknownSecret)


@dataclass(frozen=True, slots=True)
class Room:
    """What the pages of workshops are given beside the site.

    ``codes`` counts the wrong codes of an address, ``writes`` what a person sends. ``reached_at``
    is the address that phones of the room reach, where it is not the one of the visitor.
    """

    workshops: Workshops
    live: Live
    codes: Limiter
    writes: Limiter
    reached_at: str = ""


@dataclass(frozen=True, slots=True)
class Guest:
    """One request. ``token`` is the secret of the cookie named ``cookie``, or empty."""

    site: Site
    room: Room
    request: Request
    messages: Messages
    cookie: str
    token: str

    @property
    def workshops(self) -> Workshops:
        return self.room.workshops

    @property
    def workshop_id(self) -> str:
        return str(self.request.path_params["workshop"])

    @property
    def address(self) -> str:
        """The network address that asks."""
        return self.request.client.host if self.request.client else ""

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        given = {"form_token": form_token(self.token) if self.token else "", **values}
        return render(f"workshop/{template}", self.messages, given, status=status)

    def let_in(self, response: Response, cookie: str, token: str) -> Response:
        """Give the browser the token that it comes back with, on the pages of workshops only."""
        response.set_cookie(
            cookie,
            token,
            max_age=_COOKIE_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self.site.address.secure,
        )
        return response

    def too_many_codes(self) -> bool:
        """Whether this address has given too many wrong codes or secrets of late."""
        return self.room.codes.seconds_to_wait(self.address, monotonic()) > 0

    def count_wrong_code(self) -> None:
        self.room.codes.allows(self.address, monotonic())


Answer: TypeAlias = Callable[[Guest], Response]
AnswerToForm: TypeAlias = Callable[[Guest, Form], Response]
Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]


def participant_cookie(workshop_id: str) -> str:
    return f"atelier-{workshop_id}"


def facilitator_cookie(workshop_id: str) -> str:
    return f"animation-{workshop_id}"


def no_cookie(_workshop_id: str) -> str:
    return ""


def shown(answer: Answer, cookie: Callable[[str], str] = no_cookie) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answer, answer, request, cookie)

    return endpoint


def sent(answer: AnswerToForm, cookie: Callable[[str], str] = no_cookie) -> Endpoint:
    """What a form does; with a cookie, the form carries the token of its holder's forms."""

    async def endpoint(request: Request) -> Response:
        form = await read_form(request)

        def act(guest: Guest) -> Response:
            _check(guest, form)
            return answer(guest, form)

        return await run_in_threadpool(_answer, act, request, cookie)

    return endpoint


def live(
    allowed: Callable[[Guest], object], cookie: Callable[[str], str], *, every_vote: bool
) -> Endpoint:
    """The stream of stamps of a page, for those that ``allowed`` does not refuse."""

    async def endpoint(request: Request) -> Response:
        guest = guest_of(request, cookie)
        if guest.room.live.full:
            raise HTTPException(503, headers={"Retry-After": "5"})
        try:
            await run_in_threadpool(allowed, guest)
        except WorkshopError:
            raise HTTPException(404) from None
        stamps = guest.room.live.stamps(guest.workshop_id, every_vote=every_vote)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stamps, media_type="text/event-stream", headers=headers)

    return endpoint


def redirect(path: str) -> Response:
    return RedirectResponse(path, status_code=303)


def guest_of(request: Request, cookie: Callable[[str], str]) -> Guest:
    site: Site = request.app.state.site
    name = cookie(str(request.path_params.get("workshop", "")))
    token = request.cookies.get(name, "") if name else ""
    messages = messages_for(request, site.language)
    return Guest(site, request.app.state.room, request, messages, name, token)


def fault_page(guest: Guest, fault: WorkshopError) -> Response:
    """What was refused and why, with the way back."""
    status = 404 if isinstance(fault, _GONE) else 409
    words = guest.messages(fault.key, **fault.params)
    back = guest.request.url.path if guest.request.method == "GET" else ""
    return guest.page("fault.html.j2", status=status, words=words, back=back)


def _answer(answer: Answer, request: Request, cookie: Callable[[str], str]) -> Response:
    guest = guest_of(request, cookie)
    try:
        response = answer(guest)
    except WorkshopError as fault:
        response = fault_page(guest, fault)
    response.headers["Cache-Control"] = "no-store"
    return response


def _check(guest: Guest, form: Form) -> None:
    """Raises HTTPException for a form that its holder's page did not make, or one too many."""
    if guest.cookie:
        if not guest.token or not is_form_token(form.text("jeton"), guest.token):
            raise HTTPException(403)
        if not guest.room.writes.allows(guest.token, monotonic()):
            raise HTTPException(429, headers={"Retry-After": "1"})
