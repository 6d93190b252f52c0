"""Telling those who look at a workshop that it changed: versions only, never what changed.

Whoever is told takes a whole snapshot again, so a lost or repeated message does no harm.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Protocol, Self


class Subscription(Protocol):
    """The versions of one workshop, from the moment it was subscribed to.

    ``async for`` gives them; bursts are told as their last version only. ``aclose`` forgets the
    subscriber and ends the iteration.
    """

    def __aiter__(self) -> Self: ...

    async def __anext__(self) -> int: ...

    async def aclose(self) -> None: ...


class Bulletin(Protocol):
    def publish(self, workshop_id: str, version: int) -> None:
        """Say, from any thread, that the workshop reached ``version``. Never raises or waits."""

    def subscribe(self, workshop_id: str) -> Subscription:
        """Called in a running event loop: nothing published after it returned is missed."""

    def close(self) -> None:
        """End: every subscription ends."""


class LocalBulletin:
    """The bulletin of a single process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._readers: dict[str, set[LocalSubscription]] = {}

    def publish(self, workshop_id: str, version: int) -> None:
        with self._lock:
            readers = tuple(self._readers.get(workshop_id, ()))
        for reader in readers:
            reader.tell(version)

    def subscribe(self, workshop_id: str) -> LocalSubscription:
        reader = LocalSubscription(self, workshop_id)
        with self._lock:
            self._readers.setdefault(workshop_id, set()).add(reader)
        return reader

    def subscribers(self, workshop_id: str) -> int:
        with self._lock:
            return len(self._readers.get(workshop_id, ()))

    def close(self) -> None:
        with self._lock:
            readers = [reader for held in self._readers.values() for reader in held]
            self._readers.clear()
        for reader in readers:
            reader.end()

    def forget(self, reader: LocalSubscription) -> None:
        with self._lock:
            readers = self._readers.get(reader.workshop_id, set())
            readers.discard(reader)
            if not readers:
                self._readers.pop(reader.workshop_id, None)


class LocalSubscription:
    """One subscriber of the process: the last version told, and whether it has been read."""

    def __init__(self, bulletin: LocalBulletin, workshop_id: str) -> None:
        self.workshop_id = workshop_id
        self._bulletin = bulletin
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._version = 0
        self._ended = False

    def tell(self, version: int) -> None:
        self._call(lambda: self._receive(version))

    def end(self) -> None:
        self._call(self._finish)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> int:
        await self._news.wait()
        if self._ended:
            raise StopAsyncIteration
        self._news.clear()
        return self._version

    async def aclose(self) -> None:
        self._bulletin.forget(self)
        self._finish()

    def _call(self, act: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop of this subscriber is closed: nobody reads
            self._loop.call_soon_threadsafe(act)

    def _receive(self, version: int) -> None:
        self._version = max(self._version, version)
        self._news.set()

    def _finish(self) -> None:
        self._ended = True
        self._news.set()
