"""A table as CSV, for programs or for a French Excel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from game.exports.cells import clean, without_formula
from game.exports.tables import FilledTable, Value

_LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class CsvManner:
    """How a CSV file is written. ``mark`` comes first and tells the encoding to who looks for it.

    ``truth`` holds the words for false and true.
    """

    separator: str
    decimal: str
    moment: str
    truth: tuple[str, str]
    mark: str


FOR_PROGRAMS = CsvManner(",", ".", "%Y-%m-%dT%H:%M:%SZ", ("false", "true"), "")
"""UTF-8, commas, decimal points, times in ISO 8601."""
FOR_FRENCH_EXCEL = CsvManner(";", ",", "%Y-%m-%d %H:%M:%S", ("FAUX", "VRAI"), "\ufeff")
"""What a French Excel opens by a double click, its dates and numbers understood."""


def to_csv(filled: FilledTable, manner: CsvManner = FOR_PROGRAMS) -> str:
    """The table as RFC 4180 says, the names of its columns first.

    Every text is quoted, cleaned and made harmless (game/exports/cells.py); nothing to say is an
    empty cell without quotes.
    """
    lines = [manner.separator.join(filled.table.names)]
    lines += [manner.separator.join(_cell(value, manner) for value in row) for row in filled.rows]
    return manner.mark + _LINE_END.join(lines) + _LINE_END


def _cell(value: Value, manner: CsvManner) -> str:
    match value:
        case None:
            return ""
        case bool():
            return manner.truth[value]
        case str():
            return _quoted(without_formula(clean(value)))
        case datetime():
            return value.astimezone(UTC).strftime(manner.moment)
        case float():
            return _decimal(value).replace(".", manner.decimal)
        case int():
            return str(value)


def _decimal(value: float) -> str:
    """The shortest decimal writing of ``value``, never with an exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
