"""The command ``workshop``: a room decides together, each from a phone or a laptop."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from game.cli import serving, workshop_debrief
from game.cli.briefings import read_briefings
from game.cli.commands import Command, Misuse, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Name, Whole, Word
from game.cli.shelf import entry_named
from game.library import scenario_ids
from game.locale import Messages
from game.plain.lines import neutralised
from game.terminal import can_show_screens, is_terminal
from game.typography import typeset

if TYPE_CHECKING:
    import socket

    from starlette.applications import Starlette

    from game.seat import Seat
    from game.web.site import Site
    from game.workshop.service import Workshops
    from game.workshop.settings import WorkshopSettings

EVERYWHERE = "0.0.0.0"  # noqa: S104 - phones of the room must reach it, and it is said plainly
_WAYS = ("together", "teams", "roles", "own-pace")
_MOST_SECONDS, _MOST_DAYS = 3600, 366
_TABLES_APART = ","


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command was asked for; None where nothing was said."""

    scenario: str | None
    way: str | None
    tables: str | None
    briefings: str | None
    seconds: int | None
    keep: int | None
    resume: str | None
    erase: str | None
    list: bool
    debrief: str | None
    to: str | None
    force: bool
    excel: bool
    site: str | None
    host: str | None
    port: int | None
    address: str | None
    open: bool | None
    plain: bool


def commands(messages: Messages) -> list[Command]:
    named = Name(scenario_ids, or_file=True)
    return [
        Command(
            "workshop",
            lambda invocation, **said: _workshop(invocation, Wish(**said)),
            messages,
            [
                argument(messages, "scenario", named, required=False),
                option(messages, "way", Word(_WAYS, messages)),
                option(messages, "tables", Name(tuple)),
                option(messages, "briefings", FileName()),
                option(messages, "seconds", Whole(0, _MOST_SECONDS, messages)),
                option(messages, "keep", Whole(1, _MOST_DAYS, messages)),
                option(messages, "resume", Name(tuple)),
                option(messages, "list"),
                option(messages, "erase", Name(tuple)),
                *workshop_debrief.options(messages),
                *serving.options(messages),
                option(messages, "plain"),
            ],
        )
    ]


def _workshop(invocation: Invocation, wish: Wish) -> int:
    from game.workshop.faults import WorkshopError
    from game.workshop.service import Workshops

    file = workshop_debrief.FileWish(wish.debrief, wish.to, wish.force, wish.excel, wish.site)
    workshop_debrief.check(file, invocation.messages)
    seat = serving.seat_to_serve(invocation)
    with seat.store as store, Workshops(store.database) as workshops:
        try:
            if wish.list:
                return _list(invocation, seat, workshops)
            if wish.debrief is not None:
                return workshop_debrief.tell(invocation, seat, workshops, file)
            if wish.erase is not None:
                return _erase(invocation, seat, workshops, wish.erase)
            return _hold(invocation, seat, workshops, wish)
        except WorkshopError as fault:
            invocation.errors.say(seat.messages(fault.key, **fault.params))
            return 1


def _list(invocation: Invocation, seat: Seat, workshops: Workshops) -> int:
    from game.views.plays import date_words
    from game.workshop.codes import shown_code

    say, found = seat.messages, workshops.workshops()
    for one in found:
        invocation.out.say(
            say(
                "web_workshop.host.listed",
                code=shown_code(one.code),
                title=typeset(one.title),
                phase=say(f"web_workshop.phase.{one.phase}"),
                here=say("web_workshop.room.here", count=one.participants),
                opened=date_words(one.opened_at, say),
                expires=date_words(one.expires_at, say),
            )
        )
    if not found:
        invocation.out.say(say("web_workshop.host.none"))
    return 0


def _erase(invocation: Invocation, seat: Seat, workshops: Workshops, code: str) -> int:
    not_cleaned = workshops.erase(workshops.id_of_code(code))
    invocation.out.say(seat.messages("web_workshop.host.erased", code=neutralised(code[:40])))
    for left in not_cleaned:
        path = neutralised(str(left))
        invocation.errors.say(seat.messages("workshop_screen.erase.left", path=path))
    return 1 if not_cleaned else 0


def _hold(invocation: Invocation, seat: Seat, workshops: Workshops, wish: Wish) -> int:
    from game.web.workshop.app import make_workshop_app

    public = serving.public_address(wish.address or "", seat.messages)
    workshop_id, secret = _to_hold(seat, workshops, wish)
    listener = serving.listener_for(wish.host or EVERYWHERE, wish.port, invocation)
    if listener is None:
        return 1
    with listener:
        site = serving.site_for(invocation, seat, listener, public)
        here = serving.first_address(site.address, listener)
        own = public or f"http://127.0.0.1:{listener.getsockname()[1]}"
        own = here if wish.host and wish.host != EVERYWHERE else own
        app = make_workshop_app(site, workshops, reached_at=here)
        hall = _Hall(invocation, seat, workshops, workshop_id, listener, here, own, bool(public))
        if wish.plain or not can_show_screens():
            code = _in_browsers(hall, app, f"{own}/animer/{secret}", site, wish)
        else:
            code = _on_screen(hall, app)
    shown = _code(workshops, workshop_id)
    invocation.out.gap()
    invocation.out.say(seat.messages("web_workshop.host.stopped", code=shown))
    return code


