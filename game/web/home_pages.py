"""The first page of someone who is known: going on with a play, or going to any page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from game.views.plays import stopped_where

if TYPE_CHECKING:
    from game.store.records import PlayHeader
    from game.web.visits import Visit

_SHOWN = 3
"""Unfinished plays offered on the first page; the history has them all."""


def home(visit: Visit) -> Response:
    headers = visit.site.store.unfinished(visit.player.id)[:_SHOWN]
    return visit.page("home.html.j2", unfinished=[_unfinished(visit, it) for it in headers])


def _unfinished(visit: Visit, header: PlayHeader) -> dict[str, str]:
    entry = visit.library.entries.get(header.scenario_id)
    say = visit.messages
    title = (
        say("lists.play.unknown_title", id=header.scenario_id)
        if entry is None
        else visit.wording().prose(entry.scenario.title)
    )
    return {"id": header.id, "title": title, "where": stopped_where(header, say)}
