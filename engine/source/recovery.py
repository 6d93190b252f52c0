"""Reading on after a syntax error: only the smallest part that holds it is lost.

A file that YAML cannot follow is cut at its least indented lines, each part is read by itself,
and a part that fails is cut again. So every error of a file is reported at once, and what
stands around a broken scene is still checked.
"""

from __future__ import annotations

import re

from engine.diagnostics import Findings
from engine.source.lines import Lines
from engine.source.parser import TreeBuilder, YamlSyntaxError
from engine.source.quotes import indentation, is_blank
from engine.source.tree import Broken, Mapping, Node, Scalar, Sequence
from engine.vocabulary import KNOWN_KEYS

_ENTRY = re.compile(r" *(?P<key>[^\s:#\"'\[\]{},&*!|>%@`-][^:#]*):(?P<value>$| .*)")
_DASH = re.compile(r" *(?P<dash>-)(?= |$)")
_MOST_LEVELS = 24


class RecoveringReader:
    """Reads the lines of a file into a tree whatever they hold."""

    def __init__(self, source: Lines, lines: list[str], findings: Findings) -> None:
        self._source = source
        self._lines = list(lines)
        self._findings = findings
        self._builder = TreeBuilder(source, findings)
        self._level = 0

    def tree(self) -> Node | None:
        """The tree of the whole file; None when it is empty. Raises TooMuchError."""
        return self._read(0, len(self._lines))

    def _read(self, first: int, last: int) -> Node | None:
        """Read the lines from ``first`` to just before ``last``."""
        found_before = self._findings.count
        try:
            return self._builder.tree(self._lines[first:last], first)
        except YamlSyntaxError as problem:
            self._findings.forget_after(found_before)
            if self._builder.tired or self._findings.full or self._level > _MOST_LEVELS:
                return self._broken(first, last, problem)
            node = self._read_in_parts(first, last, problem)
            if self._findings.count == found_before:
                self._report(problem)
            return node

    def _read_in_parts(self, first: int, last: int, problem: YamlSyntaxError) -> Node | None:
        starts = self._entry_starts(first, last)
        if len(starts) > 1:
            middle = starts[len(starts) // 2]
            return self._joined(self._read(first, middle), self._read(middle, last))
        if not starts:
            return self._broken(first, last, problem)
        self._level += 1
        node = self._read_entry(starts[0], last, problem)
        self._level -= 1
        return node

    def _entry_starts(self, first: int, last: int) -> list[int]:
        """The first lines of the parts that the least indentation separates."""
        full = [
            number
            for number in range(first, last)
            if not is_blank(self._lines[number]) and self._lines[number].lstrip(" ")[0] not in "#}]"
        ]
        if not full:
            return []
        least = min(indentation(self._lines[number]) for number in full)
        starts = [number for number in full if indentation(self._lines[number]) == least]
        if not _DASH.match(self._lines[starts[0]]):
            starts = [number for number in starts if not _DASH.match(self._lines[number])]
        return starts if starts[0] == full[0] else [full[0], *starts]

    def _read_entry(self, first: int, last: int, problem: YamlSyntaxError) -> Node | None:
        """Read a single entry that failed as a whole: what it is called may still be known."""
        line = self._lines[first]
        dash = _DASH.match(line)
        if dash:
            column = dash.start("dash")
            self._lines[first] = line[:column] + " " + line[column + 1 :]
            item = self._read(first, last) or Scalar("", first, column, "", first)
            return Sequence(first, column, [item])
        entry = _ENTRY.match(line)
        if entry is None:
            return self._broken(first, last, problem)
        key_text = entry["key"].rstrip()
        key = Scalar(key_text, first, indentation(line), "", first)
        value = entry["value"].strip()
        if not value or value.startswith("#"):
            below = self._read(first + 1, last) or Scalar("", first, len(line), "", first)
            return self._mapping(key, below)
        if self._next_is_known_key(first + 1, last):
            return self._joined(self._read(first, first + 1), self._read(first + 1, last))
        return self._mapping(key, self._broken(first, last, problem))

    def _next_is_known_key(self, first: int, last: int) -> bool:
        for number in range(first, last):
            if not is_blank(self._lines[number]):
                entry = _ENTRY.match(self._lines[number])
                return entry is not None and entry["key"] in KNOWN_KEYS
        return False

    def _mapping(self, key: Scalar, value: Node) -> Mapping:
        mapping = Mapping(key.line, key.column)
        self._builder.add_entry(mapping, key, value)
        return mapping

    def _broken(self, first: int, last: int, problem: YamlSyntaxError) -> Broken:
        self._report(problem)
        return Broken("\n".join(self._lines[first:last]), first, 0)

    def _report(self, problem: YamlSyntaxError) -> None:
        code = problem.code
        if code == "E119" and 0 <= problem.line < len(self._lines):
            before = self._lines[problem.line][: problem.column]
            at = self._lines[problem.line][problem.column : problem.column + 1]
            if at in ("}", "]"):
                code = "E118"
            elif before.strip():
                code = "E130"
        self._findings.add(code, self._source.place(problem.line, problem.column))

    def _joined(self, one: Node | None, other: Node | None) -> Node | None:
        """Two neighbouring parts as one; a stray sentence between keys is reported."""
        if one is None or other is None:
            return one or other
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            for key, value in other:
                self._builder.add_entry(one, key, value)
            return one
        if isinstance(one, Sequence) and isinstance(other, Sequence):
            one.items.extend(other.items)
            return one
        kept = [
            self._entry_of_stray(part) if isinstance(part, Scalar) else part
            for part in (one, other)
        ]
        mappings = [part for part in kept if isinstance(part, Mapping)]
        if len(mappings) == 2:
            return self._joined(*mappings)
        return mappings[0] if mappings else one

    def _entry_of_stray(self, stray: Scalar) -> Mapping | None:
        """What ``key:value``, its space forgotten, was meant to be; else a stray sentence."""
        place = self._source.place(stray.line, stray.column)
        key_text, colon, value = stray.text.partition(":")
        if not colon or key_text not in KNOWN_KEYS:
            self._findings.add("E122", place)
            return None
        self._findings.add("E132", place, word=key_text)
        key = Scalar(key_text, stray.line, stray.column, "", stray.line)
        text = Scalar(value, stray.line, stray.column + len(key_text) + 1, "", stray.last_line)
        return self._mapping(key, text)
