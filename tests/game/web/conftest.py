"""A server of pages on a store of its own, and a visitor who follows its links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.store import Store, open_store
from game.web.app import make_app
from game.web.site import Site
from tests.game.web.visitor import Visitor


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def site(store: Store, tmp_path: Path) -> Site:
    return Site(store, tmp_path, language="fr")


@pytest.fixture
def stranger(site: Site) -> Visitor:
    """Someone who was never here."""
    return Visitor(make_app(site))


@pytest.fixture
def visitor(stranger: Visitor) -> Visitor:
    """Someone who came in as Zoé."""
    stranger.come_in("Zoé")
    return stranger
