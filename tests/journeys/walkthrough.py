"""Walkthroughs: readable files that say what is decided, what must be said, and the ending.

``scenario``, ``seed`` and ``ending`` (a scene, ``*`` for any), then one ``[[decision]]`` each:
the ``scene`` met, and ``choose`` (a choice), ``place`` (``right`` or ``wrong`` columns) or
``rank`` (the steps). ``says`` are words that must come after that decision.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from engine.rules import Action, Choose, Place, Rank, Rules
from engine.scenario import Scene
from engine.session import Phase, Session
from game.autoplay import AutomaticPlayer, Manner
from game.content import load_catalogue
from game.locale import Messages
from game.views.scene import SceneView, scene_view
from game.views.words import Wording
from tests.bundled import bundled

FOLDER = Path(__file__).parent / "walkthroughs"


@dataclass(frozen=True, slots=True)
class Line:
    """One decision of a walkthrough."""

    scene: str
    choose: str
    place: str
    rank: tuple[str, ...]
    says: tuple[str, ...]

    def action(self, rules: Rules, session: Session) -> Action:
        if self.choose:
            return Choose(self.choose)
        if self.rank:
            return Rank(self.rank)
        manner = Manner.BEST if self.place == "right" else Manner.WORST
        return AutomaticPlayer(manner, 0).decide(rules, session.state, 0)


@dataclass(frozen=True, slots=True)
class Walkthrough:
    scenario: str
    seed: int
    ending: str
    lines: tuple[Line, ...]

    def session(self) -> Session:
        return Session(Rules(bundled()[self.scenario].scenario), self.seed)

    def played(self) -> Session:
        """The session at its ending; fails where a scene is not the one written."""
        session = self.session()
        for line in self.lines:
            advance(session)
            assert (session.phase, session.scene_id) == (Phase.DECIDING, line.scene)
            session.decide(line.action(session.rules, session))
        advance(session)
        return session

    def typed(self) -> list[list[str]]:
        """What to type in plain mode, decision by decision."""
        session, answers = self.session(), []
        for line in self.lines:
            advance(session)
            action = line.action(session.rules, session)
            answers.append(
                answers_for(action, view_of(session), session.rules.scene(session.state))
            )
            session.decide(action)
        return answers


def advance(session: Session) -> None:
    while session.phase in (Phase.BRIEFING, Phase.OUTCOME, Phase.INTERLUDE):
        session.go_on()


def view_of(session: Session) -> SceneView:
    wording = Wording(Messages("fr"), load_catalogue(), session.rules.scenario.frame)
    return scene_view(session.rules, session.state, None, 1, session.seed, wording)


def answers_for(action: Action, view: SceneView, scene: Scene) -> list[str]:
    """The numbers that say ``action`` on the scene as it is shown."""
    match action:
        case Choose():
            return [str(next(it.number for it in view.choices if it.id == action.choice))]
        case Place():
            assert view.sort is not None
            assert scene.sort is not None
            columns = [column.id for column in view.sort.columns]
            placed = dict(action.placements)
            return [str(columns.index(placed[item.id]) + 1) for item in view.sort.items] + ["ok"]
        case Rank():
            assert view.order is not None
            steps = [step.id for step in view.order.steps]
            return [" ".join(str(steps.index(step) + 1) for step in action.steps), "ok"]
    raise AssertionError(action)


def read(path: Path) -> Walkthrough:
    data = tomllib.loads(path.read_text("utf-8"))
    return Walkthrough(
        data["scenario"],
        data["seed"],
        data["ending"],
        tuple(
            Line(
                it["scene"],
                it.get("choose", ""),
                it.get("place", ""),
                tuple(it.get("rank", ())),
                tuple(it.get("says", ())),
            )
            for it in data["decision"]
        ),
    )


ALL = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
