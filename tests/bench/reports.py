"""How long the debrief of a play takes to be written, from the ended play to the bytes."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

from engine.session import Phase
from engine.writing import write_scenario
from game.library import Library, read_library
from game.locale import Messages
from game.playing import LivePlay, scenario_of
from game.reports.debrief import debrief_document
from game.reports.play_report import play_report
from game.reports.writing import Form, rendered
from game.store import Store, open_memory_store
from tests.bench.measuring import Figure, best_seconds, seconds_below
from tests.bench.synthetic import synthetic_scenario

DECISIONS = 14
SCENES = 20
ROUNDS = 5
_NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
_MOST_SEEDS = 200


def report_figures() -> list[Figure]:
    """HTML and PDF of a play of 14 decisions, hindsight and all; nothing comes from a network."""
    messages = Messages("fr")
    with open_memory_store() as store:
        play = played(store, DECISIONS)
        library = read_library()
        seconds = best_seconds(
            ROUNDS,
            {form.value: _writing(play, form, messages, library) for form in (Form.HTML, Form.PDF)},
        )
    what = f"debrief of a play of {DECISIONS} decisions, as"
    return [
        seconds_below(f"{what} HTML", seconds[Form.HTML], 0.3),
        seconds_below(f"{what} PDF", seconds[Form.PDF], 2.0),
    ]


def _writing(
    play: LivePlay, form: Form, messages: Messages, library: Library
) -> Callable[[], bytes]:
    def write() -> bytes:
        report = play_report(play, messages, _NOW, library=library)
        return rendered(debrief_document(report, messages), form, messages)

    return write


def played(store: Store, decisions: int) -> LivePlay:
    """A finished play of so many decisions, each taken at random."""
    text = write_scenario(synthetic_scenario(SCENES))
    scenario = scenario_of(text)
    player = store.add_player("Claire")
    for seed in range(_MOST_SEEDS):
        play = LivePlay.begin(store, player.id, text, scenario, seed=seed)
        draw = random.Random(seed)
        while play.phase != Phase.DEBRIEF:
            if play.phase == Phase.DECIDING:
                options = play.rules.options(play.session.state)
                play.decide(draw.choice(options), seconds=20.0, note="Une note.")
            else:
                play.go_on()
        if len(play.session.steps) == decisions:
            return play
    raise ValueError(f"no play of {decisions} decisions was drawn")
