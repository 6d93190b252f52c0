"""A store that cannot be read: said to visitors, its place only to who sits at the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from game.store import Store
from game.store.errors import ServerUnreachable
from game.web.app import make_app
from game.web.site import Address, Site

PLACE = "postgresql://base.interne:5432/duettiste"
HERE, ELSEWHERE = "127.0.0.1", "192.0.2.7"


@pytest.mark.parametrize(
    ("public", "visitor", "told"),
    [("", HERE, True), ("", ELSEWHERE, False), ("https://jeu.exemple.org", HERE, False)],
)
def test_its_place_is_told_to_who_sits_at_the_machine(
    public: str,
    visitor: str,
    told: bool,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreachable(_store: Store, _token: str) -> None:
        raise ServerUnreachable(PLACE, "connection refused")

    monkeypatch.setattr(Store, "player_by_link", unreachable)
    app = make_app(Site(store, tmp_path, Address(public), language="fr"))
    client = TestClient(app, base_url="http://127.0.0.1:8000", client=(visitor, 5000))
    page = client.get(f"/moi/{'a' * 24}")
    assert page.status_code == 503
    assert "Enregistrement impossible" in page.text
    assert ("base.interne" in page.text) is told
