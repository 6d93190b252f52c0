"""A scenario on its author's desk: the last version that can be played, the play made on it, and
what is wrong in the file as it is now. Knows no screen; a broken save takes nothing away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from engine.diagnostics import Diagnostic, Severity
from engine.reading import read_scenario_bytes
from engine.rules import Action, Rules
from engine.scenario import Scenario
from engine.session import Decision, Phase, Session
from game.authoring.figures import prose
from game.authoring.preview_road import (
    Arrival,
    Jump,
    Made,
    Road,
    can_read_on,
    travel,
    words_of_decision,
)
from game.authoring.preview_watching import Save
from game.authoring.readability import words_of
from game.content import load_catalogue, load_frames

LARGEST_SEED = 9_999


@dataclass(frozen=True, slots=True)
class Draft:
    """A save as it was read. ``scenario`` is None when it cannot be played.

    ``trouble`` says why there was no file to read (``preview_watching``); ``read_at`` is when.
    """

    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]
    read_at: datetime
    trouble: str = ""
    words: int = 0

    @property
    def errors(self) -> int:
        return sum(one.severity is Severity.ERROR for one in self.diagnostics)


def read_save(save: Save, file: Path, read_at: datetime) -> Draft:
    """Read a save, as ``duettiste check`` does."""
    if save.trouble:
        return Draft(None, (), read_at, save.trouble)
    reading = read_scenario_bytes(
        save.data, file=file.name, catalogue=load_catalogue(), frames=load_frames()
    )
    scenario = reading.scenario
    words = 0 if scenario is None else sum(len(words_of(text)) for text in prose(scenario))
    return Draft(scenario, reading.diagnostics, read_at, words=words)


@dataclass(frozen=True, slots=True)
class Version:
    """The last version that can be played."""

    rules: Rules
    read_at: datetime
    words: int


class Desk:
    """The one thing of a preview that changes. ``found_again`` counts the decisions that were
    lost and that the last save gave back."""

    def __init__(self, seed: int = 0) -> None:
        self.draft: Draft | None = None
        self.version: Version | None = None
        self.found_again = 0
        self._wished = Road(seed)
        self._arrival: Arrival | None = None

    @property
    def arrival(self) -> Arrival:
        """Where the play stands. Only once there is a version."""
        assert self._arrival is not None
        return self._arrival

    @property
    def session(self) -> Session:
        return self.arrival.session

    @property
    def seed(self) -> int:
        return self._wished.seed

    @property
    def behind(self) -> bool:
        """Whether what is played is not the file as it is now."""
        return self.draft is not None and self.draft.scenario is None

    def take(self, draft: Draft) -> None:
        """A new save: play it where it can be, else keep the version before."""
        self.draft = draft
        if draft.scenario is None:
            return
        before = self._arrival
        self.version = Version(Rules(draft.scenario), draft.read_at, draft.words)
        self._arrival = travel(self.version.rules, self._wished)
        kept = len(self._arrival.road.made)
        lost_before = before is not None and (before.loss is not None or bool(before.lost_jump))
        self.found_again = max(0, kept - len(before.road.made)) if before and lost_before else 0

    # Playing

    def decide(self, action: Action) -> None:
        """Make a decision where the play stands. Raises SessionError, IllegalActionError."""
        session = self.session
        made = Made(
            Decision(session.scene_id, action),
            words_of_decision(session.rules, session.scene_id, action),
        )
        session.decide(action)
        road = self.arrival.road
        self._stand_at(replace(road, made=(*road.made, made), read=0))

    def read_on(self) -> None:
        """To what comes after what is read; nothing where there is nothing."""
        if can_read_on(self.session):
            road = self.arrival.road
            self._go(replace(road, read=road.read + 1))

    @property
    def can_step_back(self) -> bool:
        road = self.arrival.road
        return bool(road.made) or road.read > _least_read(road)

    def step_back(self) -> None:
        """To what was on the screen before."""
        road = self.arrival.road
        if road.read > _least_read(road):
            self._go(replace(road, read=road.read - 1))
        elif road.made:
            self._go(replace(road, made=road.made[:-1], read=0))
            while self.session.phase != Phase.DECIDING and can_read_on(self.session):
                self.read_on()

    def restart(self) -> None:
        """From the beginning of the story, with the same seed."""
        self._go(Road(self.seed))

    def jump(self, jump: Jump) -> None:
        """From any scene, with any meters and flags."""
        self._go(Road(self.seed, jump, read=1))

    def change_seed(self, seed: int) -> None:
        """The same decisions with other chances and another order of the choices."""
        self._go(replace(self.arrival.road, seed=seed))

    def _go(self, road: Road) -> None:
        assert self.version is not None
        self._arrival = travel(self.version.rules, road)
        self._wished = road
        self.found_again = 0

    def _stand_at(self, road: Road) -> None:
        self._arrival = Arrival(self.session, road)
        self._wished = road
        self.found_again = 0


def _least_read(road: Road) -> int:
    """A jump begins past the briefing."""
    return 1 if road.jump is not None and not road.made else 0
