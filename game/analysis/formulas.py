"""The formulas of the analysis, each with its source. Shares and correlations are plain numbers.

All intervals are at 95 %: of a hundred such intervals, about ninety-five hold the true value.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Z_95 = 1.959963984540054
"""The standard normal value that leaves 2.5 % on each side."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the bounds between which the true one stands, at 95 %."""

    value: float
    low: float
    high: float


def wilson(successes: int, trials: int) -> Interval:
    """The share ``successes / trials`` with its score interval.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927), p. 209-212; without correction for
    continuity. Raises ValueError without a trial or with more successes than trials.
    """
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError(f"{successes} successes in {trials} trials")
    share, z2 = successes / trials, Z_95**2
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    spread = share * (1 - share) / trials + z2 / (4 * trials**2)
    half = Z_95 * math.sqrt(spread) / (1 + z2 / trials)
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == trials else centre + half
    return Interval(share, low, high)


def mean_of_shares(mean: float, variance: float, count: int) -> Interval:
    """A mean of values from 0 to 1 with its normal interval, cut to that range.

    ``variance`` is that of the sample (divided by ``count - 1``). The facility of an item in
    classical test theory: F. M. Lord and M. R. Novick, "Statistical theories of mental test
    scores", Addison-Wesley, 1968, chapter 15.
    """
    half = Z_95 * math.sqrt(max(variance, 0.0) / count)
    return Interval(mean, max(0.0, mean - half), min(1.0, mean + half))


def correlation(coefficient: float, count: int) -> Interval:
    """Pearson's coefficient, from -1 to 1, with its interval over more than three pairs.

    Source of the interval: R. A. Fisher, "On the probable error of a coefficient of correlation
    deduced from a small sample", Metron 1 (1921), p. 3-32. Against a total that leaves the item
    out (the corrected correlation of an item): S. Henrysson, "Correction of item-total
    correlations in item analysis", Psychometrika 28 (1963), p. 211-218.
    """
    held = max(-1.0, min(1.0, coefficient))
    if abs(held) == 1:
        return Interval(held, held, held)
    middle, half = math.atanh(held), Z_95 / math.sqrt(count - 3)
    return Interval(held, math.tanh(middle - half), math.tanh(middle + half))


def cronbach_alpha(
    item_variances: Iterable[float], total_variance: float, count: int
) -> Interval | None:
    """Cronbach's alpha of two items or more; None where it is not defined.

    The variances are those of each item and of their sum, over the same ``count`` people who
    answered every item. Sources: L. J. Cronbach, "Coefficient alpha and the internal structure of
    tests", Psychometrika 16 (1951), p. 297-334; interval: D. G. Bonett, "Sample size requirements
    for testing and estimating coefficient alpha", Journal of Educational and Behavioral
    Statistics 27 (2002), p. 335-340.
    """
    variances = tuple(item_variances)
    items = len(variances)
    if items < 2 or total_variance <= 0 or count <= 2:
        return None
    alpha = items / (items - 1) * (1 - sum(variances) / total_variance)
    if alpha >= 1:
        return Interval(1.0, 1.0, 1.0)
    half = Z_95 * math.sqrt(2 * items / ((items - 1) * (count - 2)))
    missing = 1 - alpha
    return Interval(alpha, 1 - missing * math.exp(half), 1 - missing * math.exp(-half))
