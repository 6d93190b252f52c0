"""The commands ``test`` and ``graph``: a scenario held to its plays, and drawn.

What they do is imported when they are called: the other commands need nothing of it.
"""

from __future__ import annotations

from typing import Any

import click

from game.cli.commands import Command, Kind, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Name, Seed, Word
from game.locale import Messages

REPORTS = ("human", "json")
DRAWINGS = ("outline", "mermaid", "dot", "svg")


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "test",
            _test,
            messages,
            [
                argument(messages, "paths", FileName(), many=True),
                option(messages, "format", Word(REPORTS, messages)),
                _option(messages, "record", Name(tuple)),
                _option(messages, "decisions", Name(tuple)),
                _option(messages, "from", Name(tuple), "from_play"),
                option(messages, "seed", Seed(messages)),
            ],
        ),
        Command(
            "graph",
            _graph,
            messages,
            [
                argument(messages, "file", FileName()),
                _option(messages, "format", Word(DRAWINGS, messages)),
                _option(messages, "to", FileName()),
                _option(messages, "heat", Name(tuple)),
            ],
        ),
    ]


def _option(messages: Messages, name: str, kind: Kind, parameter: str = "") -> click.Option:
    """An option ``--name`` whose words are with those of these commands."""
    details: dict[str, Any] = {
        "type": kind,
        "metavar": messages(f"proving.metavar.{name}"),
        "help": messages(f"proving.option.{name}"),
    }
    return click.Option([f"--{name}", *filter(None, (parameter,))], **details)


def _test(
    invocation: Invocation,
    paths: tuple[str, ...],
    format: str | None,
    record: str | None,
    decisions: str | None,
    from_play: str | None,
    seed: int | None,
) -> int:
    from game.cli.rehearsing import rehearse

    return rehearse(invocation, paths, format, record, decisions, from_play, seed)


def _graph(
    invocation: Invocation, file: str, format: str | None, to: str | None, heat: str | None
) -> int:
    from game.cli.drawing import draw

    return draw(invocation, file, format, to, heat)
