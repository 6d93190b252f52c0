"""Making pages: templates that escape every text, and what all pages are given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from game.locale import Messages, preferred_language
from game.reports.html import made_inert
from game.web.static_files import asset_path

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

_TEMPLATES = Path(__file__).parent / "templates"

THEMES = ("auto", "light", "dark")
"""How a player wants pages: as their device is set, light or dark."""


@cache
def environment() -> Environment:
    """The templates of the pages. A word that a template expects and is not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=made_inert,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["asset"] = asset_path
    return made


def render(
    template: str,
    messages: Messages,
    values: Mapping[str, object],
    *,
    status: int = 200,
) -> HTMLResponse:
    """A page. ``values`` are what its template says; the layout's own have defaults."""
    given: dict[str, object] = {
        "say": messages,
        "language": messages.language,
        "theme": "auto",
        "player": None,
        "here": "",
        "notice": "",
        "form_token": "",
        **values,
    }
    text = environment().get_template(template).render(given)
    return HTMLResponse(text, status)


def messages_for(request: Request, fallback: str) -> Messages:
    """The language that a visitor who has set none reads: their browser's, else ``fallback``."""
    asked = request.headers.get("accept-language", "")[:200].lower()
    for part in asked.split(","):
        language = part.partition(";")[0].strip()[:2]
        if language in ("fr", "en"):
            return Messages(language)
    return Messages(preferred_language(fallback))
