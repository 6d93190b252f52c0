"""``duettiste check``: everything at once, for people and tools, and repairs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from game.cli.program import run
from game.content import content_folder
from tests.game.plain.small import TEXT

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "petit.yaml"
    text = TEXT.replace("next: appel\n", "next: appell\n").replace("level: 1", "level: 9")
    path.write_text(text, encoding="utf-8")
    return path


def test_every_mistake_is_said_with_its_place_and_remedy(faulty: Path, capsys: Capture) -> None:
    assert run(["check", str(faulty), "--lang", "fr"]) == 1
    said = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")
    assert f"{faulty}:7:8:" in said
    assert "« appel »" in said
    assert said.count("^") >= 2
    assert "2 erreurs" in said


def test_tools_get_an_array_of_objects(faulty: Path, capsys: Capture) -> None:
    assert run(["check", str(faulty), "--format", "json", "--lang", "en"]) == 1
    records = json.loads(capsys.readouterr().out)
    keys = {"code", "severity", "file", "line", "column", "message", "hint"}
    assert all(record.keys() == keys for record in records)
    assert {record["severity"] for record in records} >= {"error"}


def test_the_content_that_comes_with_the_game_is_sound(capsys: Capture) -> None:
    assert run(["check", str(content_folder())]) == 0
    capsys.readouterr()


def test_a_folder_is_checked_with_its_own_catalogue_and_frames(
    tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "contenu"
    shutil.copytree(content_folder(), folder)
    frame = folder / "frames" / "quebec.yaml"
    frame.write_text(frame.read_text("utf-8").replace("id: quebec", "id: kebek"), "utf-8")
    assert run(["check", str(folder), "--format", "json"]) == 1
    records = json.loads(capsys.readouterr().out)
    assert [Path(record["file"]).name for record in records if record["code"] == "E900"] == [
        "quebec.yaml"
    ]
    (folder / "principles.yaml").write_text("principles: 3", "utf-8")
    assert run(["check", str(folder)]) == 1
    assert "E900" in capsys.readouterr().out


def test_fix_writes_the_repairs_and_keeps_every_word(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "petit.yaml"
    text = TEXT.replace("text: Un dernier mot.", "text: Un mot : le dernier.")
    path.write_text(text, encoding="utf-8", newline="\r\n")
    path.chmod(0o640)
    assert run(["check", str(path)]) == 1
    assert run(["check", str(path), "--fix"]) == 0
    assert "1 réparation écrite" in capsys.readouterr().out
    data = path.read_bytes()
    assert b"Un mot : le dernier." in data
    assert b"\r\n" in data
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]
    assert run(["check", str(path), "--fix"]) == 0
    assert path.read_bytes() == data


def test_bytes_that_are_not_text_are_explained(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "image.yaml"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff" * 50)
    assert run(["check", str(path), "--fix"]) == 1
    assert "E101" in capsys.readouterr().out
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_folder_without_scenarios_is_a_mistake_not_a_success(
    tmp_path: Path, capsys: Capture
) -> None:
    assert run(["check", str(tmp_path), "--lang", "fr"]) == 1
    assert "Aucun scénario" in capsys.readouterr().out
