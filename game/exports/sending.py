"""Emptying the outbox into a learning record store, over a network that may fail at any time.

A statement leaves the outbox only when the server has acknowledged it. What is sent twice, after
a cut, has the same id both times: the server keeps one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from game.exports.lrs import Answer, Verdict
from game.store.records import JsonObject, QueuedStatement

if TYPE_CHECKING:
    from game.store import Store

BATCH = 50
"""Statements in one exchange."""
PAUSES_SECONDS = (1.0, 2.0, 4.0, 8.0)
"""How long to wait before each new try."""
LONGEST_PAUSE_SECONDS = 60.0
"""However long the server asks to wait."""


class Receiver(Protocol):
    """What statements are sent to; in the program, an ``Lrs``."""

    @property
    def endpoint(self) -> str: ...

    def post(self, statements: Sequence[JsonObject]) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent. ``stopped`` is the answer that ended it early, None when nothing waits.

    ``conflicts`` counts statements that were there already in another form, and were left so.
    """

    acknowledged: int
    conflicts: int
    refused: int
    stopped: Answer | None


def send_waiting(
    store: Store,
    receiver: Receiver,
    *,
    pause: Callable[[float], None],
    progress: Callable[[int], None] = lambda _: None,
) -> Sent:
    """Send everything that waits for ``receiver``; ``pause`` waits for some seconds.

    ``progress`` is told, after each exchange, how many the server has taken. Raises StoreError.
    """
    sending = _Sending(store, receiver, pause, progress)
    while sending.stopped is None:
        batch = store.waiting_statements(receiver.endpoint, BATCH)
        if not batch:
            break
        sending.send(batch)
    return Sent(sending.acknowledged, sending.conflicts, sending.refused, sending.stopped)


class _Sending:
    def __init__(
        self,
        store: Store,
        receiver: Receiver,
        pause: Callable[[float], None],
        progress: Callable[[int], None],
    ) -> None:
        self._store = store
        self._receiver = receiver
        self._pause = pause
        self._progress = progress
        self.acknowledged = self.conflicts = self.refused = 0
        self.stopped: Answer | None = None

    def send(self, batch: Sequence[QueuedStatement]) -> None:
        """Send ``batch``; one that the server does not take is looked for by halves."""
        if self.stopped is not None:
            return
        answer = self._patiently(batch)
        match answer.verdict:
            case Verdict.DONE:
                self.acknowledged += len(batch)
                self._remove(batch)
            case Verdict.CONFLICT | Verdict.INVALID | Verdict.TOO_LARGE if len(batch) > 1:
                middle = len(batch) // 2
                self.send(batch[:middle])
                self.send(batch[middle:])
            case Verdict.CONFLICT:
                self.conflicts += 1
                self._remove(batch)
            case Verdict.INVALID | Verdict.TOO_LARGE:
                self.refused += 1
                self._store.refuse_statement(self._receiver.endpoint, batch[0].id, answer.detail)
            case _:
                self.stopped = answer

    def _patiently(self, batch: Sequence[QueuedStatement]) -> Answer:
        statements = [queued.statement for queued in batch]
        answer = self._receiver.post(statements)
        for seconds in PAUSES_SECONDS:
            if answer.verdict is not Verdict.LATER:
                break
            asked = answer.wait_seconds
            self._pause(min(LONGEST_PAUSE_SECONDS, max(seconds, asked or 0.0)))
            answer = self._receiver.post(statements)
        return answer

    def _remove(self, batch: Sequence[QueuedStatement]) -> None:
        self._store.remove_statements(self._receiver.endpoint, [queued.id for queued in batch])
        self._progress(self.acknowledged)
