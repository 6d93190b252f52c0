"""The plays beside the scenarios that come with the game, and the command that runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from game.authoring.plays import is_plays_file, plays_file_beside
from game.authoring.plays_suite import run_suite
from game.authoring.plays_view import suite_lines
from game.cli.program import run
from game.content import content_folder, scenario_files
from game.locale import LANGUAGES, Messages
from tests.game.plain.small import TEXT

Capture = pytest.CaptureFixture[str]
PLAYS = """\
# mes parties
plays:
  franche:
    decisions: [ecrire, best, best, parler]
    expect: { ending: fin, score: [90, 100] }
  pire:
    decisions: [dire_oui, worst, worst, taire]
    expect: { ending: fin, score: [90, 100] }
"""


@pytest.fixture(autouse=True)
def _french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("DUETTISTE_HOME", str(tmp_path / "parties"))
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "petit.yaml"
    path.write_text(TEXT, "utf-8")
    (tmp_path / "petit.plays.yaml").write_text(PLAYS, "utf-8")
    return path


def plainly(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_the_plays_of_each_bundled_scenario_hold(path: Path) -> None:
    suite = run_suite(plays_file_beside(path))
    assert suite_lines(suite, path.name, Messages("fr")) == []
    endings = {one.play.expect.ending for one in suite.rehearsed}
    assert len(suite.rehearsed) >= 3
    assert len(endings) >= 3


def test_the_content_folder_is_tested_and_checked_whole(capsys: Capture) -> None:
    assert run(["test", str(content_folder())]) == 0
    assert "parties tiennent" in capsys.readouterr().out
    assert run(["check", str(content_folder())]) == 0
    assert f"{len(scenario_files())} scénarios lus" in plainly(capsys.readouterr().out)


def test_plays_are_not_in_the_library() -> None:
    assert list(content_folder().glob("*.plays.yaml"))
    assert [path for path in scenario_files() if is_plays_file(path)] == []


def test_a_bundled_scenario_is_named_by_its_id(capsys: Capture) -> None:
    assert run(["test", "la-toiture-du-hall"]) == 0
    assert "4 parties tiennent" in plainly(capsys.readouterr().out)


def test_check_does_not_take_plays_for_a_scenario(scenario: Path, capsys: Capture) -> None:
    assert run(["check", str(scenario.with_name("petit.plays.yaml"))]) == 1
    said = plainly(capsys.readouterr().out)
    assert "E902" in said
    assert "« duettiste test »" in said
    assert run(["check", str(scenario.parent)]) == 0
    assert "1 scénario lu" in plainly(capsys.readouterr().out)


@pytest.mark.parametrize("name", ["petit.yaml", "petit.plays.yaml", "."])
def test_a_play_that_fails_is_one_line_with_its_place(
    scenario: Path, capsys: Capture, name: str
) -> None:
    assert run(["test", str(scenario.parent / name)]) == 1
    failing, counts = plainly(capsys.readouterr().out).splitlines()
    assert failing.startswith(f"{scenario.with_name('petit.plays.yaml')}:8:")
    assert ": pire: score attendu de 90 à 100 %, obtenu" in failing
    assert counts == "1 partie tient. 1 partie ne tient pas."


def test_tools_get_every_play(scenario: Path, capsys: Capture) -> None:
    assert run(["test", str(scenario), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["holds"] is False
    assert told["mistakes"] == []
    assert {one["play"]: one["holds"] for one in told["plays"]} == {"franche": True, "pire": False}
    (difference,) = told["plays"][1]["differences"]
    assert (difference["kind"], difference["line"]) == ("score", 8)


def test_mistakes_are_shown_with_their_line(scenario: Path, capsys: Capture) -> None:
    plays = scenario.with_name("petit.plays.yaml")
    plays.write_text(PLAYS.replace("ecrire", "ecrir"), "utf-8")
    assert run(["test", str(scenario)]) == 1
    said = plainly(capsys.readouterr().out)
    assert "petit.plays.yaml:4:17: erreur E703" in said
    assert "Vouliez-vous dire « ecrire » ?" in said
    assert run(["test", str(scenario), "--format", "json", "--lang", "en"]) == 1
    assert json.loads(capsys.readouterr().out)["mistakes"][0]["code"] == "E703"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_said_and_hides_nothing(
    scenario: Path, capsys: Capture, language: str
) -> None:
    alone = scenario.with_name("seul.yaml")
    alone.write_text(TEXT.replace("id: petit", "id: seul"), "utf-8")
    orphan = scenario.with_name("orphelin.plays.yaml")
    orphan.write_text(PLAYS, "utf-8")
    broken = scenario.with_name("casse.yaml")
    broken.write_text("id: casse\n", "utf-8")
    shutil.copy(scenario.with_name("petit.plays.yaml"), scenario.with_name("casse.plays.yaml"))
    empty = scenario.parent / "vide"
    empty.mkdir()
    words = [str(path) for path in (alone, orphan, broken, empty, scenario)]
    assert run(["test", *words, "--lang", language]) == 1
    said = plainly(capsys.readouterr().out)
    for name in ("seul.plays.yaml", "orphelin.yaml", "casse.yaml", "vide"):
        assert name in said
    assert "petit.plays.yaml:8:" in said


def test_a_play_is_recorded_from_decisions(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "petit.yaml"
    path.write_text(TEXT, "utf-8")
    record = ["test", str(path), "--record", "neuve", "--decisions", "ecrire,best,worst,taire"]
    assert run(record) == 0
    assert run(["test", str(path)]) == 0
    written = (tmp_path / "petit.plays.yaml").read_text("utf-8")
    assert run(record) == 1
    assert "déjà dans" in plainly(capsys.readouterr().err)
    assert run([*record[:3], "autre", "--decisions", "ecrire,parler"]) == 1
    assert "Rien n'est écrit" in plainly(capsys.readouterr().err)
    assert (tmp_path / "petit.plays.yaml").read_text("utf-8") == written


def test_a_play_is_recorded_from_one_that_was_played(tmp_path: Path, capsys: Capture) -> None:
    from engine.rules import Choose, Place
    from game.playing import LivePlay, scenario_of
    from game.seat import open_seat
    from game.store.home import home_folder

    path = tmp_path / "petit.yaml"
    path.write_text(TEXT, "utf-8")
    seat = open_seat(home_folder())
    with seat.store:
        play = LivePlay.begin(seat.store, seat.player.id, TEXT, scenario_of(TEXT), seed=5)
        for action in (Choose("ecrire"), Place((("cap", "dgs"), ("equipe", "dgs")))):
            while play.phase != "deciding":
                play.session.go_on()
            play.session.decide(action)
        number = play.header.id
    assert run(["test", str(path), "--record", "neuve", "--from", number]) == 0
    text = (tmp_path / "petit.plays.yaml").read_text("utf-8")
    assert "seed: 5" in text
    assert "- place: { cap: dgs, equipe: dgs }" in text
    assert run(["test", str(path)]) == 0
    assert run(["test", "la-toiture-du-hall", "--record", "x", "--from", number]) == 1
    assert "un autre scénario" in plainly(capsys.readouterr().err)
    assert not plays_file_beside(tmp_path / "la-toiture-du-hall.yaml").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["nulle-part.yaml"],
        [],
        ["petit.yaml", "--decisions", "a"],
        ["petit.yaml", "--record", "x"],
        [".", "--record", "x", "--decisions", "a"],
        ["petit.yaml", "--record", "x", "--decisions", "a", "--from", "abc123"],
    ],
)
def test_what_cannot_be_understood_is_a_misuse(
    scenario: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: list[str]
) -> None:
    monkeypatch.chdir(scenario.parent)
    assert run(["test", *words]) == 2
    assert capsys.readouterr().out == ""


def test_a_read_only_folder_loses_nothing(
    scenario: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("game.authoring.plays_recording.replace_file", refuse)
    assert run(["test", str(scenario), "--record", "x", "--decisions", "ecrire"]) == 1
    assert "Rien n'est changé" in plainly(capsys.readouterr().err)
    assert scenario.with_name("petit.plays.yaml").read_text("utf-8") == PLAYS
