"""Writing the tables of an export to a file or, all at once, into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.exports.csv_form import FOR_FRENCH_EXCEL, FOR_PROGRAMS, to_csv
from game.exports.dictionary import explained
from game.exports.forms import Form
from game.exports.tables import Column, FilledTable, Holds, Table
from game.exports.written import write_whole
from game.locale import Messages
from game.store.errors import ExportExists

_DICTIONARY = Table(
    "dictionary",
    tuple(Column(name, Holds.TEXT) for name in ("table", "column", "heading", "holds", "meaning")),
)


def write_tables(
    tables: Sequence[FilledTable],
    form: Form,
    target: Path,
    messages: Messages,
    *,
    table: str,
    excel: bool = False,
) -> Path:
    """Write ``tables`` as CSV, XLSX or Parquet; returns the file, or the folder, written.

    A workbook holds every table. The other forms hold one, named ``table``; into a folder that
    is there, every table goes in a file of its own, with the dictionary of their columns.
    Raises ExportExists rather than replace a file, ExportFailed, DiskFull.
    """
    if form is Form.XLSX:
        from game.exports.xlsx import to_xlsx

        path = target / "duettiste.xlsx" if target.is_dir() else target
        return write_whole(path, to_xlsx(tables, messages))
    if not target.is_dir():
        filled = next(it for it in tables if it.table.name == table)
        return write_whole(target, _as_bytes(filled, form, excel))
    files = {
        target / f"duettiste-{it.table.name}.{form}": it
        for it in (*tables, _dictionary(tables, messages))
    }
    for path in files:
        if path.exists():
            raise ExportExists(path)
    for path, filled in files.items():
        write_whole(path, _as_bytes(filled, form, excel))
    return target


def _as_bytes(filled: FilledTable, form: Form, excel: bool) -> bytes:
    if form is Form.PARQUET:
        from game.exports.parquet import to_parquet

        return to_parquet(filled)
    return to_csv(filled, FOR_FRENCH_EXCEL if excel else FOR_PROGRAMS).encode("utf-8")


def _dictionary(tables: Sequence[FilledTable], messages: Messages) -> FilledTable:
    rows = (
        (it.table, it.name, it.heading, it.holds, it.meaning)
        for filled in tables
        for it in explained(filled.table, messages)
    )
    return FilledTable(_DICTIONARY, tuple(rows))
