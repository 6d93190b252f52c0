"""The debrief in a browser, part after part in the order in which debriefing is led.

Its parts are those of the document that people keep, written by the same hand; the questions can
be answered here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from engine.session import Phase
from game.debriefing import LEAST_AXES, next_plays
from game.keeping import MARKS, KeptReflection
from game.playing import LivePlay, finished_play
from game.reports.debrief import debrief_document
from game.reports.debrief_file import debrief_content
from game.reports.html import blocks_in_html
from game.reports.play_report import PlayReport, play_report
from game.reports.writing import Form as FileForm
from game.views.self_assessment import self_assessment_view
from game.web.downloads import download
from game.web.play_pages import play_page
from game.web.roads import Road, own_play, present_path
from game.web.visits import Visit, redirect, sent, shown

if TYPE_CHECKING:
    from game.web.forms import Form

PARTS = {
    "recit": "story",
    "regard": "own",
    "tournants": "turning",
    "profil": "profile",
    "lignes-rouges": "red-lines",
    "suite": "next",
    "annexes": "annexes",
}
"""The parts as addresses name them, in their order, and as the document does."""
_FOLDED = "profil"
_LED_BY_HAND = ("regard", "suite")
_SEEN_COOKIE = "duettiste-profil"
_SEEN_SECONDS = 30 * 24 * 3600


def routes() -> list[Route]:
    start = "/partie/{play}/bilan"
    return [
        Route(start, shown(_reaction)),
        Route(start, sent(_keep_reaction), methods=["POST"]),
        Route(f"{start}/fichier.{{form}}", shown(_file)),
        Route(f"{start}/regard", sent(_keep_marks), methods=["POST"]),
        Route(f"{start}/profil", sent(_unfold), methods=["POST"]),
        Route(f"{start}/suite", sent(_keep_commitment), methods=["POST"]),
        Route(f"{start}/rejouer", sent(_replay), methods=["POST"]),
        Route(f"{start}/{{part}}", shown(_part)),
    ]


def _ended(visit: Visit) -> LivePlay | None:
    """The play at its debrief; None while it is not finished."""
    play = own_play(visit)
    if not play.header.finished:
        return None
    return finished_play(play.store, play.header.id, visit.site.rules.rules)


def _report(visit: Visit, play: LivePlay) -> PlayReport:
    """The report of a play, with what its player says of it now."""
    site, say = visit.site, visit.messages
    report = site.reports.report(
        play.header.id,
        say.language,
        lambda: play_report(play, say, site.now(), library=visit.library),
    )
    said = play.store.reflection(play.header.id)
    own = self_assessment_view(report.view.axes, said.strongest, said.weakest, say)
    return replace(report, reflection=said, own=own)


def _page(visit: Visit, play: LivePlay, part: str, template: str, **values: object) -> Response:
    titles = {slug: visit.messages(f"reports.part.{name}") for slug, name in PARTS.items()}
    slugs = list(PARTS)
    at = slugs.index(part) if part in PARTS else -1
    return play_page(
        visit,
        template,
        play,
        parts=titles,
        part=part,
        part_title=titles.get(part, visit.messages("reports.part.reaction")),
        following=slugs[at + 1] if at + 1 < len(slugs) else "",
        **values,
    )


def _reaction(visit: Visit) -> Response:
    play = _ended(visit)
    if play is None:
        return redirect(present_path(own_play(visit)))
    said = KeptReflection(play.store, play.header.id).said
    return _page(visit, play, "", "debrief_reaction.html.j2", said=said.reaction)


def _keep_reaction(visit: Visit, form: Form) -> Response:
    play = own_play(visit)
    KeptReflection(play.store, play.header.id).keep(reaction=form.text("reponse"))
    return redirect(f"{Road(play.header.id).debrief}/recit")


def _part(visit: Visit) -> Response:
    part, play = visit.path_text("part"), _ended(visit)
    if part not in PARTS:
        raise HTTPException(404)
    if play is None:
        return redirect(present_path(own_play(visit)))
    report = _report(visit, play)
    if part == "regard":
        return _own_reading(visit, play, report)
    if part == "suite":
        return _what_next(visit, play, report)
    if part == _FOLDED and _is_folded(visit, play, report):
        return _page(visit, play, part, "debrief_folded.html.j2")
    document = debrief_document(report, visit.messages)
    section = next(it for it in document.sections if it.id == PARTS[part])
    marked = (report.own.strongest, report.own.weakest) if part == _FOLDED else ()
    return _page(
        visit,
        play,
        part,
        "debrief_part.html.j2",
        compared=[it.compared for it in marked if it is not None],
        content=blocks_in_html(section.blocks, visit.messages),
    )


def _is_folded(visit: Visit, play: LivePlay, report: PlayReport) -> bool:
    """Whether the profile still waits for the player's own reading."""
    if len(report.view.axes) < LEAST_AXES:
        return False
    said = report.reflection
    seen = visit.request.cookies.get(_SEEN_COOKIE, "") == play.header.id
    return not seen and not (said.strongest and said.weakest)


