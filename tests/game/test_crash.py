"""An unexpected fault leaves a report that tells nothing of what a person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import crash
from game.locale import Messages

SECRET = "ce que je pense de l'adjoint"


def failing(note: str) -> None:
    held = [note]
    try:
        raise KeyError("first")
    except KeyError as first:
        raise ValueError(f"refused\n[parameters: ({held[0]!r},)]") from first


def fault() -> BaseException:
    try:
        failing(SECRET)
    except ValueError as error:
        return error
    raise AssertionError


def test_the_report_says_where_without_any_value(tmp_path: Path) -> None:
    report = crash.write_report(fault(), tmp_path)
    assert report is not None
    assert report.is_relative_to(tmp_path)
    text = report.read_text("utf-8")
    assert "in failing" in text
    assert "KeyError" in text
    assert "ValueError" in text
    assert str(Path(__file__).parent) not in text
    assert SECRET not in text


def test_where_the_folder_cannot_be_written_another_place_is_found(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    report = crash.write_report(fault(), blocked)
    assert report is not None
    assert not report.is_relative_to(blocked)
    report.unlink()


def test_the_command_line_shows_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.cli.program import run

    def broken(*_: object) -> None:
        failing(SECRET)

    monkeypatch.setattr("game.cli.scenarios.read_library", broken)
    assert run(["list", "--home", str(tmp_path), "--lang", "fr"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert SECRET not in said
    assert str(tmp_path) in said
    assert "Rien n’est perdu" in said


def test_without_any_place_it_is_said(tmp_path: Path) -> None:
    assert Messages("fr")("cli.crash.no_report") in crash.sentences(None, Messages("fr"))
    assert str(tmp_path) in crash.sentences(tmp_path, Messages("en"))[2]
