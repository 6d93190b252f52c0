"""The settings of a player in a browser: name, language, timers, link, and all their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from engine.session import Mode
from game.content import load_catalogue
from game.locale import LANGUAGES
from game.playing import TIMER_FACTORS
from game.store.errors import PlayerNameRefused
from game.web.downloads import attachment
from game.web.pages import THEMES
from game.web.tokens import new_token, token_hash
from game.web.visits import COOKIE, Visit, redirect, sent, shown, theme_of
from game.web.welcome_pages import own_address

if TYPE_CHECKING:
    from game.web.forms import Form

_CHOICES = {
    "language": LANGUAGES,
    "web_theme": THEMES,
    "mode": tuple(mode.value for mode in Mode),
    "timers": tuple(TIMER_FACTORS),
}
"""Each setting that can be changed here, and its values."""


def routes() -> list[Route]:
    return [
        Route("/reglages", shown(_settings)),
        Route("/reglages", sent(_change), methods=["POST"]),
        Route("/reglages/nom", sent(_rename), methods=["POST"]),
        Route("/reglages/lien", sent(_renew_link), methods=["POST"]),
        Route("/reglages/donnees.zip", shown(_data)),
        Route("/reglages/effacer", shown(_ask_to_erase)),
        Route("/reglages/effacer", sent(_erase), methods=["POST"]),
    ]


def _settings(visit: Visit) -> Response:
    return _page(visit, visit.player.name)


def _page(visit: Visit, typed: str, refusal: str = "") -> Response:
    seat = visit.own_seat
    return visit.page(
        "settings.html.j2",
        status=400 if refusal else 200,
        here="settings",
        typed=typed,
        refusal=refusal,
        choices=_CHOICES,
        chosen={
            "language": visit.messages.language,
            "web_theme": theme_of(seat),
            "mode": seat.setting("mode"),
            "timers": seat.setting("timers"),
        },
        address=own_address(visit, f"/moi/{visit.token}"),
    )


def _change(visit: Visit, form: Form) -> Response:
    """Keep what differs from what is set; anything unknown is left out."""
    seat = visit.own_seat
    for key, values in _CHOICES.items():
        wanted = form.text(key)
        if wanted in values and seat.settings.get(key) != wanted:
            seat.change_setting(key, wanted)
    return redirect("/reglages?avis=kept")


def _rename(visit: Visit, form: Form) -> Response:
    typed = form.text("nom")
    try:
        visit.site.store.rename_player(visit.player.id, typed)
    except PlayerNameRefused as refusal:
        return _page(visit, typed, visit.messages(refusal.key, **refusal.params))
    return redirect("/reglages?avis=kept")


def _renew_link(visit: Visit, _form: Form) -> Response:
    """A new link; every other one of this player, on any device, opens nothing any more."""
    store, token = visit.site.store, new_token()
    store.remove_links(visit.player.id)
    store.add_link(visit.player.id, token_hash(token))
    return visit.let_in(redirect("/mon-lien?avis=renewed"), token)


def _data(visit: Visit) -> Response:
    """Everything that is kept about the player, in a file."""
    from game.reports.personal_archive import personal_archive

    say = visit.messages
    content = personal_archive(
        visit.site.store,
        visit.player,
        visit.library,
        load_catalogue(say.language),
        say,
        visit.site.now(),
    )
    return attachment(content, say("personal.file.archive"), "application/zip")


def _ask_to_erase(visit: Visit) -> Response:
    plays = visit.site.store.plays(visit.player.id)
    return visit.page("erase.html.j2", here="settings", count=len(plays))


def _erase(visit: Visit, form: Form) -> Response:
    if form.text("sur") != "oui":
        return redirect("/reglages")
    visit.site.store.erase_player(visit.player.id)
    response = redirect("/?avis=erased")
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
