"""A file as lines: reading its bytes, and what is said of single characters and tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from engine.diagnostics import Findings, Place
from engine.source.characters import FORBIDDEN, INVISIBLE, REPLACEMENT, named

MAXIMUM_SIZE = 2_000_000
"""Characters in one file: thirty times a long scenario, still parsed within a second."""
BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile("\r\n|\n|\r")
_LEADING = re.compile(r"[ \t]*")
_INDENT = re.compile(r"^( +)\S", re.MULTILINE)
_USUAL_UNIT = 2


@dataclass(slots=True)
class Lines:
    """The lines of a file without their ends, made safe to parse.

    ``shifts`` tells by how many columns the first words of a line moved when its tabs were
    replaced; ``ends`` keeps each line's own end, so that mending leaves them alone.
    """

    lines: list[str]
    ends: list[str]
    shifts: dict[int, int] = field(default_factory=dict)

    def place(self, line: int, column: int) -> Place:
        """The author's place (from 1) of a place in the safe lines (from 0)."""
        return Place(line + 1, max(column - self.shifts.get(line, 0), 0) + 1)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def decoded(data: bytes, findings: Findings) -> str | None:
    """The text of UTF-8 bytes; else E101 at the first byte that is not, and None."""
    if len(data) > 4 * MAXIMUM_SIZE:
        findings.add("E102", Place(), limit=MAXIMUM_SIZE)
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
    """Report forbidden characters and tabs, and put harmless ones in their place."""
    unit = indentation_unit(source.text)
    for number, line in enumerate(source.lines):
        if "\t" not in line and not FORBIDDEN.search(line):
            continue
        for found in FORBIDDEN.finditer(line):
            place = Place(number + 1, found.start() + 1)
            if INVISIBLE.match(found[0]):
                findings.add_mendable("E104", place, character=named(found[0]))
            else:
                findings.add("E103", place, character=named(found[0]))
        safe = FORBIDDEN.sub(REPLACEMENT, line)
        if "\t" in safe:
            findings.add_mendable("E105", Place(number + 1, safe.index("\t") + 1))
            expanded = without_tabs(safe, unit)
            source.shifts[number] = len(expanded) - len(safe)
            safe = expanded
        source.lines[number] = safe


def indentation_unit(text: str) -> int:
    """The smallest indentation by spaces in ``text``, what one tab was meant to be."""
    widths = [len(found[1]) for found in _INDENT.finditer(text)]
    return min(widths, default=_USUAL_UNIT)


def without_tabs(line: str, unit: int) -> str:
    """``line`` with ``unit`` spaces for each leading tab and one space for each other."""
    leading = _LEADING.match(line)
    start = leading[0] if leading else ""
    return start.replace("\t", " " * unit) + line[len(start) :].replace("\t", " ")
