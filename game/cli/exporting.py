"""The command ``export``: plays for another machine, for other programs, or for an LRS.

What it does is in ``export_running``, which is imported when it is wanted.
"""

from __future__ import annotations

import click

from game.cli import lrs_options
from game.cli.commands import Command, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import Name, Word
from game.exports.forms import TABLE_NAMES, Form
from game.locale import Messages


def commands(messages: Messages) -> list[Command]:
    switches = ("excel", "names", "with-notes", "everyone", "unfinished")
    return [
        Command(
            "export",
            _export,
            messages,
            [
                argument(
                    messages, "plays_and_file", Name(tuple, or_file=True), required=False, many=True
                ),
                _renamed(messages, "--format", "form", "export_format", list(Form)),
                _renamed(messages, "--table", "table", "table", list(TABLE_NAMES)),
                _renamed(messages, "--scenario", "scenario", "scenario_id"),
                *(option(messages, name) for name in switches),
                option(messages, "site", Name(tuple)),
                *lrs_options.options(messages),
            ],
        )
    ]


def _renamed(
    messages: Messages, flag: str, into: str, words: str, known: list[str] | None = None
) -> click.Option:
    """An option whose words in the catalogue have a name of their own."""
    kind = Name(tuple) if known is None else Word(known, messages)
    return click.Option(
        [flag, into],
        type=kind,
        metavar=messages(f"cli.metavar.{words}"),
        help=messages(f"cli.option.{words}"),
    )


def _export(invocation: Invocation, **said: object) -> int:
    from game.cli.export_running import ExportWish, export

    return export(invocation, ExportWish(**said))  # type: ignore[arg-type]
