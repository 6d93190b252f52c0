"""Programs that the tests start beside one another: ``python -m tests.game.store.writers``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from game.store import open_store
from game.store.errors import PlayMovedOn
from tests.game.store.journals import decision


def say(*words: object) -> None:
    print(*words, flush=True)


def append_for_ever(home: Path, play_id: str) -> None:
    """Say each position once it is confirmed, until killed."""
    with open_store(home) as store:
        position = store.play(play_id).header.length
        while True:
            store.append_decision(play_id, decision(position, note="n" * 200), take=0)
            say(position)
            position += 1


def append_some(home: Path, play_id: str, choice: str, count: int) -> None:
    """Race with others for each next decision; say those that were ours."""
    with open_store(home, patience_seconds=60) as store:
        while True:
            position = store.play(play_id).header.length
            if position >= count:
                return
            try:
                store.append_decision(play_id, decision(position, choice), take=0)
            except PlayMovedOn:
                continue
            say(position)


def open_together(home: Path, name: str, start: Path) -> None:
    """Open a database that nobody has made yet, at the same moment as the others."""
    import game.store.opening  # noqa: F401  (so that only the opening itself is raced)

    say("ready")
    while not start.exists():
        time.sleep(0.001)
    with open_store(home, patience_seconds=60) as store:
        store.add_player(name)


def open_to_be_killed(home: Path) -> None:
    import game.store.opening  # noqa: F401

    say("ready")
    open_store(home).close()
    say("opened")


if __name__ == "__main__":
    deed, *words = sys.argv[1:]
    match deed:
        case "append-for-ever":
            append_for_ever(Path(words[0]), words[1])
        case "append-some":
            append_some(Path(words[0]), words[1], words[2], int(words[3]))
        case "open-together":
            open_together(Path(words[0]), words[1], Path(words[2]))
        case "open-to-be-killed":
            open_to_be_killed(Path(words[0]))
