"""The command ``players``: who plays on this machine."""

from __future__ import annotations

import click

from engine.diagnostics import closest
from game.cli.commands import Command, Misuse, option
from game.cli.invocation import Invocation
from game.cli.parameters import Name
from game.locale import Messages
from game.plain.lines import neutralised
from game.seat import Seat
from game.store.records import Player
from game.views.search import folded


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "players",
            _players,
            messages,
            [option(messages, name, Name(tuple)) for name in ("add", "use", "rename")],
        )
    ]


def _players(invocation: Invocation, add: str | None, use: str | None, rename: str | None) -> int:
    seat = invocation.open_seat()
    messages, voice = seat.messages, invocation.out
    with seat.store as store:
        if add is not None:
            seat.change_player(store.add_player(add))
            voice.say(messages("cli.players.added", name=seat.player.name))
        if use is not None:
            seat.change_player(named(seat, use))
            voice.say(messages("cli.players.chosen", name=seat.player.name))
        if rename is not None:
            seat.player = store.rename_player(seat.player.id, rename)
            voice.say(messages("cli.players.renamed", name=seat.player.name))
        for player in store.players():
            key = "current" if player.id == seat.player.id else "other"
            voice.say(messages(f"cli.players.{key}", name=player.name))
        saves = store.saves
    voice.gap()
    voice.say(messages("cli.players.no_password"))
    return 0 if saves else 1


def named(seat: Seat, name: str) -> Player:
    """The player of that name, whatever its capitals and accents. Raises Misuse."""
    players = seat.store.players()
    for player in players:
        if folded(player.name) == folded(name.strip()):
            return player
    near = closest(name, [player.name for player in players])
    key = "player_near" if near else "player"
    raise Misuse(
        seat.messages(f"cli.usage.{key}", name=neutralised(name[:60]), near=near),
        click.get_current_context(silent=True),
    )
