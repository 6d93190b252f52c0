"""What is pointed out in a decision, and what chance could explain and is left unsaid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.analysis.formulas import Interval, correlation, mean_of_shares, wilson
from game.analysis.remarks import remarks_on
from game.analysis.results import Answer, Decision, Figure

PLAIN = Decision(
    scene_id="appel",
    title="",
    interaction="choice",
    scored=True,
    count=200,
    answers=(),
    facility=Figure(200, 30, mean_of_shares(0.6, 0.1, 200)),
    best=None,
    discrimination=Figure(200, 100, correlation(0.4, 200)),
    seconds=None,
)


def linked(coefficient: float, count: int) -> Decision:
    return replace(PLAIN, discrimination=Figure(count, 100, correlation(coefficient, count)))


def answered(times: int, of: int, *, timed_out: bool = False) -> Decision:
    return replace(PLAIN, answers=(Answer("a", "", times, wilson(times, of), None, timed_out),))


def easy(facility: Interval) -> Decision:
    return replace(PLAIN, facility=Figure(200, 30, facility))


@pytest.mark.parametrize(
    ("decision", "remarks"),
    [
        (PLAIN, ()),
        (linked(-0.3, 200), ("reversed",)),
        (linked(-0.1, 100), ("unrelated",)),
        (linked(-0.05, 100), ()),
        (linked(0.02, 5000), ("unrelated",)),
        (linked(0.02, 100), ()),
        (easy(mean_of_shares(0.98, 0.01, 400)), ("easy",)),
        (easy(mean_of_shares(0.96, 0.04, 40)), ()),
        (easy(mean_of_shares(0.2, 0.04, 200)), ("hard",)),
        (easy(mean_of_shares(0.29, 0.1, 40)), ()),
        (answered(97, 100), ("agreed",)),
        (answered(10, 10), ()),
        (answered(40, 100, timed_out=True), ("timer",)),
        (answered(99, 100, timed_out=True), ("timer",)),
        (replace(PLAIN, facility=None, discrimination=None), ()),
        (replace(PLAIN, discrimination=Figure(200, 100, None)), ()),
    ],
)
def test_a_remark_is_made_where_the_whole_interval_says_it(
    decision: Decision, remarks: tuple[str, ...]
) -> None:
    assert remarks_on(decision) == remarks
