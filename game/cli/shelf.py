"""The scenario that a word of the command line names: an id, or the path of a file."""

from __future__ import annotations

from pathlib import Path

import click

from engine.diagnostics import closest
from game.cli.commands import Misuse
from game.content import scenario_files
from game.library import LibraryEntry, UnreadableScenarioError, read_entry, scenario_ids
from game.locale import Messages
from game.plain.lines import neutralised


def entry_named(wanted: str, messages: Messages) -> LibraryEntry:
    """A scenario by its id, or by the path of its file, told in the language of ``messages``.

    Raises Misuse when there is no such, UnreadableScenarioError when it has errors.
    """
    for path in scenario_files():
        if path.stem == wanted:
            return read_entry(path, messages.language)
    path = Path(wanted).expanduser() if wanted else Path()
    try:
        if wanted and path.is_file():
            return read_entry(path, messages.language)
    except (OSError, ValueError) as failure:
        if isinstance(failure, UnreadableScenarioError):
            raise
        problem = getattr(failure, "strerror", "") or ""
        raise _misuse("file", messages, name=neutralised(wanted), problem=problem) from failure
    near = closest(wanted, scenario_ids())
    key = "scenario_near" if near else "scenario"
    raise _misuse(key, messages, name=neutralised(wanted[:80]), near=near)


def _misuse(key: str, messages: Messages, **params: str) -> Misuse:
    return Misuse(messages(f"cli.usage.{key}", **params), click.get_current_context(silent=True))
