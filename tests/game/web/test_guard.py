"""What the guard refuses, and what every answer forbids the browser to do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.store import Store
from game.web.app import make_app
from game.web.guard import MOST_BODY_BYTES
from game.web.site import Address, Site
from tests.game.web.visitor import ADDRESS, Visitor

PATHS = ("/", "/bibliotheque", "/nulle-part", "/s/x/site.css", "/manifest.webmanifest")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_what_these_pages_never_need(visitor: Visitor, path: str) -> None:
    headers = visitor.open(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "", "a@127.0.0.1", "[::1"])
def test_a_name_that_is_not_the_servers_is_refused(stranger: Visitor, host: str) -> None:
    answer = stranger.client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Ouvrez l’adresse" in answer.text


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "192.168.1.20:8321", "[::1]:80"])
def test_its_own_names_and_numbers_are_answered(stranger: Visitor, host: str) -> None:
    assert stranger.client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "null"},
        {"origin": ADDRESS, "sec-fetch-site": "cross-site"},
        {"origin": ADDRESS, "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(
    visitor: Visitor, store: Store, headers: dict[str, str]
) -> None:
    visitor.open("/reglages")
    form = visitor.form("/reglages/nom")
    answer = visitor.client.post(
        "/reglages/nom", data={**dict(form.fields), "nom": "Volé"}, headers=headers
    )
    assert answer.status_code == 403
    assert [player.name for player in store.players()] == ["Zoé"]


def test_a_form_without_any_word_of_where_it_comes_from_is_refused(site: Site) -> None:
    client = Visitor(make_app(site)).client
    del client.headers["origin"]
    assert client.post("/bienvenue", data={"nom": "Zoé"}).status_code == 403
    fetched = {"sec-fetch-site": "same-origin"}
    assert client.post("/bienvenue", data={"nom": "Zoé"}, headers=fetched).status_code == 200


@pytest.mark.parametrize("token", ["", "0" * 32, "é"])
def test_a_form_without_the_token_of_its_visitor_changes_nothing(
    visitor: Visitor, store: Store, token: str
) -> None:
    answer = visitor.client.post("/reglages/nom", data={"jeton": token, "nom": "Volé"})
    assert answer.status_code == 403
    assert [player.name for player in store.players()] == ["Zoé"]


def test_behind_a_proxy_the_public_address_is_the_one_that_counts(store: Store, site: Site) -> None:
    public = Address("https://jeu.example")
    client = Visitor(make_app(Site(store, site.home, public))).client
    told = {"host": "jeu.example", "origin": "https://jeu.example"}
    answer = client.post("/bienvenue", data={"nom": "Zoé"}, headers=told, follow_redirects=False)
    assert answer.status_code == 303
    assert "Secure" in answer.headers["set-cookie"]
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]
    assert "strict-transport-security" in answer.headers
    assert client.get("/", headers={"host": "autre.example"}).status_code == 421
    wrong = {**told, "origin": "http://jeu.example"}
    assert client.post("/bienvenue", data={}, headers=wrong).status_code == 403


def test_what_is_too_large_is_refused(visitor: Visitor) -> None:
    large = "n" * MOST_BODY_BYTES
    assert visitor.client.post("/reglages/nom", data={"nom": large}).status_code == 413
    assert visitor.client.get(f"/principes?mots={'m' * 9000}").status_code == 414
    many = "&".join(f"champ{n}=1" for n in range(600))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert visitor.client.post("/reglages", content=many, headers=kind).status_code == 400


def test_a_body_that_announces_nothing_is_measured_as_it_comes(visitor: Visitor) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(20):
            yield b"n" * 16_384

    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = visitor.client.post("/reglages", content=endless(), headers=kind)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/s/../../etc/passwd", 404),
        ("GET", "/s/x/..%2f..%2fapp.py", 404),
        ("GET", "/s/x/app.py", 404),
        ("GET", "/static/", 404),
        ("PUT", "/reglages", 405),
        ("POST", "/", 405),
    ],
)
def test_nothing_else_is_served(visitor: Visitor, method: str, path: str, status: int) -> None:
    answer = visitor.client.request(method, path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_a_fault_of_the_code_is_a_page_without_a_trace_and_a_report(
    visitor: Visitor, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.web import progress_pages

    secret = " ".join(("un", "secret"))

    def broken(*_: object) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr(progress_pages, "read_progress", broken)
    answer = visitor.open("/progres")
    assert answer.status_code == 500
    assert "Une erreur s’est produite" in answer.text
    assert secret not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "Traceback" not in answer.text
    reports = list((site.home / "rapports").iterdir())
    assert len(reports) == 1
    assert secret not in reports[0].read_text("utf-8")
