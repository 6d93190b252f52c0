"""The command ``progress``, said in lines or written as a report."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from game.seat import open_seat
from game.store import open_store
from tests.game.cli.test_commands import Program, program
from tests.game.progress.training import Calendar, day, play_evening

__all__ = ["program"]


@pytest.fixture
def trained() -> None:
    """Two finished plays of the evening, months ago."""
    calendar = Calendar()
    home = Path(os.environ["DUETTISTE_HOME"])
    player = open_seat(home, "fr").player
    with open_store(home, clock=calendar) as store:
        play_evening(store, player, "confirmer", "montrer")
        calendar.now = day(3)
        play_evening(store, player, "differer", "cacher")


def test_without_a_play_it_says_so_and_suggests_where_to_begin(program: Program) -> None:
    said = program("progress")
    assert program.code == 0
    assert "Vous n’avez encore fini aucune partie" in said
    assert said.count("Pour commencer : un scénario accessible.") == 3


@pytest.mark.usefixtures("program", "trained")
def test_axes_reviews_and_what_to_play_next_are_said(program: Program) -> None:
    said = program("progress")
    assert "D’après 2 parties finies" in said
    assert "Circuit de décision : 0 %, 2 occasions, trop peu pour conclure" in said
    assert "Réponses refaites, comptées à part : 100 %, 2 occasions." in said
    assert "est à revoir : dernière rencontre il y a" in said
    assert said.index("À revoir\n") < said.index("Que jouer ensuite\n")


@pytest.mark.usefixtures("program", "trained")
@pytest.mark.parametrize("ending", ["md", "html", "json"])
def test_the_report_is_written_whole_and_never_over_another(
    program: Program, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"progres.{ending}"
    program("progress", "--to", str(path))
    assert (program.code, program.errors) == (0, "")
    content = path.read_text("utf-8")
    assert "Joueur 1" in content
    program("progress", "--to", str(path), "--anonymous")
    assert program.code == 1
    assert path.read_text("utf-8") == content
    program("progress", "--to", str(path), "--anonymous", "--force")
    assert program.code == 0
    assert "Joueur 1" not in path.read_text("utf-8")


@pytest.mark.usefixtures("program", "trained")
def test_the_data_hold_what_the_lines_say(program: Program) -> None:
    data = json.loads(program("progress", "--format", "json"))
    assert [play["again"] for play in data["plays"]] == [False, True]
    circuit = data["axes"]["circuit"]
    assert circuit["first_sight"] == {"occasions": 2, "quality": 0.0, "enough": False}
    assert circuit["again"]["quality"] == 1.0
    assert all(0 <= it["retrievability"] <= 1 for it in data["principles"].values())
    assert data["suggestions"][0]["why"] == "due"


def test_a_form_that_cannot_be_told_is_a_mistake(program: Program, tmp_path: Path) -> None:
    program("progress", "--to", str(tmp_path / "progres.docx"))
    assert program.code == 2
    assert ".html, .md, .pdf ou .json" in program.errors
