"""What the forms of a play do: decide, note, come back on a decision, stop the time, end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from engine.rules import IllegalActionError
from engine.session import Phase, SessionError
from game.playing import LivePlay
from game.store.errors import PlayFinished, PlayMovedOn
from game.store.wording import note_line
from game.web import boards, roads
from game.web.play_pages import decision_page, entry_of
from game.web.roads import Road, own_play
from game.web.timers import Time, time_of
from game.web.visits import Visit, redirect, sent

if TYPE_CHECKING:
    from game.views.scene import SceneView
    from game.web.boards import Answer
    from game.web.forms import Form

_TIME_UP = "temps"
"""The field that says that the page itself saw the time run out."""


def routes() -> list[Route]:
    start = "/partie/{play}"
    forms = {
        f"{start}/decision/{{number:int}}": _decide,
        f"{start}/decision/{{number:int}}/temps": _change_time,
        f"{start}/suite/{{number:int}}/note": _note,
        f"{start}/suite/{{number:int}}/revenir": _take_back,
        f"{start}/finir": _finish,
        f"{start}/adopter": _adopt,
    }
    return [Route(path, sent(answer), methods=["POST"]) for path, answer in forms.items()]


def _decide(visit: Visit, form: Form) -> Response:
    """Once and only once: what comes a second time, or too late, leads to where the play is."""
    play, made = own_play(visit), visit.path_whole("number") - 1
    if not _stands_at(play, made, form):
        return _elsewhere(play, made, form, visit)
    view = play.scene(visit.messages)
    time = time_of(visit.site, play, view)
    answer = boards.answer_in(form, view, note_line(form.text("note")))
    if time.stopped:
        return decision_page(visit, play, view, time, answer)
    if time.over or (time.up and form.text(_TIME_UP)):
        return run_out(play, view, answer, time)
    shifted = boards.moved(answer, form.text("geste"))
    if shifted is not None:
        return decision_page(visit, play, view, time, shifted)
    action, missing = answer.action(view), answer.missing(view)
    if action is None or missing:
        say = visit.messages
        items = view.sort is not None
        words = say("web.decision.items", count=missing) if items else say("web.decision.choose")
        return decision_page(visit, play, view, time, answer, words)
    try:
        play.decide(action, time.used, answer.note)
    except (PlayMovedOn, PlayFinished):
        return _elsewhere(own_play(visit), made, form, visit)
    except IllegalActionError:
        raise HTTPException(400) from None
    return redirect(Road(play.header.id).outcome(made + 1))


def _stands_at(play: LivePlay, made: int, form: Form) -> bool:
    """Whether the form is about the decision that the play is at; goes on to it if so."""
    if play.header.finished or len(play.session.steps) != made:
        return False
    if form.whole("prise") != play.header.take:
        return False
    roads.to_decision(play)
    return play.phase == Phase.DECIDING


def _elsewhere(play: LivePlay, made: int, form: Form, visit: Visit) -> Response:
    """A form that comes late. The same answer sent twice is simply the answer."""
    if 0 <= made < len(play.session.steps) and form.whole("prise") == play.header.take:
        there = roads.at_decision(play, made)
        if there is not None:
            view = there.scene(visit.messages)
            decision = play.session.steps[made].decision
            again = boards.answer_in(form, view, "").action(view)
            if again == decision.action or decision.timed_out:
                return redirect(Road(play.header.id).outcome(made + 1))
    return redirect(roads.present_path(play, "moved_on"))


def run_out(play: LivePlay, view: SceneView, answer: Answer, time: Time) -> Response:
    """Time has run out. What comes long after it counts in practice only."""
    number = len(play.session.steps) + 1
    held = boards.empty_answer(view) if time.over and not play.practice else answer
    try:
        play.expire(held.action(view), time.used, answer.note)
    except (PlayMovedOn, PlayFinished):
        return redirect(Road(play.header.id).start)
    return redirect(f"{Road(play.header.id).outcome(number)}?avis=late")


def _change_time(visit: Visit, form: Form) -> Response:
    """Stop the time or let it run again, in practice."""
    play, made = own_play(visit), visit.path_whole("number") - 1
    path = Road(play.header.id).decision(made + 1)
    if not _stands_at(play, made, form) or not play.practice:
        return redirect(roads.present_path(play))
    header = play.header
    if form.text("geste") == "arreter":
        play.store.stop_time(header.id, header.take, made)
    else:
        play.store.restart_time(header.id, header.take, made)
    return redirect(path)


def _note(visit: Visit, form: Form) -> Response:
    """A note on a decision made; it changes nothing else."""
    play, number = own_play(visit), visit.path_whole("number")
    play.set_note(number - 1, note_line(form.text("note")))
    return redirect(f"{Road(play.header.id).outcome(number)}?avis=kept")


def _take_back(visit: Visit, form: Form) -> Response:
    play, number = own_play(visit), visit.path_whole("number")
    if play.header.finished or form.whole("prise") != play.header.take:
        return redirect(roads.present_path(play, "moved_on"))
    try:
        play.rewind(number - 1)
    except SessionError:
        raise HTTPException(400) from None
    return redirect(Road(play.header.id).decision(number))


def _finish(visit: Visit, _form: Form) -> Response:
    """From the last outcome, or the last text told, to the debrief."""
    play = own_play(visit)
    if not play.header.finished:
        roads.to_decision(play)
        if play.phase != Phase.DEBRIEF:
            return redirect(roads.present_path(play))
        play.finish()
    return redirect(Road(play.header.id).debrief)


def _adopt(visit: Visit, form: Form) -> Response:
    """Go on with the scenario as it is now, or with the text that the play was begun on."""
    play = own_play(visit)
    entry = entry_of(visit, play)
    if form.text("texte") == "nouveau" and entry is not None and not play.header.finished:
        play = LivePlay.adopt(play.store, play.header.id, entry.text, entry.scenario)
    return redirect(roads.present_path(play))
