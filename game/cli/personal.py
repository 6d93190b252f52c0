"""The command ``data``: all of a player's data, handed out in a file or erased for good."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from game.cli.commands import Command, Misuse, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Name, Word
from game.cli.people import named
from game.locale import Messages
from game.seat import Seat
from game.store.errors import shown
from game.store.records import Erasure, Player
from game.views.search import folded

ACTIONS = ("export", "erase")


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "data",
            _data,
            messages,
            [
                argument(messages, "action", Word(ACTIONS, messages)),
                option(messages, "player", Name(tuple)),
                option(messages, "to", FileName()),
                click.Option(["--force"], is_flag=True, help=messages("reports.option.force")),
                *(option(messages, name) for name in ("yes", "with-copies")),
            ],
        )
    ]


def _data(
    invocation: Invocation,
    action: str,
    player: str | None,
    to: str | None,
    force: bool,
    yes: bool,
    with_copies: bool,
) -> int:
    if action == "export":
        if to is None:
            raise _misuse("nowhere", invocation.messages)
        return _export(invocation, player, Path(to).expanduser(), replace=force)
    if player is None:
        raise _misuse("nobody", invocation.messages)
    return _erase(invocation, player, yes=yes, with_copies=with_copies)


def _misuse(key: str, messages: Messages) -> Misuse:
    return Misuse(messages(f"personal.usage.{key}"), click.get_current_context(silent=True))


def _export(invocation: Invocation, player: str | None, target: Path, *, replace: bool) -> int:
    from game.reports.personal_archive import save_personal_archive
    from game.reports.writing import ReportError
    from game.store.clock import utc_now

    seat = invocation.open_seat()
    messages = seat.messages
    with seat.store as store:
        who = seat.player if player is None else named(seat, player)
        try:
            path = save_personal_archive(store, who, target, messages, utc_now(), replace=replace)
        except ReportError as fault:
            invocation.errors.say(messages(fault.key, **fault.params))
            return 1
    invocation.out.say(messages("personal.exported", name=who.name, path=shown(path)))
    return 0


def _erase(invocation: Invocation, player: str, *, yes: bool, with_copies: bool) -> int:
    seat = invocation.open_seat()
    with seat.store as store:
        if not store.saves:
            return 1  # what the opening said is why: there is nothing to erase in memory
        who = named(seat, player)
        if not yes and not _confirmed(invocation, seat, who):
            invocation.out.say(seat.messages("personal.kept", name=who.name))
            return 1
        erasure = store.erase_player(who.id)
        _tell_erased(erasure, who, invocation, seat)
        left = _copies_left(erasure, invocation, seat, yes=yes, with_copies=with_copies)
    return _tell_left(left, invocation, seat)


def _confirmed(invocation: Invocation, seat: Seat, who: Player) -> bool:
    """Whether the name of the player was typed again, after hearing what would go."""
    plays = seat.store.plays(who.id)
    invocation.out.say(seat.messages("personal.will_erase", name=who.name, count=len(plays)))
    return folded(_answer("personal.ask.name", invocation, seat, name=who.name)) == folded(who.name)


def _answer(key: str, invocation: Invocation, seat: Seat, name: str = "") -> str:
    from game.plain.conversation import Conversation
    from game.plain.ear import EndOfInput, standard_ear

    try:
        return Conversation(invocation.out, standard_ear(), seat.messages).ask(key, name=name)
    except EndOfInput:
        return ""


def _tell_erased(erasure: Erasure, who: Player, invocation: Invocation, seat: Seat) -> None:
    messages, voice = seat.messages, invocation.out
    voice.say(messages("personal.erased", name=who.name, count=erasure.plays))
    if not erasure.compacted:
        voice.say(messages("personal.not_compacted"))
    for copy in erasure.cleaned_copies:
        voice.say(messages("personal.copy_cleaned", path=shown(copy)))
    voice.say(messages("personal.elsewhere"))


def _copies_left(
    erasure: Erasure, invocation: Invocation, seat: Seat, *, yes: bool, with_copies: bool
) -> Sequence[Path]:
    """The copies that still stand, once they were named and their deletion offered."""
    left = erasure.copies_left
    if not left:
        return ()
    messages = seat.messages
    invocation.out.say(messages("personal.copies_left", count=len(left)))
    invocation.out.items(shown(copy) for copy in left)
    if not with_copies:
        agreed = messages("personal.yes_words").split()
        if yes or folded(_answer("personal.ask.copies", invocation, seat)) not in agreed:
            return left
    return seat.store.remove_copies(left)


def _tell_left(left: Sequence[Path], invocation: Invocation, seat: Seat) -> int:
    if not left:
        return 0
    invocation.errors.say(seat.messages("personal.copies_stay", count=len(left)))
    invocation.errors.items(shown(copy) for copy in left)
    return 1
