"""What lets a phone keep the game on its home screen: a manifest and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from game.web.pages import messages_for
from game.web.static_files import asset_path

if TYPE_CHECKING:
    from starlette.requests import Request

_PAPER = "#ffffff"
_ACCENT = "#1f4e79"
_SIZES = (192, 512)


def routes() -> list[Route]:
    return [Route("/manifest.webmanifest", _manifest)]


def _manifest(request: Request) -> Response:
    messages = messages_for(request, request.app.state.site.language)
    icons = [
        {"src": asset_path(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in _SIZES
    ]
    content = {
        "name": "Duettiste",
        "short_name": "Duettiste",
        "description": messages("web.home.tagline"),
        "lang": messages.language,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _ACCENT,
        "icons": [
            {"src": asset_path("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *icons,
        ],
    }
    return JSONResponse(content, media_type="application/manifest+json")
