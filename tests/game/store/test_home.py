from __future__ import annotations

from pathlib import Path

import pytest

import game
from game.store import home_folder


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUETTISTE_HOME", raising=False)


def pretend_code_is_in(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    (root / "game").mkdir(parents=True)
    monkeypatch.setattr(game, "__file__", str(root / "game" / "__init__.py"))


def test_option_comes_before_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUETTISTE_HOME", str(tmp_path / "variable"))
    assert home_folder(str(tmp_path / "option")) == tmp_path / "option"
    assert home_folder(None) == tmp_path / "variable"


def test_a_checkout_keeps_its_plays_in_saves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend_code_is_in(monkeypatch, tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "saves").mkdir()
    assert home_folder() == tmp_path / "saves"


@pytest.mark.parametrize("present", ["pyproject.toml", "saves"])
def test_an_installed_copy_uses_the_folder_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, present: str
) -> None:
    pretend_code_is_in(monkeypatch, tmp_path / "site-packages")
    (tmp_path / "site-packages" / present).mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = home_folder()
    assert folder.name == "duettiste"
    assert "site-packages" not in folder.parts


def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    without = home_folder()
    monkeypatch.setenv("DUETTISTE_HOME", "")
    assert home_folder() == without


def test_a_relative_folder_is_taken_from_the_current_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "chez-moi"))
    assert home_folder("parties") == tmp_path / "parties"
    assert home_folder("~/parties") == tmp_path / "chez-moi" / "parties"
