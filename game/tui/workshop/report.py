"""A report as a sheet of text, for terminals: what its charts show stands in figures."""

from __future__ import annotations

from collections.abc import Iterable
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
)
from game.reports.signs import NOTICE_SIGNS
from game.reports.values import values_table
from game.tui.widgets.sheet import Prose


def report(document: Document, messages: Messages) -> Prose:
    """Every section of the document, in its order."""
    writer = _Writer(messages)
    writer.prose.text(document.title, "bold $lead")
    writer.prose.text(document.subtitle, "bold")
    writer.facts(document.facts)
    writer.blocks(document.sections)
    if document.closing:
        writer.prose.gap()
        writer.prose.text(document.closing, "$soft")
    return writer.prose


class _Writer:
    def __init__(self, messages: Messages) -> None:
        self.prose = Prose()
        self._say = messages

    def facts(self, pairs: Iterable[tuple[str, Cell]]) -> None:
        for name, worth in pairs:
            self.prose.bullet(self._say("forms.fact", name=name, value=_words(worth)))

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.prose.gap()
            self._block(block)

    def _block(self, block: Block) -> None:
        prose = self.prose
        match block:
            case Paragraph():
                prose.text(block.text)
            case Bullets():
                for number, item in enumerate(block.items, start=1):
                    prose.bullet(item, f"{number}." if block.numbered else "–")
            case Facts():
                self.facts(block.pairs)
            case Table():
                self._table(block)
            case Figure():
                prose.text(block.title, "bold")
                prose.text(block.summary)
                self._table(values_table(block, self._say))
            case ToFill():
                prose.text(block.question, "bold")
                prose.text(block.answer, indent=2)
            case Notice():
                prose.text(f"{NOTICE_SIGNS[block.weight]} {block.title}", "bold")
                self.blocks(block.blocks)
            case Folded():
                prose.text(block.summary, "bold")
                self.blocks(block.blocks)
            case Section():
                prose.heading(block.title)
                self.blocks(block.blocks)
            case _:
                assert_never(block)

    def _table(self, table: Table) -> None:
        """Row by row: terminals are narrow, and a row is read whole."""
        titles = [column.title for column in table.columns]
        for first, *others in table.rows:
            self.prose.bullet(_words(first))
            for title, cell in zip(titles[1:], others, strict=False):
                if _words(cell):
                    words = self._say("forms.fact", name=title, value=_words(cell))
                    self.prose.text(words, "$soft", indent=2)


def _words(cell: Cell) -> str:
    return f"{cell.sign} {cell.word}" if isinstance(cell, Mark) else cell
