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
        full = [number for number in range(first, last) if self._holds_words(number)]
        if not full:
            return self._broken(first, last, problem)
        repaired = (
            self._pull_back_first(full) or self._drop_strays(full) or self._push_in_others(full)
        )
        if repaired:
            return self._read(first, last)
        starts = self._entry_starts(full)
        if len(starts) > 1:
            middle = starts[len(starts) // 2]
            return self._joined(self._read(first, middle), self._read(middle, last))
        self._level += 1
        node = self._read_entry(starts[0], last, problem)
        self._level -= 1
        return node

    def _holds_words(self, number: int) -> bool:
        line = self._lines[number]
        return not is_blank(line) and line.lstrip(" ")[0] not in "#}]"

    def _drop_strays(self, full: list[int]) -> bool:
        """Report the sentences that stand among the keys of the outermost level.

        Where only a colon or a space is missing it is put in; other sentences are set aside.
        """
        top = indentation(self._lines[full[0]])
        outer = [number for number in full if indentation(self._lines[number]) <= top]
        strays = [number for number in outer if not self._is_entry(number)]
        if len(strays) == len(outer):
            return False
        for number in strays:
            self._lines[number] = self._mended_stray(number)
        return bool(strays)

    def _mended_stray(self, number: int) -> str:
        line = self._lines[number]
        column = indentation(line)
        word, _, rest = line[column:].partition(" ")
        place = self._source.place(number, column)
        if word in KNOWN_KEYS:
            self._findings.add("E133", place, word=word)
            return f"{line[:column]}{word}: {rest}"
        if word[0] == "-" and word[1:2].isalpha():
            self._findings.add("E132", place, word="-")
            return f"{line[:column]}- {line[column + 1 :]}"
        self._findings.add("E122", place)
        return ""

    def _is_entry(self, number: int) -> bool:
        """Whether a line can begin an entry; a sentence with a colon in it does not."""
        line = self._lines[number]
        entry = _ENTRY.match(line)
        if entry:
            key = entry["key"].rstrip()
            return " " not in key and (not key[0].isupper() or not entry["value"].strip())
        word, colon, _ = line.strip().partition(":")
        space_forgotten = bool(colon) and word in KNOWN_KEYS
        return bool(_DASH.match(line)) or space_forgotten or word[:1] in ("?", "'", '"')

    def _pull_back_first(self, full: list[int]) -> bool:
        """Report and move the first lines when most entries are less indented than they."""
        indents = {number: indentation(self._lines[number]) for number in full}
        top = indents[full[0]]
        level = [number for number in full if indents[number] == top and self._is_entry(number)]
        below = [number for number in full if indents[number] < top and self._is_entry(number)]
        if len(below) <= len(level):
            return False
        least = min(indents[number] for number in below)
        self._findings.add("E119", self._source.place(full[0], top))
        for number in full[: full.index(below[0])]:
            self._lines[number] = self._lines[number][min(top - least, indents[number]) :]
        return True

    def _push_in_others(self, full: list[int]) -> bool:
        """Report and move the entries that are less indented than the first."""
        indents = {number: indentation(self._lines[number]) for number in full}
        top = indents[full[0]]
        outliers = [number for number in full if indents[number] < top]
        if outliers:
            self._findings.add("E119", self._source.place(outliers[0], indents[outliers[0]]))
        for number in outliers:
            self._lines[number] = " " * (top - indents[number]) + self._lines[number]
        return bool(outliers)

    def _entry_starts(self, full: list[int]) -> list[int]:
        """The first lines of the parts that the least indentation separates."""
        least = indentation(self._lines[full[0]])
        starts = [number for number in full if indentation(self._lines[number]) == least]
        if not _DASH.match(self._lines[starts[0]]):
            starts = [number for number in starts if not _DASH.match(self._lines[number])]
        return starts

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
        code, column = problem.code, problem.column
        if code == "E119" and 0 <= problem.line < len(self._lines):
            line = self._lines[problem.line]
            at = line[column : column + 1]
            if at == ":":
                column = indentation(line)
            elif at in ("}", "]"):
                code = "E118"
            elif line[:column].strip():
                code = "E130"
        self._findings.add(code, self._source.place(problem.line, column))

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
        key_text = self._report_stray(stray.line, stray.column, stray.text)
        if not key_text:
            return None
        key = Scalar(key_text, stray.line, stray.column, "", stray.line)
        value = stray.text[len(key_text) + 1 :]
        column = stray.column + len(key_text) + 1
        return self._mapping(key, Scalar(value, stray.line, column, "", stray.last_line))

    def _report_stray(self, line: int, column: int, text: str) -> str:
        """Report words that no key holds; gives the key that lacks its space, if any."""
        place = self._source.place(line, column)
        key, colon, _ = text.partition(":")
        if colon and key in KNOWN_KEYS:
            self._findings.add("E132", place, word=f"{key}:")
            return key
        self._findings.add("E122", place)
        return ""
