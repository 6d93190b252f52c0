"""The facilitator's screen in a terminal, on a room that joins and votes beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from game.store import open_memory_store
from game.tui.screens.dialog import Question
from game.tui.workshop import screen as screens
from game.tui.workshop.app import WorkshopApp
from game.tui.workshop.dialogs import CodeScreen, SecondsDialog, TextDialog
from game.tui.workshop.hosted import Hosted
from game.tui.workshop.screen import FacilitatorScreen
from game.workshop.deeds import ShowVotes
from game.workshop.settings import WorkshopSettings
from tests.game.tui.evening_plays import SIZES, click_text, press, screen_text, until
from tests.game.workshop.rooms import LET, SUSPEND, Clock, Room, open_room

NARROW, USUAL, WIDE = (60, 20), (80, 24), (120, 40)
JOINING = "http://192.0.2.7:8321/a/ABCD2345"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens, "LOOK_SECONDS", 0.02)


@pytest.fixture
def room() -> Iterator[Room]:
    with open_memory_store(clock=Clock()) as store:
        held = open_room(store.database, Clock(), WorkshopSettings(seed=7, seconds=0))
        yield held
        held.workshops.close()


@asynccontextmanager
async def facilitating(
    room: Room, home: Path, size: tuple[int, int] = WIDE, language: str = "fr"
) -> AsyncIterator[tuple[FacilitatorScreen, Pilot[None]]]:
    hosted = Hosted(room.workshops, room.id, JOINING, "http://127.0.0.1:8321/projection/x")
    app = WorkshopApp(hosted, home, language)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, FacilitatorScreen)
        await until(pilot, lambda: screen.view is not None)
        await pilot.pause()
        yield screen, pilot


async def reads(pilot: Pilot[None], *words: str) -> None:
    """Wait until the screen says all of these, and fail where it never does."""
    await until(pilot, lambda: all(word in screen_text(pilot.app) for word in words))


def phase(screen: FacilitatorScreen) -> str:
    assert screen.view is not None
    return screen.view.room.phase


@pytest.mark.parametrize("size", SIZES)
async def test_the_room_comes_in(room: Room, tmp_path: Path, size: tuple[int, int]) -> None:
    async with facilitating(room, tmp_path, size) as (screen, pilot):
        assert screen.view is not None
        await reads(pilot, f"Code {screen.view.code}", JOINING, "█", "d commencer")
        room.join("Ana [red]", "")
        await reads(pilot, "2 personnes")
        if size == NARROW:
            await press(pilot, "tab")
        await reads(pilot, "Ana [red]", "Participant 2")


async def test_the_code_to_scan_is_whole_on_the_smallest_screen(room: Room, tmp_path: Path) -> None:
    async with facilitating(room, tmp_path, NARROW) as (_, pilot):
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, CodeScreen)
        page = pilot.app.screen.query_one(".code-page")
        assert page.virtual_size.height <= page.size.height
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, FacilitatorScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_a_vote_by_keys(room: Room, tmp_path: Path, size: tuple[int, int]) -> None:
    tokens = room.join("Ana", "Bob", "Chloé")
    async with facilitating(room, tmp_path, size) as (screen, pilot):
        await press(pilot, "d", "s")
        await until(pilot, lambda: phase(screen) == "deciding")
        await press(pilot, "o")
        await reads(pilot, "Votes reçus : 0 sur 3", "Vous seul voyez")
        room.vote(tokens[0], LET, "[b]parce que[/b]")
        room.vote(tokens[1], LET)
        room.vote(tokens[2], SUSPEND)
        await reads(pilot, "Votes reçus : 3 sur 3", "2 votes · 67 %", "━")
        await press(pilot, "m")
        await until(pilot, lambda: room.facilitator().shown)
        await reads(pilot, "La salle voit")
        await press(pilot, "f")
        await until(pilot, lambda: phase(screen) == "closed")
        await press(pilot, "j")
        await until(pilot, lambda: phase(screen) == "outcome")
        followed = room.facilitator().room.followed
        assert followed is not None
        assert followed.by_majority
        await press(pilot, "backspace")
        await until(pilot, lambda: phase(screen) in ("deciding", "closed"))


async def test_deeds_by_mouse(room: Room, tmp_path: Path) -> None:
    async with facilitating(room, tmp_path) as (screen, pilot):
        await click_text(pilot, "commencer")
        await until(pilot, lambda: phase(screen) == "briefing")


async def test_keys_that_are_of_no_use_now_do_nothing(room: Room, tmp_path: Path) -> None:
    async with facilitating(room, tmp_path) as (screen, pilot):
        before = room.facilitator().room.version
        await press(pilot, "s", "o", "f", "j", "m", "b", "t", "n", "e", "backspace")
        assert isinstance(pilot.app.screen, FacilitatorScreen)
        assert room.facilitator().room.version == before
        assert phase(screen) == "lobby"


async def test_another_branch_by_its_number(room: Room, tmp_path: Path) -> None:
    async with facilitating(room, tmp_path) as (screen, pilot):
        await press(pilot, "d", "s", "b")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        await press(pilot, "2", "enter")
        await until(pilot, lambda: phase(screen) == "outcome")
        followed = room.facilitator().room.followed
        assert followed is not None
        assert not followed.by_majority


async def test_a_time_to_vote_counts_down(room: Room, tmp_path: Path) -> None:
    room.join("Ana")
    async with facilitating(room, tmp_path) as (_, pilot):
        await press(pilot, "d", "s", "o", "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, SecondsDialog))
        await press(pilot, "9", "0", "enter")
        await reads(pilot, "restant")
        left = room.facilitator().seconds_left
        assert left is not None
        assert 0 < left <= 90


async def test_a_note_of_several_lines_is_kept(room: Room, tmp_path: Path) -> None:
    async with facilitating(room, tmp_path) as (_, pilot):
        await press(pilot, "d", "s", "n")
        await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog))
        pilot.app.screen.query_one(TextArea).text = "Rappeler le droit.\nQui tranche ?"
        await press(pilot, "ctrl+s")
        await reads(pilot, "Rappeler le droit.", "Qui tranche ?")
        assert room.facilitator().note == "Rappeler le droit.\nQui tranche ?"


async def test_what_another_facilitator_was_quicker_to_do_is_told(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.join("Ana")
    async with facilitating(room, tmp_path) as (screen, pilot):
        await press(pilot, "d", "s", "o")
        await until(pilot, lambda: phase(screen) == "voting")
        monkeypatch.setattr(Hosted, "version", lambda _: screen.view and screen.view.room.version)
        room.do(ShowVotes())
        await press(pilot, "f")
        await until(pilot, lambda: screen.has_class("-refused"))


async def test_the_debrief_and_the_end(room: Room, tmp_path: Path) -> None:
    token = room.join("Ana")[0]
    async with facilitating(room, tmp_path) as (screen, pilot):
        await press(pilot, "d", "s", "o")
        room.vote(token, LET)
        await press(pilot, "f", "j", "g")
        await until(pilot, lambda: phase(screen) == "debrief")
        await reads(pilot, "Décision")
        await press(pilot, "x", "escape")
        assert phase(screen) == "debrief"
        await press(pilot, "x", "enter")
        assert phase(screen) == "debrief"
        await press(pilot, "x", "2", "enter")
        await until(pilot, lambda: phase(screen) == "ended")


async def test_a_workshop_erased_elsewhere_is_told(room: Room, tmp_path: Path) -> None:
    async with facilitating(room, tmp_path) as (screen, pilot):
        room.workshops.erase(room.id)
        await until(pilot, lambda: screen.has_class("-refused"))


async def test_ctrl_c_stops_nothing_and_says_what_does(room: Room, tmp_path: Path) -> None:
    async with facilitating(room, tmp_path) as (_, pilot):
        await press(pilot, "ctrl+c")
        told = [notice.message for notice in pilot.app._notifications]
        assert len(told) == 1
        assert "Ctrl+Q" in told[0]
        assert pilot.app.is_running


async def test_in_english(room: Room, tmp_path: Path) -> None:
    async with facilitating(room, tmp_path, USUAL, "en") as (_, pilot):
        await reads(pilot, "d start", "QR code")
