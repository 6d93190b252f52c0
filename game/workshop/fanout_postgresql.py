"""The bulletin of several processes that share a PostgreSQL database, by LISTEN and NOTIFY.

Each process tells its own subscribers at once, and the others through the server. Notifications
say no more than that a workshop changed; one that is lost (a cut connection, a process killed
between its commit and its notification) is made up for by asking for the versions every few
seconds, and at each new connection.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

import psycopg

from game.store.postgresql import PostgresqlDatabase
from game.workshop.bulletin import LocalBulletin, Subscription

CHANNEL = "duettiste_workshops"
POLL_SECONDS = 3.0
"""How late at most a subscriber is told of a change whose notification was lost."""

_MOST_DIGITS = 9
"""Of a version; what is longer was not said by this program."""

_LOOK_UP_SECONDS = 0.5
"""How long the threads wait before they look whether they must end."""
_SHORTEST_PAUSE_SECONDS = 0.25
_LONGEST_PAUSE_SECONDS = 5.0
"""Between attempts to reach a server that does not answer; doubled each time."""


class PostgresqlBulletin:
    """A bulletin on a shared database. Two connections of its own, each with its thread."""

    def __init__(self, database: PostgresqlDatabase, *, poll_seconds: float = POLL_SECONDS) -> None:
        self._database = database
        self._poll_seconds = poll_seconds
        self._local = LocalBulletin()
        self._lock = Lock()
        self._followed: set[str] = set()
        self._told: dict[str, int] = {}
        self._leaving: SimpleQueue[tuple[str, int] | None] = SimpleQueue()
        self._closing = Event()
        self._threads = [
            Thread(target=self._keep_listening, name="workshop-listener", daemon=True),
            Thread(target=self._keep_sending, name="workshop-sender", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def publish(self, workshop_id: str, version: int) -> None:
        """Say, from any thread, that the workshop reached ``version``. Never raises or waits."""
        self._tell(workshop_id, version)
        self._leaving.put((workshop_id, version))

    def subscribe(self, workshop_id: str) -> Subscription:
        """Called in a running event loop: nothing published after it returned is missed."""
        with self._lock:
            self._followed.add(workshop_id)
            return self._local.subscribe(workshop_id)

    def close(self) -> None:
        """End: every subscription ends, after what was published has left."""
        self._closing.set()
        self._leaving.put(None)
        for thread in self._threads:
            thread.join()
        self._local.close()

    def _tell(self, workshop_id: str, version: int) -> None:
        """Tell the subscribers of this process, unless they know already."""
        with self._lock:
            if version <= self._told.get(workshop_id, 0):
                return
            self._told[workshop_id] = version
        self._local.publish(workshop_id, version)

    # Listening

    def _keep_listening(self) -> None:
        pause = _SHORTEST_PAUSE_SECONDS
        while not self._closing.is_set():
            try:
                with closing(self._database.connect()) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    pause = _SHORTEST_PAUSE_SECONDS
                    self._listen(connection)
            except psycopg.Error:
                self._closing.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        next_poll = 0.0
        while not self._closing.is_set():
            if time.monotonic() >= next_poll:
                self._poll(connection)
                next_poll = time.monotonic() + self._poll_seconds
            for notification in connection.notifies(timeout=_LOOK_UP_SECONDS, stop_after=1):
                self._hear(notification.payload)

    def _hear(self, payload: str) -> None:
        workshop_id, _, version = payload.partition(" ")
        if version.isdecimal() and len(version) <= _MOST_DIGITS:
            self._tell(workshop_id, int(version))

    def _poll(self, connection: psycopg.Connection[Any]) -> None:
        """Ask for the versions of the workshops that someone here looks at."""
        rows = connection.execute(
            "SELECT id, version FROM workshops WHERE id = ANY(%s)", (self._looked_at(),)
        )
        for workshop_id, version in rows:
            self._tell(workshop_id, version)

    def _looked_at(self) -> list[str]:
        """The workshops with subscribers here; the others are forgotten."""
        with self._lock:
            self._followed = {each for each in self._followed if self._local.subscribers(each)}
            self._told = {
                each: version for each, version in self._told.items() if each in self._followed
            }
            return sorted(self._followed)

    # Sending

    def _keep_sending(self) -> None:
        with closing(_Sender(self._database)) as sender:
            while (first := self._leaving.get()) is not None:
                versions, ended = self._with_those_behind(first)
                sender.send(versions)
                if ended:
                    return

    def _with_those_behind(self, first: tuple[str, int]) -> tuple[dict[str, int], bool]:
        """The last version of each workshop that waits, and whether nothing comes after."""
        versions = dict([first])
        while True:
            try:
                news = self._leaving.get_nowait()
            except Empty:
                return versions, False
            if news is None:
                return versions, True
            versions[news[0]] = news[1]


class _Sender:
    """A connection that notifies the other processes, made anew when it was cut.

    What cannot be sent is dropped: the polls of the other processes find it.
    """

    def __init__(self, database: PostgresqlDatabase) -> None:
        self._database = database
        self._connection: psycopg.Connection[Any] | None = None

    def send(self, versions: Mapping[str, int]) -> None:
        for _attempt in range(2):  # a connection may have been cut since it was last used
            try:
                self._notify(versions)
            except psycopg.Error:
                self.close()
            else:
                return

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _notify(self, versions: Mapping[str, int]) -> None:
        if self._connection is None:
            self._connection = self._database.connect()
        payloads = [f"{workshop_id} {version}" for workshop_id, version in versions.items()]
        self._connection.execute(
            "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", (CHANNEL, payloads)
        )
