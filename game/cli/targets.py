"""The file or folder that a word of the command line names."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli.commands import Misuse
from game.content import scenario_files
from game.locale import Messages
from game.store.errors import shown


def target_named(word: str, messages: Messages) -> Path:
    """A file, a folder, or the bundled scenario of that id. Raises Misuse.

    Only files and folders: a device or a pipe could be waited for without end.
    """
    path = Path(word).expanduser()
    try:
        if path.is_dir() or path.is_file():
            return path
        there = path.exists()
    except (OSError, ValueError):
        there = False
    bundled = {one.stem: one for one in scenario_files()}
    if word in bundled and not there:
        return bundled[word]
    key = "not_regular" if there else "no_file"
    where = click.get_current_context(silent=True)
    raise Misuse(messages(f"cli.usage.{key}", name=shown(path)), where)
