"""The command ``completion``: what a shell needs to complete commands, ids and files."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from game.cli.commands import PROGRAM, Command, argument
from game.cli.invocation import Invocation
from game.cli.parameters import Word
from game.locale import Messages

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_DUETTISTE_COMPLETE"


def commands(messages: Messages) -> list[Command]:
    shell = argument(messages, "shell", Word(SHELLS, messages))
    return [Command("completion", _completion, messages, [shell])]


def _completion(invocation: Invocation, shell: str) -> int:
    kind = get_completion_class(shell)
    assert kind is not None  # the three shells come with click
    script = ShellComplete.source(kind(click.Group(PROGRAM), {}, PROGRAM, VARIABLE))
    invocation.out.exactly(script.rstrip("\n"))
    return 0
