"""Finding the traps of a file, line by line, before anything is parsed.

The scanner knows just enough of YAML (keys, dashes, blocks, quotes, braces) to tell bare prose
from the rest. It works on its own copy of the lines, where what would stop the parser is
hidden behind stand-ins of the same width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from engine.source.characters import NO_BREAK_SPACE, mask
from engine.source.flow import scan_flow
from engine.source.quotes import end_of_quoted, indentation, is_blank
from engine.source.traps import (
    MOST_TRAPS,
    Remedy,
    Span,
    Trap,
    bare_traps,
    comment_column,
)
from engine.vocabulary import ID_TABLES, KNOWN_KEYS, PROSE_KEYS, PROSE_LISTS, PROSE_TABLES

_KEY = re.compile(
    r"(?P<key>[^\W_][\w-]*(?:[\u00a0 ][\w-]+)*|_\w*|\"[^\"\\]*+\"|'[^']*+')[ \u00a0]*+:(?=\s|$)"
)
_DASH = re.compile(r"- +(?=\S)")
_SPACE = re.compile(r" *")
_COMMENT = re.compile(r"(?<=\s)#")
_LABEL = re.compile(r"(?:[&!][^\s,\[\]{}]* +)+(?=[|>\"'])")
"""An anchor or a tag before a block or a quotation: refused later, by the parser."""
_BLOCK_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ ]*+(?:$|(?<= )#)")
_FALSE_INDENT = re.compile(rf" *[{NO_BREAK_SPACE}][ {NO_BREAK_SPACE}]*")
_FALSE_SPACE = re.compile(f"[{NO_BREAK_SPACE}]")


@dataclass(frozen=True, slots=True)
class Scan:
    """The traps found and the lines with those traps hidden, ready to be parsed."""

    traps: tuple[Trap, ...]
    lines: list[str]


@dataclass(slots=True)
class _Owner:
    """What a value belongs to: the column of its key or dash, and whether prose is due."""

    indent: int
    prose: bool
    remedy: Remedy = Remedy.BLOCK


def scan(lines: list[str]) -> Scan:
    """Find the traps in the safe lines of a file (no tabs, no control characters)."""
    scanner = _Scanner(list(lines))
    scanner.run()
    return Scan(tuple(scanner.traps), _hide(scanner.lines, scanner.traps))


def _hide(lines: list[str], traps: list[Trap]) -> list[str]:
    stand_ins: dict[int, dict[int, str]] = {}
    for trap in traps:
        for line, column, stand_in in trap.hidden:
            stand_ins.setdefault(line, {})[column] = stand_in
    hidden = list(lines)
    for line, by_column in stand_ins.items():
        characters = list(hidden[line])
        for column, stand_in in by_column.items():
            characters[column] = stand_in
        hidden[line] = "".join(characters)
    return hidden


@dataclass(slots=True)
class _Scanner:
    lines: list[str]
    traps: list[Trap] = field(default_factory=list)
    _above: list[tuple[int, str]] = field(default_factory=list)
    """The keys that the current line stands under: (column, key), outermost first."""

    _begun: bool = False
    _last_id: int = -1

    def run(self) -> None:
        ids = (number for number, text in enumerate(self.lines) if text.startswith("id:"))
        self._last_id = max(ids, default=-1)
        line = 0
        while line < len(self.lines) and len(self.traps) < MOST_TRAPS:
            line = self._line(line)

    def _line(self, line: int) -> int:
        """Look at one line outside any block; gives the next line to look at."""
        self._true_indentation(line)
        text = self.lines[line]
        column = indentation(text)
        if column == len(text) or text[column] == "#":
            return line + 1
        if text[:3] in ("---", "..."):
            return self._document_mark(line)
        self._begun = True
        self._leave(column)
        dash = None
        while found := _DASH.match(text, column):
            dash = column
            column = found.end()
        prose_item = dash is not None and self._prose_list()
        key = None if prose_item else _KEY.match(text, column)
        if key is not None:
            return self._keyed(line, column, key)
        if dash is None:
            return line + 1
        return self._value(line, column, _Owner(dash, prose_item))

    def _document_mark(self, line: int) -> int:
        """A ``---`` inside the scenario is set aside, unless another scenario follows it."""
        if self._begun and line > self._last_id and not self.lines[line][3:].strip():
            hidden = tuple((line, column, " ") for column in range(3))
            self.traps.append(Trap("E113", line, 0, hidden))
        return line + 1

    def _keyed(self, line: int, column: int, key: re.Match[str]) -> int:
        name = key["key"].strip("\"'")
        prose = self._holds_prose(name)
        mendable = prose or name not in KNOWN_KEYS
        owner = _Owner(column, prose, Remedy.BLOCK if mendable else Remedy.NONE)
        self._above.append((column, name))
        value = _SPACE.match(self.lines[line], key.end())
        return self._value(line, value.end() if value else key.end(), owner)

    def _leave(self, column: int) -> None:
        while self._above and self._above[-1][0] >= column:
            self._above.pop()

    def _parent(self) -> str:
        return self._above[-1][1] if self._above else ""

    def _prose_list(self) -> bool:
        return self._parent() in PROSE_LISTS

    def _holds_prose(self, key: str) -> bool:
        parent = self._parent()
        if parent in PROSE_TABLES:
            return True
        return key in PROSE_KEYS and parent not in ID_TABLES

    def _value(self, line: int, column: int, owner: _Owner) -> int:
        """Walk past the value at (``line``, ``column``); gives the next line to look at."""
        text = self.lines[line]
        if label := _LABEL.match(text, column):
            column = label.end()
        sign = text[column : column + 1]
        if sign in ("", "#"):
            return self._value_below(line, owner)
        if sign in "|>" and _BLOCK_HEADER.match(text, column):
            return self._past_block(line, owner)
        if sign in "\"'":
            return self._quoted(line, column, owner)
        if sign in "{[" and not owner.prose:
            return self._flow(line, column, owner)
        return self._bare(line, column, owner)

    def _value_below(self, line: int, owner: _Owner) -> int:
        """A key with nothing after it: prose may begin on the next line."""
        below = line + 1
        while below < len(self.lines) and is_blank(self.lines[below]):
            below += 1
        if not owner.prose or below >= len(self.lines):
            return line + 1
        self._true_indentation(below)
        column = indentation(self.lines[below])
        if column <= owner.indent or self._known_key(below, column):
            return line + 1
        if self.lines[below][column] == "#":
            return line + 1
        return self._value(below, column, owner)

    def _known_key(self, line: int, column: int) -> bool:
        key = _KEY.match(self.lines[line], column)
        return key is not None and key[0].removesuffix(":") in KNOWN_KEYS

    def _past_block(self, line: int, owner: _Owner) -> int:
        """Skip the lines of a block of prose, mending what passes for their indentation."""
        below = line + 1
        width = 0
        while below < len(self.lines):
            if is_blank(self.lines[below]):
                below += 1
                continue
            self._true_indentation(below, width)
            column = indentation(self.lines[below])
            if column <= owner.indent:
                return below
            width = width or column
            below += 1
        return below

    def _quoted(self, line: int, column: int, owner: _Owner) -> int:
        end = end_of_quoted(self.lines, line, column, owner.indent)
        quote = self.lines[line][column]
        hidden = ((line, column, mask(quote)),)
        if end is None:
            self.traps.append(Trap("E117", line, column, hidden))
            owner.remedy = Remedy.NONE
            return self._bare(line, column, owner)
        last_line, after = end
        rest = self.lines[last_line][after:]
        if not rest.strip() or (rest.lstrip().startswith("#") and rest[0] == " "):
            return last_line + 1
        span = self._bare_span(line, column, owner)
        whole_ends_so = self.lines[span.last_line][: span.end].endswith(quote)
        owner.remedy = Remedy.NONE if whole_ends_so else owner.remedy
        self.traps.append(Trap("E130", last_line, after, hidden, span, owner.remedy))
        return self._bare(line, column, owner)

    def _flow(self, line: int, column: int, owner: _Owner) -> int:
        end, traps = scan_flow(self.lines, line, column, owner.indent, self._parent())
        if end is None:
            return line + 1
        self.traps.extend(traps)
        return end[0] + 1

    def _bare(self, line: int, column: int, owner: _Owner) -> int:
        span = self._bare_span(line, column, owner)
        self.traps.extend(bare_traps(self.lines, span, owner.remedy, opening=owner.prose))
        return span.last_line + 1

    def _bare_span(self, line: int, column: int, owner: _Owner) -> Span:
        """The extent of a bare value; only prose is taken to go on over several lines."""
        last = line
        end = self._bare_end(line, column, owner.prose)
        if owner.prose and end == len(self.lines[line].rstrip()):
            below = line + 1
            while below < len(self.lines):
                if is_blank(self.lines[below]):
                    below += 1
                    continue
                self._true_indentation(below)
                start = indentation(self.lines[below])
                if start <= owner.indent or self._known_key(below, start):
                    break
                if self.lines[below][start] == "#":
                    break
                last, end = below, self._bare_end(below, start, prose=True)
                if end < len(self.lines[below].rstrip()):
                    break
                below += 1
        return Span(line, column, last, end, owner.indent)

    def _bare_end(self, line: int, column: int, prose: bool) -> int:
        text = self.lines[line]
        comment = comment_column(text, column, len(text)) if prose else _any_comment(text, column)
        return column + len(text[column:comment].rstrip())

    def _true_indentation(self, line: int, within: int = 0) -> None:
        """Replace no-break spaces that pass for indentation, of ``within`` columns if given."""
        text = self.lines[line]
        found = _FALSE_INDENT.match(text)
        if found is None or found.end() == len(text):
            return
        if within and found[0][:within].strip(" ") == "":
            return
        false_space = _FALSE_SPACE.search(found[0])
        column = false_space.start() if false_space else 0
        self.traps.append(Trap("E106", line, column))
        self.lines[line] = " " * found.end() + text[found.end() :]


def _any_comment(text: str, start: int) -> int:
    found = _COMMENT.search(text, start)
    return found.start() if found else len(text)
