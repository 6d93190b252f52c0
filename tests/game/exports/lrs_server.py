"""A small learning record store for tests: it keeps statements as the standard says, and fails
in the ways it is told to."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USER, PASSWORD = "clé", "s3cret:à garder"
Fault = Callable[["Handler"], bool]
"""Called before a request is answered; True when it has answered, or cut, in its own way."""


@dataclass
class Server:
    """What the server holds and was asked. ``faults`` are used up one a request."""

    url: str = ""
    kept: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    batches: list[int] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    duplicates: int = 0


class Handler(BaseHTTPRequestHandler):
    server_state: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        state = self.server_state
        statements = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state.batches.append(len(statements))
        state.headers.append(dict(self.headers))
        self.statements = statements
        if state.faults and state.faults.pop(0)(self):
            return
        expected = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {expected}":
            self.answer(401, "bad \x1b[31mcredentials")
        elif self.path != "/xapi/statements" or self.headers["X-Experience-API-Version"] != "1.0.3":
            self.answer(404, "nothing here")
        elif any(it["id"] in state.refused for it in statements):
            self.answer(400, "\x1b[31mbad statement\x1b[0m\nsecond line")
        elif any(state.kept.get(it["id"], it) != it for it in statements):
            self.answer(409, "conflict")
        else:
            self.keep()
            self.answer(200, json.dumps([it["id"] for it in statements]))

    def keep(self) -> None:
        for statement in self.statements:
            self.server_state.duplicates += statement["id"] in self.server_state.kept
            self.server_state.kept[statement["id"]] = statement

    def answer(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("X-Experience-API-Version", "1.0.3")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        return


def says(status: int, text: str = "", headers: dict[str, str] | None = None) -> Fault:
    def fault(handler: Handler) -> bool:
        handler.answer(status, text, headers)
        return True

    return fault


def cuts(handler: Handler) -> bool:
    """The line is cut before the server has kept anything."""
    handler.close_connection = True
    handler.connection.close()
    return True


def keeps_then_cuts(handler: Handler) -> bool:
    """The line is cut after the server has kept the statements, before it says so."""
    handler.keep()
    return cuts(handler)


def sleeps(seconds: float) -> Fault:
    def fault(_handler: Handler) -> bool:
        time.sleep(seconds)
        return False

    return fault


@contextmanager
def running_server() -> Iterator[Server]:
    state = Server()
    handler = type("BoundHandler", (Handler,), {"server_state": state})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        state.url = f"http://127.0.0.1:{server.server_address[1]}/xapi"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()
