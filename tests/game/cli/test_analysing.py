"""The command ``analyse``: said in lines, given as data, written as a document."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import numpy as np
import pytest

from game.autoplay import AutomaticPlayer, Manner
from game.playing import LivePlay, scenario_of
from game.store import open_store
from tests.game.analysis.cohort import plays_of_answers, plays_of_credits, written, written_title
from tests.game.cli.test_commands import Program, program
from tests.game.plain.small import TEXT

__all__ = ["program"]


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """A folder with the plays of 120 people, of whom some answer better everywhere."""
    folder = tmp_path / "exports"
    folder.mkdir()
    draw = np.random.default_rng(1)
    likings = draw.standard_normal((120, 1)) + draw.standard_normal((120, 4))
    written(folder / "parties.parquet", plays_of_credits((likings > 0).astype(float)))
    written_title(folder / "jeu.parquet", "Le quart d'heure : essai")
    return folder


def test_the_lines_say_each_decision_with_its_number_of_plays(
    program: Program, exports: Path
) -> None:
    said = program("analyse", str(exports))
    assert (program.code, program.errors) == (0, "")
    assert "D’après 120 parties, lues dans 1 fichier." in said
    assert "Le quart d’heure : essai, version 1, évaluation" in said
    assert "Cohérence (alpha de Cronbach) : 0," in said
    assert "sur 4 décisions que presque toutes les parties ont rencontrées, 120 parties." in said
    assert "À lire avec prudence : les chemins diffèrent" in said
    assert said.count("Lien avec le reste du parcours : 0,") == 4
    assert said.count(", 120 parties\n") == 4 * 3
    assert "parties, crédit 1,00" in said
    assert "j-" not in said


def test_too_few_plays_are_said_where_a_figure_is_missing(program: Program, tmp_path: Path) -> None:
    written(tmp_path / "parties.parquet", plays_of_answers(["oui", "non"] * 10))
    said = program("analyse", str(tmp_path))
    assert "Réussite moyenne : pas assez de parties (20 parties, il en faut 30)" in said
    assert (
        "Lien avec le reste du parcours : pas assez de parties (0 partie, il en faut 100)" in said
    )
    assert "Cohérence (alpha de Cronbach) : non calculée" in said
    written(tmp_path / "parties.parquet", plays_of_answers(["oui", "non"]))
    said = program("analyse", str(tmp_path))
    assert "Moins de 5 parties : rien n’en est montré." in said
    assert "D’après moins de 5 parties" in said
    assert "Répondre oui" not in said


def test_the_data_are_those_of_the_lines(program: Program, exports: Path) -> None:
    data = json.loads(program("analyse", str(exports), "--format", "json"))
    assert (data["format"], data["format_version"], data["plays"]) == ("duettiste-analysis", 1, 120)
    (story,) = data["scenarios"]
    assert story["title"] == "Le quart d'heure : essai"
    assert story["alpha"]["plays"] == 120
    assert story["alpha"]["scenes"] == ["s0", "s1", "s2", "s3"]
    for decision in story["decisions"]:
        assert decision["facility"]["value"] == decision["best_answer"]["value"]
        assert sum(it["plays"] for it in decision["answers"]) == decision["plays"] == 120
        for answer in decision["answers"]:
            assert answer["share"]["low"] < answer["share"]["value"] < answer["share"]["high"]
    assert "j-1" not in json.dumps(data)


@pytest.mark.parametrize(("flags", "separator"), [((), ","), (("--excel",), ";")])
def test_the_table_has_a_row_an_answer(
    program: Program, exports: Path, tmp_path: Path, flags: tuple[str, ...], separator: str
) -> None:
    path = tmp_path / "analyse.csv"
    program("analyse", str(exports), "--to", str(path), *flags)
    assert (program.code, program.errors) == (0, "")
    rows = list(
        csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=separator)
    )
    assert len(rows) == 4 * 2
    assert {row["scenario_plays"] for row in rows} == {"120"}
    assert {row["scene_id"] for row in rows} == {"s0", "s1", "s2", "s3"}
    shares = [float(row["share"].replace(",", ".")) for row in rows if row["scene_id"] == "s0"]
    assert sum(shares) == pytest.approx(1)


@pytest.mark.parametrize("ending", ["html", "md", "json", "csv", "pdf"])
def test_the_document_is_written_whole_and_never_over_another(
    program: Program, exports: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"analyse.{ending}"
    said = program("analyse", str(exports), "--to", str(path))
    assert program.code == 0
    assert "L’analyse est écrite dans" in said
    content = path.read_bytes()
    program("analyse", str(exports), "--to", str(path), "--lang", "en")
    assert program.code == 1
    assert path.read_bytes() == content
    program("analyse", str(exports), "--to", str(path), "--lang", "en", "--force")
    assert program.code == 0


def test_a_folder_takes_a_page_of_the_usual_name(program: Program, exports: Path) -> None:
    program("analyse", str(exports), "--to", str(exports))
    page = (exports / "analyse.html").read_text("utf-8")
    assert "Le quart d’heure" in page
    assert page.count("<svg") >= 4
    assert "<script" not in page


def test_english_is_spoken_throughout(program: Program, exports: Path) -> None:
    said = program("analyse", str(exports), "--lang", "en", "--format", "md")
    assert "# What the plays say" in said
    assert "Coherence (Cronbach’s alpha): 0." in said
    assert "Réussite" not in said
    assert "parties" not in said


def test_texts_of_others_have_no_effect(program: Program, tmp_path: Path) -> None:
    hostile = "\x1b[31m<img src=x onerror=alert(1)> [clic](http://x.invalid) =1+1 #let x\u202e\n# T"
    rows = plays_of_answers(
        ["oui"] * 6, scenario_id=hostile, scene_id=hostile, scene_title=hostile, answer_text=hostile
    )
    written(tmp_path / "parties.parquet", rows)
    written_title(tmp_path / "jeu.parquet", hostile, scenario_id=hostile)
    lines = program("analyse", str(tmp_path))
    assert "\x1b" not in lines
    assert "\u202e" not in lines
    page = program("analyse", str(tmp_path), "--format", "html")
    assert "<img" not in page
    assert "\x1b" not in page
    markdown = program("analyse", str(tmp_path), "--format", "md")
    assert "[clic](" not in markdown
    assert re.search(r"(?<!\\)<img", markdown) is None
    assert "\n# T" not in markdown.removeprefix("# ")
    program("analyse", str(tmp_path), "--to", str(tmp_path / "analyse.pdf"))
    assert (program.code, program.errors) == (0, "")


def test_the_plays_of_this_machine_are_analysed_without_a_file(program: Program) -> None:
    program("analyse")
    assert program.code == 1
    assert "Aucune partie n’est finie sur cette machine" in program.errors
    with open_store(Path(os.environ["DUETTISTE_HOME"])) as store:
        for number in range(6):
            player = store.add_player(f"Personne {number}")
            play = LivePlay.begin(store, player.id, TEXT, scenario_of(TEXT), seed=number)
            chooser = AutomaticPlayer(Manner.BEST, number)
            while play.phase != "debrief":
                if play.phase == "deciding":
                    state, made = play.session.state, len(play.session.steps)
                    play.decide(chooser.decide(play.rules, state, made), seconds=9.0)
                else:
                    play.go_on()
    said = program("analyse")
    assert (program.code, program.errors) == (0, "")
    assert "D’après 6 parties de cette machine." in said
    assert "6 parties analysées." in said
    assert "Personne" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("analyse", "--force"), "--force va avec --to"),
        (("analyse", "--format", "pdf"), "dites lequel avec --to"),
        (("analyse", "--to", "analyse.docx"), ".html, .md, .pdf, .json ou .csv"),
        (("analyse", "--format", "json", "--excel"), "--excel ne va qu’avec le format csv"),
        (("analyse", "--plays", "some"), "first, again, all"),
    ],
)
def test_what_cannot_be_understood_is_a_mistake(
    program: Program, words: tuple[str, ...], said: str
) -> None:
    program(*words)
    assert program.code == 2
    assert said in program.errors


def test_files_that_cannot_be_read_are_said_without_a_traceback(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "faux.parquet").write_bytes(b"rien")
    program("analyse", str(tmp_path))
    assert program.code == 1
    assert "faux.parquet ne peut pas être lu" in program.errors
    assert "Traceback" not in program.errors
    program("analyse", "absent")
    assert program.code == 1
    assert "Il n’y a ni fichier ni dossier absent" in program.errors


def test_files_of_others_and_plays_found_twice_are_said(program: Program, exports: Path) -> None:
    (exports / "budget.csv").write_text("poste,montant\nA,1\n", encoding="utf-8")
    content = (exports / "parties.parquet").read_bytes()
    (exports / "encore.parquet").write_bytes(content)
    said = program("analyse", str(exports))
    assert "120 parties se trouvaient dans plusieurs fichiers" in said
    assert "1 fichier n’est pas un export de Duettiste" in said
    assert "budget.csv" in said
    assert "D’après 120 parties, lues dans 2 fichiers." in said
