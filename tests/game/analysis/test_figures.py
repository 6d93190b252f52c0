"""Figures of whole exports, against the same counted another way, and against known truths."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from game.analysis.analysing import analyse
from game.analysis.results import Decision, Figure, Story
from tests.game.analysis.cohort import decision, plays_of_credits, written

GRADES = np.array([0, 1 / 3, 2 / 3, 1])


def story_of(credits: NDArray[np.float64], folder: Path) -> Story:
    written(folder / "parties.parquet", plays_of_credits(credits))
    (story,) = analyse([folder]).stories
    return story


def value_of(figure: Figure | None) -> float:
    assert figure is not None
    assert figure.interval is not None
    return figure.interval.value


def graded(people: int, scenes: int, seed: int) -> NDArray[np.float64]:
    """Grades of people whose ability shows in every scene, each meeting most of the scenes."""
    draw = np.random.default_rng(seed)
    likings = draw.standard_normal((people, 1)) + draw.standard_normal((people, scenes))
    return GRADES[np.digitize(likings, [-1, 0, 1])]


def test_facility_best_share_and_link_are_those_of_the_library(tmp_path: Path) -> None:
    credits = graded(250, 6, seed=1)
    draw = np.random.default_rng(2)
    credits[:, 1:5][draw.random((250, 4)) < 0.3] = np.nan
    story = story_of(credits, tmp_path)
    assert [it.scene_id for it in story.decisions] == sorted(it.scene_id for it in story.decisions)
    for number, found in enumerate(sorted(story.decisions, key=lambda it: it.scene_id)):
        mine = credits[:, number]
        met = ~np.isnan(mine)
        rest = np.delete(credits, number, axis=1)
        others = np.nanmean(rest[met], axis=1)
        expected = stats.pearsonr(mine[met], others)
        assert found.count == met.sum()
        assert value_of(found.facility) == pytest.approx(mine[met].mean(), abs=1e-6)
        assert value_of(found.best) == (mine[met] == 1).sum() / met.sum()
        assert value_of(found.discrimination) == pytest.approx(expected.statistic, abs=1e-6)
        assert found.discrimination is not None
        assert found.discrimination.count == met.sum()


def test_the_rest_weighs_each_decision_by_the_best_that_was_open(tmp_path: Path) -> None:
    draw = np.random.default_rng(3)
    rows, own, others = [], [], []
    for play in range(120):
        credits, best = draw.choice(GRADES, 3), draw.choice(GRADES[1:], 3)
        credits = np.minimum(credits, best)
        own.append(credits[0] / best[0])
        others.append(credits[1:].sum() / best[1:].sum())
        rows += [
            decision(
                play_id=f"p{play}",
                player=f"j-{play}",
                scene_id=f"s{scene}",
                position=scene + 1,
                credit=round(float(credits[scene]), 6),
                best_credit=round(float(best[scene]), 6),
            )
            for scene in range(3)
        ]
    written(tmp_path / "parties.parquet", rows)
    (story,) = analyse([tmp_path]).stories
    expected = stats.pearsonr(own, others).statistic
    assert value_of(story.decisions[0].discrimination) == pytest.approx(expected, abs=1e-5)


def test_alpha_takes_the_scenes_that_nearly_all_met_and_the_plays_that_met_them_all(
    tmp_path: Path,
) -> None:
    credits = graded(300, 5, seed=4)
    credits[:150, 3] = np.nan
    credits[:10, 1] = np.nan
    story = story_of(credits, tmp_path)
    complete = credits[10:][:, [0, 1, 2, 4]]
    matrix = np.cov(complete, rowvar=False)
    items = len(matrix)
    expected = items / (items - 1) * (1 - np.trace(matrix) / matrix.sum())
    assert story.coherence.scenes == ("s0", "s1", "s2", "s4")
    assert story.coherence.figure.count == 290
    assert value_of(story.coherence.figure) == pytest.approx(expected, abs=1e-5)


def test_the_reliability_of_parallel_scenes_is_recovered(tmp_path: Path) -> None:
    """Scores of truth and error in known shares: alpha is the Spearman-Brown reliability."""
    people, scenes, one_scene = 4000, 5, 0.3
    draw = np.random.default_rng(5)
    truth = draw.standard_normal((people, 1)) * np.sqrt(one_scene)
    errors = draw.standard_normal((people, scenes)) * np.sqrt(1 - one_scene)
    credits = 0.5 + 0.1 * (truth + errors)
    assert credits.min() > 0
    assert credits.max() < 1
    story = story_of(credits, tmp_path)
    expected = scenes * one_scene / (1 + (scenes - 1) * one_scene)
    interval = story.coherence.figure.interval
    assert interval is not None
    assert interval.low < expected < interval.high
    assert interval.value == pytest.approx(expected, abs=0.02)


def test_known_difficulties_and_sharpness_are_recovered(tmp_path: Path) -> None:
    """Two-parameter logistic items: chance of the best answer 1 / (1 + exp(-a (ability - b)))."""
    people = 4000
    difficulty = np.array([-1.5, -0.5, 0.0, 0.5, 1.5, 0.0, 0.0])
    sharpness = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 2.5, 0.0])
    draw = np.random.default_rng(6)
    ability = draw.standard_normal((people, 1))
    chances = 1 / (1 + np.exp(-sharpness * (ability - difficulty)))
    story = story_of((draw.random(chances.shape) < chances).astype(float), tmp_path)
    places, weights = np.polynomial.hermite_e.hermegauss(60)
    curves = 1 / (1 + np.exp(-sharpness * (places[:, None] - difficulty)))
    expected = weights @ curves / weights.sum()
    facilities = [value_of(it.facility) for it in story.decisions]
    assert facilities == pytest.approx(list(expected), abs=0.03)
    links = [value_of(it.discrimination) for it in story.decisions]
    assert max(links) == links[5]
    assert abs(links[6]) < 0.05
    assert all(link > 0.15 for link in links[:6])


def test_nothing_is_said_below_the_plays_it_takes(tmp_path: Path) -> None:
    credits = graded(100, 3, seed=7)
    at = {count: _first_decision(credits[:count], tmp_path) for count in (4, 5, 29, 30, 99, 100)}
    assert [bool(it.answers) for it in at.values()] == [False, True, True, True, True, True]
    assert [_known(it.facility) for it in at.values()] == [False, False, False, True, True, True]
    assert [_known(it.discrimination) for it in at.values()] == [False] * 5 + [True]
    assert (_known(at[4].best), _known(at[100].best)) == (False, True)
    assert at[4].count is None
    assert at[4].seconds is None


def _first_decision(credits: NDArray[np.float64], folder: Path) -> Decision:
    return story_of(credits, folder).decisions[0]


def _known(figure: Figure | None) -> bool:
    assert figure is not None
    return figure.interval is not None


def test_a_scene_where_nothing_varies_has_no_link(tmp_path: Path) -> None:
    credits = graded(120, 3, seed=8)
    credits[:, 1] = 2 / 3
    story = story_of(credits.round(6), tmp_path)
    found = story.decisions[1].discrimination
    assert found is not None
    assert found.enough
    assert found.interval is None


def test_a_scene_open_to_discussion_has_answers_and_no_score(tmp_path: Path) -> None:
    rows = plays_of_credits(graded(120, 2, seed=9))
    for row in rows:
        if row["scene_id"] == "s1":
            row.update(scored=False, credit=None, best_credit=None)
    written(tmp_path / "parties.parquet", rows)
    (story,) = analyse([tmp_path]).stories
    scored, open_ = story.decisions
    assert open_.facility is open_.best is open_.discrimination is None
    assert sum(answer.count for answer in open_.answers) == 120
    assert all(answer.credit is None for answer in open_.answers)
    assert scored.discrimination is not None
    assert scored.discrimination.interval is None, "there is no rest to compare with"
    assert story.coherence.scenes == ()
