"""What the room lives through, as the facilitator reads it in a terminal."""

from __future__ import annotations

from game.locale import Messages
from game.tui.widgets.sheet import Prose
from game.tui.workshop.hosted import Hosted
from game.tui.workshop.pictures import QrCode
from game.views.scene import BriefingView, OutcomeView, SceneView
from game.workshop.deeds import Phase
from game.workshop.snapshots import FacilitatorSnapshot, PersonRow


def told(view: FacilitatorSnapshot, hosted: Hosted, say: Messages) -> Prose:
    """The lobby, the briefing, the scene or the outcome; who is where when everyone plays alone."""
    prose = Prose()
    match view.room.phase:
        case Phase.LOBBY:
            _joining(prose, view, hosted, say)
        case Phase.OWN_PACE:
            prose.text(say("web_workshop.room.own_pace"))
            people(prose, view, say)
        case Phase.BRIEFING if view.room.briefing is not None:
            _briefing(prose, view.room.briefing, say)
        case Phase.OUTCOME if view.room.outcome is not None:
            _outcome(prose, view.room.outcome, say)
        case _ if view.room.scene is not None:
            _scene(prose, view.room.scene)
    return prose


def _joining(prose: Prose, view: FacilitatorSnapshot, hosted: Hosted, say: Messages) -> None:
    prose.add(QrCode(hosted.joining))
    prose.gap()
    prose.text(say("web_workshop.room.how_to_join"))
    prose.text(hosted.joining, "bold")
    prose.pair(say("web_workshop.room.code"), view.code)
    prose.gap()
    prose.text(say("workshop_screen.lobby.projector"))
    prose.text(hosted.projector, "bold")
    prose.gap()
    prose.text(say("web_workshop.host.who"), "$soft")


def people(prose: Prose, view: FacilitatorSnapshot, say: Messages) -> None:
    """Who has joined, at which table, and where they stand."""
    prose.heading(say("web_workshop.animate.people", count=len(view.people)))
    for person in view.people:
        name = person.pseudonym or say("web_workshop.room.someone", number=person.number)
        table = view.room.seats[person.seat - 1].name if person.seat else ""
        parts = (name, table, _where(person, say))
        prose.bullet(" · ".join(part for part in parts if part))


def _where(person: PersonRow, say: Messages) -> str:
    if person.finished:
        return say("web_workshop.animate.finished")
    if person.where:
        return say("web_workshop.animate.at", scene=person.where, count=person.decisions)
    return say("web_workshop.animate.voted") if person.voted else ""


def _briefing(prose: Prose, briefing: BriefingView, say: Messages) -> None:
    prose.heading(briefing.title)
    prose.text(briefing.frame, "$soft")
    prose.text(say("play.briefing.you_are", role=briefing.role))
    if briefing.notice:
        prose.text(briefing.notice, "$soft")
    prose.gap()
    prose.texts(briefing.paragraphs)


def _outcome(prose: Prose, outcome: OutcomeView, say: Messages) -> None:
    prose.text(say("web_workshop.room.followed", decided=outcome.decided), "bold")
    prose.gap()
    prose.texts(outcome.paragraphs)
    if outcome.fell_due:
        prose.heading(say("play.outcome.comes_back"))
        prose.texts(outcome.fell_due)
    if outcome.moves:
        prose.gap()
        for move in outcome.moves:
            prose.text(move, "$soft")


def _scene(prose: Prose, scene: SceneView) -> None:
    prose.heading(scene.title)
    if scene.speaker is not None:
        who = ", ".join(part for part in (scene.speaker.name, scene.speaker.title) if part)
        prose.text(who, "bold")
    prose.texts(scene.paragraphs)
    for document in scene.documents:
        prose.heading(document.title)
        prose.texts(document.paragraphs)
    prose.gap()
    for choice in scene.choices:
        number = str(choice.number) if choice.number else "–"
        words = choice.text if choice.number else f"{choice.text} ({choice.why_not})"
        prose.bullet(words, number)
    for board in (scene.sort.items if scene.sort else (), scene.order.steps if scene.order else ()):
        for item in board:
            prose.bullet(item.text)
    if scene.relations:
        prose.gap()
    for relation in scene.relations:
        prose.text(f"{relation.label} · {relation.word}", "$soft")
