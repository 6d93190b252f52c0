"""The votes of a panel of experts on the choices of a scene: how they split, how far they agree.

A panel that divides evenly has no better answer to give: such a scene is open, and not scored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Split:
    """How a panel divided.

    ``favourites`` are the choices with the most votes; ``share`` is the part of the votes that
    each of them has, from 0 to 1. ``agreement`` is the probability, from 0 to 1, that two members
    drawn at random voted for the same choice; None for a single vote.
    """

    votes: Mapping[str, int]
    total: int
    favourites: tuple[str, ...]
    share: Fraction
    agreement: Fraction | None
    even: bool


def split_of(votes: Mapping[str, int]) -> Split | None:
    """How ``votes``, by choice, divide; None when nobody voted.

    ``agreement`` is the extent of agreement on one subject of J. L. Fleiss, "Measuring nominal
    scale agreement among many raters", Psychological Bulletin 76, 1971, p. 379: the pairs of
    raters who agree among all pairs. Choices have no order, which rules out ordinal indices.
    """
    total = sum(votes.values())
    if total <= 0:
        return None
    most = max(votes.values())
    pairs = total * (total - 1)
    agreeing = sum(count * (count - 1) for count in votes.values())
    return Split(
        votes=votes,
        total=total,
        favourites=tuple(choice for choice, count in votes.items() if count == most),
        share=Fraction(most, total),
        agreement=Fraction(agreeing, pairs) if pairs else None,
        even=divides_evenly(votes),
    )


def divides_evenly(votes: Mapping[str, int]) -> bool:
    """Whether no choice has more than half of the votes and the first two are within one vote."""
    ranked = sorted(votes.values(), reverse=True)
    if len(ranked) < 2 or ranked[0] <= 0:
        return False
    return 2 * ranked[0] <= sum(ranked) and ranked[0] - ranked[1] <= 1
