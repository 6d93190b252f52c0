"""What a participant sees and sends, on a phone as on a laptop: join, read, vote, leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from game.typography import typeset
from game.web.boards import Answer, action_in, answer_in, empty_answer, moved
from game.web.tokens import is_token
from game.web.workshop.live import stamp_of
from game.web.workshop.visits import (
    Guest,
    live,
    participant_cookie,
    redirect,
    sent,
    shown,
)
from game.workshop.codes import shown_code, typed_code
from game.workshop.faults import (
    NotAnOption,
    ParticipantRemoved,
    UnknownCode,
    UnknownParticipant,
    WorkshopError,
)

if TYPE_CHECKING:
    from engine.rules import Action
    from game.views.scene import SceneView
    from game.web.forms import Form
    from game.workshop.snapshots import ParticipantSnapshot, VoteView

_LINE = 200


def routes() -> list[Route]:
    own = participant_cookie
    return [
        Route("/rejoindre", shown(_ask_for_code)),
        Route("/rejoindre", sent(_to_code), methods=["POST"]),
        Route("/a/{code}", shown(_welcome)),
        Route("/a/{code}", sent(_join), methods=["POST"]),
        Route("/atelier/{workshop}", shown(_page, own)),
        Route("/atelier/{workshop}/flux", live(check_participant, own, every_vote=False)),
        Route("/atelier/{workshop}/vote", sent(_vote, own), methods=["POST"]),
        Route("/atelier/{workshop}/retirer", sent(_withdraw, own), methods=["POST"]),
        Route("/atelier/{workshop}/seul", sent(_decide_alone, own), methods=["POST"]),
        Route("/atelier/{workshop}/suite", sent(_go_on_alone, own), methods=["POST"]),
        Route("/atelier/{workshop}/engagement", sent(_commit, own), methods=["POST"]),
        Route("/atelier/{workshop}/table", sent(_sit, own), methods=["POST"]),
        Route("/atelier/{workshop}/partir", shown(_leaving, own)),
        Route("/atelier/{workshop}/partir", sent(_leave, own), methods=["POST"]),
    ]


def join_path(code: str) -> str:
    """Where a code leads, as addresses and QR codes say it."""
    return f"/a/{typed_code(code) or ''}"


def _ask_for_code(guest: Guest) -> Response:
    return guest.page("code.html.j2", refusal="", typed="")


def _to_code(guest: Guest, form: Form) -> Response:
    typed = form.text("code")[:40]
    try:
        _workshop_of(guest, typed)
    except WorkshopError as fault:
        words = guest.messages(fault.key, **fault.params)
        return guest.page("code.html.j2", status=404, refusal=words, typed=typed)
    return redirect(join_path(typed))


def _workshop_of(guest: Guest, code: str) -> str:
    """The workshop of a code. Wrong codes are counted against their address, and after too many
    of them it finds none: a whole room joins through one router, nobody searches for a code.

    Raises WorkshopError.
    """
    if guest.too_many_codes():
        raise _TooManyCodes
    try:
        return guest.workshops.id_of_code(code)
    except UnknownCode:
        guest.count_wrong_code()
        raise


class _TooManyCodes(WorkshopError):  # noqa: N818
    key = "web_workshop.join.too_many"


def _welcome(guest: Guest) -> Response:
    return _join_page(guest, str(guest.request.path_params["code"])[:40])


def _join_page(guest: Guest, code: str, refusal: str = "", pseudonym: str = "") -> Response:
    workshop_id = _workshop_of(guest, code)
    token = guest.request.cookies.get(participant_cookie(workshop_id), "")
    if not refusal and _is_in(guest, token):
        return redirect(f"/atelier/{workshop_id}")
    workshop = guest.workshops.workshop(workshop_id)
    return guest.page(
        "join.html.j2",
        status=409 if refusal else 200,
        code=shown_code(workshop.code),
        path=join_path(workshop.code),
        title=typeset(workshop.title),
        seats=workshop.seats,
        needs_seat=bool(workshop.seats),
        refusal=refusal,
        pseudonym=pseudonym,
        expires=workshop.expires_at,
    )


def _is_in(guest: Guest, token: str) -> bool:
    if not is_token(token):
        return False
    try:
        guest.workshops.participant(token)
    except WorkshopError:
        return False
    return True


def _join(guest: Guest, form: Form) -> Response:
    code, pseudonym = str(guest.request.path_params["code"])[:40], form.text("nom")[:100]
    workshop_id = _workshop_of(guest, code)
    if _is_in(guest, guest.request.cookies.get(participant_cookie(workshop_id), "")):
        return redirect(f"/atelier/{workshop_id}")
    try:
        joined = guest.workshops.join(code, pseudonym, _number(form.text("table")))
    except UnknownCode:
        raise
    except WorkshopError as fault:
        return _join_page(guest, code, guest.messages(fault.key, **fault.params), pseudonym)
    page = redirect(f"/atelier/{joined.workshop_id}")
    return guest.let_in(page, participant_cookie(joined.workshop_id), joined.token)


def check_participant(guest: Guest) -> None:
    """Raises UnknownParticipant, ParticipantRemoved."""
    if not is_token(guest.token):
        raise UnknownParticipant
    if guest.workshops.participant(guest.token).workshop_id != guest.workshop_id:
        raise UnknownParticipant


def _snapshot(guest: Guest) -> ParticipantSnapshot:
    check_participant(guest)
    return guest.workshops.participant_snapshot(guest.token, guest.messages)


def _page(guest: Guest) -> Response:
    try:
        return _shown(guest, _snapshot(guest))
    except (UnknownParticipant, ParticipantRemoved) as fault:
        words = guest.messages(fault.key, **fault.params)
        page = guest.page("code.html.j2", status=404, refusal=words, typed="")
        page.delete_cookie(guest.cookie)
        return page


def _shown(
    guest: Guest, view: ParticipantSnapshot, answer: Answer | None = None, refusal: str = ""
) -> Response:
    own = view.me.own_play
    scene = own.scene if own else view.room.scene
    vote = _own_vote(view)
    answer = answer or _answer_of(vote, scene)
    return guest.page(
        "participant.html.j2",
        status=409 if refusal else 200,
        view=view,
        room=view.room,
        me=view.me,
        scene=scene,
        vote=vote,
        answer=answer,
        refusal=refusal,
        path=f"/atelier/{guest.workshop_id}",
        stamp=stamp_of(view.room),
        left=None if view.seconds_left is None else round(view.seconds_left),
        line_limit=_LINE,
    )


def _own_vote(view: ParticipantSnapshot) -> VoteView | None:
    """What this person, or their table, voted in the present round."""
    ballot = view.room.ballot
    for vote in view.me.votes:
        if ballot is not None and (vote.turn, vote.round) == (ballot.turn, ballot.round):
            return vote
    return None


def _answer_of(vote: VoteView | None, scene: SceneView | None) -> Answer | None:
    """The vote as the form shows it again."""
    if scene is None:
        return None
    empty = empty_answer(scene)
    if vote is None:
        return empty
    match vote.action:
        case {"choose": str(choice)}:
            return Answer(choice, empty.placed, empty.ranked, vote.reason)
        case {"place": dict(placed)}:
            given = {item: str(column) for item, column in placed.items()}
            return Answer("", given, empty.ranked, vote.reason)
        case {"rank": list(ranked)} if scene.order is not None:
            steps = {step.id: step for step in scene.order.steps}
            return Answer("", {}, tuple(steps[str(id_)] for id_ in ranked), vote.reason)
        case _:
            return empty


def _vote(guest: Guest, form: Form) -> Response:
    def cast(action: Action, reason: str) -> None:
        turn, round_ = _number(form.text("tour")), _number(form.text("manche"))
        guest.workshops.vote(guest.token, turn, round_, action, reason)

    return _answered(guest, form, cast)


def _decide_alone(guest: Guest, form: Form) -> Response:
    def cast(action: Action, reason: str) -> None:
        made = _number(form.text("decisions"))
        guest.workshops.decide_alone(guest.token, made, action, reason)

    return _answered(guest, form, cast)


def _answered(guest: Guest, form: Form, cast: Callable[[Action, str], None]) -> Response:
    """Send the answer of a form; where it is not whole or refused, show it again as it was.

    A room votes all at once: a vote that is whole costs no look at the workshop.
    """
    reason, action = form.text("raison")[: _LINE + 1], action_in(form)
    refusal = ""
    if action is not None:
        try:
            cast(action, reason)
        except NotAnOption:
            pass
        except (UnknownParticipant, ParticipantRemoved):
            raise
        except WorkshopError as fault:
            refusal = guest.messages(fault.key, **fault.params)
        else:
            return redirect(f"/atelier/{guest.workshop_id}")
    return _shown_again(guest, form, reason, refusal)


def _shown_again(guest: Guest, form: Form, reason: str, refusal: str) -> Response:
    view = _snapshot(guest)
    scene = view.me.own_play.scene if view.me.own_play else view.room.scene
    if scene is None:
        return redirect(f"/atelier/{guest.workshop_id}")
    answer = answer_in(form, scene, reason)
    step = moved(answer, form.text("geste"))
    if step is not None:
        return _shown(guest, view, step)
    missing = answer.missing(scene)
    words = guest.messages("web_workshop.vote.missing", count=missing) if missing else ""
    return _shown(guest, view, answer, refusal or words)


def _withdraw(guest: Guest, form: Form) -> Response:
    check_participant(guest)
    turn, round_ = _number(form.text("tour")), _number(form.text("manche"))
    guest.workshops.withdraw(guest.token, turn, round_)
    return redirect(f"/atelier/{guest.workshop_id}")


def _go_on_alone(guest: Guest, form: Form) -> Response:
    check_participant(guest)
    made, strides = _number(form.text("decisions")), _number(form.text("pas"))
    guest.workshops.go_on_alone(guest.token, made, strides)
    return redirect(f"/atelier/{guest.workshop_id}")


def _commit(guest: Guest, form: Form) -> Response:
    check_participant(guest)
    guest.workshops.write_commitment(guest.token, form.text("engagement")[: _LINE + 1])
    return redirect(f"/atelier/{guest.workshop_id}")


def _sit(guest: Guest, form: Form) -> Response:
    check_participant(guest)
    guest.workshops.take_seat(guest.token, _number(form.text("table")))
    return redirect(f"/atelier/{guest.workshop_id}")


def _leaving(guest: Guest) -> Response:
    check_participant(guest)
    return guest.page("leave.html.j2", path=f"/atelier/{guest.workshop_id}")


def _leave(guest: Guest, _form: Form) -> Response:
    check_participant(guest)
    guest.workshops.erase_me(guest.token)
    page = guest.page("left.html.j2")
    page.delete_cookie(guest.cookie)
    return page


def _number(text: str) -> int:
    """A whole number that a form carries; 0 for anything else, which the service then refuses."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
