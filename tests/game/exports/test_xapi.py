"""Every statement is valid by the standard's models, and by what these let through."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter
from ralph.models.xapi.base.statements import BaseXapiStatement  # type: ignore[import-untyped]
from rfc3987 import match  # type: ignore[import-untyped]

from game.autoplay import Manner
from game.content import load_catalogue, load_frames
from game.exports.recorded import Called, RecordedPlay, record_plays
from game.exports.vocabulary import Site, site_at
from game.exports.xapi import Teller, registration
from game.library import entry_in_library
from game.playing import LivePlay
from game.store import Store
from tests.bundled import bundled
from tests.game.exports.conftest import HOSTILE, play_to_the_end, recorded

Statement = dict[str, Any]
PUBLISHED_VERBS = {
    f"http://adlnet.gov/expapi/verbs/{name}"
    for name in ("initialized", "answered", "completed", "scored")
}


def teller(*, with_notes: bool = False, site: str = "https://ecole.invalid/duettiste/") -> Teller:
    return Teller(load_catalogue(), load_frames(), "Duettiste 1", Site(site), with_notes)


@pytest.fixture(scope="module")
def told() -> list[tuple[RecordedPlay, list[Statement]]]:
    say = teller(with_notes=True)
    return [(play, list(say.statements(play))) for play in recorded()]


@pytest.fixture(scope="module")
def statements(told: list[tuple[RecordedPlay, list[Statement]]]) -> list[Statement]:
    return [statement for _, found in told for statement in found]


def verb_of(statement: Statement) -> str:
    return str(statement["verb"]["id"]).rpartition("/")[2]


def values_of(data: object) -> Iterator[object]:
    yield data
    if isinstance(data, dict):
        for value in data.values():
            yield from values_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from values_of(value)


def iris_of(statement: Statement) -> Iterator[str]:
    for part in values_of(statement):
        if isinstance(part, dict):
            yield from part.get("extensions", {})
            if part.get("objectType") == "Activity":
                yield from (part["id"], part["definition"]["type"])
    yield from (statement["verb"]["id"], statement["actor"]["account"]["homePage"])


def test_every_statement_is_valid_for_the_models_of_ralph(statements: list[Statement]) -> None:
    assert len(statements) > 400
    TypeAdapter(list[BaseXapiStatement]).validate_python(statements)


def test_scores_are_within_their_bounds(statements: list[Statement]) -> None:
    scores = [it["result"]["score"] for it in statements if "score" in it.get("result", {})]
    assert scores
    for score in scores:
        assert all(math.isfinite(value) for value in score.values())
        assert 0 == score["min"] <= score["raw"] <= score.get("max", 0)
        if "max" in score:
            assert score["min"] < score["max"]
            assert 0 <= score["scaled"] <= 1
            assert score["scaled"] == pytest.approx(score["raw"] / score["max"], abs=1e-5)


def test_versions_ids_times_and_addresses_are_well_formed(statements: list[Statement]) -> None:
    for statement in statements:
        assert statement["version"] == "1.0.3"
        assert UUID(statement["id"]).version == 5
        assert UUID(statement["context"]["registration"]).version == 5
        assert datetime.fromisoformat(statement["timestamp"]).utcoffset() is not None
        assert statement["verb"]["id"] in PUBLISHED_VERBS
        assert [iri for iri in iris_of(statement) if match(iri, rule="absolute_IRI") is None] == []
        duration = statement.get("result", {}).get("duration", "PT0.00S")
        assert re.fullmatch(r"PT\d+\.\d\dS", duration)
    ids = [statement["id"] for statement in statements]
    assert len(ids) == len(set(ids))


def test_a_play_is_told_from_its_beginning_to_its_principles(
    told: list[tuple[RecordedPlay, list[Statement]]],
) -> None:
    for play, found in told:
        verbs = [verb_of(statement) for statement in found]
        made = play.header.length
        assert verbs[: made + 2] == ["initialized", *["answered"] * made, "completed"]
        assert set(verbs[made + 2 :]) == {"scored"}
        names = {statement["object"]["id"].rpartition("/")[2] for statement in found[made + 2 :]}
        assert names == set(play.debrief.principles)
        assert {it["context"]["registration"] for it in found} == {str(registration(play))}


def test_the_end_tells_the_score_that_the_store_kept(
    told: list[tuple[RecordedPlay, list[Statement]]],
) -> None:
    for play, found in told:
        (end,) = [it for it in found if verb_of(it) == "completed"]
        assert end["result"]["completion"] is True
        assert "success" not in end["result"]
        assert end["result"]["score"]["scaled"] == pytest.approx(play.header.overall, abs=1e-6)


def test_every_statement_says_where_it_belongs(
    told: list[tuple[RecordedPlay, list[Statement]]],
) -> None:
    for play, found in told:
        scenario = f"https://ecole.invalid/duettiste/scenarios/{play.header.scenario_id}"
        for statement in found:
            context = statement["context"]
            activities = context["contextActivities"]
            part = verb_of(statement) in ("answered", "scored")
            assert [it["id"] for it in activities.get("parent", [])] == [scenario] * part
            assert activities["grouping"][0]["id"].endswith(play.debrief.scenario.frame)
            assert activities["category"][0]["id"].endswith("/xapi/profile/1")
            assert play.header.text_hash in context["revision"]
            assert (context["language"], context["platform"]) == ("fr", "Duettiste 1")


def test_responses_are_written_as_their_interaction_wants(statements: list[Statement]) -> None:
    kinds = set()
    for statement in statements:
        if verb_of(statement) != "answered":
            continue
        definition, response = statement["object"]["definition"], statement["result"]["response"]
        kinds.add(definition["interactionType"])
        ids = {
            part: [it["id"] for it in definition.get(part, [])]
            for part in ("choices", "source", "target")
        }
        if definition["interactionType"] == "choice":
            assert response in ids["choices"]
            assert "success" not in statement["result"]
            assert "correctResponsesPattern" not in definition
            continue
        (right,) = definition["correctResponsesPattern"]
        if definition["interactionType"] == "sequencing":
            assert sorted(response.split("[,]")) == sorted(ids["choices"])
            assert right.split("[,]") == ids["choices"]
        else:
            pairs = [pair.split("[.]") for pair in response.split("[,]")]
            assert [item for item, _ in pairs] == ids["source"]
            assert {column for _, column in pairs} <= set(ids["target"])
        assert statement["result"].get("success", response == right) == (response == right)
    assert kinds == {"choice", "matching", "sequencing"}


def test_a_play_told_in_english_says_so_of_its_texts(store: Store) -> None:
    entry = entry_in_library("appel-du-vestiaire", "en")
    assert entry is not None
    player = store.add_player("Claire")
    play = LivePlay.begin(store, player.id, entry.text, entry.scenario, seed=1)
    play_to_the_end(play, Manner.BEST)
    (recorded_play,) = record_plays(store, store.plays(player.id), lambda _: Called("j-1")).plays
    said: list[Statement] = list(teller().statements(recorded_play))
    assert {statement["context"]["language"] for statement in said} == {"en"}
    begun, answered = said[:2]
    assert begun["object"]["definition"]["name"] == {"en": entry.scenario.title}
    definition = answered["object"]["definition"]
    assert set(definition["description"]) == {"en"}
    assert {language for it in definition["choices"] for language in it["description"]} == {"en"}
    assert set(said[-1]["object"]["definition"]["name"]) == {"fr"}


def test_nobody_is_named_unless_it_is_asked_for(store: Store) -> None:
    entry = bundled()["appel-du-vestiaire"]
    player = store.add_player("Hélène Aubry")
    LivePlay.begin(store, player.id, entry.text, entry.scenario, seed=1)
    for name in ("", "Hélène Aubry"):
        found = record_plays(store, store.plays(player.id), lambda _, n=name: Called("j-1", n))  # type: ignore[misc]
        (begun,) = teller().statements(found.plays[0])
        account = {"homePage": "https://ecole.invalid/duettiste/", "name": "j-1"}
        named = {"name": name} if name else {}
        assert begun["actor"] == {"objectType": "Agent", "account": account, **named}


def test_notes_are_told_only_when_asked_for(statements: list[Statement]) -> None:
    assert HOSTILE in set(filter(lambda it: isinstance(it, str), values_of(statements)))
    silent = [it for play in recorded() for it in teller().statements(play)]
    assert HOSTILE not in set(filter(lambda it: isinstance(it, str), values_of(silent)))


def test_the_same_play_always_gives_the_same_statements() -> None:
    for play in recorded():
        assert teller().statements(play) == teller().statements(play)


def test_a_decision_made_again_after_a_rewind_is_another_statement(store: Store) -> None:
    entry = bundled()["la-toiture-du-hall"]
    player = store.add_player("Zoé")
    play = LivePlay.begin(store, player.id, entry.text, entry.scenario, seed=1)
    ids = []
    for _ in range(2):
        while play.phase != "deciding":
            play.go_on()
        play.decide(play.rules.options(play.session.state)[0])
        found = record_plays(store, store.plays(player.id), lambda _: Called("j-1"))
        begun, answered = teller().statements(found.plays[0])
        ids.append((begun["id"], answered["id"]))
        play.rewind(0)
    assert ids[0][0] == ids[1][0]
    assert ids[0][1] != ids[1][1]


@pytest.mark.parametrize(
    "address",
    ["", "ecole.fr", "ftp://ecole.fr/", "https://", "https://a b/", "https://a/?x", "https://a/#x"],
)
def test_an_address_that_can_name_nothing_is_no_site(address: str) -> None:
    assert site_at(address) is None


def test_the_address_of_a_site_ends_with_one_slash() -> None:
    assert site_at("https://ecole.fr/duettiste") == Site("https://ecole.fr/duettiste/")
    assert site_at("https://ecole.fr/") == Site("https://ecole.fr/")
