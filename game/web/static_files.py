"""The few files that pages load: read once, named by their content, kept by browsers for long."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

_STATIC = Path(__file__).parent / "static"
_REPORTS = Path(__file__).parents[1] / "reports" / "templates"
_SHORT = 12
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_FOR_LONG = "public, max-age=31536000, immutable"


@cache
def _assets() -> dict[str, bytes]:
    """Every file by its name; ``site.css`` begins with the style sheet of the reports."""
    found = {path.name: path.read_bytes() for path in _STATIC.iterdir() if path.suffix in _TYPES}
    found["site.css"] = (_REPORTS / "document.css").read_bytes() + b"\n" + found["site.css"]
    return found


@cache
def asset_path(name: str) -> str:
    """The address of a file: it changes with its content."""
    return f"/s/{hashlib.sha256(_assets()[name]).hexdigest()[:_SHORT]}/{name}"


def routes() -> list[Route]:
    return [Route("/s/{mark}/{name}", _asset), Route("/favicon.ico", _icon)]


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _assets():
        raise HTTPException(404)
    known = request.url.path == asset_path(name)
    return Response(
        _assets()[name],
        media_type=_TYPES[Path(name).suffix],
        headers={"Cache-Control": _FOR_LONG if known else "no-cache"},
    )


def _icon(_request: Request) -> Response:
    return Response(_assets()["icon.svg"], media_type=_TYPES[".svg"])