def _own_reading(visit: Visit, play: LivePlay, report: PlayReport) -> Response:
    said = report.reflection
    axes = [
        (axis.id, title, line)
        for axis, (title, line) in zip(report.view.axes, report.own.choices, strict=True)
    ]
    return _page(
        visit,
        play,
        "regard",
        "debrief_own.html.j2",
        axes=axes if len(axes) >= LEAST_AXES else [],
        sides=[(side, getattr(said, side)) for side in MARKS],
    )


def _keep_marks(visit: Visit, form: Form) -> Response:
    play = _ended(visit)
    if play is None:
        return redirect(present_path(own_play(visit)))
    known = {axis.id for axis in _report(visit, play).view.axes}
    marks = {side: form.text(side) for side in MARKS if form.text(side) in known}
    if len(set(marks.values())) == len(marks):
        KeptReflection(play.store, play.header.id).keep(**marks)
        return redirect(f"{Road(play.header.id).debrief}/{'tournants' if marks else 'regard'}")
    return redirect(f"{Road(play.header.id).debrief}/regard?avis=same_axis")


def _unfold(visit: Visit, _form: Form) -> Response:
    """Show the profile without waiting for the player's own reading."""
    road = Road(own_play(visit).header.id)
    response = redirect(f"{road.debrief}/profil")
    response.set_cookie(
        _SEEN_COOKIE,
        road.play_id,
        max_age=_SEEN_SECONDS,
        path=road.start,
        httponly=True,
        samesite="lax",
        secure=visit.site.address.secure,
    )
    return response


def _what_next(visit: Visit, play: LivePlay, report: PlayReport) -> Response:
    tallies = {
        tally.principle.id: tally for axis in report.view.principles for tally in axis.principles
    }
    return _page(
        visit,
        play,
        "suite",
        "debrief_next.html.j2",
        commitment=report.reflection.commitment,
        weakest=[tallies[principle] for principle in report.view.weakest],
        suggestions=next_plays(play, visit.library, visit.messages),
        again=play.scenario.id if play.scenario.id in visit.library.entries else "",
        decisions=report.view.decisions if play.practice else (),
        forms=[form.value for form in FileForm],
    )


def _keep_commitment(visit: Visit, form: Form) -> Response:
    play = own_play(visit)
    KeptReflection(play.store, play.header.id).keep(commitment=form.text("reponse"))
    return redirect(f"{Road(play.header.id).debrief}/suite?avis=kept")


def _replay(visit: Visit, form: Form) -> Response:
    """A new play that begins just before a decision of this one, in practice."""
    play, number = own_play(visit), form.whole("decision")
    if not play.practice or not 1 <= number <= len(play.session.steps):
        raise HTTPException(400)
    branched = play.branch(number - 1)
    return redirect(Road(branched.header.id).decision(number))


def _file(visit: Visit) -> Response:
    """The debrief to keep, in one of its forms."""
    play, wanted = _ended(visit), visit.path_text("form")
    if wanted not in set(FileForm):
        raise HTTPException(404)
    if play is None or play.phase != Phase.DEBRIEF:
        return redirect(present_path(own_play(visit)))
    form, header = FileForm(wanted), play.header
    content = debrief_content(play, form, visit.messages, visit.site.now())
    name = visit.messages("reports.file_name", scenario=header.scenario_id, play=header.id)
    return download(content, name, form)
