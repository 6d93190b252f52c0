"""Rows say what the debrief says, each decision once."""

from __future__ import annotations

import pytest

from game.content import load_catalogue
from game.exports.forms import TABLE_NAMES
from game.exports.recorded import Called, RecordedPlay, record_plays
from game.exports.rows import filled_tables
from game.exports.tables import DECISIONS, PLAYS, RELATIONS, STAKES, FilledTable, Value
from game.playing import LivePlay
from game.store import Store
from game.store.records import Reflection
from tests.bundled import bundled
from tests.game.exports.conftest import HOSTILE, SECONDS, recorded


def as_dicts(filled: FilledTable) -> list[dict[str, Value]]:
    return [dict(zip(filled.table.names, row, strict=True)) for row in filled.rows]


@pytest.fixture(scope="module")
def plays() -> tuple[RecordedPlay, ...]:
    return recorded()


@pytest.fixture(scope="module")
def tables(plays: tuple[RecordedPlay, ...]) -> dict[str, list[dict[str, Value]]]:
    filled = filled_tables(plays, load_catalogue(), with_notes=True)
    assert [it.table for it in filled] == [PLAYS, DECISIONS, STAKES, RELATIONS]
    assert tuple(it.table.name for it in filled) == TABLE_NAMES
    return {it.table.name: as_dicts(it) for it in filled}


def test_there_is_one_row_a_play_and_one_a_decision(
    plays: tuple[RecordedPlay, ...], tables: dict[str, list[dict[str, Value]]]
) -> None:
    assert [row["play_id"] for row in tables["plays"]] == [play.header.id for play in plays]
    met = [(row["play_id"], row["position"]) for row in tables["decisions"]]
    assert met == [
        (play.header.id, position)
        for play in plays
        for position in range(1, play.header.length + 1)
    ]


def test_a_play_says_the_score_that_the_store_kept(
    plays: tuple[RecordedPlay, ...], tables: dict[str, list[dict[str, Value]]]
) -> None:
    for play, row in zip(plays, tables["plays"], strict=True):
        assert row["quality"] == pytest.approx(play.header.overall, abs=1e-6)
        assert row["ending_id"] == play.header.ending
        assert row["seconds"] == pytest.approx(SECONDS * play.header.length)
        assert row["decisions"] == play.header.length


def test_decisions_add_up_to_their_play(tables: dict[str, list[dict[str, Value]]]) -> None:
    for play in tables["plays"]:
        own = [row for row in tables["decisions"] if row["play_id"] == play["play_id"]]
        credits = [row["credit"] for row in own if row["scored"]]
        assert all(isinstance(credit, float) for credit in credits)
        assert sum(map(float, map(str, credits))) == pytest.approx(play["credit"], abs=1e-4)
        assert play["meters_start"] == own[0]["meters_before"]
        assert len(credits) == play["scored_decisions"]


def test_stakes_average_to_the_credit_of_their_decision(
    tables: dict[str, list[dict[str, Value]]],
) -> None:
    for decision in tables["decisions"]:
        own = [
            row
            for row in tables["stakes"]
            if (row["play_id"], row["position"]) == (decision["play_id"], decision["position"])
        ]
        if not decision["scored"]:
            assert own == []
            continue
        assert "; ".join(str(row["principle"]) for row in own) == decision["principles"]
        mean = sum(float(str(row["credit"])) for row in own) / len(own)
        assert mean == pytest.approx(decision["credit"], abs=1e-5)
        broken = {str(row["principle"]) for row in own if row["breach"]}
        assert broken <= set(str(decision["breach"]).split("; "))


def test_relations_follow_each_decision(tables: dict[str, list[dict[str, Value]]]) -> None:
    last: dict[tuple[Value, Value], Value] = {}
    for row in tables["relations"]:
        last[row["play_id"], row["meter"]] = row["value"]
    for play in tables["plays"]:
        told = dict(pair.split("=") for pair in str(play["meters_end"]).split("; "))
        assert told == {
            str(meter): str(value) for (it, meter), value in last.items() if it == play["play_id"]
        }


@pytest.mark.parametrize("interaction", ["choice", "sort", "order"])
def test_every_kind_of_answer_is_told_by_its_ids_and_in_words(
    interaction: str, tables: dict[str, list[dict[str, Value]]]
) -> None:
    rows = [row for row in tables["decisions"] if row["interaction"] == interaction]
    assert rows
    for row in rows:
        assert row["answer_id"]
        assert row["answer_text"]
        assert (row["grades"] is not None) == (interaction == "choice" and row["scored"] is True)
        assert (row["open_options"] is not None) == (interaction == "choice")


def test_notes_are_kept_back_unless_they_are_asked_for(
    plays: tuple[RecordedPlay, ...], tables: dict[str, list[dict[str, Value]]]
) -> None:
    assert HOSTILE in {row["note"] for row in tables["decisions"]}
    _, decisions, *_ = filled_tables(plays, load_catalogue())
    assert {row["note"] for row in as_dicts(decisions)} == {None}


def test_a_play_that_is_not_finished_says_what_was_decided(store: Store) -> None:
    entry = bundled()["la-toiture-du-hall"]
    player = store.add_player("Zoé")
    play = LivePlay.begin(store, player.id, entry.text, entry.scenario, seed=1)
    while play.phase != "deciding":
        play.go_on()
    play.decide(play.rules.options(play.session.state)[0], seconds=3.5)
    found = record_plays(store, store.plays(player.id), lambda _: Called("j-essai"))
    rows, decisions, *_ = filled_tables(found.plays, load_catalogue())
    (row,) = as_dicts(rows)
    assert (row["finished"], row["finished_at"], row["ending_id"]) == (False, None, None)
    assert (row["decisions"], row["seconds"]) == (1, 3.5)
    assert len(decisions.rows) == 1


def test_what_the_player_thought_is_told_and_what_they_wrote_only_when_asked_for(
    store: Store,
) -> None:
    entry = bundled()["la-toiture-du-hall"]
    player = store.add_player("Zoé")
    play = LivePlay.begin(store, player.id, entry.text, entry.scenario, seed=1)
    store.set_reflection(play.header.id, Reflection("Vif.", "neutralite", "conseil", "Écrire."))
    found = record_plays(store, store.plays(player.id), lambda _: Called("j-essai"))
    told = {}
    for with_notes in (True, False):
        plays, *_ = filled_tables(found.plays, load_catalogue(), with_notes=with_notes)
        (row,) = as_dicts(plays)
        columns = ("own_strongest", "own_weakest", "reaction", "commitment")
        told[with_notes] = [row[column] for column in columns]
    assert told[True] == ["neutralite", "conseil", "Vif.", "Écrire."]
    assert told[False] == ["neutralite", "conseil", None, None]
