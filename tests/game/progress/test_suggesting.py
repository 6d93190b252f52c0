"""What is suggested next, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.content import load_catalogue
from game.library import Library, read_library
from game.locale import Messages
from game.progress.suggesting import Setting, Suggestion, Why, suggestions
from game.store import Store, open_store
from game.store.records import Player
from game.views.suggestions import suggestion_views
from game.views.words import Wording
from tests.game.progress.training import (
    FIRST,
    SECOND,
    THIRD,
    Calendar,
    day,
    library_of,
    play_evening,
)
from tests.game.tui.evening import EVENING

OTHER_EVENING = EVENING.replace("id: un-soir", "id: autre-soir")
"""The same principles at stake, under another name."""
ELSEWHERE = (
    EVENING.replace("id: un-soir", "id: ailleurs")
    .replace("frame: commune-fr", "frame: quebec")
    .replace("role: dgs", "role: dg")
)
NEW_MATTER = (
    EVENING.replace("id: un-soir", "id: neuf")
    .replace(FIRST, "formaliser-le-circuit")
    .replace(SECOND, "position-commune")
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


def ids(found: tuple[Suggestion, ...]) -> list[str]:
    return [suggestion.scenario.id for suggestion in found]


def test_a_new_player_begins_with_the_easiest(store: Store, player: Player) -> None:
    hard = OTHER_EVENING.replace("level: 1", "level: 3")
    found = suggestions(store, player, library_of(hard, EVENING), day(0))
    assert ids(found) == ["un-soir", "autre-soir"]
    assert {suggestion.why for suggestion in found} == {Why.BEGIN}


def test_what_was_just_finished_is_left_alone_for_a_week(store: Store, player: Player) -> None:
    play_evening(store, player, "differer", "montrer")
    library = library_of(EVENING, OTHER_EVENING)
    assert ids(suggestions(store, player, library, day(6))) == ["autre-soir"]
    assert "un-soir" in ids(suggestions(store, player, library, day(7)))
    assert ids(suggestions(store, player, library, day(7), leave_out=["un-soir"])) == ["autre-soir"]


def test_what_is_due_goes_before_what_is_new(store: Store, player: Player) -> None:
    play_evening(store, player, "confirmer", "cacher")
    found = suggestions(store, player, library_of(NEW_MATTER, OTHER_EVENING), day(12))
    assert ids(found) == ["autre-soir", "neuf"]
    assert found[0].why is Why.DUE
    assert set(found[0].due) == {FIRST, SECOND, THIRD}
    assert found[0].recall is not None
    assert found[0].recall.last_met == day(0)


def test_before_anything_is_due_what_is_new_goes_first(store: Store, player: Player) -> None:
    play_evening(store, player, "differer", "montrer")
    found = suggestions(store, player, library_of(OTHER_EVENING, NEW_MATTER), day(0))
    assert [(it.scenario.id, it.why) for it in found] == [
        ("neuf", Why.NEW),
        ("autre-soir", Why.AHEAD),
    ]
    assert found[0].principle not in {FIRST, SECOND, THIRD}


def test_a_scenario_never_played_goes_before_one_played(
    store: Store, player: Player, calendar: Calendar
) -> None:
    play_evening(store, player, "differer", "montrer")
    calendar.now = day(30)
    found = suggestions(store, player, library_of(EVENING, OTHER_EVENING), day(30))
    assert [(it.scenario.id, it.finished) for it in found] == [
        ("autre-soir", False),
        ("un-soir", True),
    ]


def test_the_frame_and_role_of_the_player_go_first(store: Store, player: Player) -> None:
    play_evening(store, player, "differer", "montrer")
    library = library_of(EVENING, ELSEWHERE, OTHER_EVENING)
    assert ids(suggestions(store, player, library, day(3))) == ["autre-soir", "ailleurs"]
    quebec = Setting("quebec", "dg")
    assert ids(suggestions(store, player, library, day(3), setting=quebec)) == [
        "ailleurs",
        "autre-soir",
    ]


def test_only_as_many_as_wanted(store: Store, player: Player) -> None:
    library = library_of(EVENING, ELSEWHERE, OTHER_EVENING)
    assert len(suggestions(store, player, library, day(0), limit=2)) == 2
    assert suggestions(store, player, Library({}, ()), day(0)) == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_suggestion_says_why_in_one_sentence(
    store: Store, player: Player, language: str
) -> None:
    wording = Wording(Messages(language), load_catalogue())
    library = read_library()
    begin = suggestions(store, player, library, day(0), limit=9)
    play_evening(store, player, "confirmer", "montrer")
    later = suggestions(store, player, library, day(20), limit=9)
    views = suggestion_views((*begin, *later), day(20), wording)
    assert len(views) == 2 * len(library.entries)
    assert all(view.why and view.title and view.details for view in views)
    said = " ".join(view.why for view in views).replace("\u00a0", " ")
    assert ("il y a 20 jours" if language == "fr" else "20 days ago") in said
