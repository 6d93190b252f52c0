"""A workshop in browsers: joining, voting, what each page shows and what none may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.store import Store
from game.workshop.settings import SeatSetting, Way, WorkshopSettings
from tests.game.web.visitor import Visitor
from tests.game.web.workshop_kit import Hall, hall

TABLES = (SeatSetting("Table un"), SeatSetting("Table deux"))


@pytest.fixture
def room(store: Store, tmp_path: Path) -> Iterator[Hall]:
    with hall(store, tmp_path) as opened:
        yield opened


def vote(person: Visitor, choice: str, reason: str = "") -> None:
    person.open(person.path)
    person.send("/vote", {"choix": choice, "raison": reason})
    assert person.page.status_code == 200, person.text


def first_vote(room: Hall) -> tuple[Visitor, Visitor, Visitor]:
    """Three people, and the first vote open."""
    people = room.person("Ana"), room.person("Bob"), room.person()
    room.do("start", "go-on", "open")
    for person in people:
        person.open(person.path)
    return people


def test_a_whole_workshop_from_the_lobby_to_the_end(room: Hall) -> None:
    ana, bob, someone = first_vote(room)
    vote(ana, "suspendre", "Parce que.")
    vote(bob, "laisser")
    vote(someone, "suspendre")
    assert "Votes reçus : 3 sur 3" in room.projected().replace("\u00a0", " ")
    room.do("close", "show")
    assert "2 votes" in room.projected()
    room.do("revote")
    bob.open(bob.path)
    for person in (ana, bob, someone):
        vote(person, "suspendre")
    room.do("close", "show")
    assert "1 personne sur 3 a changé d’avis" in room.projected().replace("\u00a0", " ")
    room.do("reveal")
    assert "Ce qui était en jeu" in ana.open(ana.path).text
    room.do("follow")
    assert "Le groupe a décidé" in ana.open(ana.path).text
    room.do("debrief")
    ana.open(ana.path)
    ana.send("/engagement", {"engagement": "Appeler d'abord."})
    assert "Appeler d'abord." in ana.text.replace("&#39;", "'")
    room.do("end")
    assert "terminé" in room.projected()


def test_what_others_vote_is_on_no_page_before_it_is_shown(room: Hall) -> None:
    ana, bob, _ = first_vote(room)
    before = bob.open(bob.path).text, room.projected()
    vote(ana, "suspendre", "Raison secrète.")
    for page in (bob.open(bob.path).text, room.projected()):
        assert "Raison secrète" not in page
        assert "1 vote" not in page
        assert 'class="counts"' not in page
    assert bob.open(bob.path).text == before[0]
    room.do("close")
    assert 'class="counts"' not in bob.open(bob.path).text + room.projected()
    room.do("show")
    assert 'class="counts"' in bob.open(bob.path).text
    assert "Raison secrète" not in bob.text + room.projected()
    assert "Raison secrète" in room.facilitator.open(f"/animation/{room.id}").text


def test_one_person_has_one_vote_however_often_it_is_sent(room: Hall) -> None:
    ana, _, _ = first_vote(room)
    for choice in ("suspendre", "laisser", "laisser", "suspendre"):
        vote(ana, choice)
    assert "Votes reçus : 1 sur 3" in room.projected().replace("\u00a0", " ")
    ana.send("/retirer")
    assert "Votes reçus : 0 sur 3" in room.projected().replace("\u00a0", " ")


def test_three_refreshes_and_a_second_joining_keep_the_same_person(room: Hall) -> None:
    ana = room.person("Ana")
    for _ in range(3):
        assert "Ana" in ana.open(ana.path).text
    ana.open(f"/a/{room.opened.code}")
    assert ana.path == f"/atelier/{room.id}"
    assert "1 personne est là" in room.projected()


def test_a_late_joiner_votes_in_the_round_that_is_open(room: Hall) -> None:
    first_vote(room)
    late = room.person("Zoé")
    vote(late, "suspendre")
    assert "Votes reçus : 1 sur 4" in room.projected().replace("\u00a0", " ")


def test_a_vote_after_the_close_is_refused_and_said(room: Hall) -> None:
    ana, bob, _ = first_vote(room)
    vote(bob, "laisser")
    form = ana.form("/vote")
    room.do("close")
    late = ana.client.post(form.action, data={**dict(form.fields), "choix": "suspendre"})
    assert late.status_code == 409
    assert "vote" in late.text
    assert "Votes reçus : 1 sur 3" in room.projected().replace("\u00a0", " ")


@pytest.mark.parametrize("path", ["", "/flux"])
def test_nobody_without_the_secret_facilitates(room: Hall, path: str) -> None:
    ana = room.person("Ana")
    for visitor in (ana, Visitor(room.app)):
        assert visitor.open(f"/animation/{room.id}{path}").status_code == 404
    sent = ana.client.post(f"/animation/{room.id}/start", data={"pas": "0"})
    assert sent.status_code == 403
    assert "Vous êtes dans l" in ana.open(f"/atelier/{room.id}").text


def test_the_secret_is_on_no_page(room: Hall) -> None:
    ana = room.person("Ana")
    pages = (ana.text, room.projected(), room.facilitator.open(f"/animation/{room.id}").text)
    assert not any(room.opened.secret in page for page in pages)


def test_a_form_of_another_site_or_person_changes_nothing(room: Hall) -> None:
    ana, bob, _ = first_vote(room)
    theirs = dict(bob.form("/vote").fields) | {"choix": "suspendre"}
    assert ana.client.post(f"/atelier/{room.id}/vote", data=theirs).status_code == 403
    foreign = ana.client.post(
        ana.form("/vote").action,
        data=dict(ana.form("/vote").fields) | {"choix": "suspendre"},
        headers={"origin": "https://ailleurs.example"},
    )
    assert foreign.status_code == 403
    assert "Votes reçus : 0 sur 3" in room.projected().replace("\u00a0", " ")


def test_codes_cannot_be_searched(room: Hall) -> None:
    thief = Visitor(room.app)
    answers = {thief.open(f"/a/AAAA{number:04}").status_code for number in range(200)}
    assert answers <= {404, 409}
    assert "Trop de codes" in thief.text
    assert "Trop de codes" in thief.open(f"/a/{room.opened.code}").text


def test_a_large_room_joins_through_one_router(room: Hall) -> None:
    for number in range(150):
        assert Visitor(room.app).open(f"/a/{room.opened.code}").status_code == 200, number


def test_names_and_reasons_have_no_effect(room: Hall) -> None:
    hostile = "<script>x</script>"
    ana = room.person(hostile)
    room.do("start", "go-on", "open")
    vote(ana, "suspendre", '"><img src=x onerror=alert(1)>')
    room.facilitator.open(f"/animation/{room.id}")
    for page in (ana.text, room.facilitator.text, room.projected()):
        assert "<script>x" not in page
        assert "<img src=x" not in page


def test_leaving_erases_the_person_and_lets_them_come_back(room: Hall) -> None:
    ana = room.person("Ana")
    ana.open(f"{ana.path}/partir")
    ana.send("/partir")
    assert "effacées" in ana.text
    assert "0 personne est là" in room.projected()
    assert ana.open(f"/atelier/{room.id}").status_code == 404
    ana.open(f"/a/{room.opened.code}")
    ana.send(f"/a/{room.opened.code}", {"nom": "Ana"})
    assert "1 personne est là" in room.projected()


def test_a_deed_sent_twice_is_done_once(room: Hall) -> None:
    room.person("Ana")
    room.facilitator.open(f"/animation/{room.id}")
    form = room.facilitator.form("/start")
    first = room.facilitator.client.post(form.action, data=dict(form.fields))
    again = room.facilitator.client.post(form.action, data=dict(form.fields))
    assert (first.status_code, again.status_code) == (200, 409)
    assert "Un autre animateur" in again.text


def test_a_table_has_one_vote(store: Store, tmp_path: Path) -> None:
    with hall(store, tmp_path, WorkshopSettings(Way.TEAMS, TABLES, 0, seed=7)) as room:
        ana, bob = room.person("Ana", table="1"), room.person("Bob", table="1")
        room.person("Chloé", table="2")
        room.do("start", "go-on", "open")
        vote(ana, "suspendre")
        vote(bob, "laisser")
        assert "Votes reçus : 1 sur 2" in room.projected().replace("\u00a0", " ")
        assert "Bob a voté pour votre table" in ana.open(ana.path).text


def test_a_private_briefing_is_read_at_its_own_table_only(store: Store, tmp_path: Path) -> None:
    seats = (SeatSetting("Le maire", "Vous avez promis."), SeatSetting("Le DGS", "Vous doutez."))
    with hall(store, tmp_path, WorkshopSettings(Way.ROLES, seats, 0, seed=7)) as room:
        mayor, chief = room.person("A", table="1"), room.person("B", table="2")
        assert "Vous avez promis." in mayor.text
        assert "Vous avez promis." not in chief.text + room.projected()


def test_everyone_plays_alone_and_the_facilitator_sees_where(store: Store, tmp_path: Path) -> None:
    with hall(store, tmp_path, WorkshopSettings(Way.OWN_PACE, seconds=0, seed=7)) as room:
        ana = room.person("Ana")
        room.do("start")
        ana.open(ana.path)
        ana.send("/suite")
        ana.send("/seul", {"choix": "suspendre"})
        assert ana.page.status_code == 200
        assert "1 décision" in room.facilitator.open(f"/animation/{room.id}").text


def test_an_unknown_workshop_is_said_plainly(room: Hall) -> None:
    visitor = Visitor(room.app)
    for path in ("/a/ABCD2345", "/projection/000000000000", "/atelier/000000000000"):
        assert visitor.open(path).status_code == 404
        assert "Traceback" not in visitor.text


def test_the_address_to_give_is_one_that_phones_reach(store: Store, tmp_path: Path) -> None:
    with hall(store, tmp_path, reached_at="http://192.0.2.7:8321") as room:
        assert f"http://192.0.2.7:8321/a/{room.opened.code}" in room.projected()


def led_to_the_debrief(room: Hall) -> tuple[Visitor, Visitor, Visitor]:
    ana, bob, someone = first_vote(room)
    vote(ana, "suspendre", "Pour <b>voir</b>.")
    vote(bob, "laisser")
    vote(someone, "laisser")
    room.do("close", "revote")
    vote(ana, "suspendre", "Pour <b>voir</b>.")
    for person in (bob, someone):
        vote(person, "suspendre")
    room.do("close", "follow", "debrief")
    return ana, bob, someone


def test_the_group_has_its_debrief_on_the_wall_and_in_files(room: Hall) -> None:
    led_to_the_debrief(room)
    wall = room.projected()
    assert "Ce qui a divisé la salle" in wall
    assert "Pour en parler" in wall
    assert "&lt;b&gt;voir" in wall
    assert "Ana" not in wall
    assert "un profil serait celui de quelqu" in wall
    for form, start in (("html", b"<!doctype"), ("pdf", b"%PDF"), ("md", b"# ")):
        page = room.facilitator.open(f"/animation/{room.id}/bilan.{form}")
        assert page.content.lower().startswith(start.lower())
    assert Visitor(room.app).open(f"/animation/{room.id}/bilan.html").status_code == 404


def test_everyone_has_their_own_debrief_and_only_theirs(room: Hall) -> None:
    ana, bob, _ = led_to_the_debrief(room)
    own = ana.open(f"/atelier/{room.id}/bilan").text
    assert "Pour &lt;b&gt;voir" in own
    assert "Pour &lt;b&gt;voir" not in bob.open(f"/atelier/{room.id}/bilan").text
    assert "Au premier vote" in bob.text
    assert ana.open(f"/atelier/{room.id}/bilan.pdf").content.startswith(b"%PDF")


def test_nobody_has_a_debrief_before_it_is_led(room: Hall) -> None:
    ana, _, _ = first_vote(room)
    assert ana.open(f"/atelier/{room.id}/bilan").status_code == 409
