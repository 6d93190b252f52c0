"""A room full of simulated people around one workshop, with a clock that the test moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.rules import Action, Choose, Place, Rank
from game.locale import Messages
from game.store.database import Database
from game.views.scene import SceneView
from game.workshop.deeds import Deed
from game.workshop.records import Opened
from game.workshop.service import Workshops
from game.workshop.settings import WorkshopSettings
from game.workshop.snapshots import FacilitatorSnapshot, ParticipantSnapshot, ProjectorSnapshot

TEXT = (Path(__file__).parents[3] / "docs/auteurs/toutes-les-cles.yaml").read_text("utf-8")
"""A choice with a timer, a sorting, a scene that tells, an order, an open scene, two endings."""

FRENCH = Messages("fr")
LET, SUSPEND, REMIND = Choose("laisser"), Choose("suspendre"), Choose("rappeler")
SEED = 7


class Clock:
    """The time, which passes when the test says so."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Room:
    """One workshop, its participants' tokens in the order in which they joined."""

    workshops: Workshops
    database: Database
    opened: Opened
    clock: Clock
    tokens: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.opened.workshop_id

    def join(self, *names: str, seat: int = 0) -> list[str]:
        joined = [self.workshops.join(self.opened.code, name, seat).token for name in names]
        self.tokens += joined
        return joined

    def do(self, *deeds: Deed) -> FacilitatorSnapshot:
        for deed in deeds:
            self.workshops.perform(self.id, self.facilitator().step, deed)
        return self.facilitator()

    def facilitator(self) -> FacilitatorSnapshot:
        return self.workshops.facilitator_snapshot(self.id, FRENCH)

    def projector(self) -> ProjectorSnapshot:
        return self.workshops.projector_snapshot(self.id, FRENCH)

    def participant(self, token: str) -> ParticipantSnapshot:
        return self.workshops.participant_snapshot(token, FRENCH)

    def vote(self, token: str, action: Action, reason: str = "") -> None:
        """Vote in the round that is going on."""
        workshop = self.workshops.workshop(self.id)
        self.workshops.vote(token, workshop.turn, workshop.round, action, reason)

    def counts(self, at: int = -1) -> dict[str, int]:
        """The votes of each choice in a round of the present turn, as the facilitator sees it."""
        return {it.id: it.votes for it in self.facilitator().distributions[at].choices if it.votes}


def open_room(database: Database, clock: Clock, settings: WorkshopSettings | None = None) -> Room:
    workshops = Workshops(database, clock=clock)
    opened = workshops.open_workshop(TEXT, settings or WorkshopSettings(seed=SEED))
    return Room(workshops, database, opened, clock)


def first_action(scene: SceneView) -> Action:
    """Something that can be decided in ``scene``: the first of everything."""
    if scene.sort is not None:
        column = scene.sort.columns[0].id
        return Place(tuple((item.id, column) for item in scene.sort.items))
    if scene.order is not None:
        return Rank(tuple(step.id for step in scene.order.steps))
    return Choose(next(choice.id for choice in scene.choices if choice.number))
