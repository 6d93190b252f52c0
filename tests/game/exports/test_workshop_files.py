"""A workshop's votes as tables and as xAPI statements: each vote, under a number, never a name."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import openpyxl  # type: ignore[import-untyped]
import pytest
from pydantic import TypeAdapter
from ralph.models.xapi.base.statements import BaseXapiStatement  # type: ignore[import-untyped]

from engine.rules import Place
from game.content import load_frames
from game.exports.csv_form import to_csv
from game.exports.dictionary import explained
from game.exports.tables import FilledTable
from game.exports.vocabulary import Site
from game.exports.workshop_tables import BOOK_TITLE, WORKSHOP_TABLES, workshop_tables
from game.exports.workshop_xapi import WorkshopTeller, workshop_registration
from game.exports.xlsx import to_xlsx
from game.locale import LANGUAGES, Messages
from game.reports.workshop_json import group_json
from game.store import open_memory_store
from game.workshop.deeds import CloseVote, Follow, GoBack, GoOn, OpenVote, Revote, Start, ToDebrief
from game.workshop.settings import SeatSetting, Way, WorkshopSettings
from tests.game.workshop.rooms import FRENCH, LET, REMIND, SUSPEND, Clock, Room, open_room

RIGHT = Place((("equipe", "direction"), ("priorite", "elus")))
FORMULA = '=HYPERLINK("http://a.invalid";"x")'
POSITION = "https://ecole.invalid/duettiste/xapi/extensions/position"
NAMES = ("Anastasie", "Barnabé", "Cunégonde")
Record = dict[str, Any]


@pytest.fixture
def room() -> Iterator[Room]:
    clock = Clock()
    with open_memory_store(clock=clock) as store:
        room = open_room(store.database, clock, WorkshopSettings(seed=7, seconds=0))
        yield room
        room.workshops.close()


@pytest.fixture
def held(room: Room) -> Room:
    """Two rounds on the first scene, one on the sorting; a reason that looks like a formula."""
    room.join(*NAMES)
    room.do(Start(), GoOn(), OpenVote())
    room.clock.wait(12.5)
    for token, action in zip(room.tokens, (LET, SUSPEND, REMIND), strict=True):
        room.vote(token, action, FORMULA if action == LET else "")
    room.do(CloseVote(), Revote())
    for token in room.tokens[:2]:
        room.vote(token, SUSPEND)
    room.do(CloseVote(), Follow(), GoOn(), OpenVote())
    for token in room.tokens:
        room.vote(token, RIGHT)
    room.do(CloseVote(), Follow(), ToDebrief())
    return room


def tables_of(room: Room) -> tuple[FilledTable, ...]:
    debrief = room.workshops.group_debrief(room.id, FRENCH)
    return workshop_tables(room.workshops.held(room.id, FRENCH), debrief)


def records(filled: FilledTable) -> list[Record]:
    return [dict(zip(filled.table.names, row, strict=True)) for row in filled.rows]


def statements_of(room: Room) -> list[Record]:
    site = Site("https://ecole.invalid/duettiste/")
    teller = WorkshopTeller(load_frames(), "Duettiste 1", lambda voter: f"j-{voter}", site)
    return list(teller.statements(room.workshops.held(room.id, FRENCH)))


def test_every_vote_is_a_row(held: Room) -> None:
    votes, _, _ = map(records, tables_of(held))
    assert [(it["turn"], it["round"], it["voter"]) for it in votes] == [
        *((1, 1, voter) for voter in ("p1", "p2", "p3")),
        *((1, 2, voter) for voter in ("p1", "p2")),
        *((2, 1, voter) for voter in ("p1", "p2", "p3")),
    ]
    first = votes[0]
    assert (first["answer_id"], first["reason"], first["seconds"]) == ("laisser", FORMULA, 12.5)
    assert first["answer_text"].startswith("Laisser faire")
    assert [it["last_round"] for it in votes] == [False, False, True, *[True] * 5]
    assert [it["followed"] for it in votes] == [False, True, False, *[True] * 5]
    assert votes[-1]["answer_id"] == "equipe=direction; priorite=elus"
    assert votes[1]["credit"] == pytest.approx((1 + 2 / 3) / 2, abs=1e-5)
    assert {it["taken_back"] for it in votes} == {False}


def test_distributions_add_up_to_the_votes(held: Room) -> None:
    _, shown, _ = map(records, tables_of(held))
    first = [it for it in shown if (it["decision"], it["round"]) == (1, 1)]
    assert {it["answer_id"]: it["votes"] for it in first if it["votes"]} == {
        "laisser": 1,
        "suspendre": 1,
        "rappeler": 1,
    }
    assert {it["all_votes"] for it in first} == {3}
    placed = [it for it in shown if it["decision"] == 2]
    assert sum(it["votes"] for it in placed if it["item_id"] == "equipe") == 3


def test_scores_are_those_of_the_debrief(held: Room) -> None:
    debrief = held.workshops.group_debrief(held.id, FRENCH)
    _, _, scores = map(records, tables_of(held))
    whole = [it for it in scores if it["axis"] is None]
    assert [it["voter"] for it in whole] == ["p1", "p2", "p3"]
    assert [it["quality"] for it in whole] == [score.overall for score in debrief.scores]
    assert [it["opportunities"] for it in whole] == [score.decisions for score in debrief.scores]
    assert sum(1 for it in scores if it["axis"]) == sum(len(it.families) for it in debrief.scores)


def test_nobody_is_named_and_no_formula_has_an_effect(held: Room) -> None:
    tables = tables_of(held)
    csv = to_csv(tables[0])
    assert "'=HYPERLINK" in csv
    workbook = openpyxl.load_workbook(io.BytesIO(to_xlsx(tables, FRENCH, BOOK_TITLE)))
    votes = workbook["Votes"]
    reasons = [cell for row in votes.iter_rows() for cell in row if cell.value == FORMULA]
    assert [(cell.data_type, cell.quotePrefix) for cell in reasons] == [("s", True)]
    debrief = held.workshops.group_debrief(held.id, FRENCH)
    told = group_json(debrief, "fr", datetime(2026, 3, 2, tzinfo=UTC))
    everything = f"{tables} {statements_of(held)} {told}"
    assert [name for name in NAMES if name in everything] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_explains_every_column(held: Room, language: str) -> None:
    content = to_xlsx(tables_of(held), Messages(language), BOOK_TITLE)
    *sheets, dictionary = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    headings = [(sheet.title, cell.value) for sheet in sheets for cell in sheet[1]]
    told = list(dictionary.iter_rows(min_row=2, values_only=True))
    assert [(sheet, heading) for sheet, heading, *_ in told] == headings
    columns = [it for table in WORKSHOP_TABLES for it in explained(table, Messages(language))]
    assert len(told) == len(columns)
    assert all(meaning for *_, meaning in told)


def test_the_last_round_of_each_voter_is_told_in_valid_statements(held: Room) -> None:
    told = statements_of(held)
    TypeAdapter(list[BaseXapiStatement]).validate_python(told)
    assert [it["actor"]["account"]["name"] for it in told] == [
        "j-p3",
        "j-p1",
        "j-p2",
        *("j-p1", "j-p2", "j-p3"),
    ]
    assert {it["verb"]["id"].rpartition("/")[2] for it in told} == {"answered"}
    registration = workshop_registration(held.workshops.held(held.id, FRENCH))
    assert {UUID(it["context"]["registration"]) for it in told} == {registration}
    assert len({it["id"] for it in told}) == len(told)
    assert told == statements_of(held)
    choice, sort = told[1], told[-1]
    assert choice["result"]["response"] == "suspendre"
    assert choice["result"]["score"]["scaled"] == 1
    assert sort["object"]["definition"]["interactionType"] == "matching"
    assert sort["result"]["success"] is True
    assert FORMULA not in json.dumps(told)


def test_who_erased_what_was_theirs_is_in_no_statement(held: Room) -> None:
    held.workshops.erase_me(held.tokens[0])
    assert {it["actor"]["account"]["name"] for it in statements_of(held)} == {"j-p2", "j-p3"}
    votes = records(tables_of(held)[0])
    assert [it["voter"] for it in votes if it["turn"] == 2] == ["p2", "p3", "x1"]
    assert {it["reason"] for it in votes} == {None}


def test_a_scene_gone_back_on_keeps_its_votes_without_a_score(held: Room) -> None:
    held.do(GoBack(), GoBack(), Follow(LET), ToDebrief())
    votes = records(tables_of(held)[0])
    back = [it for it in votes if it["taken_back"]]
    assert [(it["turn"], it["decision"], it["credit"]) for it in back] == [(2, None, None)] * 3
    assert {it["context"]["extensions"][POSITION] for it in statements_of(held)} == {1}


def test_tables_vote_as_tables() -> None:
    seats = (SeatSetting("Nord"), SeatSetting("Sud"))
    settings = WorkshopSettings(way=Way.TEAMS, seats=seats, seconds=0)
    with open_memory_store() as store:
        room = open_room(store.database, Clock(), settings)
        (north,), (south,) = room.join("Ana", seat=1), room.join("Zoé", seat=2)
        room.do(Start(), GoOn(), OpenVote())
        room.vote(north, LET)
        room.vote(south, SUSPEND)
        room.do(CloseVote(), Follow(SUSPEND), ToDebrief())
        votes, _, scores = map(records, tables_of(room))
        room.workshops.close()
    assert [(it["voter"], it["table"]) for it in votes] == [("t1", "Nord"), ("t2", "Sud")]
    assert {(it["voter"], it["table"]) for it in scores} == {("t1", "Nord"), ("t2", "Sud")}


def test_plays_at_everyone_s_own_pace_are_told_decision_by_decision() -> None:
    settings = WorkshopSettings(way=Way.OWN_PACE, seed=7)
    with open_memory_store() as store:
        room = open_room(store.database, Clock(), settings)
        (ana,) = room.join("Ana")
        room.do(Start())
        room.workshops.go_on_alone(ana, 0, 0)
        room.workshops.decide_alone(ana, 0, SUSPEND, "parce que")
        votes, shown, scores = map(records, tables_of(room))
        (told,) = statements_of(room)
        room.workshops.close()
    assert [(it["decision"], it["round"], it["answer_id"]) for it in votes] == [
        (1, None, "suspendre")
    ]
    assert sum(it["votes"] for it in shown) == 1
    assert scores[0]["voter"] == "p1"
    assert "duration" not in told["result"]
    TypeAdapter(BaseXapiStatement).validate_python(told)
