"""Hundreds of saves, half of them broken: nothing raises, no decision is lost that still exists."""

from __future__ import annotations

import gc
import time
import weakref
from random import Random

import pytest

from engine.rules import Rules
from engine.session import Decision, Mode, ReplayError, Session
from game.authoring.preview_desk import Desk
from game.authoring.preview_pages import graph_page, mistakes_page, state_page
from game.authoring.preview_sight import banner, sight
from game.content import content_folder, load_catalogue
from game.locale import Messages
from game.views.words import Wording
from tests.game.authoring.preview_saves import drawn_save, move_somehow, read
from tests.game.tui.evening import EVENING
from tests.game.tui.long_day import LONG_DAY

SAVES = 120
LONGEST_SECONDS = 0.3
REAL = "appel-du-vestiaire.yaml"

MESSAGES = Messages("fr")


def follows(rules: Rules, seed: int, journal: tuple[Decision, ...]) -> int:
    """How many decisions of ``journal`` the engine's own replay can follow."""
    try:
        Session.replay(rules, seed, journal, Mode.PRACTICE)
    except ReplayError as lost:
        return lost.position
    return len(journal)


def show(desk: Desk) -> None:
    """Everything that the screen would ask for."""
    wording = Wording(MESSAGES, load_catalogue(), "commune-fr")
    for author_view in (False, True):
        sight(desk, wording, author_view=author_view)
    banner(desk, wording)
    for page in (mistakes_page, state_page, graph_page):
        page(desk, MESSAGES)


@pytest.mark.parametrize(
    ("text", "file"),
    [(EVENING, "un-soir.yaml"), (LONG_DAY, "une-longue-journee.yaml")],
    ids=["choices", "boards"],
)
def test_hundreds_of_saves_keep_every_decision_that_still_exists(text: str, file: str) -> None:
    draw = Random(7)
    desk = Desk(seed=3)
    wished: tuple[Decision, ...] = ()
    sound = lost = 0
    for _ in range(SAVES):
        draft = drawn_save(text, draw, file)
        before = desk.version
        desk.take(draft)
        show(desk)
        if desk.version is None:
            continue
        if draft.scenario is None:
            assert desk.version is before
        else:
            sound += 1
            kept = follows(desk.version.rules, 3, wished)
            assert desk.session.journal == wished[:kept]
            lost += kept < len(wished)
            assert (desk.arrival.loss is None) is (kept == len(wished))
        if draw.random() < 0.6:
            move_somehow(desk, draw)
            wished = desk.session.journal
    assert sound > SAVES // 4
    assert lost > SAVES // 50


def test_a_real_scenario_is_taken_quickly_whatever_is_wrong_in_it() -> None:
    text = (content_folder() / REAL).read_text("utf-8")
    draw = Random(11)
    desk = Desk()
    desk.take(read(text, REAL))
    times = []
    for _ in range(24):
        began = time.thread_time()
        desk.take(drawn_save(text, draw, REAL))
        show(desk)
        times.append(time.thread_time() - began)
        move_somehow(desk, draw)
    assert sorted(times)[len(times) // 2] < LONGEST_SECONDS


def test_old_versions_are_not_kept() -> None:
    desk = Desk()
    gone = []
    for number in range(40):
        desk.take(read(EVENING.replace("tard", f"à {number} heures")))
        assert desk.version is not None
        gone.append(weakref.ref(desk.version.rules))
        desk.read_on()
        show(desk)
    gc.collect()
    assert [at for at, rules in enumerate(gone) if rules() is not None] == [len(gone) - 1]
