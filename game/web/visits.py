"""Who asks for a page, known by the token in their cookie, and how pages are answered.

Pages are plain functions that may wait for the store: each runs in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from game.content import load_catalogue
from game.locale import LANGUAGES, Messages
from game.seat import Seat
from game.views.words import Wording
from game.web.forms import Form, read_form
from game.web.pages import THEMES, messages_for, render
from game.web.tokens import form_token, is_form_token, is_token, token_hash

if TYPE_CHECKING:
    from game.library import Library
    from game.store.records import Player
    from game.web.site import Site

COOKIE = "duettiste"
_COOKIE_SECONDS = 400 * 24 * 3600
"""As long as browsers keep a cookie."""
FORM_FIELD = "jeton"
NOTICES = frozenset({"moved_on", "kept", "erased", "late", "renewed", "same_axis"})
"""What a page may be asked to say first, by the address that leads to it."""


@dataclass(slots=True)
class Visit:
    """One request. ``seat`` is None for someone who has no personal link yet."""

    site: Site
    request: Request
    token: str
    seat: Seat | None
    messages: Messages

    @property
    def player(self) -> Player:
        return self.own_seat.player

    @property
    def own_seat(self) -> Seat:
        """The seat, in pages that need one. Raises HTTPException (403)."""
        if self.seat is None:
            raise HTTPException(403)
        return self.seat

    def wording(self, system: str = "") -> Wording:
        return Wording(self.messages, load_catalogue(self.messages.language), system)

    @property
    def library(self) -> Library:
        """The scenarios, told in the visitor's language where they are translated."""
        return self.site.library.library(self.messages.language)

    def path_text(self, name: str) -> str:
        return str(self.request.path_params[name])

    def path_whole(self, name: str) -> int:
        return int(self.request.path_params[name])

    def query(self, name: str) -> str:
        return self.request.query_params.get(name, "")

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """The page made from ``template``, with what the layout says to this visitor."""
        seat = self.seat
        notice = self.query("avis")
        given: dict[str, object] = {
            "player": None if seat is None else seat.player,
            "theme": "auto" if seat is None else theme_of(seat),
            "form_token": form_token(self.token) if seat is not None else "",
            "notice": self.messages(f"web.notice.{notice}") if notice in NOTICES else "",
            **values,
        }
        return render(template, self.messages, given, status=status)

    def let_in(self, response: Response, token: str) -> Response:
        """Make ``response`` give the browser the token that it will come back with."""
        response.set_cookie(
            COOKIE,
            token,
            max_age=_COOKIE_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self.site.address.secure,
        )
        return response


Answer: TypeAlias = Callable[[Visit], Response]
AnswerToForm: TypeAlias = Callable[[Visit, Form], Response]
Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]


def shown(answer: Answer, *, to_all: bool = False) -> Endpoint:
    """A page that is asked for. Without ``to_all``, who has no link is sent to the first page."""

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_show, answer, request, to_all)

    return endpoint


def sent(answer: AnswerToForm, *, to_all: bool = False) -> Endpoint:
    """What a form does. Without ``to_all`` it must carry the token of its visitor's forms."""

    async def endpoint(request: Request) -> Response:
        form = await read_form(request)
        return await run_in_threadpool(_act, answer, request, form, to_all)

    return endpoint


def redirect(path: str) -> Response:
    """Where to look after a form: reloading the page sends nothing again."""
    return RedirectResponse(path, status_code=303)


def theme_of(seat: Seat) -> str:
    wanted = str(seat.settings.get("web_theme", "auto"))
    return wanted if wanted in THEMES else "auto"


def visit_of(request: Request) -> Visit:
    """Who asks. Raises StoreError."""
    site: Site = request.app.state.site
    token = request.cookies.get(COOKIE, "")
    found = site.store.settings_by_link(token_hash(token)) if is_token(token) else None
    said = messages_for(request, site.language)
    if found is None:
        return Visit(site, request, "", None, said)
    player, settings = found
    language = str(settings.get("language", ""))
    messages = Messages(language) if language in LANGUAGES else said
    return Visit(site, request, token, Seat(site.store, player, settings, messages, None), messages)


def _show(answer: Answer, request: Request, to_all: bool) -> Response:
    visit = visit_of(request)
    if visit.seat is None and not to_all:
        return redirect(f"/?vers={quote(request.url.path, safe='/')}")
    return answer(visit)


def _act(answer: AnswerToForm, request: Request, form: Form, to_all: bool) -> Response:
    visit = visit_of(request)
    if not to_all:
        if visit.seat is None:
            return redirect("/")
        if not is_form_token(form.text(FORM_FIELD), visit.token):
            raise HTTPException(403)
    return answer(visit, form)
