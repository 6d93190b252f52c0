"""The commands ``export`` and ``outbox`` as people use them."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import openpyxl  # type: ignore[import-untyped]
import pytest

from game.autoplay import Manner
from game.cli.program import run
from game.playing import LivePlay, scenario_of
from game.store import open_store
from tests.game.exports.conftest import HOSTILE, play_to_the_end
from tests.game.exports.lrs_server import PASSWORD, USER, Server, running_server, says, sleeps
from tests.game.plain.small import TEXT

DECISIONS = 4
STATEMENTS = 1 + DECISIONS + 1 + 2
"""What one play of the small scenario tells: begun, decided, ended, two principles."""


@dataclass(frozen=True)
class Played:
    """A folder where Zoé finished a play, and Claire two of three; Claire plays now."""

    home: Path
    plays: tuple[str, ...]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    home = tmp_path_factory.mktemp("jouées")
    scenario, plays = scenario_of(TEXT), []
    with open_store(home) as store:
        for name in ("Zoé", "Claire", "Claire"):
            known = {player.name: player for player in store.players()}
            player = known.get(name) or store.add_player(name)
            play = LivePlay.begin(store, player.id, TEXT, scenario, seed=1)
            plays.append(play_to_the_end(play, Manner.BEST, HOSTILE).header.id)
        store.set_current_player(player.id)
        LivePlay.begin(store, player.id, TEXT, scenario, seed=1)
    return Played(home, tuple(plays))


class Machine:
    """The program, run on a copy of what was played. ``plays`` are the finished ones."""

    def __init__(self, played: Played, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.home = folder / "parties"
        self.plays = played.plays
        self.code = 0
        self.errors = ""
        shutil.copytree(played.home, self.home)

    def __call__(self, *words: str | Path) -> str:
        self.code = run([str(word) for word in words])
        out, errors = self._capsys.readouterr()
        self.errors = _plainly(errors)
        return _plainly(out)


def _plainly(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def machine(
    played: Played,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Machine:
    monkeypatch.setenv("DUETTISTE_HOME", str(tmp_path / "parties"))
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("DUETTISTE_LRS_USER", USER)
    monkeypatch.setenv("DUETTISTE_LRS_PASSWORD", PASSWORD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return Machine(played, tmp_path, capsys)


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as state:
        yield state


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))


def test_the_finished_plays_of_the_player_go_to_a_csv_under_a_pseudonym(
    machine: Machine, tmp_path: Path
) -> None:
    file = tmp_path / "parties.csv"
    said = machine("export", file)
    assert machine.code == 0
    assert f"2 parties écrites dans {file}." in said
    assert "sous un pseudonyme" in said
    rows = rows_of(file)
    assert {row["play_id"] for row in rows} == set(machine.plays[1:])
    assert len(rows) == 2 * DECISIONS
    text = file.read_text("utf-8")
    assert "Claire" not in text
    assert "HYPERLINK" not in text
    assert len({row["player"] for row in rows}) == 1


def test_pseudonyms_last_and_differ_between_players(machine: Machine, tmp_path: Path) -> None:
    found = []
    for name in ("a.csv", "b.csv"):
        machine("export", tmp_path / name, "--everyone")
        found.append({row["play_id"]: row["player"] for row in rows_of(tmp_path / name)})
    assert found[0] == found[1]
    assert found[0].keys() == set(machine.plays)
    assert len(set(found[0].values())) == 2


def test_names_and_notes_are_told_when_asked_for_and_the_player_is_warned(
    machine: Machine, tmp_path: Path
) -> None:
    said = machine("export", tmp_path / "a.csv", "--names", "--with-notes", "--everyone")
    assert "sous leur nom" in said
    rows = rows_of(tmp_path / "a.csv")
    assert {row["player"] for row in rows} == {"Claire", "Zoé"}
    assert {row["note"] for row in rows} == {
        "'" + HOSTILE.replace("; =", "; '=").replace(", @", ", '@")
    }
    assert "ce qu’ils ont écrit y est" in machine("export", tmp_path / "b.csv", "--with-notes")


def test_plays_are_chosen_by_number_by_scenario_or_with_the_unfinished_ones(
    machine: Machine, tmp_path: Path
) -> None:
    one = machine.plays[0]
    machine("export", one, one.upper(), tmp_path / "une.csv", "--table", "plays")
    assert [row["play_id"] for row in rows_of(tmp_path / "une.csv")] == [one]
    machine("export", tmp_path / "toutes.csv", "--table=plays", "--unfinished")
    assert [row["finished"] for row in rows_of(tmp_path / "toutes.csv")] == [
        "true",
        "true",
        "false",
    ]
    machine("export", tmp_path / "autre.csv", "--scenario", "la-somme-des-dix")
    assert machine.code == 1
    assert "Il n’y a aucune partie à écrire." in machine.errors
    assert not (tmp_path / "autre.csv").exists()


def test_a_folder_receives_every_table_and_the_dictionary(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "résultats"
    folder.mkdir()
    machine("export", folder, "--format", "csv", "--excel")
    names = ("decisions", "dictionary", "plays", "relations", "stakes")
    assert sorted(file.name for file in folder.iterdir()) == [f"duettiste-{it}.csv" for it in names]
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in folder.iterdir())
    (folder / "duettiste-plays.csv").write_text("à moi")
    (folder / "duettiste-decisions.csv").unlink()
    machine("export", folder, "--format", "csv")
    assert machine.code == 1
    assert "existe déjà" in machine.errors
    assert not (folder / "duettiste-decisions.csv").exists()


def test_the_ending_of_the_file_says_its_form(machine: Machine, tmp_path: Path) -> None:
    machine("export", tmp_path / "a.XLSX")
    assert openpyxl.load_workbook(tmp_path / "a.XLSX").sheetnames[0] == "Parties"
    machine("export", tmp_path / "a.parquet", "--table", "plays")
    with duckdb.connect() as connection:
        assert connection.read_parquet(str(tmp_path / "a.parquet")).shape[0] == 2
    machine("export", tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 2 * STATEMENTS
    machine("export", tmp_path / "a.json", "--format", "xapi", "--site", "https://ecole.fr")
    statements = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [it["id"] for it in statements] == [json.loads(line)["id"] for line in lines]
    assert statements[0]["actor"]["account"]["homePage"] == "https://ecole.fr/"


def test_a_file_that_is_there_is_never_replaced(machine: Machine, tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx", "a.parquet", "a.jsonl"):
        (tmp_path / name).write_text("à moi")
        machine("export", tmp_path / name)
        assert machine.code == 1
        assert "existe déjà" in machine.errors
        assert (tmp_path / name).read_text() == "à moi"
    machine("export", tmp_path / "nulle part" / "a.csv")
    assert machine.code == 1
    assert "n’a pas pu être écrite" in machine.errors


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--table", "plays", "a.xlsx"], "--table ne va qu’avec le format csv, parquet."),
        (["--excel", "a.parquet"], "--excel ne va qu’avec le format csv."),
        (["--site", "x", "a.csv"], "--site ne va qu’avec le format xapi."),
        (["--site", "x", "a.jsonl"], "--site attend une adresse comme"),
        (["--insecure", "a.jsonl"], "--insecure ne va qu’avec --lrs."),
        (["--names", "abc", "a.json"], "Ceci ne va pas avec un fichier de partie : --names."),
        (["a.json"], "Ce fichier emporte une seule partie"),
        (["--format", "csv", "--lrs", "https://a.fr"], "--lrs ne va qu’avec le format xapi."),
        (["--lrs", "http://a.fr/xapi"], "passeraient en clair"),
        (["--lrs", "https://moi:secret@a.fr/xapi"], "qui se verraient"),
        (["--format", "word", "a.csv"], "Au choix : play, csv, xlsx, parquet, xapi."),
    ],
)
def test_what_cannot_be_done_is_explained(machine: Machine, words: list[str], said: str) -> None:
    machine("export", *words)
    assert machine.code == 2
    assert said in machine.errors
    assert "secret" not in machine.errors


def test_statements_are_sent_once_and_nothing_waits(machine: Machine, server: Server) -> None:
    said = machine("export", "--lrs", f"{server.url}/statements")
    assert machine.code == 0
    assert f"{2 * STATEMENTS} énoncés reçus par le LRS." in said
    assert len(server.kept) == 2 * STATEMENTS
    machine("export", "--lrs", server.url, "--everyone")
    assert len(server.kept) == 3 * STATEMENTS
    assert "Rien n’attend de partir." in machine("outbox")


def test_what_could_not_leave_waits_is_shown_and_leaves_later(
    machine: Machine, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.cli.lrs_access.time.sleep", lambda _: None)
    server.faults = [says(503, "<b>\x1b[31mpanne")] * 5
    machine("export", "--lrs", server.url)
    assert machine.code == 1
    assert "Le LRS ne répond pas, ou pas comme il faut" in machine.errors
    assert "\x1b" not in machine.errors
    assert f"{2 * STATEMENTS} énoncés attendent encore : rien n’est perdu." in machine.errors
    assert f"{server.url} : {2 * STATEMENTS} énoncés attendent" in machine("outbox")
    assert f"{2 * STATEMENTS} énoncés reçus" in machine("outbox", "send")
    assert machine.code == 0
    assert len(server.kept) == 2 * STATEMENTS


def test_a_wrong_password_is_told_and_never_shown(
    machine: Machine, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUETTISTE_LRS_PASSWORD", "un-mauvais-mot")
    said = machine("export", "--lrs", server.url)
    assert machine.code == 1
    assert "Le LRS refuse ce nom ou ce mot de passe" in machine.errors
    assert "un-mauvais-mot" not in said + machine.errors
    assert b"un-mauvais-mot" not in (machine.home / "duettiste.db").read_bytes()


@pytest.mark.parametrize("missing", ["USER", "PASSWORD"])
def test_an_access_that_is_not_given_is_asked_for_in_words(
    machine: Machine, server: Server, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(f"DUETTISTE_LRS_{missing}")
    machine("export", "--lrs", server.url)
    assert machine.code == 2
    assert f"DUETTISTE_LRS_{missing}" in machine.errors
    assert server.batches == []


def test_a_refused_statement_is_named_kept_and_given_up_on_demand(
    machine: Machine, server: Server
) -> None:
    machine("export", machine.plays[1], "--lrs", server.url)
    decided = [it for it in server.kept.values() if it["verb"]["id"].endswith("answered")]
    server.kept.clear()
    server.refused = {decided[1]["id"]}
    machine("export", machine.plays[1], "--lrs", server.url)
    assert machine.code == 1
    assert f"Refusé : partie {machine.plays[1]}, décision 2." in machine.errors
    assert "Le LRS dit : 400 [31mbad statement[0m second line" in machine.errors
    assert len(server.kept) == STATEMENTS - 1
    assert "1 énoncé refusé" in machine("outbox")
    assert "1 énoncé destiné à" in machine("outbox", "clear")
    assert "Rien n’a changé." in machine("outbox", "clear")
    assert "C’est fait." in machine("outbox", "clear", "--yes")
    assert "Rien n’attend de partir." in machine("outbox")


def test_credentials_are_never_tried_on_several_servers(machine: Machine, server: Server) -> None:
    with running_server() as other:
        for state in (server, other):
            state.faults = [says(404)]
            machine("export", "--lrs", state.url)
        machine("outbox", "send")
        assert machine.code == 2
        assert "dites lequel avec --lrs" in machine.errors
        machine("outbox", "send", "--lrs", other.url)
        assert (len(server.kept), len(other.kept)) == (0, 2 * STATEMENTS)


@pytest.mark.skipif(os.name != "posix", reason="a process is killed by a signal")
def test_a_program_killed_while_it_sends_loses_nothing_and_doubles_nothing(
    machine: Machine, server: Server
) -> None:
    server.faults = [sleeps(30)]
    words = [sys.executable, "-m", "game", "export", "--lrs", server.url]
    with subprocess.Popen(words, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE) as program:
        deadline = time.monotonic() + 30
        while not server.batches and time.monotonic() < deadline:
            time.sleep(0.02)
        program.send_signal(signal.SIGKILL)
    assert server.kept == {}
    said = machine("outbox", "send")
    assert f"{2 * STATEMENTS} énoncés reçus par le LRS." in said
    assert (len(server.kept), server.duplicates) == (2 * STATEMENTS, 0)
