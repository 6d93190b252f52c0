"""A report as an accessible PDF for A4 (PDF/UA-1), laid out by Typst without any other program.

Every text reaches Typst as a string of data: nothing in it is read as markup.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, Literal, assert_never

from game.locale import Messages
from game.reports.charts import chart_svg
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
)
from game.reports.inert import inert
from game.reports.signs import NOTICE_SIGNS
from game.reports.values import values_table

_TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
_STANDARD: Literal["ua-1"] = "ua-1"
_SHORT = 14
"""Letters: a column of shorter texts takes the width that they need."""
_LETTERS_OF_A_SHORT_CELL = 600
"""Half a page at the most, in the narrowest column that such a text is given."""
_ROWS_OF_A_SHORT_TABLE, _LETTERS_OF_A_SHORT_TABLE = 12, 900
"""What takes a third of a page: better begun overleaf than cut in two."""
_PAGE, _PAGES = "{page}", "{pages}"


def to_pdf(document: Document, messages: Messages) -> bytes:
    """The whole report as a PDF file.

    The typefaces are those that Typst carries, so that the pages are the same on every machine.
    A text that they cannot show is looked for in the machine's own; where no typeface has it, the
    file is made all the same, without the mark of accessibility that it would no longer deserve.
    """
    import typst

    data = json.dumps(_Layout(messages).document(document))
    template = _TEMPLATE.read_bytes()
    for typefaces_of_machine in (False, True):
        try:
            return _bytes(
                typst.compile(
                    template,
                    sys_inputs={"report": data},
                    ignore_system_fonts=not typefaces_of_machine,
                    pdf_standards=[_STANDARD],
                )
            )
        except typst.TypstError as refused:
            if "PDF/UA-1" not in str(refused):
                raise
    return _bytes(typst.compile(template, sys_inputs={"report": data}))


def _bytes(compiled: object) -> bytes:
    assert isinstance(compiled, bytes)
    return compiled


class _Layout:
    """Says a document as the plain data that the template reads."""

    def __init__(self, messages: Messages) -> None:
        self._say = messages

    def document(self, document: Document) -> dict[str, Any]:
        return {
            "title": inert(document.title),
            "subtitle": inert(document.subtitle),
            "language": document.language,
            "story_language": document.story_language or document.language,
            "facts": self._pairs(document.facts),
            "sections": [self._block(section) for section in document.sections],
            "closing": inert(document.closing),
            "words": {"page": self._say("forms.page", page=_PAGE, pages=_PAGES)},
        }

    def _blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> dict[str, Any]:
        return {"kind": type(block).__name__, **self._content(block)}

    def _content(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"text": inert(block.text), "manner": block.manner.value}
            case Bullets():
                items = [inert(item) for item in block.items]
                return {"items": items, "numbered": block.numbered}
            case Facts():
                return {"pairs": self._pairs(block.pairs)}
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case ToFill():
                return {
                    "question": inert(block.question),
                    "answer": inert(block.answer),
                    "lines": block.lines,
                }
            case Notice():
                return self._notice(block)
            case Folded():
                return {"summary": inert(block.summary), "blocks": self._blocks(block.blocks)}
            case Section():
                return {"title": inert(block.title), "blocks": self._blocks(block.blocks)}
            case _:
                assert_never(block)

    def _pairs(self, pairs: tuple[tuple[str, Cell], ...]) -> list[list[Any]]:
        return [[inert(name), _cell(worth)] for name, worth in pairs]

    def _table(self, table: Table) -> dict[str, Any]:
        return {
            "caption": inert(table.caption),
            "columns": [
                {
                    "title": inert(column.title),
                    "numeric": column.numeric,
                    "weight": _weight([column.title, *(_text(row[at]) for row in table.rows)]),
                }
                for at, column in enumerate(table.columns)
            ],
            "short": _is_short(table),
            "rows": [
                {
                    "short": max(map(len, map(_text, row))) <= _LETTERS_OF_A_SHORT_CELL,
                    "cells": [_cell(cell) for cell in row],
                }
                for row in table.rows
            ],
        }

    def _figure(self, figure: Figure) -> dict[str, Any]:
        return {
            "svg": inert(chart_svg(figure, self._say)),
            "title": inert(figure.title),
            "summary": inert(figure.summary),
            "values": self._table(values_table(figure, self._say)),
        }

    def _notice(self, notice: Notice) -> dict[str, Any]:
        title = self._say(
            "forms.notice.title",
            sign=NOTICE_SIGNS[notice.weight],
            weight=self._say(f"forms.weight.{notice.weight}"),
            title=notice.title,
        )
        return {
            "weight": notice.weight.value,
            "title": inert(title),
            "blocks": self._blocks(notice.blocks),
        }


def _cell(cell: Cell) -> str | dict[str, str]:
    if isinstance(cell, Mark):
        return {"sign": inert(cell.sign), "word": inert(cell.word), "level": inert(cell.level)}
    return inert(cell)


def _is_short(table: Table) -> bool:
    letters = sum(len(_text(cell)) for row in table.rows for cell in row)
    return len(table.rows) <= _ROWS_OF_A_SHORT_TABLE and letters <= _LETTERS_OF_A_SHORT_TABLE


def _text(cell: Cell) -> str:
    return f"{cell.sign} {cell.word}" if isinstance(cell, Mark) else cell


def _weight(texts: list[str]) -> float:
    """The share of the width that a column's texts call for; 0 for what they need, if short.

    The square root keeps one long text from starving the other columns.
    """
    longest = max(map(len, texts))
    return 0.0 if longest <= _SHORT else round(math.sqrt(longest), 2)
