"""The command ``data``: everything handed out, everything erased, never by mistake."""

from __future__ import annotations

import json
import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from game.store import Reflection, open_store
from tests.game.cli.test_commands import Program, program
from tests.game.progress.training import Calendar, go_on, play_evening

__all__ = ["program"]

NOTE = "une note <b>que</b> personne ne lira"
NAME = "Hélène Aubrac-Vasseur"


@pytest.fixture
def home(program: Program) -> Path:
    """The folder of two players; the first has a finished play, with a note and a reflection."""
    program("players", "--add", NAME)
    folder = Path(os.environ["DUETTISTE_HOME"])
    with open_store(folder, clock=Calendar()) as store:
        hélène = next(player for player in store.players() if player.name == NAME)
        play = play_evening(store, hélène, "differer")
        play.rewind(0)
        go_on(play, "confirmer", "montrer")
        play.set_note(0, NOTE)
        store.set_reflection(play.header.id, Reflection("Surprise", "circuit", "", "Écrire"))
    program("players", "--add", "Karim")
    return folder


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_everything_is_exported_to_read_and_as_data(
    program: Program, home: Path, tmp_path: Path
) -> None:
    assert home.is_dir()
    program("data", "export", "--player", "helene aubrac-vasseur", "--to", str(tmp_path))
    assert (program.code, program.errors) == (0, "")
    with ZipFile(tmp_path / "duettiste-mes-donnees.zip") as archive:
        names = archive.namelist()
        page = archive.read("mes-donnees.html").decode()
        data = json.loads(archive.read("donnees.json"))
        (play,) = [name for name in names if name.startswith("parties/")]
        archive.extract(play, tmp_path)
        assert NAME in archive.read("LISEZ-MOI.txt").decode()
        assert json.loads(archive.read("progression.json"))["player"] == NAME
        assert b"Circuit" in archive.read("progression.html")
    assert "une note &lt;b&gt;que" in page
    assert NOTE not in page
    for words in (
        "Confirmer le congé",
        "L’appel",
        "Surprise",
        "Circuit de décision",
        "Reprise le",
        "Dire que le chef de service répondra",
    ):
        assert words in page
    assert data["tables"]["decisions"][0]["note"] == NOTE
    assert data["tables"]["reflections"][0]["commitment"] == "Écrire"
    assert "Karim" not in json.dumps(data)
    program("data", "erase", "--player", NAME, "--yes")
    assert "a été ajoutée" in program("import", str(tmp_path / play))


def test_without_a_name_the_data_are_those_of_who_plays(
    program: Program, home: Path, tmp_path: Path
) -> None:
    assert home.is_dir()
    path = tmp_path / "moi.zip"
    assert "« Karim »" in program("data", "export", "--to", str(path))
    first = path.read_bytes()
    program("data", "export", "--to", str(path))
    assert program.code == 1
    assert "existe déjà" in program.errors
    assert path.read_bytes() == first
    program("data", "export", "--to", str(path), "--player", NAME, "--force")
    assert program.code == 0
    assert path.read_bytes() != first


def test_erasing_leaves_no_byte_of_the_player(program: Program, home: Path) -> None:
    assert NOTE.encode() in raw(home)
    said = program("data", "erase", "--player", NAME, typed=f"{NAME.upper()}\n")
    assert program.code == 0
    assert "est effacé : 1 partie." in said
    assert NAME.encode() not in raw(home)
    assert NOTE.encode() not in raw(home)
    players = program("players")
    assert NAME not in players
    assert "- Karim (joue maintenant)" in players


@pytest.mark.parametrize("typed", ["", "\n", "oui\n", "Karim\n"])
def test_nothing_is_erased_unless_the_name_is_typed_again(
    program: Program, home: Path, typed: str
) -> None:
    said = program("data", "erase", "--player", NAME, typed=typed)
    assert program.code == 1
    assert "1 partie, ses décisions" in said
    assert "Rien n’a été effacé" in said
    assert NOTE.encode() in raw(home)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export",), "--to FICHIER.zip"),
        (("erase", "--yes"), "--player NOM"),
        (("erase", "--yes", "--player", "Helène Aubrac"), "Il n’y a pas de joueur"),
        (("oublier",), "oublier"),
    ],
)
def test_a_command_that_is_not_clear_erases_nothing(
    program: Program, home: Path, words: tuple[str, ...], told: str
) -> None:
    program("data", *words)
    assert program.code == 2
    assert told in program.errors
    assert NOTE.encode() in raw(home)


def test_a_copy_that_cannot_be_changed_is_named_and_its_removal_offered(
    program: Program, home: Path
) -> None:
    copy = home / "duettiste-damaged-2026-01-01.db"
    copy.write_bytes(b"no database")
    said = program("data", "erase", "--player", NAME, typed=f"{NAME}\n\n")
    assert copy.name in said
    assert copy.name in program.errors
    assert program.code == 1
    assert copy.exists()
    program("data", "erase", "--player", "Karim", typed="Karim\noui\n")
    assert program.code == 0
    assert not copy.exists()


def test_with_yes_copies_are_removed_only_when_asked_for(program: Program, home: Path) -> None:
    copy = home / "duettiste-damaged-2026-01-01.db"
    copy.write_bytes(b"no database")
    program("data", "erase", "--player", NAME, "--yes")
    assert (program.code, copy.exists()) == (1, True)
    program("data", "erase", "--player", "Karim", "--yes", "--with-copies")
    assert (program.code, copy.exists()) == (0, False)
