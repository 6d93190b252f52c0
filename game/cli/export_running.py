"""Running the command ``export``: what is asked for is checked, chosen, written or sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from game.cli import lrs_access
from game.cli.commands import Misuse
from game.cli.export_choice import chosen_plays
from game.cli.invocation import Invocation
from game.exports.forms import Form, form_of
from game.exports.recorded import Recorded
from game.exports.tables import DECISIONS
from game.exports.vocabulary import NOBODYS_SITE, Site, site_at
from game.locale import Messages
from game.seat import Seat
from game.store.errors import shown
from game.store.records import QueuedStatement

_EXAMPLE = "duettiste export parties.xlsx"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the command was asked for; None and False where nothing was said."""

    plays_and_file: tuple[str, ...]
    form: str | None
    table: str | None
    scenario: str | None
    site: str | None
    lrs: str | None
    lrs_user: str | None
    insecure: bool
    excel: bool
    names: bool
    with_notes: bool
    everyone: bool
    unfinished: bool

    @property
    def said(self) -> dict[str, object]:
        """The options that were said, by their names."""
        values: dict[str, object] = {
            "--table": self.table,
            "--scenario": self.scenario,
            "--site": self.site,
            "--lrs-user": self.lrs_user,
            "--insecure": self.insecure,
            "--excel": self.excel,
            "--names": self.names,
            "--with-notes": self.with_notes,
            "--everyone": self.everyone,
            "--unfinished": self.unfinished,
        }
        return {name: value for name, value in values.items() if value}


_ONLY_WITH = {
    "--excel": (Form.CSV,),
    "--table": (Form.CSV, Form.PARQUET),
    "--site": (Form.XAPI,),
}
"""Options that mean something for some forms only."""


def export(invocation: Invocation, wish: ExportWish) -> int:
    """Do what ``wish`` says; returns the exit code. Raises Misuse, StoreError."""
    messages = invocation.messages
    if wish.lrs is not None:
        _check(wish, Form.XAPI if wish.form is None else Form(wish.form), messages)
        return _send(invocation, wish, wish.lrs)
    if not wish.plays_and_file:
        raise _misuse(messages, "file", example=_EXAMPLE)
    *plays, file = wish.plays_and_file
    target = Path(file).expanduser()
    form = form_of(target) if wish.form is None else Form(wish.form)
    _check(wish, form, messages)
    if form is Form.PLAY:
        return _export_play(invocation, plays, target)
    return _export_to_file(invocation, wish, plays, form, target)


def _check(wish: ExportWish, form: Form, messages: Messages) -> None:
    if wish.lrs is not None and form is not Form.XAPI:
        raise _misuse(messages, "not_with", option="--lrs", format=Form.XAPI)
    if form is Form.PLAY and wish.said:
        raise _misuse(messages, "only_play", options=" ".join(wish.said))
    for name, forms in _ONLY_WITH.items():
        if name in wish.said and form not in forms:
            raise _misuse(messages, "not_with", option=name, format=", ".join(forms))
    if wish.lrs is None:
        for name in wish.said.keys() & {"--lrs-user", "--insecure"}:
            raise _misuse(messages, "only_lrs", option=name)


def _export_play(invocation: Invocation, plays: list[str], target: Path) -> int:
    if len(plays) != 1:
        raise _misuse(invocation.messages, "one_play")
    seat = invocation.open_seat()
    with seat.store as store:
        header = store.play(plays[0]).header
        path = store.export_play(header.id, target)
    invocation.out.say(seat.messages("store.transfer.exported", play=header.id, path=shown(path)))
    return 0


def _export_to_file(
    invocation: Invocation, wish: ExportWish, plays: list[str], form: Form, target: Path
) -> int:
    site = _site(wish, invocation.messages)
    seat = invocation.open_seat()
    with seat.store:
        recorded = _recorded(seat, wish, plays)
    if not recorded.plays:
        return _nothing(invocation, seat.messages, recorded)
    if form is Form.XAPI:
        from game.exports.statement_files import write_statements

        statements = [queued.statement for queued in _statements(recorded, wish, site)]
        path = write_statements(statements, target)
    else:
        path = _write_tables(recorded, wish, form, target, seat.messages)
    messages, voice = seat.messages, invocation.out
    voice.say(messages("exports.done.written", count=len(recorded.plays), path=shown(path)))
    voice.say(messages(f"exports.done.{_what_is_told(wish)}"))
    _tell_unreadable(invocation, messages, recorded)
    return 0


def _write_tables(
    recorded: Recorded, wish: ExportWish, form: Form, target: Path, messages: Messages
) -> Path:
    from game.content import load_catalogue
    from game.exports.rows import filled_tables
    from game.exports.table_files import write_tables

    tables = filled_tables(recorded.plays, load_catalogue(), with_notes=wish.with_notes)
    table = wish.table or DECISIONS.name
    return write_tables(tables, form, target, messages, table=table, excel=wish.excel)


def _send(invocation: Invocation, wish: ExportWish, address: str) -> int:
    messages = invocation.messages
    endpoint = lrs_access.endpoint_of(address, wish.insecure, messages)
    site = _site(wish, messages)
    access = lrs_access.Access(endpoint, lrs_access.credentials(wish.lrs_user, messages))
    seat = invocation.open_seat()
    with seat.store as store:
        recorded = _recorded(seat, wish, list(wish.plays_and_file))
        if not recorded.plays:
            return _nothing(invocation, seat.messages, recorded)
        _tell_unreadable(invocation, seat.messages, recorded)
        store.queue_statements(endpoint, _statements(recorded, wish, site))
        return lrs_access.send(invocation, seat, access)


def _statements(recorded: Recorded, wish: ExportWish, site: Site) -> list[QueuedStatement]:
    from game.content import load_catalogue, load_frames
    from game.crash import version
    from game.exports.xapi import Teller

    platform = f"Duettiste {version()}".strip()
    teller = Teller(load_catalogue(), load_frames(), platform, site, wish.with_notes)
    return [
        QueuedStatement(str(statement["id"]), play.header.id, statement)
        for play in recorded.plays
        for statement in teller.statements(play)
    ]


def _site(wish: ExportWish, messages: Messages) -> Site:
    if wish.site is None:
        return NOBODYS_SITE
    site = site_at(wish.site)
    if site is None:
        raise _misuse(messages, "site")
    return site


def _recorded(seat: Seat, wish: ExportWish, plays: list[str]) -> Recorded:
    return chosen_plays(
        seat,
        plays,
        scenario=wish.scenario,
        everyone=wish.everyone,
        unfinished=wish.unfinished,
        names=wish.names,
    )


def _what_is_told(wish: ExportWish) -> str:
    if wish.names:
        return "names"
    return "pseudonyms_with_notes" if wish.with_notes else "pseudonyms"


def _nothing(invocation: Invocation, messages: Messages, recorded: Recorded) -> int:
    _tell_unreadable(invocation, messages, recorded)
    invocation.errors.say(messages("exports.done.nothing"))
    return 1


def _tell_unreadable(invocation: Invocation, messages: Messages, recorded: Recorded) -> None:
    if recorded.unreadable:
        plays = ", ".join(recorded.unreadable)
        count = len(recorded.unreadable)
        invocation.errors.say(messages("exports.done.unreadable", count=count, plays=plays))


def _misuse(messages: Messages, key: str, **params: str) -> Misuse:
    words = messages(f"exports.misuse.{key}", **params)
    return Misuse(words, click.get_current_context(silent=True))
