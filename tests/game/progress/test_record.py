"""What is read of a player's plays: each answer once, first sight told from answers made again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.session import Mode
from game.progress.record import TrainingRecord, read_record
from game.store import Store, open_store
from game.store.records import Player
from tests.game.progress.training import (
    FIRST,
    SECOND,
    THIRD,
    Calendar,
    day,
    go_on,
    play_evening,
)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def store(tmp_path: Path, calendar: Calendar) -> Iterator[Store]:
    with open_store(tmp_path, clock=calendar) as opened:
        yield opened


@pytest.fixture
def player(store: Store) -> Player:
    return store.add_player("Hélène")


def told(record: TrainingRecord) -> list[list[tuple[str, float, float, bool]]]:
    return [
        [(it.principle, round(it.credit, 3), it.best, it.first_sight) for it in play.answers]
        for play in record.plays
    ]


ALL_NEW = [(FIRST, 1.0, 1.0, True), (SECOND, 0.667, 0.667, True), (THIRD, 0.0, 1.0, True)]


def test_a_play_gives_each_answer_with_the_best_then_open(store: Store, player: Player) -> None:
    play_evening(store, player, "differer", "cacher", mode=Mode.ASSESSMENT)
    record = read_record(store, player.id)
    assert record.unread == 0
    assert [play.mode for play in record.plays] == ["assessment"]
    rounded = [[(a, b, round(c, 3), d) for a, b, c, d in play] for play in told(record)]
    assert rounded == [ALL_NEW]


def test_the_same_scenario_again_is_no_first_sight(
    store: Store, player: Player, calendar: Calendar
) -> None:
    play_evening(store, player, "confirmer", "cacher")
    calendar.now = day(3)
    play_evening(store, player, "differer", "montrer")
    record = read_record(store, player.id)
    assert [play.finished_at for play in record.plays] == [day(0), day(3)]
    assert [play.again for play in record.plays] == [False, True]
    assert [[it.first_sight for it in play.answers] for play in record.plays] == [
        [True] * 3,
        [False] * 3,
    ]


def test_a_scene_left_unfinished_was_seen(store: Store, player: Player, calendar: Calendar) -> None:
    play_evening(store, player, "confirmer")
    calendar.now = day(1)
    play_evening(store, player, "differer", "montrer")
    (play,) = read_record(store, player.id).plays
    assert [it.first_sight for it in play.answers] == [False, False, True]


def test_a_decision_made_again_after_taking_it_back_was_seen(
    store: Store, player: Player, calendar: Calendar
) -> None:
    play = play_evening(store, player, "confirmer")
    calendar.now = day(1)
    play.rewind(0)
    go_on(play, "differer", "montrer")
    (read,) = read_record(store, player.id).plays
    assert [it.first_sight for it in read.answers] == [False, False, True]


def test_decisions_taken_over_from_another_play_count_once(
    store: Store, player: Player, calendar: Calendar
) -> None:
    play = play_evening(store, player, "differer", "cacher")
    calendar.now = day(1)
    go_on(play.branch(1), "montrer")
    first, second = read_record(store, player.id).plays
    assert len(first.answers) == 3
    assert [(it.principle, it.credit, it.first_sight) for it in second.answers] == [
        (THIRD, 1.0, False)
    ]


def test_another_player_of_the_machine_leaves_no_trace(store: Store, player: Player) -> None:
    other = store.add_player("Karim")
    play_evening(store, other, "confirmer", "cacher")
    play_evening(store, player, "differer", "montrer")
    (play,) = read_record(store, player.id).plays
    assert all(it.first_sight for it in play.answers)


@pytest.mark.parametrize(
    "summary",
    [
        "{}",
        '{"answers":[]}',
        '{"answers":7}',
        '{"answers":[{"scene":"appel","stakes":{"x":[9,1]}},{"scene":"reunion","stakes":{}}]}',
        '{"answers":[{"scene":"appel","stakes":{"x":[true,1]}},{"scene":"reunion","stakes":{}}]}',
        '{"answers":[{"scene":"appel","stakes":{"x":1}},{"scene":"reunion","stakes":{}}]}',
        '{"answers":[{"scene":"appel"},"reunion"]}',
    ],
)
def test_a_play_whose_summary_lacks_its_answers_is_replayed(
    store: Store, player: Player, summary: str
) -> None:
    play_evening(store, player, "differer", "cacher")
    as_kept = read_record(store, player.id)
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE plays SET summary = ?", (summary,))
    assert read_record(store, player.id) == as_kept


def test_a_play_that_cannot_be_read_is_counted_apart(store: Store, player: Player) -> None:
    play_evening(store, player, "differer", "cacher")
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE plays SET summary = '{}'")
        connection.exec_driver_sql("UPDATE texts SET text = 'id: ['")
    assert read_record(store, player.id) == TrainingRecord((), 1)
