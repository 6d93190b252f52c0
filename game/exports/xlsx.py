"""All the tables as one XLSX workbook, with a sheet that says what each column holds."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from game.exports.cells import begins_formula, clean
from game.exports.dictionary import Explained, explained
from game.exports.tables import FilledTable, Holds, Value
from game.locale import Messages

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

LONGEST_TEXT = 32_767
"""Characters (UTF-16 units) that a cell of a workbook can hold."""
_CUT = " […]"
_COLUMNS = {Holds.WHOLE: 10, Holds.NUMBER: 10, Holds.TRUTH: 10, Holds.MOMENT: 19}
_WIDEST, _NARROWEST = 60, 12
_LOOKED_AT = 200
"""Rows that the width of a column of texts is guessed from."""


def to_xlsx(
    tables: Sequence[FilledTable], messages: Messages, title: str = "exports.book.title"
) -> bytes:
    """The workbook: a sheet a table with a heading that stays in sight, and the dictionary.

    Every text is a text: no formula, no link, and a spreadsheet that edits it keeps it so. Times
    are dates in UTC. A text that no cell can hold is cut and ends with ``[…]``. ``title`` is the
    key of the workbook's title.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as workbook:
        workbook.set_properties({"title": messages(title)})
        sheets = _Sheets(workbook, messages)
        for filled in tables:
            sheets.add_table(filled)
        sheets.add_dictionary([column for it in tables for column in explained(it.table, messages)])
    return out.getvalue()


class _Sheets:
    def __init__(self, workbook: Workbook, messages: Messages) -> None:
        self._workbook = workbook
        self._messages = messages
        self._heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._heading.set_bottom(1)
        self._text = workbook.add_format({"valign": "top"})
        self._wrapped = workbook.add_format({"valign": "top", "text_wrap": True})
        self._as_text = workbook.add_format({"valign": "top", "quote_prefix": True})
        self._moment = workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"})
        self._number = workbook.add_format({"valign": "top", "num_format": "0.00"})
        self._whole = workbook.add_format({"valign": "top", "num_format": "0"})

    def add_table(self, filled: FilledTable) -> None:
        sheet = self._workbook.add_worksheet(
            self._messages(f"{filled.table.words}.sheet.{filled.table.name}")
        )
        columns = explained(filled.table, self._messages)
        self._begin(sheet, [column.heading for column in columns], len(filled.rows))
        for index, column in enumerate(filled.table.columns):
            texts = [row[index] for row in filled.rows[:_LOOKED_AT]]
            sheet.set_column(index, index, _COLUMNS.get(column.holds) or _width(texts))
        for number, row in enumerate(filled.rows, 1):
            for index, value in enumerate(row):
                self._write(sheet, number, index, value)

    def add_dictionary(self, columns: Sequence[Explained]) -> None:
        say = self._messages
        sheet = self._workbook.add_worksheet(say("exports.sheet.dictionary"))
        headings = ("sheet", "column", "name", "holds", "meaning")
        self._begin(sheet, [say(f"exports.dictionary.{it}") for it in headings], len(columns))
        for index, width in enumerate((14, 26, 20, 16, 90)):
            sheet.set_column(index, index, width)
        for number, column in enumerate(columns, 1):
            texts = (column.sheet, column.heading, column.name, column.holds, column.meaning)
            for index, text in enumerate(texts):
                sheet.write_string(number, index, text, self._wrapped)

    def _begin(self, sheet: Worksheet, headings: Sequence[str], rows: int) -> None:
        for index, heading in enumerate(headings):
            sheet.write_string(0, index, heading, self._heading)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, rows, len(headings) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value) -> None:
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(row, column, value, self._text)
            case str():
                text = cut(clean(value))
                sheet.write_string(row, column, text, self._format_of(text))
            case datetime():
                moment = value.astimezone(UTC).replace(tzinfo=None)
                sheet.write_datetime(row, column, moment, self._moment)
            case float():
                sheet.write_number(row, column, value, self._number)
            case int():
                sheet.write_number(row, column, value, self._whole)

    def _format_of(self, text: str) -> Format:
        """A text that looks like a formula is marked, so that editing it makes none of it."""
        return self._as_text if begins_formula(text) else self._text


def cut(text: str) -> str:
    """``text`` no longer than a cell can hold, in the units that workbooks count in."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    kept = units[: 2 * (LONGEST_TEXT - len(_CUT))]
    return kept.decode("utf-16-le", "ignore") + _CUT


def _width(values: Sequence[Value]) -> int:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2))
