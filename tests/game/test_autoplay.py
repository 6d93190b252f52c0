"""Automatic players: the best misses nothing, the worst does no better, the seed decides."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.rules import Rules
from engine.scoring import overall, score_decision
from engine.session import Phase, Session
from game.autoplay import AutomaticPlayer, Manner
from tests.bundled import bundled


def play(name: str, manner: Manner, seed: int) -> Session:
    session = Session(Rules(bundled()[name].scenario), seed)
    player = AutomaticPlayer(manner, seed)
    while session.phase != Phase.DEBRIEF:
        if session.phase == Phase.DECIDING:
            position = len(session.steps)
            session.decide(player.decide(session.rules, session.state, position))
        else:
            session.go_on()
    return session


def score(session: Session) -> Fraction:
    steps = enumerate(session.steps)
    found = overall([score_decision(session.rules, position, step) for position, step in steps])
    assert found is not None
    return found


@pytest.mark.parametrize("name", sorted(bundled()))
def test_best_scores_one_and_worst_far_less(name: str) -> None:
    for seed in range(5):
        assert score(play(name, Manner.BEST, seed)) == 1
        assert score(play(name, Manner.WORST, seed)) < Fraction(1, 2)


@pytest.mark.parametrize("name", sorted(bundled()))
def test_random_depends_on_its_seed_alone(name: str) -> None:
    journals = [play(name, Manner.RANDOM, seed).journal for seed in range(6)]
    assert play(name, Manner.RANDOM, 3).journal == journals[3]
    assert len(set(journals)) > 1
