"""``fmt`` and ``schema`` on the command line: what is written, what never is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.authoring.schema import is_our_schema
from game.cli.program import run
from game.content import content_folder
from tests.game.plain.small import TEXT

Capture = pytest.CaptureFixture[str]
IN_ORDER = TEXT.replace("scenes:\n", "\nscenes:\n", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "petit.yaml"
    moved = TEXT.replace("version: 1\n", "").replace("id: petit\n", "version: 1\nid: petit\n")
    path.write_text(moved, encoding="utf-8", newline="\r\n")
    path.chmod(0o640)
    return path


def test_a_file_is_put_in_order_once(path: Path, capsys: Capture) -> None:
    assert run(["fmt", str(path), "--lang", "fr"]) == 0
    assert "remis en ordre" in capsys.readouterr().out
    data = path.read_bytes()
    assert data.startswith(b"id: petit\r\nversion: 1\r\n")
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]
    assert run(["fmt", str(path.parent), "--lang", "fr"]) == 0
    assert "déjà en ordre" in capsys.readouterr().out
    assert path.read_bytes() == data


def test_check_writes_nothing(path: Path, capsys: Capture) -> None:
    before = path.read_bytes()
    assert run(["fmt", "--check", str(path), "--lang", "fr"]) == 1
    assert "n’est pas dans l’ordre" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert run(["fmt", str(path)]) == 0
    assert run(["fmt", "--check", str(path)]) == 0


@pytest.mark.parametrize(
    "spoiled",
    [TEXT.replace("level: 1", "level: 9"), TEXT + "&a b: *c\n", "\t- : }", "", "\x89PNG"],
)
def test_a_file_with_errors_is_left_alone(spoiled: str, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "petit.yaml"
    path.write_bytes(spoiled.encode("latin-1", "replace"))
    before = path.read_bytes()
    assert run(["fmt", str(path), "--lang", "fr"]) == 1
    assert "n’est pas touché" in capsys.readouterr().out
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["fmt", "stats"])
def test_files_of_plays_are_no_scenarios(command: str, path: Path, capsys: Capture) -> None:
    plays = path.with_name("petit.plays.yaml")
    plays.write_text("plays: {}\n", encoding="utf-8")
    assert run([command, str(path.parent), "--lang", "fr"]) == 0
    captured = capsys.readouterr()
    assert "plays.yaml" not in captured.out + captured.err
    assert run([command, str(plays), "--lang", "fr"]) == 1
    captured = capsys.readouterr()
    assert "contient des parties, pas un scénario" in captured.out + captured.err
    assert plays.read_text(encoding="utf-8") == "plays: {}\n"


def test_the_scenarios_of_the_game_are_in_order(capsys: Capture) -> None:
    assert run(["fmt", "--check", str(content_folder()), "--lang", "fr"]) == 0
    assert "n’est pas dans l’ordre" not in capsys.readouterr().out


def test_nothing_is_made_of_what_is_not_there(tmp_path: Path, capsys: Capture) -> None:
    assert run(["fmt", str(tmp_path / "rien.yaml")]) == 2
    assert run(["stats", "/dev/null"]) == 2
    assert run(["fmt", str(tmp_path)]) == 0
    capsys.readouterr()
    assert list(tmp_path.iterdir()) == []


def test_the_schema_is_said_or_written(tmp_path: Path, capsys: Capture) -> None:
    assert run(["schema", "--lang", "fr"]) == 0
    said = capsys.readouterr().out
    assert json.loads(said)["properties"]["title"]["description"].startswith("Titre")
    path = tmp_path / "un.json"
    for _ in range(2):
        assert run(["schema", "--to", str(path), "--lang", "fr"]) == 0
    assert path.read_text(encoding="utf-8") == said
    assert "$schema=un.json" in capsys.readouterr().out


def test_the_schema_never_takes_the_place_of_something_else(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "lettre.json"
    path.write_text('{"title": "à moi"}', encoding="utf-8")
    assert run(["schema", "--to", str(path), "--lang", "fr"]) == 1
    assert not is_our_schema(path.read_text(encoding="utf-8"))
    assert run(["schema", "--to", str(tmp_path / "nulle" / "part.json"), "--lang", "fr"]) == 1
    assert "ne peut pas être écrit" in capsys.readouterr().err
