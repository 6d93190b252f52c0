"""What every request passes: whose name it calls, where it comes from, how large it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from game.web.faults import fault_page
from game.web.headers import guard_answer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from game.web.site import Site

MOST_BODY_BYTES = 128 * 1024
MOST_ADDRESS_BYTES = 8 * 1024
_READING = frozenset({"GET", "HEAD"})


class Guard:
    """An ASGI middleware. Nothing behind it is reached by a request that it refuses."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                guard_answer(MutableHeaders(scope=message), secure=self._site.address.secure)
            await send(message)

        fault = self._fault(scope)
        if fault is None:
            await self._app(scope, receive, send_guarded)
            return
        status, key = fault
        answer = fault_page(Request(scope), self._site, status, key)
        await answer(scope, receive, send_guarded)

    def _fault(self, scope: Scope) -> tuple[int, str] | None:
        """The status and the words of a refusal; None for a request that may pass."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_ADDRESS_BYTES:
            return 414, "too_long"
        if not self._site.address.answers_to(host):
            return 421, "host"
        if scope["method"] in _READING:
            return None
        if not self._comes_from_here(scope["scheme"], host, headers):
            return 403, "origin"
        if _announced_length(headers) > MOST_BODY_BYTES:
            return 413, "too_large"
        return None

    def _comes_from_here(self, scheme: str, host: str, headers: Headers) -> bool:
        """Whether a form was sent from a page of this server, as the browser says."""
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return False
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site") == "same-origin"
        parts = urlsplit(origin)
        said = f"{parts.scheme}://{parts.netloc}".lower()
        return said == self._site.address.origin(scheme, host)


def _announced_length(headers: Headers) -> int:
    """The Content-Length; 0 where there is none, too much where it is no number."""
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else MOST_BODY_BYTES + 1
