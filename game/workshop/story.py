"""The story of a workshop: the group's decisions replayed by the one meaning of the rules."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from sqlalchemy import Connection

from engine.chance import seeded_chance
from engine.rules import Action, IllegalActionError, Place, Rank, Rules, State
from engine.session import Decision, Session
from engine.session import Phase as SessionPhase
from game.playing import scenario_of
from game.store.texts import find_text
from game.workshop.deeds import Phase
from game.workshop.faults import NotAnOption
from game.workshop.records import ParticipantRecord, VoteRecord, WorkshopRecord

_MOST_RULES = 32


class Stories:
    """The compiled scenarios of the workshops of this process, by the hash of their text."""

    def __init__(self) -> None:
        self._rules: OrderedDict[str, Rules] = OrderedDict()
        self._lock = Lock()

    def rules(self, connection: Connection, text_hash: str) -> Rules:
        """Raises UnreadableTextError where this version cannot read the text any more."""
        with self._lock:
            if text_hash not in self._rules:
                self._rules[text_hash] = Rules(scenario_of(find_text(connection, text_hash)))
            self._rules.move_to_end(text_hash)
            while len(self._rules) > _MOST_RULES:
                self._rules.popitem(last=False)
            return self._rules[text_hash]


def group_session(rules: Rules, workshop: WorkshopRecord) -> Session:
    """The group's session where the workshop stands now."""
    journal = [
        Decision(turn.scene, turn.action) for turn in workshop.path if turn.action is not None
    ]
    return _walked(Session.replay(rules, workshop.seed, journal), workshop.strides)


def own_session(
    rules: Rules,
    workshop: WorkshopRecord,
    participant: ParticipantRecord,
    votes: Iterable[VoteRecord],
) -> Session:
    """The session of one participant who plays alone, with the workshop's seed.

    Their decisions are their votes, of round 0, the turn being the decision's number from 1. The
    scenes are found by playing: the same seed and decisions always lead through the same ones.
    """
    session = Session(rules, workshop.seed)
    for vote in sorted(votes, key=lambda vote: vote.turn):
        _read_on(session)
        session.decide(vote.action)
    return _walked(session, participant.strides)


def _walked(session: Session, strides: int) -> Session:
    for _ in range(strides):
        session.go_on()
    return session


def _read_on(session: Session) -> None:
    while session.phase in (SessionPhase.BRIEFING, SessionPhase.OUTCOME, SessionPhase.INTERLUDE):
        session.go_on()


def phase_of(session: Session) -> Phase:
    """The phase of a workshop whose story has just come to where ``session`` is."""
    return {
        SessionPhase.BRIEFING: Phase.BRIEFING,
        SessionPhase.DECIDING: Phase.DECIDING,
        SessionPhase.INTERLUDE: Phase.TELLING,
        SessionPhase.OUTCOME: Phase.OUTCOME,
        SessionPhase.DEBRIEF: Phase.DEBRIEF,
    }[SessionPhase(session.phase)]


def checked_action(rules: Rules, state: State, seed: int, action: Action) -> Action:
    """``action`` in its one written form, if it can be done here. Raises NotAnOption.

    A ranking names every step. A sorting may leave items aside: who places only some of them
    votes on those.
    """
    scene = rules.scene(state)
    if isinstance(action, Place):
        if not action.placements:
            raise NotAnOption
        action = Place(tuple(sorted(action.placements)))
    if isinstance(action, Rank) and (
        scene.order is None or len(action.steps) != len(scene.order.steps)
    ):
        raise NotAnOption
    try:
        rules.step(state, action, seeded_chance(seed))
    except IllegalActionError as problem:
        raise NotAnOption from problem
    if not rules.decides(state):
        raise NotAnOption
    return action
