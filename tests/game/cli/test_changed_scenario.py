"""An unfinished play whose scenario changed: what is lost is said, and two ways are offered."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from game.cli.program import run
from game.library import LibraryEntry
from game.playing import scenario_of
from tests.game.plain.small import TEXT, Sitting

Capture = pytest.CaptureFixture[str]


def dire_oui_number() -> str:
    sitting = Sitting()
    sitting.play.go_on()
    sitting.play.go_on()
    return sitting.number_of("dire_oui")


class Changed:
    """A play of two decisions whose scenario has become ``text``."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Capture, file: Path, text: str
    ) -> None:
        number = dire_oui_number()
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        file.write_text(TEXT, encoding="utf-8")
        begun = self(
            "play", str(file), "--plain", "--seed=1", "--lang=fr", typed=f"{number}\n1\n2\nok\n"
        )
        found = re.search(r"Partie (\w{6})", begun)
        assert found is not None
        self.play = found[1]
        entry = LibraryEntry(file, text, scenario_of(text))
        monkeypatch.setattr("game.cli.sittings.entry_in_library", lambda _id, _language: entry)

    def __call__(self, *words: str, typed: str = "") -> str:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert run(words) == 0
        return self._capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")

    def resume(self, typed: str) -> str:
        return self("resume", self.play, "--plain", "--lang=fr", typed=typed)


WITHOUT_CHOICE = TEXT.replace("dire_oui:", "dire_vite:").replace("Un dernier mot.", "Au revoir.")


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Changed:
    monkeypatch.setenv("DUETTISTE_HOME", str(tmp_path / "parties"))
    monkeypatch.delenv("COLUMNS", raising=False)
    return Changed(monkeypatch, capsys, tmp_path / "petit.yaml", WITHOUT_CHOICE)


def test_the_first_decision_that_is_lost_is_said_in_words(changed: Changed) -> None:
    said = changed.resume("")
    assert "Le scénario a changé" in said
    assert "décision 1 : Dire oui tout de suite." in said
    assert "Aucune décision ne peut être gardée" in said


def test_the_play_can_go_on_with_the_new_text(changed: Changed) -> None:
    said = changed.resume("1\n1\n1\n2\nok\n1 2 3\nok\n")
    assert "Au revoir." in said


def test_the_play_can_be_finished_on_the_old_text(changed: Changed) -> None:
    said = changed.resume("2\n1 2 3\nok\n1\n")
    assert "Un dernier mot." in said
    assert "Bilan : Le petit conseil" in said


def test_when_every_decision_still_holds_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("DUETTISTE_HOME", str(tmp_path / "parties"))
    text = TEXT.replace("Un dernier mot.", "Au revoir.")
    changed = Changed(monkeypatch, capsys, tmp_path / "petit.yaml", text)
    assert "Vos 2 décisions y restent valables." in changed.resume("")
