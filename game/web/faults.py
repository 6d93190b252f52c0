"""Pages that say what went wrong, in the visitor's language and without a trace of the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.session import ReplayError
from game.crash import write_report
from game.playing import UnreadableTextError
from game.store.errors import (
    NoSuchDecision,
    NoSuchPlay,
    NoSuchPlayer,
    NoteTooLong,
    PlayerNameRefused,
    PlayFinished,
    PlayMovedOn,
    RewindNotAllowed,
    StoreError,
)
from game.web.headers import guard_answer
from game.web.pages import messages_for, render
from game.web.server import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from game.web.site import Site

_KEYS = {400: "request", 404: "not_found", 405: "method", 408: "too_slow", 413: "too_large"}
_OF_THE_REQUEST = (NoteTooLong, PlayerNameRefused)
_OF_ANOTHER_WINDOW = (PlayMovedOn, PlayFinished, RewindNotAllowed)
_NOT_THERE = (NoSuchPlay, NoSuchPlayer, NoSuchDecision)


def fault_page(request: Request, site: Site, status: int, key: str, detail: str = "") -> Response:
    """The page of a fault: ``web.fault.<key>`` and what is known beside it, in words."""
    messages = messages_for(request, site.language)
    return render(
        "fault.html.j2",
        messages,
        {
            "title": messages(f"web.fault.{key}.title"),
            "what": messages(f"web.fault.{key}.text"),
            "detail": detail,
        },
        status=status,
    )


def handlers(site: Site) -> dict[int | type[Exception], Callable[[Request, Exception], Response]]:
    """What answers when a page raises."""

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        key = _KEYS.get(error.status_code, "request")
        answer = fault_page(request, site, error.status_code, key)
        answer.headers.update(error.headers or {})
        return answer

    def store_failed(request: Request, error: Exception) -> Response:
        assert isinstance(error, StoreError)
        if isinstance(error, _NOT_THERE):
            return fault_page(request, site, 404, "not_found")
        words = messages_for(request, site.language)(error.key, **error.params)
        if isinstance(error, _OF_THE_REQUEST):
            return fault_page(request, site, 400, "request", words)
        if isinstance(error, _OF_ANOTHER_WINDOW):
            return fault_page(request, site, 409, "moved_on", words)
        told = words if _is_at_home(request, site) else ""
        return fault_page(request, site, 503, "store", told)

    def unreadable(request: Request, _error: Exception) -> Response:
        return fault_page(request, site, 500, "unreadable")

    def broken(request: Request, error: Exception) -> Response:
        write_report(error, site.home)
        answer = fault_page(request, site, 500, "broken")
        guard_answer(answer.headers, secure=site.address.secure)  # this answer passes no guard
        return answer

    return {
        HTTPException: refused,
        StoreError: store_failed,
        UnreadableTextError: unreadable,
        ReplayError: unreadable,
        Exception: broken,
    }


def _is_at_home(request: Request, site: Site) -> bool:
    """Whether who asks sits at this machine: where plays are kept is nobody else's business."""
    return not site.address.public and is_loopback(request.client.host if request.client else "")
