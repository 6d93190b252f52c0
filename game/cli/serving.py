"""The command ``serve``: the game in browsers, of this machine or of its network."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from game.cli.commands import Command, Misuse, option
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Whole
from game.locale import Messages
from game.plain.lines import neutralised
from game.terminal import is_terminal

if TYPE_CHECKING:
    import socket

    from game.seat import Seat
    from game.web.site import Address, Site
    from game.workshop.service import Workshops

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8321
_MOST_PORT = 65_535


def commands(messages: Messages) -> list[Command]:
    return [Command("serve", _serve, messages, options(messages))]


def options(messages: Messages) -> list[click.Parameter]:
    """The options of whatever serves pages."""
    opening = click.Option(
        ["--open/--no-open"], default=None, help=messages("cli.option.open"), show_default=False
    )
    return [
        option(messages, "host", FileName()),
        option(messages, "port", Whole(0, _MOST_PORT, messages)),
        option(messages, "address", FileName()),
        opening,
    ]


def _serve(
    invocation: Invocation,
    host: str | None,
    port: int | None,
    address: str | None,
    open: bool | None,
) -> int:
    from game.web.app import make_app
    from game.web.server import serve
    from game.web.workshop.app import make_workshop_app

    messages = invocation.messages
    public = public_address(address or "", messages)
    seat = seat_to_serve(invocation)
    listener = listener_for(host, port, invocation)
    if listener is None:
        seat.store.close()
        return 1
    with listener, seat.store, _shared_workshops(seat) as workshops:
        site = site_for(invocation, seat, listener, public)
        link = f"{first_address(site.address, listener)}/moi/{site.doors.make(seat.player.id)}"

        def tell() -> None:
            _tell(invocation, seat, listener, link, site.address)
            if wants_browser(open, host):
                import webbrowser

                webbrowser.open(link)

        app = make_workshop_app(site, workshops) if workshops else make_app(site)
        serve(app, listener, behind_proxy=bool(public), when_ready=tell)
        invocation.out.gap()
        invocation.out.say(seat.messages("web.serve.stopped"))
    return 0


def seat_to_serve(invocation: Invocation) -> Seat:
    """The seat of a server. Raises StoreError where the database asked for keeps nothing.

    What others decide is never taken in only to be forgotten when the server stops.
    """
    from game.store import open_store
    from game.store.home import database_address

    if database_address() is not None:
        open_store(invocation.folder).close()
    return invocation.open_seat()


def _shared_workshops(seat: Seat) -> AbstractContextManager[Workshops | None]:
    """The workshops of a database that several servers share: each of them shows their pages.

    Those kept in a file are shown by the command that holds them.
    """
    from game.store.home import database_address
    from game.workshop.service import Workshops

    if database_address() is None:
        return nullcontext()
    return Workshops(seat.store.database)


def public_address(typed: str, messages: Messages) -> str:
    """The address given with ``--address``, without a path. Raises Misuse."""
    if not typed:
        return ""
    try:
        parts = urlsplit(typed)
        fit = parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/")
        fit = fit and parts.port != 0 and not parts.query and "@" not in parts.netloc
    except ValueError:
        fit = False
    if not fit:
        words = messages("web.serve.bad_address", value=neutralised(typed[:80]))
        raise Misuse(words, click.get_current_context(silent=True))
    return f"{parts.scheme}://{parts.netloc}"


def listener_for(
    host: str | None, port: int | None, invocation: Invocation
) -> socket.socket | None:
    """Where browsers can come; None after having said why they cannot."""
    from game.web.server import AddressTakenError, listen

    wanted_host, wanted_port = host or DEFAULT_HOST, DEFAULT_PORT if port is None else port
    try:
        return listen(wanted_host, wanted_port)
    except AddressTakenError as fault:
        say, errors = invocation.messages, invocation.errors
        told = neutralised(wanted_host[:80])
        problem = fault.strerror or ""
        errors.say(say("web.serve.taken", host=told, port=wanted_port, problem=problem))
        errors.say(say("web.serve.taken_remedy"))
        return None


def site_for(invocation: Invocation, seat: Seat, listener: socket.socket, public: str) -> Site:
    """The site of this seat's store, which answers to the names of this machine."""
    import socket as sockets

    from game.web.server import is_loopback
    from game.web.site import Address, Site

    names = {"localhost"}
    if not is_loopback(listener.getsockname()[0]):
        own = sockets.gethostname().lower()
        names |= {own, f"{own}.local"}
    address = Address(public, frozenset(names))
    return Site(seat.store, invocation.folder, address, language=seat.messages.language)


def first_address(address: Address, listener: socket.socket) -> str:
    """The address to give: the public one, else the likeliest of this machine."""
    from game.web.server import local_addresses

    return address.public or local_addresses(listener)[0]


def wants_browser(asked: bool | None, host: str | None) -> bool:
    """Whether to open a browser: as asked, else where someone sits at this machine's desktop."""
    from game.web.server import has_desktop, is_loopback

    if asked is not None:
        return asked
    return is_terminal(sys.stdout) and has_desktop() and is_loopback(host or DEFAULT_HOST)


def _tell(
    invocation: Invocation, seat: Seat, listener: socket.socket, link: str, address: Address
) -> None:
    """The addresses, and plainly who can open them."""
    from game.web.server import is_loopback, local_addresses

    say, voice = seat.messages, invocation.out
    voice.say(say("web.serve.link", name=seat.player.name))
    voice.exactly(f"  {link}")
    voice.gap()
    voice.say(say("web.serve.others"))
    others: Sequence[str] = (address.public,) if address.public else local_addresses(listener)
    for one in others:
        voice.exactly(f"  {one}/")
    voice.gap()
    if is_loopback(listener.getsockname()[0]):
        voice.say(say("web.serve.proxied" if address.public else "web.serve.only_here"))
    else:
        voice.say(say("web.serve.network"))
        if not address.secure:
            voice.say(say("web.serve.in_clear"))
    voice.say(say("web.serve.how_to_stop"))
    voice.flush()
