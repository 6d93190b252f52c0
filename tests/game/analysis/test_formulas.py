"""The formulas, against a library of statistics and against what their definitions say."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from game.analysis.formulas import (
    Interval,
    correlation,
    cronbach_alpha,
    mean_of_shares,
    wilson,
)


@pytest.mark.parametrize(
    ("successes", "trials"),
    [(0, 5), (1, 5), (5, 5), (3, 7), (15, 30), (29, 30), (1, 1000), (123_456, 1_000_000)],
)
def test_shares_have_the_interval_of_the_library(successes: int, trials: int) -> None:
    ours = wilson(successes, trials)
    theirs = stats.binomtest(successes, trials).proportion_ci(method="wilson")
    assert ours.value == successes / trials
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (-1, 5), (6, 5)])
def test_a_share_of_nothing_is_refused(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="successes"):
        wilson(successes, trials)


def test_a_mean_has_the_normal_interval_of_the_library() -> None:
    values = np.random.default_rng(1).beta(2, 3, 200)
    ours = mean_of_shares(float(values.mean()), float(values.var(ddof=1)), len(values))
    theirs = stats.norm.interval(0.95, loc=values.mean(), scale=stats.sem(values))
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=1e-12)


def test_the_interval_of_a_mean_stays_between_nothing_and_everything() -> None:
    assert mean_of_shares(0.99, 0.25, 30).high == 1.0
    assert mean_of_shares(0.01, 0.25, 30).low == 0.0


@pytest.mark.parametrize("slope", [-2.0, -0.1, 0.0, 0.4, 3.0])
def test_a_correlation_has_the_interval_of_the_library(slope: float) -> None:
    draw = np.random.default_rng(2)
    one = draw.standard_normal(120)
    other = slope * one + draw.standard_normal(120)
    found = stats.pearsonr(one, other)
    theirs = found.confidence_interval(0.95)
    ours = correlation(float(found.statistic), 120)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_a_perfect_correlation_has_no_doubt() -> None:
    assert correlation(1.0000000001, 100) == Interval(1.0, 1.0, 1.0)
    assert correlation(-1, 100) == Interval(-1.0, -1.0, -1.0)


def by_covariances(scores: NDArray[np.float64]) -> float:
    """Alpha from the mean covariance over the mean variance: the standardised way round."""
    matrix = np.cov(scores, rowvar=False)
    items = len(matrix)
    between = (matrix.sum() - np.trace(matrix)) / (items * (items - 1))
    return float(items * between / (np.trace(matrix) / items + (items - 1) * between))


def alpha_of(scores: NDArray[np.float64]) -> Interval:
    found = cronbach_alpha(
        scores.var(axis=0, ddof=1), float(scores.sum(axis=1).var(ddof=1)), len(scores)
    )
    assert found is not None
    return found


@pytest.mark.parametrize("items", [2, 5, 12])
def test_alpha_is_that_of_the_covariances(items: int) -> None:
    draw = np.random.default_rng(items)
    scores = draw.standard_normal((150, 1)) + draw.standard_normal((150, items))
    assert alpha_of(scores).value == pytest.approx(by_covariances(scores), abs=1e-12)


def test_alpha_may_be_negative_and_is_not_made_better() -> None:
    one = np.random.default_rng(3).standard_normal(200)
    assert alpha_of(np.column_stack([one, 0.5 * one * -1])).value < 0


def test_the_interval_of_alpha_holds_the_true_one_about_as_often_as_it_says() -> None:
    draw = np.random.default_rng(4)
    items, people, cohorts, error = 6, 150, 600, 2.0
    true = items / (items + error)
    held = 0
    for _ in range(cohorts):
        noise = draw.standard_normal((people, items)) * np.sqrt(error)
        found = alpha_of(draw.standard_normal((people, 1)) + noise)
        held += found.low <= true <= found.high
    assert 0.93 <= held / cohorts <= 0.975


@pytest.mark.parametrize(
    ("variances", "total", "count"), [([0.1], 0.1, 100), ([0.0, 0.0], 0.0, 100), ([1, 1], 2, 2)]
)
def test_alpha_is_not_told_where_it_means_nothing(
    variances: list[float], total: float, count: int
) -> None:
    assert cronbach_alpha(variances, total, count) is None


def test_identical_items_agree_wholly() -> None:
    one = np.random.default_rng(5).standard_normal(100)
    found = alpha_of(np.column_stack([one, one, one]))
    assert (found.low, found.value, found.high) == pytest.approx((1, 1, 1))
