"""The command ``explore``: what every play of a scenario can meet, proved or sampled.

What it does is imported when it is called: the other commands need nothing of it.
"""

from __future__ import annotations

from typing import Any

import click

from game.cli.commands import Command, Kind, argument
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Whole, Word
from game.locale import Messages

FORMS = ("human", "json", "html")
MOST_STATES = 1_000_000_000
MOST_MEGABYTES = 1_000_000
MOST_SECONDS = 1_000_000


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "explore",
            _explore,
            messages,
            [
                argument(messages, "paths", FileName(), many=True),
                _option(messages, "states", Whole(1, MOST_STATES, messages)),
                _option(messages, "memory", Whole(1, MOST_MEGABYTES, messages)),
                _option(messages, "seconds", Whole(1, MOST_SECONDS, messages)),
                _option(messages, "strict"),
                _option(messages, "format", Word(FORMS, messages)),
                _option(messages, "to", FileName()),
            ],
        ),
    ]


def _option(messages: Messages, name: str, kind: Kind | None = None) -> click.Option:
    """An option ``--name`` whose words are with those of this command."""
    details: dict[str, Any] = {"help": messages(f"exploring.option.{name}")}
    if kind is None:
        return click.Option([f"--{name}"], is_flag=True, **details)
    metavar = messages(f"exploring.metavar.{name}")
    return click.Option([f"--{name}"], type=kind, metavar=metavar, **details)


def _explore(
    invocation: Invocation,
    paths: tuple[str, ...],
    states: int | None,
    memory: int | None,
    seconds: int | None,
    strict: bool,
    format: str | None,
    to: str | None,
) -> int:
    from game.authoring.exploration_running import Limits
    from game.cli.expedition import Expedition, Wishes

    usual = Limits()
    limits = Limits(states or usual.states, memory or usual.megabytes, seconds or usual.seconds)
    return Expedition(invocation, Wishes(limits, strict, format, to)).explore(paths)
