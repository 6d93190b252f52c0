"""Telling browsers that their page of a workshop changed.

One watcher a workshop looks at it once for everybody; what is sent is a stamp, never a content,
so a browser that slept and comes back needs only the last one.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from game.locale import Messages
from game.store.errors import StoreError
from game.workshop.faults import WorkshopError
from game.workshop.snapshots import RoomView

if TYPE_CHECKING:
    from game.workshop.service import Workshops

_LEAST_SECONDS_BETWEEN = 0.03
_REST_AFTER_LOOKING = 2.0
"""Bursts of votes are told together: after each look, twice the time that it took is left to
those who vote, and never less than a thirtieth of a second."""
_SECONDS_BEFORE_LOOKING_AGAIN = 1.0
_SECONDS_BETWEEN_ERASING = 3600.0
_SECONDS_OF_SILENCE = 15.0
"""After which a sign of life is sent: proxies cut what is silent."""


def stamp_of(room: RoomView) -> str:
    """What a participant's page depends on, in sixteen letters: not how many have voted."""
    still = replace(
        room,
        version=0,
        participants=0,
        seats=tuple(replace(seat, participants=0) for seat in room.seats),
        ballot=replace(room.ballot, votes=0, voters=0) if room.ballot else None,
    )
    return hashlib.blake2b(repr(still).encode(), digest_size=8).hexdigest()


class Ticker:
    """The last stamp of one kind of page, and waiting for another."""

    def __init__(self) -> None:
        self.stamp = ""
        self._turned = asyncio.Event()

    def turn(self, stamp: str) -> None:
        if stamp != self.stamp:
            self.stamp = stamp
            turned, self._turned = self._turned, asyncio.Event()
            turned.set()

    async def after(self, seen: str) -> str:
        """The first stamp that is not ``seen``; at once if there is one."""
        while self.stamp == seen:
            await self._turned.wait()
        return self.stamp


@dataclass(slots=True)
class _Watched:
    room: Ticker = field(default_factory=Ticker)
    everything: Ticker = field(default_factory=Ticker)
    viewers: int = 0
    watcher: asyncio.Task[None] | None = None


class Live:
    """The workshops that someone has open, in the process of this server."""

    def __init__(self, workshops: Workshops, most_viewers: int) -> None:
        self._workshops = workshops
        self._most_viewers = most_viewers
        self._watched: dict[str, _Watched] = {}

    @property
    def full(self) -> bool:
        return sum(watched.viewers for watched in self._watched.values()) >= self._most_viewers

    async def stamps(self, workshop_id: str, *, every_vote: bool) -> AsyncIterator[str]:
        """Server-sent events: the stamp of the page now, then each time that it changes."""
        watched = self._watched.setdefault(workshop_id, _Watched())
        watched.viewers += 1
        if watched.watcher is None:
            watched.watcher = asyncio.create_task(self._watch(workshop_id, watched))
        ticker = watched.everything if every_vote else watched.room
        try:
            async for event in _events(ticker):
                yield event
        finally:
            self._leave(workshop_id, watched)

    def _leave(self, workshop_id: str, watched: _Watched) -> None:
        watched.viewers -= 1
        if watched.viewers == 0:
            if watched.watcher is not None:
                watched.watcher.cancel()
            self._watched.pop(workshop_id, None)

    async def _watch(self, workshop_id: str, watched: _Watched) -> None:
        subscription = self._workshops.bulletin.subscribe(workshop_id)
        try:
            await self._look(workshop_id, watched)
            async for _version in subscription:
                began = monotonic()
                await self._look(workshop_id, watched)
                rest = _REST_AFTER_LOOKING * (monotonic() - began)
                await asyncio.sleep(max(_LEAST_SECONDS_BETWEEN, rest))
        finally:
            await subscription.aclose()

    async def _look(self, workshop_id: str, watched: _Watched) -> None:
        """A workshop that was erased turns too: its pages then say so.

        A database that does not answer is asked again until it does.
        """
        room = None
        while room is None:
            try:
                room = await run_in_threadpool(self._room, workshop_id)
            except StoreError:
                await asyncio.sleep(_SECONDS_BEFORE_LOOKING_AGAIN)
            except WorkshopError as fault:
                watched.room.turn(fault.key)
                watched.everything.turn(fault.key)
                return
        watched.room.turn(stamp_of(room))
        watched.everything.turn(str(room.version))

    def _room(self, workshop_id: str) -> RoomView:
        return self._workshops.projector_snapshot(workshop_id, Messages("fr")).room


async def _events(ticker: Ticker) -> AsyncIterator[str]:
    seen = ""
    yield "retry: 1000\n\n"
    while True:
        try:
            seen = await asyncio.wait_for(ticker.after(seen), _SECONDS_OF_SILENCE)
        except TimeoutError:
            yield ": .\n\n"
            continue
        yield f"data: {seen}\n\n"


async def keep_time(workshops: Workshops, seconds: float) -> None:
    """Every so many ``seconds`` close the rounds whose time is over; every hour erase what has
    been kept long enough. A database that does not answer is asked again the next time."""
    since_erasing = _SECONDS_BETWEEN_ERASING
    while True:
        with suppress(StoreError, WorkshopError):
            await run_in_threadpool(workshops.close_due)
            if since_erasing >= _SECONDS_BETWEEN_ERASING:
                await run_in_threadpool(workshops.erase_expired)
                since_erasing = 0.0
        since_erasing += seconds
        await asyncio.sleep(seconds)
