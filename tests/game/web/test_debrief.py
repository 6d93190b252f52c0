"""The debrief in a browser: its order, what is answered in it, and texts that have no effect."""

from __future__ import annotations

import json

import pytest

from game.store import Store
from tests.game.reports.played import finished
from tests.game.web.visitor import Visitor

SCENARIO = "appel-du-vestiaire"
HOSTILE = "<script>alert(1)</script>{{7*7}}\u202e"


@pytest.fixture
def start(visitor: Visitor, store: Store) -> str:
    """The address of the debrief of a play that Zoé finished, with a hostile note."""
    play = finished(store, SCENARIO, name="Zoé", note="<script>alert(1)</script>")
    visitor.open(f"/partie/{play.header.id}")
    assert visitor.path.endswith("/bilan")
    return visitor.path


def test_asks_first_what_remains_and_then_leads_on(
    visitor: Visitor, store: Store, start: str
) -> None:
    visitor.send("/bilan", {"reponse": HOSTILE})
    assert visitor.path == f"{start}/recit"
    visitor.open(start)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in visitor.text
    assert "\u202e" not in visitor.text
    play = start.split("/")[2]
    assert store.reflection(play).reaction.startswith("<script>")


def test_the_profile_waits_for_the_players_own_reading(
    visitor: Visitor, store: Store, start: str
) -> None:
    visitor.open(f"{start}/profil")
    assert "attend votre propre regard" in visitor.text
    assert "<svg" not in visitor.text
    visitor.open(f"{start}/regard")
    values = {"strongest": "circuit", "weakest": "confiance"}
    visitor.send("/regard", {**values, "weakest": "circuit"})
    assert "deux axes différents" in visitor.text
    visitor.send("/regard", values)
    said = store.reflection(start.split("/")[2])
    assert (said.strongest, said.weakest) == ("circuit", "confiance")
    visitor.open(f"{start}/profil")
    assert "<svg" in visitor.text


def test_the_profile_can_be_seen_without_waiting(visitor: Visitor, start: str) -> None:
    visitor.open(f"{start}/profil")
    visitor.send("/profil")
    assert "<svg" in visitor.text
    assert "style=" not in visitor.text


@pytest.mark.parametrize("part", ["recit", "tournants", "annexes", "suite", "lignes-rouges"])
def test_no_text_of_a_player_has_an_effect(visitor: Visitor, start: str, part: str) -> None:
    assert visitor.open(f"{start}/{part}").status_code == 200
    assert "<script>alert" not in visitor.text


@pytest.mark.parametrize(
    ("form", "begins"),
    [("html", b"<!doctype html>"), ("md", b"# "), ("pdf", b"%PDF"), ("json", b"{")],
)
def test_can_be_kept_as_a_file(visitor: Visitor, start: str, form: str, begins: bytes) -> None:
    answer = visitor.open(f"{start}/fichier.{form}")
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert visitor.open(f"{start}/fichier.exe").status_code == 404


def test_a_commitment_is_kept_and_a_decision_can_be_replayed(
    visitor: Visitor, store: Store, start: str
) -> None:
    visitor.open(f"{start}/suite")
    visitor.send("/suite", {"reponse": "Écrire le circuit"})
    assert store.reflection(start.split("/")[2]).commitment == "Écrire le circuit"
    visitor.send("/rejouer", {"decision": "2"})
    branched = visitor.path.split("/")[2]
    assert visitor.path == f"/partie/{branched}/decision/2"
    assert len(store.play(branched).decisions) == 1
    visitor.open(f"{start}/suite")
    visitor.send("/rejouer", {"decision": "99"})
    assert visitor.page.status_code == 400


def test_all_data_can_be_taken_away_and_erased(visitor: Visitor, store: Store, start: str) -> None:
    assert visitor.open("/reglages/donnees.zip").content.startswith(b"PK")
    visitor.open("/reglages/effacer")
    visitor.send("/effacer")
    assert len(store.players()) == 1
    visitor.open("/reglages/effacer")
    visitor.send("/effacer", {"sur": "oui"})
    assert store.players() == ()
    assert "est effacé" in visitor.text
    assert "Votre nom" in visitor.text
    visitor.open(start)
    assert visitor.path.startswith("/?vers=")


def test_settings_are_kept_and_a_new_link_ends_the_old_one(visitor: Visitor, store: Store) -> None:
    visitor.open("/reglages")
    visitor.send("/reglages", {"language": "en", "web_theme": "dark", "timers": "x", "mode": ""})
    assert 'lang="en" data-theme="dark"' in visitor.text
    settings = store.settings(store.players()[0].id)
    assert settings == {"language": "en", "web_theme": "dark"}
    old = dict(visitor.client.cookies)
    visitor.send("/lien")
    assert visitor.path.startswith("/mon-lien")
    assert dict(visitor.client.cookies) != old
    answer = visitor.client.get(f"/moi/{old['duettiste']}", follow_redirects=False)
    assert answer.status_code == 404


def test_the_manifest_names_icons_that_are_there(visitor: Visitor) -> None:
    manifest = json.loads(visitor.open("/manifest.webmanifest").text)
    assert manifest["display"] == "standalone"
    assert all(visitor.open(icon["src"]).status_code == 200 for icon in manifest["icons"])
