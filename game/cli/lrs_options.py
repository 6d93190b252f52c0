"""The options of the commands that speak to a learning record store."""

from __future__ import annotations

import click

from game.cli.commands import option
from game.cli.parameters import Name
from game.locale import Messages


def options(messages: Messages) -> list[click.Option]:
    """``--lrs``, ``--lrs-user`` and ``--insecure``."""
    return [
        option(messages, "lrs", Name(tuple)),
        option(messages, "lrs-user", Name(tuple)),
        option(messages, "insecure"),
    ]
