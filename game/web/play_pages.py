"""The pages of a play to read: briefing, what is told, the decision, its outcome, the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from engine.rules import Choose, Place, Rank
from engine.session import Phase
from game.playing import LivePlay, find_change
from game.store.texts import content_hash
from game.views.journal import journal_view
from game.web import boards, roads
from game.web.boards import Answer
from game.web.roads import Road, own_play
from game.web.timers import Time, time_of
from game.web.visits import Visit, redirect, shown

if TYPE_CHECKING:
    from engine.rules import Action
    from game.library import LibraryEntry
    from game.views.scene import SceneView


def routes() -> list[Route]:
    start = "/partie/{play}"
    return [
        Route(start, shown(_resume)),
        Route(f"{start}/depart", shown(_briefing)),
        Route(f"{start}/recit/{{made:int}}/{{nth:int}}", shown(_told)),
        Route(f"{start}/decision/{{number:int}}", shown(_decision)),
        Route(f"{start}/suite/{{number:int}}", shown(_outcome)),
        Route(f"{start}/journal", shown(_journal)),
    ]


def play_page(visit: Visit, template: str, play: LivePlay, **values: object) -> Response:
    """A page of a play, with what all of them say of it."""
    given: dict[str, Any] = {
        "title": play.wording(visit.messages).prose(play.scenario.title),
        "road": Road(play.header.id),
        "take": play.header.take,
        "practice": play.practice,
        "present": roads.present_path(play) if values.get("past") else "",
        "past": False,
        "number": None,
        **values,
    }
    return visit.page(template, **given)


def _resume(visit: Visit) -> Response:
    """Where the play stands; a scenario that has changed asks first how to go on."""
    play = own_play(visit)
    header = play.header
    entry = entry_of(visit, play)
    if header.finished or entry is None or header.text_hash == content_hash(entry.text):
        return redirect(roads.present_path(play))
    change = find_change(play.store, header.id, content_hash(entry.text), entry.scenario)
    return play_page(visit, "changed.html.j2", play, change=change)


def entry_of(visit: Visit, play: LivePlay) -> LibraryEntry | None:
    """The scenario of a play as it is now, told in the language that the play is told in."""
    library = visit.site.library.library(play.scenario.language)
    return library.entries.get(play.header.scenario_id)


def _briefing(visit: Visit) -> Response:
    play = own_play(visit)
    return play_page(
        visit,
        "briefing.html.j2",
        play,
        view=play.briefing(visit.messages),
        mode=play.header.mode,
        timers=play.timers,
        following=roads.next_path(play, 0),
        past=bool(play.session.steps),
    )


def _told(visit: Visit) -> Response:
    """A scene that only tells, between two decisions."""
    play = own_play(visit)
    made, nth = visit.path_whole("made"), visit.path_whole("nth")
    if made > len(play.session.steps) or nth < 1:
        return redirect(roads.present_path(play))
    there = roads.further(play, made, nth)
    return play_page(
        visit,
        "told.html.j2",
        play,
        view=there.scene(visit.messages),
        following=roads.next_path(play, made, nth),
        past=made < len(play.session.steps) or play.header.finished,
    )


def _decision(visit: Visit) -> Response:
    """The decision to make, or one made, to look back at."""
    play, number = own_play(visit), visit.path_whole("number")
    made = number - 1
    if not 0 <= made <= len(play.session.steps):
        return redirect(roads.present_path(play))
    if made < len(play.session.steps):
        return _decision_made(visit, play, made)
    roads.to_decision(play)
    if play.phase != Phase.DECIDING:
        return redirect(roads.present_path(play))
    view = play.scene(visit.messages)
    time = time_of(visit.site, play, view)
    if time.over and not time.stopped:
        from game.web.deciding_pages import run_out

        return run_out(play, view, boards.empty_answer(view), time)
    return decision_page(visit, play, view, time, boards.empty_answer(view))


def decision_page(
    visit: Visit,
    play: LivePlay,
    view: SceneView,
    time: Time,
    answer: Answer,
    refusal: str = "",
) -> Response:
    """The page of the decision that ``play`` is at, with what was answered so far."""
    if time.stopped:
        return play_page(visit, "stopped.html.j2", play, view=view, number=view.position)
    response = play_page(
        visit,
        "decision.html.j2",
        play,
        view=view,
        number=view.position,
        left=time.left,
        answer=answer,
        refusal=refusal,
    )
    response.status_code = 422 if refusal else 200
    return response


def _decision_made(visit: Visit, play: LivePlay, made: int) -> Response:
    there = roads.at_decision(play, made)
    if there is None:
        raise HTTPException(404)
    view = there.scene(visit.messages)
    decision = play.session.steps[made].decision
    return play_page(
        visit,
        "decision.html.j2",
        play,
        view=view,
        number=view.position,
        left=None,
        answer=_given(decision.action, view),
        refusal="",
        past=True,
    )


def _given(action: Action, view: SceneView) -> Answer:
    """A decision that was made, as its form was filled in."""
    match action:
        case Choose(choice):
            return Answer(choice=choice)
        case Place(placements):
            return Answer(placed=dict(placements))
        case Rank(steps) if view.order is not None:
            by_id = {step.id: step for step in view.order.steps}
            return Answer(ranked=tuple(by_id[step] for step in steps if step in by_id))
    return Answer()


def _outcome(visit: Visit) -> Response:
    play, number = own_play(visit), visit.path_whole("number")
    if not 1 <= number <= len(play.session.steps):
        return redirect(roads.present_path(play))
    following = roads.next_path(play, number)
    return play_page(
        visit,
        "outcome.html.j2",
        play,
        view=roads.standing(play, number).outcome(visit.messages),
        number=number,
        following=following or ("" if not play.header.finished else Road(play.header.id).debrief),
        can_take_back=play.practice and not play.header.finished,
        after=len(play.session.steps) - number + 1,
        past=number < len(play.session.steps) or play.header.finished,
    )


def _journal(visit: Visit) -> Response:
    play = own_play(visit)
    roads.to_decision(play)
    return play_page(
        visit,
        "journal.html.j2",
        play,
        entries=journal_view(play.session, play.wording(visit.messages)),
        past=True,
    )
