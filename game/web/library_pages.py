"""The library: find a scenario, see what it trains, begin it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from engine.session import Mode
from game.content import load_frames
from game.playing import TIMER_FACTORS, LivePlay
from game.views.library import LibraryFilter, facet_values, library_views, scenario_view
from game.web.roads import Road
from game.web.visits import Visit, redirect, sent, shown

if TYPE_CHECKING:
    from game.library import LibraryEntry
    from game.web.forms import Form

FACETS = {"frame": "cadre", "role": "role", "kind": "genre", "level": "niveau"}
"""The names of facets in addresses."""
_DONE = {"joues": True, "a-jouer": False}


def routes() -> list[Route]:
    return [
        Route("/bibliotheque", shown(_library)),
        Route("/scenario/{scenario}", shown(_scenario)),
        Route("/scenario/{scenario}", sent(_begin), methods=["POST"]),
    ]


def _library(visit: Visit) -> Response:
    library = visit.library
    store, player = visit.site.store, visit.player
    views = library_views(
        library.entries,
        visit.wording(),
        load_frames(visit.messages.language),
        store.plays(player.id),
        store.best_results(player.id),
    )
    wanted = {name: visit.query(short) for name, short in FACETS.items() if visit.query(short)}
    words, done = visit.query("mots")[:100], visit.query("etat")
    chosen = LibraryFilter(wanted, _DONE.get(done), words)
    return visit.page(
        "library.html.j2",
        here="library",
        scenarios=[view for view in views if chosen.shows(view)],
        total=len(views),
        facets=[
            (name, short, facet_values(views, name), wanted.get(name, ""))
            for name, short in FACETS.items()
        ],
        done=done if done in _DONE else "",
        words=words,
        filtered=bool(wanted or words or done in _DONE),
        faulty=", ".join(library.faulty),
        faulty_count=len(library.faulty),
    )


def _entry(visit: Visit) -> LibraryEntry:
    entry = visit.library.entries.get(visit.path_text("scenario"))
    if entry is None:
        raise HTTPException(404)
    return entry


def _scenario(visit: Visit) -> Response:
    """What a scenario is, and how to play it."""
    scenario = _entry(visit).scenario
    store, player = visit.site.store, visit.player
    view = scenario_view(
        scenario,
        load_frames(visit.messages.language)[scenario.frame],
        visit.wording(scenario.frame),
        store.plays(player.id, scenario.id),
        store.best_results(player.id).get(scenario.id),
    )
    timed = any(scene.timer is not None for scene in scenario.scenes.values())
    return visit.page(
        "scenario.html.j2",
        here="library",
        view=view,
        modes=[mode.value for mode in Mode],
        mode=visit.own_seat.setting("mode"),
        timers=list(TIMER_FACTORS) if timed else [],
        timer=visit.own_seat.setting("timers"),
    )


def _begin(visit: Visit, form: Form) -> Response:
    entry, seat = _entry(visit), visit.own_seat
    mode, timers = form.text("mode"), form.text("minuteurs")
    play = LivePlay.begin(
        visit.site.store,
        visit.player.id,
        entry.text,
        entry.scenario,
        mode=Mode(mode if mode in set(Mode) else seat.setting("mode")),
        timers=timers if timers in TIMER_FACTORS else seat.setting("timers"),
    )
    return redirect(Road(play.header.id).briefing)
