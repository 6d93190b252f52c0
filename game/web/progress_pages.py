"""What was trained over all plays, and every play: to resume, to read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from game.content import load_catalogue
from game.playing import UnreadableTextError
from game.progress.overview import Progress, read_progress
from game.reports.html import blocks_in_html
from game.reports.progress import progress_document
from game.reports.progress_file import progress_content
from game.reports.writing import Form
from game.store.errors import StoreError
from game.views.days import day_words
from game.views.plays import play_view
from game.views.progress import progress_view
from game.web.downloads import download
from game.web.visits import Visit, shown

if TYPE_CHECKING:
    from engine.scenario import Scenario
    from game.store.records import PlayHeader

_SUGGESTIONS = "next"
"""The section of the document that the page shows as links instead."""


def routes() -> list[Route]:
    return [
        Route("/progres", shown(_progress)),
        Route("/progres/fichier.{form}", shown(_file)),
        Route("/historique", shown(_history)),
    ]


def _read(visit: Visit) -> Progress:
    catalogue = load_catalogue(visit.messages.language)
    return read_progress(visit.site.store, visit.player, visit.library, catalogue, visit.site.now())


def _progress(visit: Visit) -> Response:
    progress = _read(visit)
    view = progress_view(progress, visit.wording())
    day = day_words(progress.now, visit.messages)
    document = progress_document(view, visit.messages, player=visit.player.name, day=day)
    sections = tuple(it for it in document.sections if it.id != _SUGGESTIONS)
    return visit.page(
        "progress.html.j2",
        here="progress",
        suggestions=view.next_plays,
        content=blocks_in_html(sections, visit.messages),
        forms=[form.value for form in Form],
    )


def _file(visit: Visit) -> Response:
    wanted = visit.path_text("form")
    if wanted not in set(Form):
        raise HTTPException(404)
    form, say = Form(wanted), visit.messages
    content = progress_content(_read(visit), form, say, player=visit.player.name)
    return download(content, say("progress.report.file_name"), form)


def _history(visit: Visit) -> Response:
    wording = visit.wording()
    return visit.page(
        "history.html.j2",
        here="history",
        plays=[
            play_view(header, _scenario(visit, header), wording)
            for header in visit.site.store.plays(visit.player.id)
        ],
    )


def _scenario(visit: Visit, header: PlayHeader) -> Scenario | None:
    """The scenario as it was played; None when it can no longer be read."""
    try:
        return visit.site.rules.rules(visit.site.store, header.text_hash).scenario
    except (StoreError, UnreadableTextError):
        return None
