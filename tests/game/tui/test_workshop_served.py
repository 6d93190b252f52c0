"""The command ``workshop`` at a terminal: pages are served as long as its screen is open."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pytest

from game.cli import workshops as command
from game.store.home import home_folder
from game.tui.workshop import app
from game.tui.workshop.hosted import Hosted
from game.workshop.service import Workshops
from tests.game.cli.test_commands import Program, program

__all__ = ["program"]

SCENARIO = "appel-du-vestiaire"
SERVED = ("--host", "127.0.0.1", "--port", "0", "--no-open")


def visited(hosted: Hosted) -> list[int]:
    """What the two pages answer: where one joins, and what is projected."""
    return [httpx.get(address).status_code for address in (hosted.joining, hosted.projector)]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Hosted, list[int]]]:
    """A terminal whose screen looks at its own pages, then is left."""
    seen: list[tuple[Hosted, list[int]]] = []

    def run(hosted: Hosted, home: Path, language: str | None) -> int:
        assert home == home_folder(None)
        assert language == "fr"
        seen.append((hosted, visited(hosted)))
        return 0

    monkeypatch.setattr(command, "can_show_screens", lambda: True)
    monkeypatch.setattr(app, "run_workshop", run)
    return seen


def test_pages_are_served_while_the_screen_is_open(
    program: Program, shown: list[tuple[Hosted, list[int]]]
) -> None:
    told = program("workshop", SCENARIO, *SERVED)
    assert program.code == 0
    assert "--resume" in told
    (hosted, answers), *_ = shown
    assert answers == [200, 200]
    with pytest.raises(httpx.ConnectError):
        visited(hosted)


def test_files_that_could_not_be_cleaned_are_named(
    program: Program,
    shown: list[tuple[Hosted, list[int]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program("workshop", SCENARIO, *SERVED)
    code = shown[0][0].joining.rpartition("/")[2]
    left = Path(os.environ["DUETTISTE_HOME"]) / "copie.db"
    monkeypatch.setattr(Workshops, "erase", lambda *_: (left,))
    program("workshop", "--erase", code)
    assert "copie.db" in program.errors
    assert program.code == 1
