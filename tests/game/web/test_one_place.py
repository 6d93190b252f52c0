"""Reloads, second tabs, late forms: a play is at one place, and decides nothing twice."""

from __future__ import annotations

import pytest

from engine.rules import Choose
from game.autoplay import Manner
from game.playing import LivePlay
from game.store import Store
from game.web.app import make_app
from game.web.site import Site
from tests.game.web.playing import begin, decide, play_on, to_decision
from tests.game.web.visitor import Visitor

SCENARIO = "appel-du-vestiaire"


def choices(visitor: Visitor) -> list[str]:
    return visitor.forms[0].choices["choix"]


@pytest.fixture
def play_id(visitor: Visitor) -> str:
    """A play at its first decision, without timers."""
    play = begin(visitor, SCENARIO, minuteurs="off")
    assert to_decision(visitor)
    return play


def second_tab(visitor: Visitor, site: Site) -> Visitor:
    other = Visitor(make_app(site))
    other.client.cookies.update(visitor.client.cookies)
    other.open(visitor.path)
    return other


def test_the_same_answer_sent_twice_is_decided_once(
    visitor: Visitor, site: Site, store: Store, play_id: str
) -> None:
    other, choice = second_tab(visitor, site), choices(visitor)[0]
    for window in (visitor, other):
        decide(window, Choose(choice))
        assert window.path == f"/partie/{play_id}/suite/1"
    assert len(store.play(play_id).decisions) == 1


def test_another_answer_from_a_late_tab_changes_nothing_and_says_so(
    visitor: Visitor, site: Site, store: Store, play_id: str
) -> None:
    other, (first, second, *_) = second_tab(visitor, site), choices(visitor)
    decide(visitor, Choose(first))
    decide(other, Choose(second))
    assert "dans une autre fenêtre" in other.text
    assert other.path.startswith(f"/partie/{play_id}/suite/1")
    assert [it.action for it in store.play(play_id).decisions] == [{"choose": first}]


def test_a_form_of_an_earlier_take_changes_nothing(
    visitor: Visitor, site: Site, store: Store, play_id: str
) -> None:
    other, choice = second_tab(visitor, site), choices(visitor)[0]
    decide(visitor, Choose(choice))
    visitor.send("/suite/1/revenir")
    assert visitor.path == f"/partie/{play_id}/decision/1"
    decide(other, Choose(choice))
    assert "dans une autre fenêtre" in other.text
    assert store.play(play_id).decisions == ()


def test_nothing_chosen_is_asked_again_and_keeps_the_note(
    visitor: Visitor, store: Store, play_id: str
) -> None:
    visitor.send("/decision/1", {"note": "Réfléchir <b>", "geste": "decider"})
    assert visitor.page.status_code == 422
    assert "Choisissez d’abord" in visitor.text
    assert 'value="Réfléchir &lt;b&gt;"' in visitor.text
    assert store.play(play_id).decisions == ()


def test_a_choice_that_is_not_there_decides_nothing(
    visitor: Visitor, store: Store, play_id: str
) -> None:
    decide(visitor, Choose("inventé"))
    assert visitor.page.status_code == 422
    assert store.play(play_id).decisions == ()


def test_a_note_is_kept_with_the_decision_and_can_be_changed(
    visitor: Visitor, store: Store, play_id: str
) -> None:
    visitor.send(
        "/decision/1", {"choix": choices(visitor)[0], "note": " À chaud\u200b ", "geste": "decider"}
    )
    assert store.play(play_id).decisions[0].note == "À chaud"
    visitor.send("/suite/1/note", {"note": "À froid"})
    assert store.play(play_id).decisions[0].note == "À froid"
    assert "C’est enregistré" in visitor.text


def test_a_server_that_starts_again_resumes_at_the_same_decision(
    visitor: Visitor, store: Store, site: Site, play_id: str
) -> None:
    decide(visitor, Choose(choices(visitor)[0]))
    later = Visitor(make_app(Site(store, site.home)))
    later.client.cookies.update(visitor.client.cookies)
    later.open("/")
    assert f"/partie/{play_id}" in later.links
    later.open(f"/partie/{play_id}")
    assert later.path == f"/partie/{play_id}/suite/1"
    assert to_decision(later)
    assert later.path == f"/partie/{play_id}/decision/2"


def test_the_terminal_goes_on_with_the_play_and_the_browser_follows(
    visitor: Visitor, store: Store, play_id: str
) -> None:
    decide(visitor, Choose(choices(visitor)[0]))
    terminal = LivePlay.resume(store, play_id)
    while terminal.phase != "deciding":
        terminal.go_on()
    terminal.decide(terminal.rules.options(terminal.session.state)[0])
    visitor.open(f"/partie/{play_id}/decision/2")
    assert "Vous relisez" in visitor.text
    visitor.open(f"/partie/{play_id}")
    assert visitor.path == f"/partie/{play_id}/suite/2"


def test_looking_back_changes_nothing(visitor: Visitor, store: Store, play_id: str) -> None:
    decide(visitor, Choose(choices(visitor)[0]))
    to_decision(visitor)
    decide(visitor, Choose(choices(visitor)[0]))
    before = store.play(play_id)
    for path in ("depart", "decision/1", "suite/1", "decision/2", "journal"):
        assert visitor.open(f"/partie/{play_id}/{path}").status_code == 200
        assert f"/partie/{play_id}/suite/2" in visitor.links or "/journal" in visitor.path
    assert store.play(play_id) == before


def test_places_that_are_not_reached_yet_lead_to_the_present(
    visitor: Visitor, play_id: str
) -> None:
    for path in ("decision/9", "suite/1", "recit/4/1", "bilan", "bilan/profil", "decision/0"):
        visitor.open(f"/partie/{play_id}/{path}")
        assert visitor.path == f"/partie/{play_id}/depart", path


def test_nobody_sees_or_moves_the_play_of_another(
    visitor: Visitor, site: Site, store: Store, play_id: str
) -> None:
    other = Visitor(make_app(site))
    other.come_in("Bruno")
    for path in ("", "/depart", "/decision/1", "/journal", "/bilan", "/bilan/fichier.json"):
        assert other.open(f"/partie/{play_id}{path}").status_code == 404
    other.open("/reglages")
    token = dict(other.form("/reglages").fields)["jeton"]
    posts = ("decision/1", "suite/1/note", "suite/1/revenir", "finir", "adopter", "bilan/rejouer")
    for path in posts:
        sent = {"jeton": token, "prise": "0", "choix": choices(visitor)[0], "decision": "1"}
        assert other.client.post(f"/partie/{play_id}/{path}", data=sent).status_code == 404
    assert store.play(play_id).decisions == ()


def test_assessment_gives_no_feedback_and_no_way_back(visitor: Visitor, store: Store) -> None:
    play_id = begin(visitor, SCENARIO, mode="assessment", minuteurs="off")
    play_on(visitor, store, play_id, Manner.WORST, most=1)
    assert "en jeu" not in visitor.text
    assert "contraire" not in visitor.text
    assert not any(form.action.endswith("/revenir") for form in visitor.forms)
    to_decision(visitor)
    token = dict(visitor.forms[0].fields)["jeton"]
    answer = visitor.client.post(
        f"/partie/{play_id}/suite/1/revenir", data={"jeton": token, "prise": "0"}
    )
    assert answer.status_code in (400, 409)
    assert len(store.play(play_id).decisions) == 1
