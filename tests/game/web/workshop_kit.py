"""A workshop on a server of pages: a facilitator, a projected page, people who join by its code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.applications import Starlette

from game.store import Store
from game.web.site import Site
from game.web.workshop.app import make_workshop_app
from game.workshop.records import Opened
from game.workshop.service import Workshops
from game.workshop.settings import WorkshopSettings
from tests.game.web.visitor import Visitor
from tests.game.workshop.rooms import TEXT


class Hall:
    """Everything around one workshop; each person has a browser of their own."""

    def __init__(self, app: Starlette, workshops: Workshops, opened: Opened) -> None:
        self.app = app
        self.workshops = workshops
        self.opened = opened
        self.facilitator = Visitor(app)
        self.facilitator.open(f"/animer/{opened.secret}")

    @property
    def id(self) -> str:
        return self.opened.workshop_id

    def person(self, name: str = "", **fields: str) -> Visitor:
        """Someone who has joined."""
        visitor = Visitor(self.app)
        visitor.open(f"/a/{self.opened.code}")
        visitor.send(f"/a/{self.opened.code}", {"nom": name, **fields})
        return visitor

    def do(self, *deeds: str, **fields: str) -> None:
        """What the facilitator presses, in this order."""
        for deed in deeds:
            self.facilitator.open(f"/animation/{self.id}")
            self.facilitator.send(f"/{deed}", fields)
            assert self.facilitator.page.status_code == 200, self.facilitator.text

    def projected(self) -> str:
        return Visitor(self.app).open(f"/projection/{self.id}").text


@contextmanager
def hall(
    store: Store, home: Path, settings: WorkshopSettings | None = None, reached_at: str = ""
) -> Iterator[Hall]:
    with Workshops(store.database) as workshops:
        opened = workshops.open_workshop(TEXT, settings or WorkshopSettings(seed=7, seconds=0))
        app = make_workshop_app(Site(store, home, language="fr"), workshops, reached_at)
        yield Hall(app, workshops, opened)
