"""Decisions a second: the pure step alone, and the whole session around it."""

from __future__ import annotations

import random
from collections.abc import Callable

from transitions import Machine

from engine.chance import seeded_chance
from engine.rules import Rules
from engine.session import Phase, Session
from tests.bench.measuring import Figure, best_rates, rate_at_least, ratio_at_most
from tests.bench.synthetic import synthetic_scenario

SMALL, LARGE = 30, 300
DECISIONS = 40_000
ROUNDS = 15
PICKS = random.Random(1).choices(range(12), k=4093)
"""Drawn beforehand: twelve has three and four choices as divisors, so each is as likely."""


def deciding_figures() -> list[Figure]:
    """The pure step at two sizes, a session, and a bare ``transitions`` trigger beside them."""
    small, large = (Rules(synthetic_scenario(scenes)) for scenes in (SMALL, LARGE))
    rates = best_rates(
        ROUNDS,
        {
            "small": lambda: random_play(small, DECISIONS),
            "large": lambda: random_play(large, DECISIONS),
            "session": lambda: random_sessions(small, DECISIONS // 8),
            "trigger": triggers(DECISIONS // 8),
        },
    )
    length = decisions_a_play(small)
    reference = rates["trigger"]
    return [
        rate_at_least(
            f"rules.step, text selected, {SMALL} scenes, {length:.0f} decisions a play",
            rates["small"],
            700_000,
        ),
        ratio_at_most(
            f"  {SMALL} scenes against {LARGE} ({rates['large']:,.0f} /s)",
            rates["small"] / rates["large"],
            1.25,
        ),
        rate_at_least("whole Session, journal in memory", rates["session"], 50_000),
        Figure("one transitions trigger a decision", f"{reference:,.0f} /s"),
        Figure("  rules.step against it", f"× {rates['small'] / reference:.1f}"),
        Figure("  whole Session against it", f"× {rates['session'] / reference:.2f}"),
    ]


def random_play(rules: Rules, wanted: int) -> int:
    """Play at random until ``wanted`` decisions are made; returns how many were."""
    text, options, step = rules.text, rules.options, rules.step
    chance = seeded_chance(1)
    picks, turn = PICKS, len(PICKS)
    made = 0
    while made < wanted:
        state = rules.start()
        text(state)
        while choices := options(state):
            state = step(state, choices[picks[made % turn] % len(choices)], chance).state
            text(state)
            made += 1
    return made


def random_sessions(rules: Rules, wanted: int) -> int:
    """The same through sessions, each with its phases and its journal."""
    made = 0
    while made < wanted:
        session = Session(rules, seed=made)
        session.go_on()
        while session.phase == Phase.DECIDING:
            rules.text(session.state)
            choices = rules.options(session.state)
            session.decide(choices[PICKS[made % len(PICKS)] % len(choices)])
            session.go_on()
            made += 1
    return made


def triggers(wanted: int) -> Callable[[], int]:
    """A plain machine of two states, one trigger a decision and no rules at all."""

    class Play:
        state = "deciding"

    play = Play()
    machine = Machine(
        model=None,
        states=["deciding", "told"],
        transitions=[
            {"trigger": "decide", "source": ["deciding", "told"], "dest": "deciding"},
        ],
        initial="deciding",
        auto_transitions=False,
    )
    decide = machine.events["decide"].trigger

    def run() -> int:
        for _ in range(wanted):
            decide(play)
        return wanted

    return run


def decisions_a_play(rules: Rules, plays: int = 500) -> float:
    """The mean length of random plays."""
    draw = random.Random(2)
    chance = seeded_chance(2)
    made = 0
    for _ in range(plays):
        state = rules.start()
        while choices := rules.options(state):
            state = rules.step(state, draw.choice(choices), chance).state
            made += 1
    return made / plays
