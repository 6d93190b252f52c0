"""Lines that break where French typography allows it, and nowhere else.

Textual breaks lines with ``rich._wrap.divide_line``, which takes a no-break space for a space: a
line may then begin with ``;`` or ``»``. ``textual.content`` is given another function with the
same contract. Pinned to Textual 8.2 and Rich 14 and 15, and held by a test on real screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len

_NO_BREAK = "\u00a0\u202f"
_WORD = re.compile(rf"[^\S{_NO_BREAK}]*[\S{_NO_BREAK}]+[^\S{_NO_BREAK}]*")
_CLINGS = frozenset(";:?!»,.…)" + _NO_BREAK)
"""What never begins a line, even where a word longer than the line must be cut."""


def install() -> None:
    """Have Textual break lines with ``break_positions``. Harmless when done already."""
    from textual import content

    setattr(content, "divide_line", break_positions)  # noqa: B010  (private to Textual)


def break_positions(text: str, width: int, fold: bool = True) -> list[int]:
    """Where to cut ``text`` (one line) so that each part fits in ``width`` cells.

    The spaces at a cut stay at the end of their part and do not count. A word wider than a line
    is cut where it fills the line when ``fold`` is true, and left whole otherwise.
    """
    if width <= 0:
        return []
    positions: list[int] = []
    used = 0
    for start, word in _words(text):
        needed = cell_len(word.rstrip())
        if used + needed <= width:
            used += cell_len(word)
            continue
        if start:
            positions.append(start)
        if needed <= width or not fold:
            used = cell_len(word)
            continue
        last = 0
        for cut in _cuts(word, width):
            positions.append(start + cut)
            last = cut
        used = cell_len(word[last:])
    return positions


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Each word with the spaces around it, and where it begins."""
    for match in _WORD.finditer(text):
        yield match.start(), match[0]


def _cuts(word: str, width: int) -> Iterator[int]:
    """Where to cut a word that no line can hold, never just before a sign that clings."""
    line_start = 0
    while cell_len(word[line_start:].rstrip()) > width:
        cut = line_start + _fitting(word[line_start:], width)
        while cut - 1 > line_start and word[cut] in _CLINGS:
            cut -= 1
        line_start = cut
        yield cut


def _fitting(text: str, width: int) -> int:
    """How many characters of ``text`` fit in ``width`` cells; at least one."""
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return max(index, 1)
    return len(text)


def hanging(lead: str, text: str, width: int) -> str:
    """``text`` broken at ``width`` cells, after ``lead`` on its first line and set in below it."""
    indent = cell_len(lead)
    room = max(1, width - indent)
    lines = [line for paragraph in text.split("\n") for line in broken(paragraph, room)]
    return lead + f"\n{' ' * indent}".join(lines)


def broken(line: str, width: int) -> list[str]:
    """The parts of one line of text, each at most ``width`` cells wide."""
    cuts = [0, *break_positions(line, width), len(line)]
    return [line[start:end].rstrip(" ") for start, end in pairwise(cuts)]
