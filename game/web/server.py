"""Listening for browsers, and serving them until Ctrl-C.

uvicorn reads HTTP with h11. Nothing is logged: an address may hold the token of a personal link.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import TYPE_CHECKING

from anyio import to_thread
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.applications import Starlette

_MOST_WAITING = 1024
_MOST_CONNECTIONS = 4_000
_KEEP_ALIVE_SECONDS = 15
_SECONDS_TO_ASK = 15.0
"""For a browser to send the head of a request, once it has begun or has connected."""
_SECONDS_TO_LEAVE = 3
_THREADS = 4
"""Pages made at the same time: more would only take turns, and each would be later."""
_MOST_HEAD_BYTES = 32 * 1024


class AddressTakenError(OSError):
    """The port is taken, or the address is none of this machine's."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that browsers can come to; ``port`` 0 takes any that is free.

    Raises AddressTakenError.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=_MOST_WAITING)
    except OSError as failure:
        raise AddressTakenError(failure.errno, failure.strerror or str(failure)) from failure
    listener.set_inheritable(False)
    # What is accepted inherits it; without, a page's head waits 40 ms for its body.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def local_addresses(listener: socket.socket) -> tuple[str, ...]:
    """The addresses to give to browsers, ``http://…``, the likeliest first."""
    host, port = listener.getsockname()[:2]
    if not ipaddress.ip_address(host).is_unspecified:
        return (web_address(host, port),)
    found = [found for found in (_address_on_network(),) if found]
    return tuple(web_address(one, port) for one in (*found, "127.0.0.1"))


def web_address(host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def _address_on_network() -> str:
    """The address under which other machines of the network know this one; empty alone."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address for documentation: nothing is sent
        host: str = probe.getsockname()[0]
        return host
    return ""


def serve(
    app: Starlette,
    listener: socket.socket,
    *,
    behind_proxy: bool = False,
    when_ready: Callable[[], None] = lambda: None,
) -> None:
    """Answer browsers until Ctrl-C or SIGTERM; ``when_ready`` is called once they can come."""
    with contextlib.suppress(KeyboardInterrupt):
        server_for(app, behind_proxy=behind_proxy, when_ready=when_ready).run(sockets=[listener])


@contextlib.contextmanager
def serve_beside(
    app: Starlette, listener: socket.socket, *, behind_proxy: bool = False
) -> Iterator[None]:
    """Answer browsers from a thread of its own, from the beginning of the ``with`` to its end.

    Signals stay with the thread that entered it.
    """
    ready = Event()
    server = server_for(app, behind_proxy=behind_proxy, when_ready=ready.set)

    def run() -> None:
        try:
            server.run(sockets=[listener])
        finally:
            ready.set()

    thread = Thread(target=run, name="web", daemon=True)
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def server_for(
    app: Starlette,
    *,
    behind_proxy: bool = False,
    when_ready: Callable[[], None] = lambda: None,
) -> Server:
    """What answers browsers once it runs; its ``should_exit`` ends it from another thread.

    ``behind_proxy`` believes what a proxy on this machine says of where visitors come from.
    """
    config = Config(
        app,
        http=PatientProtocol,
        ws="none",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=behind_proxy,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_SECONDS_TO_LEAVE,
        limit_concurrency=_MOST_CONNECTIONS,
        h11_max_incomplete_event_size=_MOST_HEAD_BYTES,
    )
    return _TellingServer(config, when_ready)


class _TellingServer(Server):
    def __init__(self, config: Config, when_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        await super().startup(sockets)
        if self.started:
            self._when_ready()


class PatientProtocol(H11Protocol):
    """Closes connections that take too long to say what they want."""

    _asking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect_request()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_expecting()
        elif self._asking is None:
            self._expect_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_expecting()
        super().connection_lost(exc)

    def _expect_request(self) -> None:
        self._asking = self.loop.call_later(_SECONDS_TO_ASK, self.transport.close)

    def _stop_expecting(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None


def has_desktop() -> bool:
    """Whether a browser can be opened on this machine."""
    return os.name == "nt" or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
