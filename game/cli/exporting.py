"""The command ``export``: plays as a file, for another machine or for other programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from game.cli.commands import Command, Misuse, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import Name, Word
from game.exports.forms import Form, form_of
from game.exports.pseudonyms import pseudonym
from game.exports.recorded import Called, Recorded, record_plays
from game.exports.tables import DECISIONS, TABLES
from game.locale import Messages
from game.seat import Seat
from game.store.errors import shown
from game.store.records import PlayHeader

_EXAMPLE = "duettiste export parties.xlsx"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the command was asked for; empty words and None where nothing was said."""

    plays_and_file: tuple[str, ...]
    form: str | None
    table: str | None
    scenario: str | None
    excel: bool
    names: bool
    with_notes: bool
    everyone: bool
    unfinished: bool

    @property
    def options_of_tables(self) -> tuple[str, ...]:
        """The options said that mean nothing for the file of one play."""
        said = {
            "--table": self.table,
            "--scenario": self.scenario,
            "--excel": self.excel,
            "--names": self.names,
            "--with-notes": self.with_notes,
            "--everyone": self.everyone,
            "--unfinished": self.unfinished,
        }
        return tuple(name for name, value in said.items() if value)


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "export",
            _export,
            messages,
            [
                argument(messages, "plays_and_file", Name(tuple), required=False, many=True),
                _renamed(messages, "--format", "form", "export_format", list(Form)),
                _renamed(messages, "--table", "table", "table", [table.name for table in TABLES]),
                _renamed(messages, "--scenario", "scenario", "scenario_id"),
                *(
                    option(messages, name)
                    for name in ("excel", "names", "with-notes", "everyone", "unfinished")
                ),
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
    wish = ExportWish(**said)  # type: ignore[arg-type]
    if not wish.plays_and_file:
        raise _misuse(invocation.messages, "file", example=_EXAMPLE)
    *plays, file = wish.plays_and_file
    target = Path(file).expanduser()
    form = form_of(target) if wish.form is None else Form(wish.form)
    _check(wish, form, invocation.messages)
    if form is Form.PLAY:
        return _export_play(invocation, plays, target)
    return _export_tables(invocation, wish, plays, form, target)


def _check(wish: ExportWish, form: Form, messages: Messages) -> None:
    if form is Form.PLAY and wish.options_of_tables:
        raise _misuse(messages, "only_play", options=" ".join(wish.options_of_tables))
    if wish.excel and form is not Form.CSV:
        raise _misuse(messages, "not_with", option="--excel", format="csv")
    if wish.table and form not in (Form.CSV, Form.PARQUET):
        raise _misuse(messages, "not_with", option="--table", format="csv, parquet")


def _export_play(invocation: Invocation, plays: list[str], target: Path) -> int:
    if len(plays) != 1:
        raise _misuse(invocation.messages, "one_play")
    seat = invocation.open_seat()
    with seat.store as store:
        header = store.play(plays[0]).header
        path = store.export_play(header.id, target)
    invocation.out.say(seat.messages("store.transfer.exported", play=header.id, path=shown(path)))
    return 0


def _export_tables(
    invocation: Invocation, wish: ExportWish, plays: list[str], form: Form, target: Path
) -> int:
    from game.content import load_catalogue
    from game.exports.forms import write_tables
    from game.exports.rows import filled_tables

    seat = invocation.open_seat()
    with seat.store:
        recorded = chosen_plays(seat, wish, plays)
    if not recorded.plays:
        _tell_unreadable(invocation, seat.messages, recorded)
        invocation.errors.say(seat.messages("exports.done.nothing"))
        return 1
    tables = filled_tables(recorded.plays, load_catalogue(), with_notes=wish.with_notes)
    table = wish.table or DECISIONS.name
    path = write_tables(tables, form, target, seat.messages, table=table, excel=wish.excel)
    _tell(invocation, seat.messages, wish, recorded, path)
    return 0


def chosen_plays(seat: Seat, wish: ExportWish, plays: list[str]) -> Recorded:
    """The plays named, else those of the player (of everyone) that the wish lets through."""
    if plays:
        headers = tuple(seat.store.play(play).header for play in dict.fromkeys(plays))
    else:
        players = seat.store.players() if wish.everyone else (seat.player,)
        headers = tuple(
            header
            for player in players
            for header in seat.store.plays(player.id, wish.scenario)
            if header.finished or wish.unfinished
        )
    return record_plays(seat.store, _oldest_first(headers), _caller(seat, wish))


def _oldest_first(headers: tuple[PlayHeader, ...]) -> list[PlayHeader]:
    return sorted(headers, key=lambda header: (header.begun_at, header.id))


def _caller(seat: Seat, wish: ExportWish) -> Callable[[int], Called]:
    secret = seat.store.pseudonym_secret()
    names = {player.id: player.name for player in seat.store.players()}

    def called(player_id: int) -> Called:
        name = names[player_id] if wish.names else ""
        return Called(name or pseudonym(secret, str(player_id)), name)

    return called


def _tell(
    invocation: Invocation, messages: Messages, wish: ExportWish, recorded: Recorded, path: Path
) -> None:
    voice = invocation.out
    count = len(recorded.plays)
    voice.say(messages("exports.done.written", count=count, path=shown(path)))
    if wish.names:
        voice.say(messages("exports.done.names"))
    elif wish.with_notes:
        voice.say(messages("exports.done.pseudonyms_with_notes"))
    else:
        voice.say(messages("exports.done.pseudonyms"))
    _tell_unreadable(invocation, messages, recorded)


def _tell_unreadable(invocation: Invocation, messages: Messages, recorded: Recorded) -> None:
    if recorded.unreadable:
        plays = ", ".join(recorded.unreadable)
        count = len(recorded.unreadable)
        invocation.errors.say(messages("exports.done.unreadable", count=count, plays=plays))


def _misuse(messages: Messages, key: str, **params: str) -> Misuse:
    words = messages(f"exports.misuse.{key}", **params)
    return Misuse(words, click.get_current_context(silent=True))
