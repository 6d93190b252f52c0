"""CSV reads back as it was written, and none of it is a formula in any spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content import load_catalogue
from game.exports.cells import clean, without_formula
from game.exports.csv_form import FOR_FRENCH_EXCEL, FOR_PROGRAMS, CsvManner, to_csv
from game.exports.rows import filled_tables
from game.exports.tables import Column, FilledTable, Holds, Table, Value
from tests.game.exports.conftest import recorded

SIGNS = r"=+\-@＝＋－＠"
"""As in a class of a regular expression."""
MANNERS = [FOR_PROGRAMS, FOR_FRENCH_EXCEL]
hostile_texts = st.text(st.sampled_from("=+-@＝\t\r\n;,|\"' é\x00\x1b\u202e\u2028a1"))


def one_text(text: str) -> FilledTable:
    table = Table("t", (Column("a", Holds.TEXT), Column("b", Holds.TEXT)))
    return FilledTable(table, ((text, "suite"),))


def read(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def values(*cells: Value) -> FilledTable:
    columns = tuple(Column(f"c{index}", Holds.TEXT) for index, _ in enumerate(cells))
    return FilledTable(Table("t", columns), (cells,))


@pytest.mark.parametrize("manner", MANNERS)
def test_real_plays_read_back(manner: CsvManner) -> None:
    for filled in filled_tables(recorded(), load_catalogue(), with_notes=True):
        header, *rows = read(to_csv(filled, manner).removeprefix(manner.mark), manner.separator)
        assert tuple(header) == filled.table.names
        assert len(rows) == len(filled.rows)
        for row, written in zip(filled.rows, rows, strict=True):
            for value, cell in zip(row, written, strict=True):
                if isinstance(value, str):
                    assert cell == without_formula(clean(value))
                elif isinstance(value, float):
                    assert float(cell.replace(manner.decimal, ".")) == value


def test_every_database_finds_the_types_again(tmp_path: Path) -> None:
    _, decisions, *_ = filled_tables(recorded(), load_catalogue(), with_notes=True)
    file = tmp_path / "decisions.csv"
    file.write_text(to_csv(decisions), encoding="utf-8", newline="")
    with duckdb.connect() as connection:
        found = connection.read_csv(str(file))
        types = dict(zip(found.columns, map(str, found.types), strict=True))
        assert types["decided_at"].startswith("TIMESTAMP")
        assert (types["credit"], types["position"], types["scored"]) == (
            "DOUBLE",
            "BIGINT",
            "BOOLEAN",
        )
        total = connection.execute("SELECT count(*), sum(credit) FROM found").fetchone()
    index = decisions.table.names.index("credit")
    credits = [float(str(row[index])) for row in decisions.rows if row[index] is not None]
    assert total == (len(decisions.rows), pytest.approx(sum(credits)))


def test_programs_get_points_and_iso_times_and_a_french_excel_its_own() -> None:
    moment = datetime(2026, 3, 2, 10, 5, 6, tzinfo=timezone(timedelta(hours=1)))
    filled = values(0.5, 1.0, -3, moment, True, None, "é")
    assert to_csv(filled).splitlines()[1] == '0.5,1,-3,2026-03-02T09:05:06Z,true,,"é"'
    french = to_csv(filled, FOR_FRENCH_EXCEL)
    assert french.encode().startswith(b"\xef\xbb\xbf")
    assert french.splitlines()[1] == '0,5;1;-3;2026-03-02 09:05:06;VRAI;;"é"'


def test_a_small_share_has_no_exponent() -> None:
    assert to_csv(values(0.000001)).splitlines()[1] == "0.000001"


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize(
    "sign", [*"=+-@＝＋－＠", "\t=", "\r=", "\n=", " =", "\u00a0+", '"=', "'@", "\x00="]
)
def test_no_text_begins_as_a_formula(sign: str, manner: CsvManner) -> None:
    _, (cell, after) = read(to_csv(one_text(f"{sign}1+1"), manner), manner.separator)
    assert after == "suite"
    assert re.match(rf"[\s\"']*'[{SIGNS}]", cell)


@given(hostile_texts)
@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("opened_with", [",", ";", "\t", "|"])
def test_no_cell_is_a_formula_even_with_the_wrong_separator(
    manner: CsvManner, opened_with: str, text: str
) -> None:
    formula = re.compile(rf'[\s"\u00a0]*[{SIGNS}]')
    for line in to_csv(one_text(text), manner).split("\n"):
        assert not any(formula.match(cell) for cell in line.split(opened_with))


@given(st.text())
def test_any_text_stays_in_its_cell(text: str) -> None:
    rows = read(to_csv(one_text(text)), ",")
    assert rows[1] == [without_formula(clean(text)), "suite"]
    assert len(rows) == 2


def test_cleaning_keeps_prose_and_drops_what_a_program_would_obey() -> None:
    prose = "« Décidez ! »\nÀ 12\u00a0h\u202f30, l’œuvre."
    assert clean(prose) == prose
    assert clean("a\x1b[31m\x00b\u202ec\ud800\r\nd\te\u200b") == "a[31mbc\nd e"


def test_a_moment_is_written_in_universal_time() -> None:
    assert "2026-01-01T00:00:00Z" in to_csv(values(datetime(2026, 1, 1, tzinfo=UTC)))
