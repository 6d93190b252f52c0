"""The application of the server: the groups of routes put together behind the guard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute

from game.web import (
    debrief_pages,
    deciding_pages,
    installing,
    library_pages,
    play_pages,
    principle_pages,
    progress_pages,
    settings_pages,
    static_files,
    welcome_pages,
)
from game.web.faults import handlers
from game.web.guard import Guard

if TYPE_CHECKING:
    from starlette.types import Lifespan

    from game.web.site import Site

_LEAST_COMPRESSED_BYTES = 2_000
_COMPRESSION = 5


def make_app(
    site: Site,
    more_routes: Sequence[BaseRoute] = (),
    lifespan: Lifespan[Starlette] | None = None,
) -> Starlette:
    """The game in a browser. Handlers find ``site`` in ``request.app.state``.

    ``more_routes`` are those of what is served beside playing alone; ``lifespan`` is what runs
    as long as the server does.
    """
    app = Starlette(
        routes=[
            *static_files.routes(),
            *installing.routes(),
            *welcome_pages.routes(),
            *library_pages.routes(),
            *play_pages.routes(),
            *deciding_pages.routes(),
            *debrief_pages.routes(),
            *progress_pages.routes(),
            *principle_pages.routes(),
            *settings_pages.routes(),
            *more_routes,
        ],
        middleware=[
            Middleware(Guard, site=site),
            Middleware(
                GZipMiddleware,
                minimum_size=_LEAST_COMPRESSED_BYTES,
                compresslevel=_COMPRESSION,
            ),
        ],
        exception_handlers=dict(handlers(site)),
        lifespan=lifespan,
    )
    app.state.site = site
    return app
