"""The command ``preview``: a scenario played while it is being written."""

from __future__ import annotations

import click

from game.cli.commands import Command, Misuse, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Seed
from game.cli.targets import target_named
from game.content import load_catalogue, load_frames
from game.locale import Messages
from game.store.errors import shown
from game.terminal import can_show_screens


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "preview",
            _preview,
            messages,
            [
                argument(messages, "file", FileName()),
                option(messages, "seed", Seed(messages)),
            ],
        )
    ]


def _preview(invocation: Invocation, file: str, seed: int | None) -> int:
    messages = invocation.messages
    path = target_named(file, messages)
    if path.is_dir():
        where = click.get_current_context(silent=True)
        raise Misuse(messages("preview.fault.folder"), where)
    load_catalogue()
    load_frames()
    if not can_show_screens():
        invocation.errors.say(messages("preview.fault.no_screen"))
        invocation.errors.say(messages("preview.fault.instead", name=shown(path)))
        return 1
    from game.tui.preview.app import run_preview

    return run_preview(path, invocation.folder, invocation.language, seed or 0)
