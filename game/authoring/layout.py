"""Laying a scenario file out canonically: keys in order, two spaces a level, no word changed.

Only the order of keys and the white space between things move; a comment goes with the key
below it. Laying out twice is laying out once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from engine.reading import read_scenario
from engine.source.lines import BYTE_ORDER_MARK, split_lines
from engine.source.quotes import indentation, is_blank
from engine.writing import write_scenario
from game.authoring import grammar
from game.authoring.canonical import key_order
from game.authoring.extents import (
    block_text_column,
    content_end,
    dash_line,
    deeper_comments_end,
    is_block,
    is_block_text,
    is_comment,
)
from game.authoring.flows import sort_flows
from game.authoring.grammar import Form, Held

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = 2
"""Columns a level."""
_ROOT = Held(Form.PART, grammar.SCENARIO)
_SCENES = grammar.held(grammar.SCENARIO, "scenes")


class UnsafeLayoutError(ValueError):
    """The file cannot be laid out without changing what it says: it is to be left alone."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key or an item with what stands under it; ``lead`` are the lines before it."""

    key: str
    lead: list[str]
    body: list[str]


def laid_out(text: str) -> str:
    """``text`` of a scenario file without errors, laid out.

    Raises UnsafeLayoutError rather than give a text that reads otherwise or has other words.
    """
    source = split_lines(text)
    root = yaml.compose("\n".join(source.lines) + "\n", Loader=_LOADER)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return text
    lines = list(source.lines)
    sort_flows(root, _ROOT, lines)
    end = next((one for one in source.ends if one), "\n")
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    result = mark + "".join(line + end for line in _Layout(lines).file(root))
    if not _says_the_same(text, result):
        raise UnsafeLayoutError
    return result


def _says_the_same(before: str, after: str) -> bool:
    """Whether both hold the same characters but for white space and read as equal scenarios."""
    if Counter("".join(before.split())) != Counter("".join(after.split())):
        return False
    first, second = read_scenario(before).scenario, read_scenario(after).scenario
    if first is None or second is None:
        return False
    return first == second and write_scenario(first) == write_scenario(second)


