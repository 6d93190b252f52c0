"""A report as Markdown: CommonMark with GFM's tables, readable as it stands.

No text of the report has any effect: every sign that Markdown would read is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from game.locale import Messages
from game.reports.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Figure,
    Folded,
    Mark,
    Notice,
    Paragraph,
    Section,
    Table,
    ToFill,
    Weight,
)
from game.reports.inert import in_one_line, inert
from game.reports.quotations import Gathered, Quotation, gathered
from game.reports.signs import NOTICE_SIGNS
from game.reports.values import values_table

_DEEPEST_HEADING = 6
_WIDEST_ALIGNED_ROW = 110
"""Characters: wider tables are not lined up, the lines would break anyway."""
_MARKERS = (("-", "."), ("*", ")"))
"""Of a list, and of one that follows it at once: the same would make them one list."""
_BLANK_LINE = "…" * 30

_ALWAYS_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$@#])")
_ENTITY = re.compile(r"&(?=\w)")
_SHORTCODE = re.compile(r":(?=[\w+-]+:)")
_WEB_ADDRESS = re.compile(r"(?i)(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)")
_MARKER_AT_START = re.compile(r"[+-](?!\d)|=|:-")
"""A list, a rule, or the line that would make a heading or a table of the one before."""
_NUMBER_AT_START = re.compile(r"^(\d{1,9})(?=[.)])")


def to_markdown(document: Document, messages: Messages) -> str:
    """The whole report, ending with one line end."""
    return "\n".join(_Writer(messages).document(document)).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """A text that Markdown gives back as it is, in one line that something comes before."""
    line = in_one_line(text)
    line = _ALWAYS_SPECIAL.sub(r"\\\1", line)
    line = _ENTITY.sub(r"\\&", line)
    line = _SHORTCODE.sub(r"\\:", line)
    return _WEB_ADDRESS.sub(r"\g<0>\\", line)


def _escaped_at_start(text: str) -> str:
    line = _NUMBER_AT_START.sub(r"\g<0>\\", escaped(text))
    return f"\\{line}" if _MARKER_AT_START.match(line) else line


def _lines(text: str) -> list[str]:
    """The lines of a text, each but the last ending with a hard break."""
    kept = [_escaped_at_start(line) for line in inert(text).splitlines() if line.strip()]
    return [f"{line}\\" for line in kept[:-1]] + kept[-1:]


def _cell(cell: Cell) -> str:
    match cell:
        case Mark():
            return escaped(f"{cell.sign} {cell.word}")
        case str():
            return escaped(cell)
        case _:
            assert_never(cell)


def _bold(text: str) -> str:
    words = escaped(text).strip()
    return f"**{words}**" if words else ""


def _quoted(lines: Iterable[str]) -> Iterator[str]:
    return (f"> {line}".rstrip() for line in lines)


class _Writer:
    """Yields lines; every block ends with a blank one."""

    def __init__(self, messages: Messages) -> None:
        self._say = messages
        self._markers = _MARKERS

    def document(self, document: Document) -> Iterator[str]:
        yield from self._heading(document.title, 1)
        if document.subtitle:
            yield from (_bold(document.subtitle), "")
        yield from self._facts(Facts(document.facts))
        yield from self._blocks(document.sections, 2)
        if document.closing:
            yield from ("---", "", *_lines(document.closing), "")

    def _blocks(self, blocks: tuple[Block, ...], level: int) -> Iterator[str]:
        after_list = False
        for block in gathered(blocks):
            is_list = isinstance(block, Bullets | Facts)
            self._markers = self._markers[::-1] if is_list and after_list else _MARKERS
            after_list = is_list
            yield from self._block(block, level)

    def _block(self, block: Gathered, level: int) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from (*_lines(block.text), "")
            case Quotation():
                yield from self._quotation(block)
            case Bullets():
                yield from self._bullets(block)
            case Facts():
                yield from self._facts(block)
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)
            case ToFill():
                yield from self._to_fill(block)
            case Notice():
                yield from self._notice(block, level)
            case Folded():
                yield from self._heading(block.summary, level)
                yield from self._blocks(block.blocks, level + 1)
            case Section():
                yield from self._heading(block.title, level)
                yield from self._blocks(block.blocks, level + 1)
            case _:
                assert_never(block)

    def _heading(self, title: str, level: int) -> Iterator[str]:
        yield f"{'#' * min(level, _DEEPEST_HEADING)} {escaped(title)}"
        yield ""

    def _quotation(self, quotation: Quotation) -> Iterator[str]:
        for position, paragraph in enumerate(quotation.paragraphs):
            if position:
                yield ">"
            yield from _quoted(_lines(paragraph.text))
        yield ""

    def _bullets(self, bullets: Bullets) -> Iterator[str]:
        for number, item in enumerate(bullets.items, start=1):
            bullet, ending = self._markers[0]
            sign = f"{number}{ending} " if bullets.numbered else f"{bullet} "
            first, *others = _lines(item) or [""]
            yield f"{sign}{first}".rstrip()
            yield from (" " * len(sign) + line for line in others)
        yield ""

    def _facts(self, facts: Facts) -> Iterator[str]:
        for name, worth in facts.pairs:
            yield f"{self._markers[0][0]} " + self._say(
                "forms.fact", name=_bold(name), value=_cell(worth)
            )
        yield ""

    def _table(self, table: Table) -> Iterator[str]:
        if table.caption:
            yield from (_bold(table.caption), "")
        if table.columns:
            yield from _grid(table)
            yield ""

    def _figure(self, figure: Figure) -> Iterator[str]:
        yield from (_bold(figure.title), "")
        yield from (*_lines(figure.summary), "")
        table = values_table(figure, self._say)
        yield from self._table(Table("", table.columns, table.rows))

    def _to_fill(self, to_fill: ToFill) -> Iterator[str]:
        yield from (_bold(to_fill.question), "")
        if to_fill.answer.strip():
            yield from _quoted(_lines(to_fill.answer))
            yield ""
            return
        for _ in range(to_fill.lines):
            yield from (_BLANK_LINE, "")

    def _notice(self, notice: Notice, level: int) -> Iterator[str]:
        sign, name = NOTICE_SIGNS[notice.weight], self._weight_name(notice.weight)
        title = self._say("forms.notice.title", sign=sign, weight=name, title=notice.title)
        inner = [_bold(title), "", *self._blocks(notice.blocks, level)]
        while inner and not inner[-1]:
            inner.pop()
        yield from _quoted(inner)
        yield ""

    def _weight_name(self, weight: Weight) -> str:
        return self._say(f"forms.weight.{weight.value}")


def _grid(table: Table) -> Iterator[str]:
    heads = [escaped(column.title) for column in table.columns]
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    widths = [max(3, *(len(row[place]) for row in (heads, *rows))) for place in range(len(heads))]
    if sum(widths) > _WIDEST_ALIGNED_ROW:
        widths = [0] * len(widths)
    yield _row(heads, widths)
    yield _row(
        [_rule(column.numeric, width) for column, width in zip(table.columns, widths, strict=True)],
        widths,
    )
    yield from (_row(row, widths) for row in rows)


def _rule(numeric: bool, width: int) -> str:
    dashes = "-" * max(3, width)
    return f"{dashes[:-1]}:" if numeric else dashes


def _row(cells: list[str], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
