"""A small HTTP client for loads: one kept connection a person, no more work than it measures."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(slots=True)
class Person:
    """A browser: its address, its cookies, its connection."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Answer:
        return await self._ask("GET", path, "")

    async def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        return await self._ask("POST", path, urlencode(fields))

    async def events(self, path: str) -> AsyncIterator[str]:
        """The data of server-sent events, on this connection for good."""
        await self._send("GET", path, "")
        assert self._reader is not None
        await self._reader.readuntil(b"\r\n\r\n")
        while line := await self._reader.readline():
            if line.startswith(b"data: "):
                yield line[6:].decode().strip()

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = self._reader = None

    async def _ask(self, method: str, path: str, body: str) -> Answer:
        await self._send(method, path, body)
        return await self._answer()

    async def _send(self, method: str, path: str, body: str) -> None:
        host = urlsplit(self.address).netloc
        if self._writer is None or self._reader is None or self._reader.at_eof():
            name, _, port = host.partition(":")
            self._reader, self._writer = await asyncio.open_connection(name, int(port))
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: {host}",
            f"Origin: {self.address}",
            f"Cookie: {cookies}",
            "Accept-Language: fr",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        self._writer.write(("\r\n".join(head) + "\r\n\r\n" + body).encode())
        await self._writer.drain()

    async def _answer(self) -> Answer:
        assert self._reader is not None
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                cookie, _, content = value.strip().partition(";")[0].partition("=")
                self.cookies[cookie] = content
        body = await self._reader.readexactly(int(headers.get("content-length", 0)))
        return Answer(int(first.split()[1]), headers, body.decode("utf-8", "replace"))
