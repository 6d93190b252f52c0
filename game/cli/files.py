"""The command ``import``: a play out of one file."""

from __future__ import annotations

from pathlib import Path

from game.cli.commands import Command, argument
from game.cli.invocation import Invocation
from game.cli.parameters import FileName
from game.locale import Messages
from game.store.records import ImportOutcome


def commands(messages: Messages) -> list[Command]:
    return [
        Command("import", _import, messages, [argument(messages, "file", FileName())]),
    ]


def _import(invocation: Invocation, file: str) -> int:
    seat = invocation.open_seat()
    with seat.store as store:
        imported = store.import_play(Path(file).expanduser(), seat.player.id)
        saves = store.saves
        finished = store.play(imported.play_id).header.finished
    keys = {
        ImportOutcome.ADDED: "added",
        ImportOutcome.ADDED_UNDER_NEW_ID: "added_under_new_id",
        ImportOutcome.ALREADY_HERE: "already_here",
    }
    if not saves:
        return 1  # what the opening said is why: nothing would be kept
    messages, voice = seat.messages, invocation.out
    voice.say(messages(f"store.transfer.{keys[imported.outcome]}", play=imported.play_id))
    key = "debrief" if finished else "resume"
    voice.say(messages(f"cli.import.{key}_next", play=imported.play_id))
    return 0
