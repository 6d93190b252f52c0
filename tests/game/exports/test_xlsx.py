"""A workbook reads back as it was written, and holds texts, numbers and dates, never formulas."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.content import load_catalogue
from game.exports.cells import clean
from game.exports.dictionary import explained
from game.exports.rows import filled_tables
from game.exports.tables import TABLES, Column, FilledTable, Holds, Table, Value
from game.exports.xlsx import LONGEST_TEXT, cut, to_xlsx
from game.locale import LANGUAGES, Messages
from tests.game.exports.conftest import recorded

FRENCH = Messages("fr")
PLAYS_TABLE = "plays"


def book(*cells: Value) -> bytes:
    columns = tuple(Column("play_id", Holds.TEXT) for _ in cells)
    return to_xlsx([FilledTable(Table(PLAYS_TABLE, columns), (cells,))], FRENCH)


def first_row(content: bytes) -> list[object]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [cell.value for cell in sheet[2]]


@pytest.fixture(scope="module")
def tables() -> tuple[FilledTable, ...]:
    return filled_tables(recorded(), load_catalogue(), with_notes=True)


@pytest.fixture(scope="module")
def content(tables: tuple[FilledTable, ...]) -> bytes:
    return to_xlsx(tables, FRENCH)


def test_real_plays_read_back_with_their_types(
    tables: tuple[FilledTable, ...], content: bytes
) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    for filled, sheet in zip(tables, workbook.worksheets, strict=False):
        headings, *rows = sheet.iter_rows(values_only=True)
        assert list(headings) == [it.heading for it in explained(filled.table, FRENCH)]
        assert len(rows) == len(filled.rows)
        for row, read in zip(filled.rows, rows, strict=True):
            for value, found in zip(row, read, strict=True):
                if isinstance(value, datetime):
                    assert isinstance(found, datetime)
                    moment = value.astimezone(UTC).replace(tzinfo=None)
                    assert abs((found - moment).total_seconds()) < 0.01
                elif isinstance(value, str):
                    assert found == clean(value)
                else:
                    assert found == value
                    assert isinstance(found, bool) == isinstance(value, bool)


def test_there_is_no_formula_no_link_and_nothing_from_outside(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        texts = {name: archive.read(name).decode("utf-8") for name in names}
    assert "xl/sharedStrings.xml" in names
    assert "HYPERLINK" in texts["xl/sharedStrings.xml"]
    sheets = [text for name, text in texts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(TABLES) + 1
    for text in sheets:
        assert "<f>" not in text
        assert "<hyperlink" not in text
    assert not [name for name in names if "externalLink" in name or "/_rels/sheet" in name]


def test_headings_stay_in_sight_and_can_be_filtered(content: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in workbook.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dictionary_explains_every_column_of_every_sheet(language: str) -> None:
    tables = [FilledTable(table, ()) for table in TABLES]
    workbook = openpyxl.load_workbook(io.BytesIO(to_xlsx(tables, Messages(language))))
    *sheets, dictionary = workbook.worksheets
    headings = {(sheet.title, cell.value) for sheet in sheets for cell in sheet[1]}
    told = list(dictionary.iter_rows(min_row=2, values_only=True))
    assert {(sheet, heading) for sheet, heading, *_ in told} == headings
    assert [name for _, _, name, _, _ in told] == [it for table in TABLES for it in table.names]
    assert all(meaning for *_, meaning in told)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "http://a.fr", "12", "01000", "TRUE", "1/2", "#N/A", "_x0041_"],
)
def test_a_text_stays_the_text_it_is(text: str) -> None:
    assert first_row(book(text, "suite")) == [text, "suite"]


def test_a_text_like_a_formula_is_marked_so_that_editing_it_makes_none() -> None:
    content = book("=1+1", "\x00@x", "calme")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.quotePrefix for cell in sheet[2]] == [True, True, False]


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so() -> None:
    (found,) = first_row(book("é" * 40_000))
    assert isinstance(found, str)
    assert len(found) == LONGEST_TEXT
    assert found.endswith("é […]")
    assert cut("a" * LONGEST_TEXT) == "a" * LONGEST_TEXT
    emoji = cut("\N{GRINNING FACE}" * 20_000)
    assert len(emoji.encode("utf-16-le")) <= 2 * LONGEST_TEXT
    assert emoji.startswith("\N{GRINNING FACE}")


@settings(max_examples=30)
@given(st.text())
def test_any_text_makes_a_workbook_that_opens(text: str) -> None:
    content = book(text, "suite")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
    assert first_row(content) == [clean(text), "suite"]
