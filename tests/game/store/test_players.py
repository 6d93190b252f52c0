from __future__ import annotations

from pathlib import Path

import pytest

from game.store import JsonValue, Store, open_store
from game.store.errors import NoSuchPlayer, PlayerNameRefused

pytestmark = pytest.mark.usefixtures("each_database")


def test_players_are_listed_by_name_and_survive_closing(home: Path) -> None:
    with open_store(home) as store:
        for name in ("Zoé", "  élodie   Martin ", "Bruno"):
            store.add_player(name)
    with open_store(home) as store:
        assert [player.name for player in store.players()] == ["Bruno", "Zoé", "élodie Martin"]


def test_the_current_player_is_remembered(home: Path) -> None:
    with open_store(home) as store:
        assert store.current_player() is None
        store.add_player("Bruno")
        zoe = store.add_player("Zoé")
        store.set_current_player(zoe.id)
        store.rename_player(zoe.id, "Zoé L.")
    with open_store(home) as store:
        current = store.current_player()
        assert current is not None
        assert current.name == "Zoé L."


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "empty"),
        (" \t\n ", "empty"),
        ("x" * 41, "too_long"),
        ("a\x1b[31m", "characters"),
        ("a\u202eb", "characters"),
        ("a\ud800", "characters"),
        ("a\x00b", "characters"),
        ("BRUNO", "taken"),
        ("Ｂｒｕｎｏ", "taken"),
    ],
)
def test_a_name_that_cannot_be_shown_or_told_apart_is_refused(
    store: Store, name: str, reason: str
) -> None:
    store.add_player("Bruno")
    with pytest.raises(PlayerNameRefused) as refusal:
        store.add_player(name)
    assert refusal.value.key == f"store.player.name_{reason}"
    assert [player.name for player in store.players()] == ["Bruno"]


def test_a_name_is_text_and_nothing_else(store: Store) -> None:
    name = "x'); DROP TABLE players; -- [b]"
    store.add_player(name)
    assert [player.name for player in store.players()] == [name]


def test_renaming_may_change_the_case_of_ones_own_name_only(store: Store) -> None:
    bruno = store.add_player("bruno")
    store.add_player("Zoé")
    assert store.rename_player(bruno.id, "Bruno").name == "Bruno"
    with pytest.raises(PlayerNameRefused):
        store.rename_player(bruno.id, "ZOÉ")


def test_an_unknown_player_is_said_to_be_so(store: Store) -> None:
    for deed in (
        lambda: store.rename_player(9, "Zoé"),
        lambda: store.set_current_player(9),
        lambda: store.settings(9),
        lambda: store.set_setting(9, "theme", "dark"),
    ):
        with pytest.raises(NoSuchPlayer):
            deed()


@pytest.mark.parametrize("value", ["dark", True, None, 1.5, {"factor": 2, "off": False}, ["a"]])
def test_settings_belong_to_one_player(store: Store, value: JsonValue) -> None:
    bruno, zoe = store.add_player("Bruno"), store.add_player("Zoé")
    store.set_setting(bruno.id, "theme", "light")
    store.set_setting(bruno.id, "theme", value)
    assert store.settings(bruno.id) == {"theme": value}
    assert store.settings(zoe.id) == {}
