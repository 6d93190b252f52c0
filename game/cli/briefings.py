"""A file of private briefings: after each line ``# name``, what that table alone reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.commands import Misuse
from game.locale import Messages
from game.plain.lines import neutralised

if TYPE_CHECKING:
    from game.workshop.settings import SeatSetting

LARGEST_BYTES = 200_000
_MARK = "#"


def read_briefings(file: str, messages: Messages) -> tuple[SeatSetting, ...]:
    """The tables of the file with their briefings, in its order. Raises Misuse."""
    from game.workshop.settings import SeatSetting

    seats: list[SeatSetting] = []
    for line in _text(Path(file).expanduser(), messages).splitlines():
        if line.startswith(_MARK):
            seats.append(SeatSetting(line.lstrip(_MARK).strip()))
        elif seats:
            told = seats[-1]
            seats[-1] = SeatSetting(told.name, f"{told.briefing}\n{line.rstrip()}".lstrip("\n"))
        elif line.strip():
            raise _misuse("no_table", messages, file=neutralised(file))
    if not seats:
        raise _misuse("no_table", messages, file=neutralised(file))
    return tuple(SeatSetting(seat.name, seat.briefing.rstrip()) for seat in seats)


def _text(path: Path, messages: Messages) -> str:
    name = neutralised(str(path))
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except OSError as failure:
        problem = failure.strerror or str(failure)
        raise _misuse("unreadable", messages, file=name, problem=problem) from failure
    if len(content) > LARGEST_BYTES:
        raise _misuse("too_large", messages, file=name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _misuse("not_utf8", messages, file=name) from None


def _misuse(reason: str, messages: Messages, **params: str) -> Misuse:
    words = messages(f"web_workshop.briefings.{reason}", **params)
    return Misuse(words, click.get_current_context(silent=True))
