"""A file as lines: reading its bytes, and what is said of single characters and tabs."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, field

from engine.diagnostics import Findings, Place
from engine.source.characters import (
    FORBIDDEN,
    INVISIBLE,
    INVISIBLE_CHARACTERS,
    REPLACEMENT,
    named,
)

MAXIMUM_SIZE = 1_000_000
"""Characters in one file: a scenario of 300 scenes has 600,000."""
MAXIMUM_LINES = 30_000
"""Lines in one file: a scenario of 300 scenes has 12,000."""
LONGEST_LINE = 50_000
"""Characters in one line: twenty pages in a single paragraph."""
BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile("\r\n|\n|\r")
_LEADING = re.compile(r"[ \t]*")
_USUAL_UNIT = 2


@dataclass(slots=True)
class Lines:
    """The lines of a file without their ends, made safe to parse.

    ``ends`` keeps each line's own end, so that mending leaves it alone; ``columns`` gives, for
    a line that was made safe, the author's column of each of its characters and of its end.
    """

    lines: list[str]
    ends: list[str]
    columns: dict[int, list[int]] = field(default_factory=dict)

    def place(self, line: int, column: int) -> Place:
        """The author's place (from 1) of a place in the safe lines (from 0)."""
        columns = self.columns.get(line)
        if columns is not None:
            column = columns[min(column, len(columns) - 1)]
        return Place(line + 1, column + 1)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def decoded(data: bytes, findings: Findings) -> str | None:
    """The text of UTF-8 bytes; else E101 at the first byte that is not, and None."""
    if len(data) > 4 * MAXIMUM_SIZE:
        findings.add("E102", Place(), limit=MAXIMUM_SIZE, lines=MAXIMUM_LINES)
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        lines = _LINE_END.split(before)
        place = Place(len(lines), len(lines[-1]) + 1)
        findings.add("E101", place, byte=f"{data[error.start]:02X}")
        return None


def split_lines(text: str) -> Lines:
    """``text`` cut at its line ends, without its byte order mark."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    lines = _LINE_END.split(text)
    ends = [*_LINE_END.findall(text), ""]
    return Lines(lines, ends)


def make_safe(source: Lines, findings: Findings) -> None:
    """Report forbidden characters and tabs, and put harmless ones in their place.

    Of lines with tabs that follow one another, only the first is reported.
    """
    widths = tab_widths(source.lines)
    tab_above = False
    for number, line in enumerate(source.lines):
        tab = "\t" in line
        if tab and not tab_above:
            findings.add_mendable("E105", Place(number + 1, line.index("\t") + 1))
        tab_above = tab
        if not tab and not FORBIDDEN.search(line):
            continue
        for character in sorted(set(FORBIDDEN.findall(line))):
            place = Place(number + 1, line.index(character) + 1)
            if INVISIBLE.match(character):
                findings.add_mendable("E104", place, character=named(character))
            else:
                findings.add("E103", place, character=named(character))
        source.lines[number], source.columns[number] = _safe(line, widths.get(number, 1))


def _safe(line: str, tab: int) -> tuple[str, list[int]]:
    """A line without its invisible characters, its tabs and its control characters.

    With it, the column in ``line`` of each character that is left, and of the end.
    """
    kept = [
        (column, character)
        for column, character in enumerate(line)
        if character not in INVISIBLE_CHARACTERS
    ]
    leading = len(line) - len(line.lstrip(" \t"))
    safe = []
    columns = []
    for column, character in kept:
        width = tab if character == "\t" and column < leading else 1
        safe.append(" " * width if character == "\t" else character)
        columns += [column] * width
    return FORBIDDEN.sub(REPLACEMENT, "".join(safe)), [*columns, len(line)]


def report_if_too_large(text: str, findings: Findings) -> bool:
    """Report more text, or a longer line, than any scenario has; says whether it was so."""
    lines = text.count("\n") + text.count("\r")
    if len(text) > MAXIMUM_SIZE or lines > MAXIMUM_LINES:
        findings.add("E102", Place(), limit=MAXIMUM_SIZE, lines=MAXIMUM_LINES)
        return True
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if len(line) > LONGEST_LINE:
            findings.add("E125", Place(number), limit=LONGEST_LINE)
            return True
    return False


def tab_widths(lines: list[str]) -> dict[int, int]:
    """For each line indented with tabs, how many spaces each of them stands for.

    One level when the file indents with tabs alone; in a file that indents with spaces, the
    width that puts the line level with a neighbour.
    """
    leads = {number: _LEADING.match(line) for number, line in enumerate(lines)}
    tabbed = [number for number, lead in leads.items() if lead and "\t" in lead[0]]
    if not tabbed:
        return {}
    spaced = [number for number, lead in leads.items() if lead and "\t" not in lead[0]]
    spaced = [number for number in spaced if lines[number].strip()]
    indents = {number: len(lines[number]) - len(lines[number].lstrip(" ")) for number in spaced}
    unit = min((indent for indent in indents.values() if indent), default=_USUAL_UNIT)
    widths = {}
    for number in tabbed:
        after = bisect(spaced, number)
        near = {indents[one] for one in spaced[max(after - 1, 0) : after + 1]}
        lead = lines[number][: len(lines[number]) - len(lines[number].lstrip(" \t"))]
        level = (width for width in (unit, 4, 8) if len(lead.replace("\t", " " * width)) in near)
        widths[number] = next(level, unit)
    return widths


def without_tabs(line: str, width: int) -> str:
    """``line`` with ``width`` spaces for each leading tab and one space for each other."""
    leading = _LEADING.match(line)
    start = leading[0] if leading else ""
    return start.replace("\t", " " * width) + line[len(start) :].replace("\t", " ")
