"""Votes for ever, to be killed: ``python -m tests.game.workshop.writers HOME TOKEN…``."""

from __future__ import annotations

import sys
from concurrent.futures import Future
from pathlib import Path
from threading import Semaphore

from game.store import open_store
from game.workshop.records import Receipt
from game.workshop.service import Workshops
from tests.game.workshop.rooms import LET, REMIND, SUSPEND

IN_FLIGHT = 64
ACTIONS = (LET, SUSPEND, REMIND)


def vote_for_ever(home: Path, tokens: list[str]) -> None:
    """Keep many votes in flight; say each one's number once it is acknowledged.

    Vote ``n`` is of token ``n`` modulo their number; its reason says ``n``.
    """
    room_for = Semaphore(IN_FLIGHT)
    with open_store(home) as store, Workshops(store.database) as workshops:
        number = 0
        while True:
            room_for.acquire()
            token, action = tokens[number % len(tokens)], ACTIONS[number % 3]

            def told(done: Future[Receipt], number: int = number) -> None:
                assert done.result()
                print(number, flush=True)
                room_for.release()

            workshops.vote_soon(token, 1, 1, action, str(number)).add_done_callback(told)
            number += 1


if __name__ == "__main__":
    vote_for_ever(Path(sys.argv[1]), sys.argv[2:])
