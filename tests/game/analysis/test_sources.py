"""Files of others: which are read, how, and what is said of those that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from game.analysis.analysing import analyse
from game.analysis.faults import AnalysisError
from game.analysis.gathering import MOST_STORIES
from game.analysis.sources import database_over
from game.exports.csv_form import FOR_FRENCH_EXCEL, FOR_PROGRAMS, CsvManner, to_csv
from game.exports.tables import DECISIONS, PLAYS, STAKES
from tests.game.analysis.cohort import Rows, filled, plays_of_answers, written, written_title


def rows_of(count: int = 6) -> Rows:
    return plays_of_answers(
        ["oui", "non"] * count,
        scene_title='Le "mot"; là,\net la suite',
        credit=0.333333,
        seconds=8.25,
    )


def fault_of(*places: Path) -> AnalysisError:
    with pytest.raises(AnalysisError) as fault:
        analyse(places)
    return fault.value


@pytest.mark.parametrize("manner", [FOR_PROGRAMS, FOR_FRENCH_EXCEL], ids=["programs", "excel"])
def test_a_csv_file_says_the_same_as_a_parquet_file(tmp_path: Path, manner: CsvManner) -> None:
    parquet = written(tmp_path / "parties.parquet", rows_of())
    csv = tmp_path / "parties.csv"
    csv.write_text(to_csv(filled(rows_of()), manner), encoding="utf-8", newline="")
    told = [analyse([path]).stories for path in (parquet, csv)]
    assert told[0][0].decisions[0].facility is not None
    assert told[0] == told[1]


def test_folders_are_searched_to_their_depths_and_files_of_others_are_named(
    tmp_path: Path,
) -> None:
    deep = tmp_path / "province" / "ville é [1]"
    deep.mkdir(parents=True)
    written(deep / "parties.parquet", rows_of())
    (tmp_path / "notes.txt").write_text("rien", encoding="utf-8")
    (tmp_path / "budget.csv").write_text("poste;montant\nA;1\n", encoding="utf-8")
    written_title(tmp_path / "jeu.parquet", "Un titre")
    written(tmp_path / "enjeux.parquet", [dict.fromkeys(STAKES.names)], STAKES)
    analysis = analyse([tmp_path])
    assert analysis.files == 1
    assert [Path(name).name for name in analysis.foreign] == ["budget.csv"]


def test_a_name_is_never_a_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "[ab]"
    folder.mkdir()
    written(folder / "*.parquet", rows_of())
    written(folder / "autre.parquet", plays_of_answers(["ailleurs"] * 20))
    (tmp_path / "a").mkdir()
    written(tmp_path / "a" / "b.parquet", plays_of_answers(["ailleurs"] * 20))
    analysis = analyse([folder / "*.parquet"])
    assert analysis.files == 1
    assert {it.id for it in analysis.stories[0].decisions[0].answers} == {"oui", "non"}


def test_the_database_reads_nothing_but_the_files_it_is_given(tmp_path: Path) -> None:
    ours, work = written(tmp_path / "a.parquet", rows_of()), tmp_path / "travail"
    secret = tmp_path / "secret.csv"
    secret.write_text("mot\nde passe\n", encoding="utf-8")
    work.mkdir()
    with database_over([ours], work) as database:
        assert database.execute("SELECT count(*) FROM read_parquet(?)", [[str(ours)]]).fetchone()
        for attack in (
            f"SELECT * FROM read_csv('{secret}')",
            f"SELECT * FROM read_text('{tmp_path}/*')",
            f"COPY (SELECT 1) TO '{tmp_path}/ecrit.csv'",
            f"ATTACH '{tmp_path}/base.db'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
        ):
            with pytest.raises(duckdb.Error):
                database.execute(attack)


def test_content_is_never_a_statement(tmp_path: Path) -> None:
    hostile = "'); DROP TABLE play; SELECT (\"'){evil}$files"
    rows = plays_of_answers(
        [hostile] * 6, scene_id=hostile, scenario_id=hostile, answer_text=hostile
    )
    written(tmp_path / "parties.parquet", rows)
    csv = tmp_path / "parties.csv"
    csv.write_text(to_csv(filled(rows)), encoding="utf-8", newline="")
    for file in (tmp_path / "parties.parquet", csv):
        (story,) = analyse([file], scenario=hostile).stories
        assert story.decisions[0].scene_id == hostile
        assert story.decisions[0].answers[0].text == hostile


def test_what_another_program_saved_again_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "parties.parquet", rows_of())
    again = tmp_path / "reecrit.parquet"
    duckdb.sql(
        f"COPY (SELECT * REPLACE (position::DOUBLE AS position, credit::FLOAT AS credit,"
        f" decided_at::TIMESTAMPTZ AS decided_at, scenario_version::INTEGER AS scenario_version)"
        f" FROM read_parquet('{path}')) TO '{again}'"
    )
    path.unlink()
    assert analyse([again]).stories[0].plays == 12


def _empty_folder(folder: Path) -> Path:
    (folder / "vide").mkdir()
    return folder / "vide"


def _text(name: str, content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def _changed(**values: object) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        rows = [{**row, **values} for row in rows_of()]
        return written(folder / "parties.parquet", rows)  # type: ignore[arg-type]

    return make


def _as_text(column: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path, target = written(folder / "parties.parquet", rows_of()), folder / "type.parquet"
        duckdb.sql(
            f"COPY (SELECT * REPLACE ('x' AS {column}) FROM read_parquet('{path}')) TO '{target}'"
        )
        return target

    return make


def _without(column: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path, target = written(folder / "parties.parquet", rows_of()), folder / "court.parquet"
        duckdb.sql(f"COPY (SELECT * EXCLUDE ({column}) FROM read_parquet('{path}')) TO '{target}'")
        return target

    return make


def _cut(folder: Path) -> Path:
    path = written(folder / "parties.parquet", rows_of(300))
    path.write_bytes(path.read_bytes()[:-200])
    return path


def _csv(change: Callable[[str], str], encoding: str = "utf-8") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "parties.csv"
        path.write_text(change(to_csv(filled(rows_of()))), encoding=encoding, newline="")
        return path

    return make


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda folder: folder / "absent", "no_file"),
        (_empty_folder, "no_exports"),
        (_text("parties.xlsx", b"PK"), "unknown_form"),
        (_text("parties.parquet", b"PAR1 not at all"), "unreadable"),
        (_text("parties.parquet", b""), "unreadable"),
        (_cut, "unreadable"),
        (_text("budget.csv", b"poste;montant\nA;1\n"), "foreign"),
        (_text("vide.csv", b""), "foreign"),
        (lambda folder: written_title(folder / "jeu.parquet", "Seul"), "no_decisions"),
        (lambda folder: written(folder / "vide.parquet", []), "no_plays"),
        (_without("credit"), "missing"),
        (_as_text("credit"), "wrong_type"),
        (_as_text("scored"), "wrong_type"),
        (_changed(credit=1.5), "bad_values"),
        (_changed(credit=-0.1), "bad_values"),
        (_changed(best_credit=None), "bad_values"),
        (_changed(player=None), "bad_values"),
        (_changed(mode="autre"), "bad_values"),
        (_changed(position=None), "bad_values"),
        (_csv(lambda text: text.replace("2026-01-05T09:00:00Z", "05/01/26 09:00")), "changed"),
        (_csv(lambda text: text.replace("0.333333", "janv-33")), "changed"),
        (_csv(lambda text: text.replace("position,", "position,position,", 1)), "wrong_csv"),
        (_csv(lambda text: text.replace("oui", "né"), "latin-1"), "encoding"),
        (_csv(lambda text: text.replace("scene_id,", "", 1)), "foreign"),
    ],
)
def test_files_that_cannot_be_analysed_are_told(
    tmp_path: Path, make: Callable[[Path], Path], key: str
) -> None:
    fault = fault_of(make(tmp_path))
    assert fault.key == f"analysis.fault.{key}"


def test_a_value_that_is_not_a_number_is_refused(tmp_path: Path) -> None:
    path, target = written(tmp_path / "a.parquet", rows_of()), tmp_path / "nan.parquet"
    duckdb.sql(
        "COPY (SELECT * REPLACE ('NaN'::DOUBLE AS credit) FROM"
        f" read_parquet('{path}')) TO '{target}'"
    )
    assert fault_of(target).key == "analysis.fault.bad_values"


def test_more_scenarios_than_an_institution_has_are_refused(tmp_path: Path) -> None:
    rows = plays_of_answers(["oui"] * (MOST_STORIES + 1))
    for number, row in enumerate(rows):
        row["scenario_id"] = f"essai-{number}"
    written(tmp_path / "parties.parquet", rows)
    assert fault_of(tmp_path).key == "analysis.fault.too_many"


def test_the_columns_read_are_those_of_an_export() -> None:
    from game.analysis.columns import DECISION_COLUMNS, PLAY_COLUMNS

    assert set(DECISION_COLUMNS) <= set(DECISIONS.columns)
    assert set(PLAY_COLUMNS) <= set(PLAYS.columns)
