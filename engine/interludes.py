"""The scenes of a play that only continue, told between its decisions."""

from __future__ import annotations

from collections.abc import Sequence

from engine.chance import Chance
from engine.rules import CONTINUE, Rules, State
from engine.session import Step


def interludes(rules: Rules, steps: Sequence[Step], chance: Chance) -> tuple[tuple[str, ...], ...]:
    """What was read before each decision that was no part of its scene; last, before the end.

    One more than there are ``steps``; ``chance`` is that of the play's seed.
    """
    departures = [rules.start(), *(step.outcome.state for step in steps)]
    return tuple(_read_from(state, rules, chance) for state in departures)


def _read_from(state: State, rules: Rules, chance: Chance) -> tuple[str, ...]:
    texts: list[str] = []
    while not (rules.decides(state) or rules.ended(state)):
        texts += rules.text(state)
        state = rules.step(state, CONTINUE, chance).state
    return tuple(texts)
