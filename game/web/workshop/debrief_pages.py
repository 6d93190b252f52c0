"""The debrief of a workshop in browsers and in files: the group's, and each participant's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from game.reports.html import blocks_in_html
from game.reports.workshop_own import own_document
from game.reports.writing import Form, rendered
from game.web.downloads import attachment, download
from game.web.workshop.facilitator_pages import check_facilitator
from game.web.workshop.participant_pages import check_participant
from game.web.workshop.projector_pages import group_debrief_of
from game.web.workshop.visits import Guest, facilitator_cookie, participant_cookie, shown

if TYPE_CHECKING:
    from game.reports.document import Document

_FORMS = (Form.HTML, Form.PDF, Form.MARKDOWN)
_DATA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""The facilitator's data: every vote under a number, and the debrief without any score."""


def routes() -> list[Route]:
    return [
        Route("/atelier/{workshop}/bilan", shown(_own, participant_cookie)),
        Route("/atelier/{workshop}/bilan.{form}", shown(_own_file, participant_cookie)),
        Route("/animation/{workshop}/bilan", shown(_group, facilitator_cookie)),
        Route("/animation/{workshop}/bilan.{form}", shown(_group_file, facilitator_cookie)),
    ]


def _own(guest: Guest) -> Response:
    return _page(guest, _own_document(guest), f"/atelier/{guest.workshop_id}")


def _own_file(guest: Guest) -> Response:
    return _file(guest, _own_document(guest))


def _own_document(guest: Guest) -> Document:
    check_participant(guest)
    debrief = guest.workshops.own_debrief(guest.token, guest.messages)
    return own_document(debrief, guest.messages, guest.site.now())


def _group(guest: Guest) -> Response:
    check_facilitator(guest)
    document = group_debrief_of(guest)
    return _page(guest, document, f"/animation/{guest.workshop_id}", tuple(_DATA_TYPES))


def _group_file(guest: Guest) -> Response:
    check_facilitator(guest)
    wanted = str(guest.request.path_params["form"])
    if wanted not in _DATA_TYPES:
        return _file(guest, group_debrief_of(guest))
    name = guest.messages("group.file_name", workshop=guest.workshop_id)
    return attachment(_data(guest, wanted), f"{name}.{wanted}", _DATA_TYPES[wanted])


def _data(guest: Guest, wanted: str) -> bytes:
    say = guest.messages
    debrief = guest.workshops.group_debrief(guest.workshop_id, say)
    if wanted == "json":
        from game.reports.workshop_json import group_json

        return group_json(debrief, say.language, guest.site.now()).encode("utf-8")
    from game.exports.csv_form import to_csv
    from game.exports.workshop_tables import BOOK_TITLE, workshop_tables
    from game.exports.xlsx import to_xlsx

    tables = workshop_tables(guest.workshops.held(guest.workshop_id, say), debrief)
    if wanted == "xlsx":
        return to_xlsx(tables, say, BOOK_TITLE)
    return to_csv(tables[0]).encode("utf-8")


def _page(guest: Guest, document: Document, back: str, data: tuple[str, ...] = ()) -> Response:
    return guest.page(
        "debrief.html.j2",
        document=document,
        content=blocks_in_html(document.sections, guest.messages),
        back=back,
        forms=tuple(form.value for form in _FORMS),
        data=data,
    )


def _file(guest: Guest, document: Document) -> Response:
    wanted = str(guest.request.path_params["form"])
    if wanted not in (form.value for form in _FORMS):
        raise HTTPException(404)
    form = Form(wanted)
    name = guest.messages("group.file_name", workshop=guest.workshop_id)
    return download(rendered(document, form, guest.messages), name, form)
