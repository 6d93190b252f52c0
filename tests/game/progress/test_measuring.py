"""Qualities over plays: what counts, what is told beside, when a trend is said."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.principles import Catalogue
from game.content import load_catalogue
from game.progress.answers import Answer
from game.progress.measuring import Direction, Share, share_of, training_of
from game.progress.record import TrainingRecord
from game.progress.reviewing import recalls
from tests.game.progress.training import FIRST, SECOND, THIRD, answered, day, record_of


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue()


def rounded(share: Share) -> Share:
    return Share(share.occasions, None if share.quality is None else round(share.quality, 4))


def test_only_answers_at_first_sight_make_a_quality(catalogue: Catalogue) -> None:
    record = record_of(
        answered(0, {FIRST: (0.0, 1.0)}),
        answered(1, {FIRST: (1.0,)}, mode="assessment"),
        answered(2, {FIRST: (1.0, 1.0, 1.0)}, first_sight=False),
    )
    measure = training_of(record, catalogue).principles[FIRST]
    assert rounded(measure.whole) == Share(3, 0.6667)
    assert measure.practice == Share(2, 0.5)
    assert measure.assessment == Share(1, 1.0)
    assert measure.again == Share(3, 1.0)
    assert measure.last_met == day(2)
    assert [point.play for point in measure.points] == [0, 1]


def test_a_quality_is_the_credits_over_the_best_credits() -> None:
    answers = [Answer("p", 0.5, 1.0, True), Answer("p", 0.25, 0.25, True)]
    assert rounded(share_of(answers)) == Share(2, 0.6)
    assert share_of([Answer("p", 0.0, 0.0, True)]) == Share(1, None)
    assert share_of([]) == Share(0, None)


def test_an_axis_weighs_its_principles_by_their_occasions(catalogue: Catalogue) -> None:
    family = catalogue.principle(FIRST).family
    same = [it.id for it in catalogue.principles_of(family)][:2]
    play = answered(0, {same[0]: (1.0,), same[1]: (0.0, 0.5, 0.4)})
    axes = training_of(record_of(play), catalogue).axes
    assert list(axes) == [family]
    assert rounded(axes[family].whole) == Share(4, 0.475)


def test_a_trend_needs_three_occasions_on_either_side(catalogue: Catalogue) -> None:
    def trend(*credits: tuple[float, ...]) -> object:
        plays = [answered(number, {FIRST: given}) for number, given in enumerate(credits)]
        found = training_of(record_of(*plays), catalogue).principles[FIRST].trend
        if found is None:
            return None
        return found.direction, rounded(found.before), rounded(found.last)

    assert trend((0.0, 0.0), (1.0, 1.0, 1.0)) is None
    assert trend((0.0, 0.0, 0.0), (1.0, 1.0)) is None
    assert trend((0.0,) * 3, (1.0,) * 3) == (Direction.UP, Share(3, 0.0), Share(3, 1.0))
    assert trend((1.0,) * 3, (0.5,), (0.5, 0.5)) == (Direction.DOWN, Share(3, 1.0), Share(3, 0.5))
    level = trend((0.5,) * 3, (0.55,) * 4)
    assert level == (Direction.LEVEL, Share(3, 0.5), Share(4, 0.55))


def test_a_principle_out_of_the_catalogue_is_left_aside(catalogue: Catalogue) -> None:
    record = record_of(answered(0, {"oublie": (1.0,), SECOND: (1.0,)}))
    assert list(training_of(record, catalogue).principles) == [SECOND]


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.booleans()), min_size=1, max_size=12)
)
def test_every_answer_is_counted_once_and_every_quality_is_a_share(
    rows: list[tuple[float, float, bool]],
) -> None:
    plays = [
        answered(number, {FIRST: (credit,), THIRD: (other,)}, first_sight=first)
        for number, (credit, other, first) in enumerate(rows)
    ]
    training = training_of(record_of(*plays), load_catalogue())
    for measures in (training.principles, training.axes):
        counted = sum(it.whole.occasions + it.again.occasions for it in measures.values())
        assert counted == 2 * len(rows)
        for measure in measures.values():
            assert measure.whole.occasions == (
                measure.practice.occasions + measure.assessment.occasions
            )
            for share in (measure.whole, measure.again):
                assert share.quality is None or 0 <= share.quality <= 1


def test_five_hundred_plays_are_measured_at_once(catalogue: Catalogue) -> None:
    principles = list(catalogue.principles)
    plays = tuple(
        answered(number, {principles[(number + step) % 60]: (0.7, 1.0) for step in range(15)})
        for number in range(500)
    )
    record = TrainingRecord(plays, 0)
    recalls(record, day(1))
    begun = time.perf_counter()
    assert len(training_of(record, catalogue).principles) == len(principles[:60])
    assert len(recalls(record, day(500) + timedelta(hours=1))) == len(principles[:60])
    assert time.perf_counter() - begun < 1.0