class _Layout:
    """Lays out the nodes of one file; lines and columns are those of the file, from 0."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def file(self, root: yaml.MappingNode) -> list[str]:
        """Every line of the file; what stands above the first key stays above."""
        first = root.start_mark.line
        head = _lead(self._lines[:first], 0)
        while head and not head[0]:
            del head[0]
        body = self._mapping(root, _ROOT, first, len(self._lines), 0)
        while body and not body[-1]:
            body.pop()
        return [*head, *body]

    def _mapping(
        self, node: yaml.MappingNode, held: Held | None, first: int, end: int, column: int
    ) -> list[str]:
        """The lines from ``first`` to before ``end``, which are those of a mapping."""
        starts = [key.start_mark.line for key, _ in node.value]
        entries = []
        for (key, value), start, limit in zip(node.value, starts, [*starts[1:], end], strict=True):
            until = self._until(value, limit, key.start_mark.column)
            lead = _lead(self._lines[first:start], column)
            body = self._entry(key, value, grammar.under(held, key.value), until, column)
            entries.append(_Entry(key.value, lead, body))
            first = until
        if held is not None and held.part is not None and held.form is not Form.TABLE_OF_PARTS:
            order = key_order(held.part)
            entries.sort(key=lambda entry: order.index(entry.key))
        return [*_stacked(entries, held), *_lead(self._lines[first:end], column)]

    def _until(self, value: yaml.Node, limit: int, column: int) -> int:
        """The line after an entry, its inner comments included."""
        end = content_end(value, self._lines, column)
        return deeper_comments_end(self._lines, end, limit, column) if is_block(value) else end

    def _entry(
        self, key: yaml.Node, value: yaml.Node, held: Held | None, end: int, column: int
    ) -> list[str]:
        line, old = key.start_mark.line, key.start_mark.column
        head = _trimmed(" " * column + self._lines[line][old:])
        return [head, *self._value(value, held, (line + 1, end), (old, column))]

    def _value(
        self, node: yaml.Node, held: Held | None, lines: tuple[int, int], columns: tuple[int, int]
    ) -> list[str]:
        """The ``lines`` of a value below the one of its key or dash.

        ``columns`` are those of this key or dash, as they were and as they become.
        """
        (first, end), (old, column) = lines, columns
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            return self._mapping(node, held, first, end, column + _STEP)
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            return self._list(node, held, first, end, column + _STEP)
        if is_block_text(node):
            return self._block_text(node, (first, end), old, column)
        if isinstance(node, yaml.CollectionNode):
            return self._braces(first, end, old, column)
        margin = " " * (column + _STEP)
        return [_trimmed(_with_margin(line, margin)) for line in self._lines[first:end]]

    def _block_text(
        self, node: yaml.Node, lines: tuple[int, int], old: int, column: int
    ) -> list[str]:
        first, end = lines
        start = node.start_mark.line + 1
        words = block_text_column(node, self._lines, old)
        counted = any(
            sign.isdigit() for sign in self._lines[start - 1][node.start_mark.column :][:3]
        )
        margin = " " * (words - old + column if counted else column + _STEP)
        before = [_with_margin(line, " " * (column + _STEP)) for line in self._lines[first:start]]
        return before + [
            margin + line[words:] if len(line) > words else "" for line in self._lines[start:end]
        ]

    def _braces(self, first: int, end: int, old: int, column: int) -> list[str]:
        written = []
        for line in self._lines[first:end]:
            words = line.lstrip(" ")
            least = column if words[:1] in ("}", "]") else column + _STEP
            margin = max(indentation(line) - old + column, least)
            written.append(_trimmed(_with_margin(line, " " * margin)))
        return written

    def _list(
        self, node: yaml.SequenceNode, held: Held | None, first: int, end: int, column: int
    ) -> list[str]:
        """The lines from ``first`` to before ``end``, which are those of a list."""
        old = node.start_mark.column
        dashes = [dash_line(item, self._lines) for item in node.value]
        entries = []
        for item, start, limit in zip(node.value, dashes, [*dashes[1:], end], strict=True):
            until = self._until(item, limit, old)
            lead = _lead(self._lines[first:start], column)
            body = self._item(item, grammar.item_of(held), (start, until), (old, column))
            entries.append(_Entry("", lead, body))
            first = until
        return [*_stacked(entries, None), *_lead(self._lines[first:end], column)]

    def _item(
        self, node: yaml.Node, held: Held | None, lines: tuple[int, int], columns: tuple[int, int]
    ) -> list[str]:
        (line, end), (old, column) = lines, columns
        after_dash = self._lines[line][old + 1 :].strip(" ")
        margin = " " * column
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            head = _trimmed(f"{margin}- {after_dash}")
            return [head, *self._value(node, held, (line + 1, end), columns)]
        below = node.start_mark.line > line
        body = self._mapping(node, held, line + 1 if below else line, end, column + _STEP)
        above = [after_dash] if below and after_dash else []
        while body and (is_comment(body[0]) or not body[0]):
            above += [body[0].strip(" ")] if body[0] else []
            del body[0]
        return [
            *(margin + comment for comment in above),
            f"{margin}- {body[0][column + _STEP :]}",
            *body[1:],
        ]


def _stacked(entries: Sequence[_Entry], held: Held | None) -> list[str]:
    """The entries one under the other, blank lines where they belong."""
    lines: list[str] = []
    for index, entry in enumerate(entries):
        lead = list(entry.lead)
        set_apart = index > 0 and (held == _SCENES or (held == _ROOT and entry.key == "scenes"))
        if index == 0 and held != _SCENES:
            while lead and not lead[0]:
                del lead[0]
        elif set_apart and not (lead and not lead[0]):
            lead.insert(0, "")
        lines += [*lead, *entry.body]
    return lines


def _lead(lines: Sequence[str], column: int) -> list[str]:
    """Comments at ``column`` and single blank lines."""
    written: list[str] = []
    for line in lines:
        if not is_blank(line):
            written.append(_with_margin(line, " " * column) if is_comment(line) else line)
        elif not written or written[-1]:
            written.append("")
    return written


def _with_margin(line: str, margin: str) -> str:
    words = line.lstrip(" ")
    return margin + words if words else ""


def _trimmed(line: str) -> str:
    """``line`` without spaces at its end, where they cannot be part of what is written."""
    kept = "#" in line or line.rstrip(" ").endswith("\\")
    return line if kept else line.rstrip(" ")
