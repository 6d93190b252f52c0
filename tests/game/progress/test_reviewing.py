"""When a principle is due: later after a sound answer, sooner after a poor one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.progress.answers import Answer
from game.progress.reviewing import WANTED_RETENTION, Rating, rating, recalls
from tests.game.progress.training import answered, day, record_of


@pytest.mark.parametrize(
    ("credits", "rated"),
    [
        ((0.0,), Rating.AGAIN),
        ((1 / 3, 2 / 3 - 0.01), Rating.AGAIN),
        ((0.5,), Rating.HARD),
        ((2 / 3,), Rating.HARD),
        ((0.75,), Rating.GOOD),
        ((1.0, 1.0), Rating.GOOD),
        ((1.0, 1.0, 1.0), Rating.EASY),
    ],
)
def test_a_play_is_rated_by_the_quality_of_its_answers(
    credits: tuple[float, ...], rated: Rating
) -> None:
    assert rating([Answer("p", credit, 1.0, True) for credit in credits]) is rated


def test_answers_made_again_are_never_better_than_hard_and_count_beside_no_new_one() -> None:
    again = [Answer("p", 1.0, 1.0, False)] * 5
    assert rating(again) is Rating.HARD
    assert rating([*again, Answer("p", 0.0, 1.0, True)]) is Rating.AGAIN
    assert rating([Answer("p", 0.0, 1.0, False), Answer("p", 1.0, 1.0, True)]) is Rating.GOOD


def test_the_best_then_open_is_a_full_answer() -> None:
    assert rating([Answer("p", 1 / 3, 1 / 3, True)] * 3) is Rating.EASY


def test_a_better_answer_is_due_later() -> None:
    due = [
        recalls(record_of(answered(0, {"p": credits})), day(0))["p"].due
        for credits in ((0.0,), (0.6,), (1.0,), (1.0, 1.0, 1.0))
    ]
    assert due == sorted(due)
    assert len(set(due)) == 4
    assert due[0] >= day(1)


def test_a_principle_is_due_when_its_recall_falls_to_what_is_wanted() -> None:
    record = record_of(answered(0, {"p": (1.0,)}))
    due = recalls(record, day(0))["p"].due
    early = recalls(record, due - timedelta(days=1))["p"]
    late = recalls(record, due + timedelta(days=1))["p"]
    assert early.retrievability > WANTED_RETENTION > late.retrievability
    assert (early.is_due(due - timedelta(days=1)), late.is_due(due)) == (False, True)


def test_a_sound_review_puts_the_next_one_further_off() -> None:
    once = recalls(record_of(answered(0, {"p": (1.0,)})), day(0))["p"]
    plays = (answered(0, {"p": (1.0,)}), answered(8, {"p": (1.0,)}))
    twice = recalls(record_of(*plays), day(8))["p"]
    assert twice.due - day(8) > once.due - day(0)
    assert (once.reviews, twice.reviews, twice.last_met) == (1, 2, day(8))


def test_a_principle_that_offered_nothing_is_met_and_due_at_once() -> None:
    play = answered(0, {"p": (0.0,)})
    nothing = Answer("p", 0.0, 0.0, True)
    record = record_of(type(play)("a", "s", "practice", day(0), None, False, (nothing,)))
    recall = recalls(record, day(1))["p"]
    assert (recall.last_quality, recall.reviews, recall.retrievability) == (None, 0, 0.0)
    assert recall.is_due(day(0))


def test_a_play_dated_in_the_future_is_no_surprise() -> None:
    recall = recalls(record_of(answered(40, {"p": (1.0,)})), day(0))["p"]
    assert recall.retrievability == 1.0
    assert not recall.is_due(day(0))


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.lists(st.floats(0, 1), min_size=1, max_size=4)),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_the_plays_the_same_record_gives_the_same_sound_recall(
    rows: list[tuple[int, list[float]]],
) -> None:
    plays = [answered(number, {"p": tuple(credits)}) for number, credits in sorted(rows)]
    record = record_of(*plays)
    recall = recalls(record, day(500))["p"]
    assert recalls(record, day(500))["p"] == recall
    assert 0 <= recall.retrievability <= 1
    assert recall.due > recall.last_met
    assert recall.due - recall.last_met <= timedelta(days=365)
