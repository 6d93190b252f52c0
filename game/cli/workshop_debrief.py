"""What ``workshop --debrief`` does: the group's debrief on screen or in a file, every vote too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.commands import Misuse, option
from game.cli.debriefing import target_of
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Name
from game.locale import Messages
from game.reports import writing
from game.reports.writing import ReportError, place_for, write_report
from game.store.errors import shown

if TYPE_CHECKING:
    from datetime import datetime

    from game.exports.vocabulary import Site
    from game.seat import Seat
    from game.store.records import JsonObject
    from game.workshop.debriefing import Held
    from game.workshop.group_debrief import GroupDebrief
    from game.workshop.service import Workshops


class Form(StrEnum):
    """What a file of a workshop can be."""

    HTML = "html"
    MARKDOWN = "md"
    PDF = "pdf"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    XAPI = "xapi.json"
    XAPI_LINES = "jsonl"


_ENDINGS = {
    ".xapi.json": Form.XAPI,
    ".jsonl": Form.XAPI_LINES,
    ".csv": Form.CSV,
    ".xlsx": Form.XLSX,
    ".json": Form.JSON,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".pdf": Form.PDF,
}
"""The longer of two endings that both fit comes first."""

_DOCUMENTS = (Form.HTML, Form.MARKDOWN, Form.PDF)
_STATEMENTS = (Form.XAPI, Form.XAPI_LINES)


@dataclass(frozen=True, slots=True)
class FileWish:
    """Which workshop is told, where to, and how; None and False where nothing was said."""

    debrief: str | None
    to: str | None
    force: bool
    excel: bool
    site: str | None


def options(messages: Messages) -> list[click.Parameter]:
    force = click.Option(["--force"], is_flag=True, help=messages("reports.option.force"))
    return [
        option(messages, "debrief", Name(tuple)),
        option(messages, "to", FileName()),
        force,
        option(messages, "excel"),
        option(messages, "site", Name(tuple)),
    ]


def check(wish: FileWish, messages: Messages) -> None:
    """Before anything is read: is it clear what to write? Raises Misuse."""
    if wish.debrief is None:
        for name, said in (("to", wish.to), ("force", wish.force)):
            if said:
                raise _misuse("only_debrief", messages, option=f"--{name}")
    form = form_of(target_of(wish.to)) if wish.to else None
    if wish.to is not None and form is None:
        raise _misuse("ending", messages, name=shown(target_of(wish.to)))
    if wish.excel and form is not Form.CSV:
        raise _misuse("only_with", messages, option="--excel", endings=".csv")
    if wish.site is not None and form not in _STATEMENTS:
        raise _misuse("only_with", messages, option="--site", endings=".xapi.json, .jsonl")


def form_of(path: Path) -> Form | None:
    """The form that the ending of a file's name asks for; a web page in a folder."""
    name = path.name.lower()
    told = next((form for ending, form in _ENDINGS.items() if name.endswith(ending)), None)
    if told is None and path.is_dir():
        return Form.HTML
    return told


def tell(invocation: Invocation, seat: Seat, workshops: Workshops, wish: FileWish) -> int:
    """Print the debrief of the group, or write it. Raises WorkshopError, StoreError, Misuse."""
    from game.store.clock import utc_now

    say, now = seat.messages, utc_now()
    workshop_id = workshops.id_of_code(wish.debrief or "")
    if wish.to is None:
        document = _content(seat, workshops, workshop_id, wish, Form.MARKDOWN, now)
        invocation.out.exactly(document.decode("utf-8").rstrip("\n"))
        return 0
    target = target_of(wish.to)
    form = form_of(target) or Form.HTML
    try:
        name = say("group.file_name", workshop=workshop_id)
        path = place_for(target, name, form, replace=wish.force)
        write_report(path, _content(seat, workshops, workshop_id, wish, form, now))
    except ReportError as fault:
        invocation.errors.say(say(fault.key, **fault.params))
        return 1
    invocation.out.say(say(_done(form), path=shown(path)))
    return 0


def _done(form: Form) -> str:
    """The message that says what was written."""
    if form in (*_DOCUMENTS, Form.JSON):
        return "reports.written"
    return f"workshop_files.done.{'statements' if form in _STATEMENTS else 'votes'}"


def _content(
    seat: Seat,
    workshops: Workshops,
    workshop_id: str,
    wish: FileWish,
    form: Form,
    now: datetime,
) -> bytes:
    say = seat.messages
    held = workshops.held(workshop_id, say)
    if form in _STATEMENTS:
        return _statements(seat, held, wish, form)
    debrief = workshops.group_debrief(workshop_id, say)
    if form is Form.JSON:
        from game.reports.workshop_json import group_json

        return group_json(debrief, say.language, now).encode("utf-8")
    if form in _DOCUMENTS:
        from game.reports.workshop import group_document

        return writing.rendered(group_document(debrief, say, now), writing.Form(form), say)
    return _tables(held, debrief, form, say, excel=wish.excel)


def _tables(held: Held, debrief: GroupDebrief, form: Form, say: Messages, *, excel: bool) -> bytes:
    from game.exports.csv_form import FOR_FRENCH_EXCEL, FOR_PROGRAMS, to_csv
    from game.exports.workshop_tables import BOOK_TITLE, workshop_tables
    from game.exports.xlsx import to_xlsx

    tables = workshop_tables(held, debrief)
    if form is Form.XLSX:
        return to_xlsx(tables, say, BOOK_TITLE)
    return to_csv(tables[0], FOR_FRENCH_EXCEL if excel else FOR_PROGRAMS).encode("utf-8")


def _statements(seat: Seat, held: Held, wish: FileWish, form: Form) -> bytes:
    from game.content import load_frames
    from game.crash import version
    from game.exports.pseudonyms import pseudonym
    from game.exports.workshop_xapi import WorkshopTeller

    secret = seat.store.pseudonym_secret()
    teller = WorkshopTeller(
        load_frames(),
        f"Duettiste {version()}".strip(),
        lambda voter: pseudonym(secret, f"workshop/{held.workshop.id}/{voter}"),
        _site(wish, seat.messages),
    )
    return _written(teller.statements(held), form)


def _written(statements: tuple[JsonObject, ...], form: Form) -> bytes:
    if form is Form.XAPI:
        text = json.dumps(statements, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    else:
        lines = (json.dumps(one, ensure_ascii=False, allow_nan=False) for one in statements)
        text = "".join(f"{line}\n" for line in lines)
    return text.encode("utf-8")


def _site(wish: FileWish, messages: Messages) -> Site:
    from game.exports.vocabulary import NOBODYS_SITE, site_at

    if wish.site is None:
        return NOBODYS_SITE
    site = site_at(wish.site)
    if site is None:
        raise Misuse(messages("exports.misuse.site"), click.get_current_context(silent=True))
    return site


def _misuse(key: str, messages: Messages, **params: str) -> Misuse:
    words = messages(f"workshop_files.misuse.{key}", **params)
    return Misuse(words, click.get_current_context(silent=True))
