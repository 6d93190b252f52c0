"""The first page, how someone comes in, and the personal link that brings them back."""

from __future__ import annotations

import secrets
from time import monotonic
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from game.store.errors import PlayerNameRefused
from game.web.home_pages import home
from game.web.tokens import is_token, new_token, token_hash
from game.web.visits import Visit, redirect, sent, shown

if TYPE_CHECKING:
    from game.store.records import Player
    from game.web.forms import Form

_TRIES = 20
_NUMBERS = 90_000
_FIRST_NUMBER = 10_000


def routes() -> list[Route]:
    return [
        Route("/", shown(_first_page, to_all=True)),
        Route("/bienvenue", sent(_come_in, to_all=True), methods=["POST"]),
        Route("/mon-lien", shown(_own_link)),
        Route("/moi/{token}", shown(_come_back, to_all=True)),
        Route("/moi/{token}", sent(_change_player), methods=["POST"]),
    ]


def own_address(visit: Visit, path: str) -> str:
    """The whole address of a path, as this visitor reaches the server."""
    request = visit.request
    scheme, host = request.url.scheme, request.headers.get("host", "")
    return visit.site.address.origin(scheme, host) + path


def _first_page(visit: Visit) -> Response:
    if visit.seat is not None:
        return home(visit)
    return _welcome(visit, _way(visit.query("vers")))


def _welcome(visit: Visit, way: str, refusal: str = "", typed: str = "") -> Response:
    return visit.page(
        "welcome.html.j2",
        status=400 if refusal else 200,
        way=way,
        refusal=refusal,
        typed=typed,
    )


def _come_in(visit: Visit, form: Form) -> Response:
    """A new player, named or not, and their link."""
    way, typed = _way(form.text("vers")), form.text("nom")
    if visit.seat is not None:
        return redirect(way)
    client = visit.request.client
    if not visit.site.newcomers.allows(client.host if client else "", monotonic()):
        return _welcome(visit, way, visit.messages("web.welcome.too_many"), typed)
    try:
        player = _newcomer(visit, typed)
    except PlayerNameRefused as refusal:
        return _welcome(visit, way, visit.messages(refusal.key, **refusal.params), typed)
    return _let_in(visit, player, f"/mon-lien?vers={way}")


def _newcomer(visit: Visit, typed: str) -> Player:
    """Raises PlayerNameRefused for a name that was typed."""
    store, say = visit.site.store, visit.messages
    if typed.strip():
        return store.add_player(typed)
    for _ in range(_TRIES):
        number = _FIRST_NUMBER + secrets.randbelow(_NUMBERS)
        try:
            return store.add_player(say("web.welcome.someone", number=number))
        except PlayerNameRefused:
            continue
    return store.add_player(say("web.welcome.someone", number=secrets.randbits(48)))


def _let_in(visit: Visit, player: Player, way: str) -> Response:
    token = new_token()
    visit.site.store.add_link(player.id, token_hash(token))
    return visit.let_in(redirect(way), token)


def _own_link(visit: Visit) -> Response:
    address = own_address(visit, f"/moi/{visit.token}")
    return visit.page("own_link.html.j2", address=address, way=_way(visit.query("vers")))


def _come_back(visit: Visit) -> Response:
    token = visit.path_text("token")
    player = _player_behind(visit, token)
    if visit.seat is not None:
        if visit.player.id == player.id:
            return redirect("/")
        return visit.page("other_player.html.j2", other=player, token=token)
    return _enter(visit, player, token)


def _change_player(visit: Visit, _form: Form) -> Response:
    token = visit.path_text("token")
    return _enter(visit, _player_behind(visit, token), token)


def _enter(visit: Visit, player: Player, token: str) -> Response:
    if visit.site.doors.player_behind(token) is not None:
        return _let_in(visit, player, "/")
    return visit.let_in(redirect("/"), token)


def _player_behind(visit: Visit, token: str) -> Player:
    """Whom a link leads to. Raises HTTPException (404)."""
    store = visit.site.store
    if is_token(token):
        found = store.player_by_link(token_hash(token))
        if found is not None:
            return found
        player_id = visit.site.doors.player_behind(token)
        for player in store.players() if player_id is not None else ():
            if player.id == player_id:
                return player
    raise HTTPException(404)


def _way(path: str) -> str:
    """A path of this server to go on to; the first page where ``path`` is none."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\"))
    plain = all(sign.isalnum() or sign in "/-_." for sign in path) and path.isascii()
    return path if inside and plain and len(path) <= 200 else "/"
