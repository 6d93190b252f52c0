"""Coming in, coming back by a personal link, and what the doors refuse."""

from __future__ import annotations

from game.store import Store
from game.web.app import make_app
from game.web.site import Site
from game.web.tokens import token_hash
from game.web.visits import COOKIE
from tests.game.web.visitor import Visitor


def test_a_newcomer_is_asked_for_a_name_and_given_a_link(stranger: Visitor, store: Store) -> None:
    stranger.come_in("  Zoé  Marchal ")
    token = stranger.client.cookies[COOKIE]
    assert f"/moi/{token}" in stranger.text
    assert [player.name for player in store.players()] == ["Zoé Marchal"]
    assert store.player_by_link(token_hash(token)) == store.players()[0]


def test_the_name_may_be_left_out(site: Site, store: Store) -> None:
    for _ in range(2):
        Visitor(make_app(site)).come_in("")
    assert len({player.name for player in store.players()}) == 2


def test_a_name_that_is_taken_is_asked_again_with_what_was_typed(
    stranger: Visitor, store: Store
) -> None:
    store.add_player("Zoé")
    stranger.open("/")
    stranger.send("/bienvenue", {"nom": "ZOÉ"})
    assert stranger.page.status_code == 400
    assert 'value="ZOÉ"' in stranger.text
    assert len(store.players()) == 1


def test_looking_at_the_first_page_makes_no_player(stranger: Visitor, store: Store) -> None:
    stranger.open("/")
    stranger.open("/bibliotheque")
    assert store.players() == ()


def test_coming_in_twice_makes_one_player(visitor: Visitor, store: Store) -> None:
    visitor.client.post("/bienvenue", data={"nom": "Autre"})
    assert [player.name for player in store.players()] == ["Zoé"]


def test_the_link_brings_back_from_another_device(visitor: Visitor, site: Site) -> None:
    token = visitor.client.cookies[COOKIE]
    phone = Visitor(make_app(site))
    phone.open(f"/moi/{token}")
    assert phone.path == "/"
    assert "Zoé" in phone.text


def test_another_persons_link_asks_before_it_changes_the_player(
    visitor: Visitor, site: Site
) -> None:
    other = Visitor(make_app(site))
    other.come_in("Bruno")
    token = other.client.cookies[COOKIE]
    visitor.open(f"/moi/{token}")
    assert "Changer de joueur" in visitor.text
    visitor.open("/")
    assert "Joueur\u00a0: Zoé" in visitor.text
    visitor.open(f"/moi/{token}")
    visitor.send(f"/moi/{token}")
    assert "Joueur\u00a0: Bruno" in visitor.text


def test_a_door_lets_the_owner_in_once_shown_and_ends_with_the_server(
    site: Site, store: Store, stranger: Visitor
) -> None:
    owner = store.add_player("Claire")
    door = site.doors.make(owner.id)
    stranger.open(f"/moi/{door}")
    assert "Joueur\u00a0: Claire" in stranger.text
    assert stranger.client.cookies[COOKIE] != door
    later = Visitor(make_app(Site(store, site.home)))
    assert later.open(f"/moi/{door}").status_code == 404
    later.client.cookies.update(stranger.client.cookies)
    later.open("/")
    assert "Claire" in later.text


def test_unknown_links_are_said_not_to_exist(stranger: Visitor) -> None:
    for token in ("inconnu", "x" * 500, "..%2f..", "a'b"):
        assert stranger.open(f"/moi/{token}").status_code == 404
        assert "n’existe pas" in stranger.text


def test_too_many_newcomers_from_one_address_wait(site: Site, stranger: Visitor) -> None:
    from game.web.limits import Limiter

    object.__setattr__(site, "newcomers", Limiter(1, 600))
    stranger.come_in("Un")
    second = Visitor(make_app(site))
    second.open("/")
    second.send("/bienvenue", {"nom": "Deux"})
    assert "dans dix minutes" in second.text
    assert "Deux" in second.text


def test_where_someone_was_going_is_kept_but_never_leads_elsewhere(stranger: Visitor) -> None:
    stranger.open("/mon-lien")
    assert stranger.path == "/?vers=/mon-lien"
    stranger.send("/bienvenue", {"nom": "Zoé"})
    assert 'href="/mon-lien"' in stranger.text
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:1"):
        stranger.open(f"/mon-lien?vers={elsewhere}")
        assert "evil" not in stranger.text
        assert "javascript" not in stranger.text


def test_the_language_is_that_of_the_browser(site: Site) -> None:
    english = Visitor(make_app(site), {"accept-language": "en-GB,en;q=0.9"})
    english.open("/")
    assert 'lang="en"' in english.text
    assert "Come in" in english.text
