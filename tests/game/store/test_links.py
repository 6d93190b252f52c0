"""Personal links and the time of shown scenes, as the pages in a browser need them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from game.store import NewPlay, Store
from game.store.errors import NoSuchPlay, NoSuchPlayer
from game.store.links import MOST_LINKS

pytestmark = pytest.mark.usefixtures("each_database")


def test_a_link_leads_to_its_player(store: Store) -> None:
    helene, bruno = store.add_player("Hélène"), store.add_player("Bruno")
    store.add_link(helene.id, "a")
    store.add_link(bruno.id, "b")
    assert store.player_by_link("a") == helene
    assert store.player_by_link("b") == bruno
    assert store.player_by_link("c") is None


def test_a_player_renamed_keeps_their_link(store: Store) -> None:
    player = store.add_player("Hélène")
    store.add_link(player.id, "a")
    renamed = store.rename_player(player.id, "Hélène Courtade")
    assert store.player_by_link("a") == renamed


def test_links_removed_lead_nowhere(store: Store) -> None:
    helene, bruno = store.add_player("Hélène"), store.add_player("Bruno")
    for player, token in ((helene, "a"), (helene, "b"), (bruno, "c")):
        store.add_link(player.id, token)
    store.remove_links(helene.id)
    assert [store.player_by_link(token) for token in "abc"] == [None, None, bruno]


def test_only_the_oldest_link_gives_way_when_there_are_too_many(store: Store) -> None:
    player = store.add_player("Hélène")
    for number in range(MOST_LINKS + 1):
        store.add_link(player.id, f"link {number}")
    found = [store.player_by_link(f"link {number}") for number in range(MOST_LINKS + 1)]
    assert found == [None] + [player] * MOST_LINKS


def test_a_link_needs_a_player(store: Store) -> None:
    with pytest.raises(NoSuchPlayer):
        store.add_link(99, "a")


class TestTimeOfAShownScene:
    """The clock of these tests goes on by a minute each time the store reads it."""

    def test_runs_from_the_first_showing(self, store: Store, new_play: NewPlay) -> None:
        play = store.begin_play(new_play).id
        assert store.shown_scene(play, 0, 0) is None
        first = store.show_scene(play, 0, 0)
        assert store.show_scene(play, 0, 0) == first == store.shown_scene(play, 0, 0)
        assert first.seconds_counted(first.shown_at + timedelta(seconds=70)) == 70

    def test_each_take_and_decision_has_its_own(self, store: Store, new_play: NewPlay) -> None:
        play = store.begin_play(new_play).id
        shown = {store.show_scene(play, take, at).shown_at for take in (0, 1) for at in (0, 1)}
        assert len(shown) == 4

    def test_does_not_count_while_it_is_stopped(
        self, store: Store, new_play: NewPlay, clock: Callable[[], datetime]
    ) -> None:
        play = store.begin_play(new_play).id
        store.show_scene(play, 0, 0)
        for _ in range(2):
            store.stop_time(play, 0, 0)
        stopped = store.shown_scene(play, 0, 0)
        assert stopped is not None
        assert stopped.seconds_counted(clock()) == 60
        store.restart_time(play, 0, 0)
        running = store.shown_scene(play, 0, 0)
        assert running is not None
        assert running.stopped_at is None
        assert running.stopped_seconds >= 60
        store.restart_time(play, 0, 0)
        assert store.shown_scene(play, 0, 0) == running

    def test_is_of_a_play_that_exists(self, store: Store) -> None:
        with pytest.raises(NoSuchPlay):
            store.show_scene("nowhere", 0, 0)
        store.restart_time("nowhere", 0, 0)
