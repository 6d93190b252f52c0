"""What is worth a second look in a decision. Only said where the whole interval says it."""

from __future__ import annotations

from game.analysis.formulas import Interval
from game.analysis.results import Answer, Decision, Figure

EASY, HARD = 0.95, 0.3
"""Facilities beyond which a decision tells little, or is missed by nearly everybody."""
UNRELATED = 0.1
"""A correlation below which an item says nothing of the rest (R. L. Ebel calls items below 0.2
poor, "Measuring educational achievement", 1965; half of it spares scenes that stand apart)."""
AGREED = 0.9
"""A share of the same answer beyond which there is hardly a dilemma left."""
HURRIED = 0.2
"""A share of decisions that the timer takes beyond which it is short."""


def remarks_on(decision: Decision) -> tuple[str, ...]:
    """The names of the remarks, the most serious first."""
    linked, facility = _known(decision.discrimination), _known(decision.facility)
    found = {
        "reversed": linked is not None and linked.high < 0,
        "unrelated": linked is not None and 0 <= linked.high < UNRELATED,
        "hard": facility is not None and facility.high < HARD,
        "easy": facility is not None and facility.low > EASY,
        "agreed": any(it.share.low > AGREED and not it.timed_out for it in _alone(decision)),
        "timer": any(it.share.low > HURRIED and it.timed_out for it in _alone(decision)),
    }
    return tuple(name for name, holds in found.items() if holds)


def _known(figure: Figure | None) -> Interval | None:
    return None if figure is None else figure.interval


def _alone(decision: Decision) -> list[Answer]:
    return [answer for answer in decision.answers if answer.together == 1]
