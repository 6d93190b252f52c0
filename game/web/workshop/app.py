"""The pages of workshops beside the game's own, and what runs as long as the server does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from game.web.app import make_app
from game.web.workshop import (
    debrief_pages,
    facilitator_pages,
    participant_pages,
    projector_pages,
)
from game.web.workshop.live import Live, keep_time
from game.web.workshop.visits import Room
from game.workshop.limits import Limiter

if TYPE_CHECKING:
    from game.web.site import Site
    from game.workshop.service import Workshops

MOST_VIEWERS = 3000
"""Pages open at once that are told of changes; more wait and try again."""

_CODES_AT_ONCE, _CODES_SECONDS = 120, 600.0
"""Wrong codes that one address may give: nobody searches 40 bits at this pace."""

_WRITES_AT_ONCE, _WRITES_SECONDS = 30, 30.0
"""What one person may send: a vote changed often, not a flood."""

_TICK_SECONDS = 0.5


def make_workshop_app(site: Site, workshops: Workshops, reached_at: str = "") -> Starlette:
    """The game in a browser, and the workshops of the same database.

    ``reached_at`` is the address to give to the room; empty for the one of whoever asks.
    """

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        keeper = asyncio.create_task(keep_time(workshops, _TICK_SECONDS))
        try:
            yield
        finally:
            keeper.cancel()
            with suppress(asyncio.CancelledError):
                await keeper

    routes = [
        *debrief_pages.routes(),
        *participant_pages.routes(),
        *projector_pages.routes(),
        *facilitator_pages.routes(),
    ]
    app = make_app(site, routes, lifespan)
    app.state.room = Room(
        workshops,
        Live(workshops, MOST_VIEWERS),
        codes=Limiter(_CODES_AT_ONCE, _CODES_SECONDS),
        writes=Limiter(_WRITES_AT_ONCE, _WRITES_SECONDS),
        reached_at=reached_at,
    )
    return app
