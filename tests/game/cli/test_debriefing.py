"""``debrief --to``: a document in the form asked for, and clear refusals."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from game.cli.program import run
from game.playing import LivePlay
from game.store import open_store
from tests.bundled import bundled
from tests.game.reports.played import finished


class Program:
    """The program run inside this process; keeps its exit code and what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.code = 0
        self.out = ""
        self.errors = ""

    def __call__(self, *words: str) -> str:
        self.code = run(words)
        captured = self._capsys.readouterr()
        self.out, self.errors = (
            text.replace("\u202f", " ").replace("\u00a0", " ") for text in captured
        )
        return self.out


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parties")


@pytest.fixture(scope="module")
def play(home: Path) -> str:
    with open_store(home) as store:
        played = finished(store, "appel-du-vestiaire")
        store.set_current_player(played.header.player_id)
    return played.header.id


@pytest.fixture
def program(
    home: Path,
    play: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Program:
    monkeypatch.setenv("DUETTISTE_HOME", str(home))
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.chdir(tmp_path)
    assert play
    return Program(capsys)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("b.html", b"<!DOCTYPE html>"), ("b.md", b"# Bilan"), ("b.json", b"{"), ("b.pdf", b"%PDF-")],
)
def test_the_ending_of_the_name_gives_the_form(
    program: Program, play: str, tmp_path: Path, name: str, begins: bytes
) -> None:
    said = program("debrief", play, "--to", name)
    assert (program.code, program.errors) == (0, "")
    assert said == f"Le bilan est écrit dans {name}.\n"
    assert (tmp_path / name).read_bytes().lower().startswith(begins.lower())


def test_without_a_number_the_last_play_that_ended_is_told(program: Program) -> None:
    said = program("debrief", "--format", "json")
    assert json.loads(said)["play"]["scenario"]["id"] == "appel-du-vestiaire"


def test_a_folder_receives_a_file_of_a_usual_name(
    program: Program, play: str, tmp_path: Path
) -> None:
    program("debrief", play, "--to", ".", "--format", "md")
    assert (tmp_path / f"bilan-appel-du-vestiaire-{play}.md").is_file()


def test_a_file_that_exists_is_replaced_with_force_only(
    program: Program, play: str, tmp_path: Path
) -> None:
    kept = tmp_path / "bilan.md"
    kept.write_text("annoté", encoding="utf-8")
    program("debrief", play, "--to", "bilan.md")
    assert program.code == 1
    assert "existe déjà" in program.errors
    assert "--force" in program.errors
    assert kept.read_text(encoding="utf-8") == "annoté"
    program("debrief", play, "--to", "bilan.md", "--force")
    assert program.code == 0
    assert kept.read_text(encoding="utf-8").startswith("# Bilan")


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["--to", "bilan.docx"], "Terminez-le par .html, .md, .pdf ou .json"),
        (["--to", "bilan"], "ou ajoutez --format"),
        (["--format", "pdf"], "ajoutez --to FICHIER"),
        (["--anonymous"], "Dites où écrire le bilan"),
        (["--format", "odt"], "Au choix : html, md, pdf, json"),
    ],
)
def test_what_is_unclear_is_refused_before_anything_is_read(
    program: Program, play: str, words: list[str], remedy: str
) -> None:
    program("debrief", play, *words)
    assert program.code == 2
    assert remedy in program.errors


def test_a_folder_that_does_not_exist_is_named(program: Program, play: str) -> None:
    program("debrief", play, "--to", "absent/bilan.md")
    assert program.code == 1
    assert "Le dossier absent n’existe pas" in program.errors


def test_the_name_is_left_out_where_it_is_asked(
    program: Program, play: str, tmp_path: Path
) -> None:
    program("debrief", play, "--to", "a.md", "--anonymous")
    program("debrief", play, "--to", "b.md")
    assert "Claire Vidal" not in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "Claire Vidal" in (tmp_path / "b.md").read_text(encoding="utf-8")


def test_an_unfinished_play_has_no_document(program: Program, home: Path, tmp_path: Path) -> None:
    entry = bundled()["la-somme-des-dix"]
    with open_store(home) as store:
        player = store.current_player()
        assert player is not None
        begun = LivePlay.begin(store, player.id, entry.text, entry.scenario)
    program("debrief", begun.header.id, "--to", "b.html")
    assert program.code == 1
    assert "n’est pas finie" in program.errors
    assert not (tmp_path / "b.html").exists()


def test_the_document_is_in_the_language_asked_for(program: Program, play: str) -> None:
    assert program("debrief", play, "--format", "md", "--lang", "en").startswith("# Debrief:")
