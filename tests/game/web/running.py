"""A server of pages on a free port of this machine, in a thread, for real browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from starlette.applications import Starlette

from game.web.server import listen, local_addresses, server_for

_SECONDS_TO_START = 20


@contextmanager
def running(app: Starlette) -> Iterator[str]:
    """The address of ``app`` while it is served."""
    ready = Event()
    with listen("127.0.0.1", 0) as listener:
        server = server_for(app, when_ready=ready.set)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert ready.wait(_SECONDS_TO_START)
        yield local_addresses(listener)[0]
        server.should_exit = True
        thread.join(_SECONDS_TO_START)
        assert not thread.is_alive()