@dataclass(frozen=True, slots=True)
class _Hall:
    """What is held, and where: ``here`` is the address for the room, ``own`` for this machine."""

    invocation: Invocation
    seat: Seat
    workshops: Workshops
    workshop_id: str
    listener: socket.socket
    here: str
    own: str
    behind_proxy: bool


def _in_browsers(hall: _Hall, app: Starlette, link: str, site: Site, wish: Wish) -> int:
    """Serve until Ctrl-C; the facilitator uses a page."""
    from game.web.server import serve

    def tell() -> None:
        code = hall.workshops.workshop(hall.workshop_id).code
        _tell(hall.invocation, hall.seat, code, hall.here, link, site)
        if serving.wants_browser(wish.open, wish.host):
            import webbrowser

            webbrowser.open(link)

    serve(app, hall.listener, behind_proxy=hall.behind_proxy, when_ready=tell)
    return 0


def _on_screen(hall: _Hall, app: Starlette) -> int:
    """Serve from a thread while the facilitator uses this terminal."""
    from game.tui.workshop.app import run_workshop
    from game.tui.workshop.hosted import Hosted
    from game.web.server import serve_beside
    from game.web.workshop.participant_pages import join_path

    code = hall.workshops.workshop(hall.workshop_id).code
    hosted = Hosted(
        hall.workshops,
        hall.workshop_id,
        joining=f"{hall.here}{join_path(code)}",
        projector=f"{hall.own}/projection/{hall.workshop_id}",
    )
    with serve_beside(app, hall.listener, behind_proxy=hall.behind_proxy):
        return run_workshop(hosted, hall.invocation.folder, hall.seat.messages.language)


def _to_hold(seat: Seat, workshops: Workshops, wish: Wish) -> tuple[str, str]:
    """The workshop to hold and a secret to facilitate it: a new one, or one taken up again."""
    if wish.resume is not None:
        workshop_id = workshops.id_of_code(wish.resume)
        return workshop_id, workshops.new_secret(workshop_id)
    if wish.scenario is None:
        raise Misuse(
            seat.messages("web_workshop.host.which"), click.get_current_context(silent=True)
        )
    entry = entry_named(wish.scenario, seat.messages)
    opened = workshops.open_workshop(entry.text, _settings(wish, seat.messages))
    return opened.workshop_id, opened.secret


def _settings(wish: Wish, messages: Messages) -> WorkshopSettings:
    from game.workshop.settings import (
        DEFAULT_RETENTION_DAYS,
        SeatSetting,
        Way,
        WorkshopSettings,
    )

    names = [name.strip() for name in (wish.tables or "").split(_TABLES_APART)]
    seats = tuple(SeatSetting(name) for name in names if name)
    usual = Way.TEAMS if seats else Way.TOGETHER
    if wish.briefings is not None:
        seats, usual = read_briefings(wish.briefings, messages), Way.ROLES
    return WorkshopSettings(
        way=Way(wish.way) if wish.way else usual,
        seats=seats,
        seconds=wish.seconds,
        retention_days=wish.keep or DEFAULT_RETENTION_DAYS,
    )


def _code(workshops: Workshops, workshop_id: str) -> str:
    from game.workshop.codes import shown_code

    return shown_code(workshops.workshop(workshop_id).code)


def _tell(invocation: Invocation, seat: Seat, code: str, here: str, link: str, site: Site) -> None:
    """The code, the address and its QR code, who can come, and where to facilitate."""
    from game.qr import drawn
    from game.web.workshop.participant_pages import join_path
    from game.workshop.codes import shown_code

    say, voice = seat.messages, invocation.out
    address = f"{here}{join_path(code)}"
    voice.say(say("web_workshop.host.join"))
    voice.exactly(f"  {address}")
    voice.say(f"{say('web_workshop.room.code')} {shown_code(code)}")
    voice.gap()
    colored = is_terminal(sys.stdout) and "NO_COLOR" not in os.environ
    voice.exactly(drawn(address, colored=colored))
    voice.gap()
    voice.say(say("web_workshop.host.facilitate"))
    voice.exactly(f"  {link}")
    voice.gap()
    voice.say(say("web_workshop.host.who"))
    if not site.address.secure:
        voice.say(say("web.serve.in_clear"))
    voice.say(say("web_workshop.host.how_to_stop", code=shown_code(code)))
    voice.flush()
