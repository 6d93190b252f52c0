"""``workshop --debrief``: the group's debrief on screen and in files, and clear refusals."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from game.store import open_store
from game.workshop.deeds import CloseVote, Follow, GoOn, OpenVote, Start, ToDebrief
from game.workshop.service import Workshops
from game.workshop.settings import WorkshopSettings
from tests.game.cli.test_debriefing import Program
from tests.game.workshop.rooms import LET, SUSPEND, TEXT, Clock, Room


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ateliers")


@pytest.fixture(scope="module")
def code(home: Path) -> str:
    """The code of a workshop with two voters, led to its debrief."""
    with open_store(home) as store, Workshops(store.database) as workshops:
        opened = workshops.open_workshop(TEXT, WorkshopSettings(seed=7, seconds=0))
        room = Room(workshops, store.database, opened, Clock())
        first, second = room.join("Anastasie", "Barnabé")
        room.do(Start(), GoOn(), OpenVote())
        room.vote(first, LET, "Pour aller vite")
        room.vote(second, SUSPEND)
        room.do(CloseVote(), Follow(SUSPEND), ToDebrief())
        return opened.code


@pytest.fixture
def program(
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Program:
    monkeypatch.setenv("DUETTISTE_HOME", str(home))
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.chdir(tmp_path)
    return Program(capsys)


def test_it_is_told_on_screen(program: Program, code: str) -> None:
    said = program("workshop", "--debrief", code)
    assert (program.code, program.errors) == (0, "")
    assert said.startswith("# Bilan du groupe")
    assert "Pour aller vite" in said
    assert "Anastasie" not in said
    assert program("workshop", "--debrief", code, "--lang", "en").startswith("# The group")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("b.html", b"<!doctype html>"),
        ("b.md", b"# bilan"),
        ("b.pdf", b"%pdf-"),
        ("b.json", b'{\n "format": "duettiste-workshop-debrief"'),
        ("b.csv", b"workshop_id,turn,"),
        ("b.xlsx", b"pk"),
        ("b.XAPI.json", b"[\n {"),
        ("b.jsonl", b'{"id"'),
    ],
)
def test_the_ending_of_the_name_gives_the_form(
    program: Program, code: str, tmp_path: Path, name: str, begins: bytes
) -> None:
    said = program("workshop", "--debrief", code.lower(), "--to", name)
    assert (program.code, program.errors) == (0, "")
    assert f"écrit dans {name}." in said or f"écrits dans {name}." in said
    assert (tmp_path / name).read_bytes().lower().startswith(begins)
    assert list(tmp_path.iterdir()) == [tmp_path / name]


def test_the_json_says_what_the_room_did_and_nobody_s_score(
    program: Program, code: str, tmp_path: Path
) -> None:
    program("workshop", "--debrief", code, "--to", "b.json")
    told = json.loads((tmp_path / "b.json").read_text("utf-8"))
    (decision,) = told["decisions"]
    assert told["format_version"] == 1
    assert told["workshop"]["participants"] == 2
    assert decision["followed"]["action"] == {"choose": "suspendre"}
    assert not decision["followed"]["by_majority"]
    votes = {it["id"]: it["votes"] for it in decision["rounds"][0]["choices"] if it["votes"]}
    assert votes == {"laisser": 1, "suspendre": 1}
    assert told["most_divided"] == [1]
    assert told["profile"] == []
    assert "scores" not in told


def test_statements_name_who_sends_them_and_nobody_else(
    program: Program, code: str, tmp_path: Path
) -> None:
    site = "https://ecole.invalid/duettiste"
    program("workshop", "--debrief", code, "--to", "b.xapi.json", "--site", site)
    told = json.loads((tmp_path / "b.xapi.json").read_text("utf-8"))
    accounts = [statement["actor"]["account"] for statement in told]
    assert {account["homePage"] for account in accounts} == {f"{site}/"}
    assert len({account["name"] for account in accounts}) == 2
    assert all(account["name"].startswith("j-") for account in accounts)


def test_a_french_excel_has_its_csv(program: Program, code: str, tmp_path: Path) -> None:
    program("workshop", "--debrief", code, "--to", "b.csv", "--excel")
    assert (tmp_path / "b.csv").read_text("utf-8").startswith("\ufeffworkshop_id;turn;")


def test_a_file_that_exists_is_replaced_with_force_only(
    program: Program, code: str, tmp_path: Path
) -> None:
    kept = tmp_path / "b.xlsx"
    kept.write_text("annoté", encoding="utf-8")
    program("workshop", "--debrief", code, "--to", "b.xlsx")
    assert program.code == 1
    assert "--force" in program.errors
    assert kept.read_text(encoding="utf-8") == "annoté"
    program("workshop", "--debrief", code, "--to", "b.xlsx", "--force")
    assert program.code == 0
    assert kept.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "code_", "remedy"),
    [
        (["--debrief", "ABCDEFGH", "--to", "b.docx"], 2, "Terminez-le par .html"),
        (["--to", "b.html"], 2, "ne va qu’avec --debrief CODE"),
        (["--debrief", "ABCDEFGH", "--to", "b.html", "--excel"], 2, "se termine par : .csv"),
        (["--debrief", "ABCDEFGH", "--site", "https://a.fr"], 2, ".xapi.json, .jsonl"),
        (["--debrief", "ABCDEFGH", "--to", "absent/b.html"], 1, "code"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_remedy(
    program: Program, tmp_path: Path, words: list[str], code_: int, remedy: str
) -> None:
    program("workshop", *words)
    assert program.code == code_
    assert remedy in program.errors
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_named(program: Program, code: str) -> None:
    program("workshop", "--debrief", code, "--to", "absent/b.html")
    assert program.code == 1
    assert "Le dossier absent n’existe pas" in program.errors
