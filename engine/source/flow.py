"""Traps inside ``{ … }`` and ``[ … ]``, where commas cut sentences too."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.source.characters import mask
from engine.source.quotes import MOST_LINES, end_of_quoted, indentation, is_blank
from engine.source.traps import Remedy, Span, Trap, bare_traps, comment_column
from engine.vocabulary import KNOWN_KEYS, PROSE_KEYS, PROSE_LISTS, PROSE_TABLES

_DEEPEST = 12
_MOST_ITEMS = 2_000
"""Beyond, no author wrote it: left to the parser and its limits."""
_REST = r"[^,\[\]{}:#\"]*+"
_WORD = rf"(?:[^\s,\[\]{{}}:#\"'&*!|>%@`?-]{_REST}|-[0-9]{_REST}|\"[^\"\\]*+\" *+)"
_KEY = r"[A-Za-z0-9_-]++ *+: ++"
_HARMLESS = re.compile(
    rf"\{{ *+{_KEY}{_WORD}(?:, *+{_KEY}{_WORD})*+\}}|\[ *+{_WORD}(?:, *+{_WORD})*+\]"
)
"""Most braces of most files: one line, bare words, nothing to look into."""

_KEY_START = re.compile(r"[^,\[\]{}:#\"']++:(?=[\s,\]}]|$)")
_KEY_INSIDE = re.compile(r"(?<=\S) +(?P<key>[a-z_]+):(?= )")
_NO_PROSE = frozenset({"effects", "grades"})
_PLAIN = re.compile(r"[^,\[\]{}]*+")


def scan_flow(
    lines: list[str], line: int, column: int, indent: int, owner: str
) -> tuple[tuple[int, int] | None, list[Trap]]:
    """The place just after the bracket that closes the one at (``line``, ``column``), and traps.

    ``owner`` is the key that the bracketed value belongs to.
    The place is None when it is not closed before a line that is not deeper than ``indent``.
    """
    harmless = _HARMLESS.match(lines[line], column)
    if harmless:
        return (line, harmless.end()), []
    scanner = _FlowScanner(lines, line, column, indent)
    if scanner.collection(1, owner):
        return (scanner.line, scanner.column), scanner.traps
    return None, []


class _FlowScanner:
    """Walks one bracketed value; the cursor (``line``, ``column``) stops after it."""

    def __init__(self, lines: list[str], line: int, column: int, indent: int) -> None:
        self.lines = lines
        self.line = line
        self.column = column
        self.indent = indent
        self.traps: list[Trap] = []
        self._last_allowed = min(line + MOST_LINES, len(lines)) - 1
        self._items = 0
        self._value: Span | None = None
        self._prose = False
        self._commas: list[tuple[int, int]] = []

    def collection(self, depth: int, owner: str) -> bool:
        """Walk past the bracket under the cursor; False when it is not closed."""
        opening = self._character()
        closing = "}" if opening == "{" else "]"
        self.column += 1
        while self._skip_space():
            sign = self._character()
            if sign == closing:
                self._settle()
                self.column += 1
                return True
            if sign in "}]" or depth > _DEEPEST:
                return False
            if sign == ",":
                self.column += 1
            elif not self._item(opening, depth, owner):
                return False
        return False

    def _character(self) -> str:
        return self.lines[self.line][self.column]

    def _skip_space(self) -> bool:
        """Go to the next character that counts; False at the end of what may be read."""
        while True:
            text = self.lines[self.line]
            while self.column < len(text) and text[self.column] == " ":
                self.column += 1
            if self.column < len(text) and text[self.column] != "#":
                return True
            if not self._next_line():
                return False

    def _next_line(self) -> bool:
        while self.line < self._last_allowed:
            self.line += 1
            text = self.lines[self.line]
            if is_blank(text):
                continue
            self.column = indentation(text)
            return self.column > self.indent or text[self.column] in "]}"
        return False

    def _item(self, opening: str, depth: int, owner: str) -> bool:
        self._items += 1
        if self._items > _MOST_ITEMS:
            return False
        if opening == "[":
            self._settle()
            closed = self._one_value(depth, owner, prose=owner in PROSE_LISTS)
            # A key among identifiers is for the reader of lists to refuse.
            self._value = self._value if self._prose else None
            return closed
        text = self.lines[self.line]
        key = _KEY_START.match(text, self.column)
        if key:
            self._settle()
            self.column = key.end()
            name = key[0][:-1].strip()
            return self._keyed_value(depth, name, _holds_prose(owner, name))
        if self._character() in "\"'[{":
            self._settle()
            return self._one_value(depth, owner, prose=False)
        self._join_to_last()
        return True

    def _keyed_value(self, depth: int, key: str, prose: bool) -> bool:
        if not self._skip_space():
            return False
        return self._character() in ",}]" or self._one_value(depth, key, prose)

    def _one_value(self, depth: int, owner: str, prose: bool) -> bool:
        sign = self._character()
        if sign in "\"'":
            return self._quoted()
        if sign in "[{":
            return self.collection(depth + 1, owner)
        self._value = self._plain_span()
        self._prose = prose
        return True

    def _quoted(self) -> bool:
        end = end_of_quoted(self.lines, self.line, self.column, self.indent)
        if end is None:
            return False
        self.line, self.column = end
        if self._skip_space() and self._character() == ":":
            self.column += 1
            return self._keyed_value(1, "", prose=False)
        return True

    def _plain_span(self) -> Span:
        """The bare value under the cursor, up to a comma, a bracket or a comment."""
        text = self.lines[self.line]
        found = _PLAIN.match(text, self.column)
        end = comment_column(text, self.column, found.end() if found else len(text))
        start = self.column
        self.column = max(end, start + 1)
        end = start + len(text[start:end].rstrip())
        return Span(self.line, start, self.line, end, self.indent)

    def _join_to_last(self) -> None:
        """Words without a key after a comma: the end of the sentence before them."""
        before = self._value
        words = self._plain_span()
        key, colon, _ = self.lines[words.line][words.column : words.end].partition(":")
        forgotten_space = bool(colon) and key in KNOWN_KEYS
        if before is None or before.line != words.line or forgotten_space:
            self._settle()
            self._value, self._prose = words, False
            return
        between = self.lines[words.line][before.end : words.column]
        self._commas.append(
            (before.line, before.end + between.index(","))
            if "," in between
            else (before.line, before.end)
        )
        self._value = replace(before, end=words.end)

    def _settle(self) -> None:
        """Look for traps in the bare value that has just ended."""
        span = self._value
        if span is not None and not self._lacks_comma(span):
            remedy = Remedy.QUOTES if self._prose else Remedy.NONE
            if self._commas:
                hidden = tuple((line, column, mask(",")) for line, column in self._commas)
                line, column = self._commas[0]
                self.traps.append(Trap("E123", line, column, hidden, span, remedy))
            self.traps.extend(bare_traps(self.lines, span, remedy, opening=self._prose))
        self._value = None
        self._commas = []

    def _lacks_comma(self, span: Span) -> bool:
        """Whether known keys follow in the same value, for want of a comma before them."""
        text = self.lines[span.line]
        found = [
            key
            for key in _KEY_INSIDE.finditer(text, span.column, span.end)
            if key["key"] in KNOWN_KEYS
        ]
        for key in found:
            hidden = ((span.line, key.start(), ","),)
            self.traps.append(Trap("E134", span.line, key.start("key"), hidden))
        return bool(found)


def _holds_prose(owner: str, key: str) -> bool:
    if owner in PROSE_TABLES:
        return True
    return owner not in _NO_PROSE and (key in PROSE_KEYS or key not in KNOWN_KEYS)
