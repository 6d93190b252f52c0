"""The road of an author through a scenario, made again on each new version of it.

A road says nothing of the text it was made on: a seed, where it begins, the decisions in order, and
how far was read since the last one. What a version cannot follow of it is lost there, and comes
back if a later version has it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.rules import Action, Choose, IllegalActionError, Rules, State
from engine.session import Decision, Phase, Session

_MOST_IN_A_ROW = 1_000
"""Scenes that only continue, one after the other, beyond which nothing is ever decided again."""
_READING = (Phase.BRIEFING, Phase.OUTCOME, Phase.INTERLUDE)


@dataclass(frozen=True, slots=True)
class Jump:
    """A scene to begin from. Meters not named stand where they start; other facts are false."""

    scene: str
    meters: Mapping[str, int] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    visited: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Made:
    """A decision, with the text that it had when it was made."""

    decision: Decision
    words: str


@dataclass(frozen=True, slots=True)
class Road:
    """``read`` counts the passages left behind since the last decision, or since the beginning."""

    seed: int
    jump: Jump | None = None
    made: tuple[Made, ...] = ()
    read: int = 0


class LossKind(StrEnum):
    """Why a decision can no longer be made: the play is at another scene, it has ended, every
    choice is closed, the choice is gone, or closed alone, the board is another."""

    ELSEWHERE = "elsewhere"
    ENDED = "ended"
    UNDECIDED = "undecided"
    GONE = "gone"
    CLOSED = "closed"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Loss:
    """The first decision that a version cannot follow; ``number`` counts from 1.

    ``scene`` is where the play stands instead.
    """

    number: int
    made: Made
    kind: LossKind
    scene: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a road leads on one version. ``road`` is the part of it that could be followed.

    ``lost_jump`` is the scene to begin from that is no longer there.
    """

    session: Session
    road: Road
    loss: Loss | None = None
    lost_jump: str = ""


def travel(rules: Rules, road: Road) -> Arrival:
    """Follow ``road`` on ``rules``, up to the first decision that does not exist there."""
    session = Session(rules, road.seed)
    if road.jump is not None:
        landed = landing(rules, road.jump)
        if landed is None:
            begun = Road(road.seed)
            return Arrival(session, begun, lost_jump=road.jump.scene)
        session.state = landed
    for position, made in enumerate(road.made):
        read = _read_on(session, _MOST_IN_A_ROW)
        kind = _loss(session, made.decision)
        if kind is not None:
            kept = Road(road.seed, road.jump, road.made[:position], read)
            return Arrival(session, kept, Loss(position + 1, made, kind, session.scene_id))
    read = _read_on(session, road.read)
    return Arrival(session, Road(road.seed, road.jump, road.made, read))


def landing(rules: Rules, jump: Jump) -> State | None:
    """The state to begin from; None where the scene is no longer there.

    Meters are kept within their ranges; what the scenario does not know is left out.
    """
    if jump.scene not in rules.scene_index:
        return None
    meters = tuple(
        max(meter.low, min(jump.meters.get(meter.id, meter.start), meter.high))
        for meter in rules.scenario.meters.values()
    )
    visited = jump.visited | {jump.scene}
    bits = [bit for flag, bit in rules.flag_bits.items() if flag in jump.flags]
    bits += [bit for scene, bit in rules.visited_bits.items() if scene in visited]
    return State(rules.scene_index[jump.scene], meters, sum(bits), (), 0)


def can_read_on(session: Session) -> bool:
    """Whether there is something after what is read now."""
    if session.phase not in _READING:
        return False
    return session.phase != Phase.INTERLUDE or not is_stuck(session)


def is_stuck(session: Session) -> bool:
    """Whether every choice is closed, with no ``fallback``: a jump can lead there."""
    rules, state = session.rules, session.state
    scene = rules.scene(state)
    return scene.decides and scene.fallback is None and not rules.decides(state)


def words_of_decision(rules: Rules, scene_id: str, action: Action) -> str:
    """A decision as its author would know it again: the text of the choice, or the board."""
    scene = rules.scenario.scenes[scene_id]
    if isinstance(action, Choose) and action.choice in scene.choices:
        return rules.scenario.fill(scene.choices[action.choice].text)
    return scene.title or scene_id


def _read_on(session: Session, passages: int) -> int:
    """Read up to ``passages`` passages, as long as there are; gives how many were read."""
    read = 0
    while read < passages and can_read_on(session):
        session.go_on()
        read += 1
    return read


def _loss(session: Session, decision: Decision) -> LossKind | None:
    """Make a decision; or why it cannot be made."""
    if session.phase == Phase.DEBRIEF:
        return LossKind.ENDED
    if session.scene_id != decision.scene:
        return LossKind.ELSEWHERE
    if session.phase != Phase.DECIDING:
        return LossKind.UNDECIDED
    scene, action = session.rules.scene(session.state), decision.action
    try:
        session.decide(action, decision.seconds, decision.note)
    except IllegalActionError:
        if isinstance(action, Choose) and scene.choices:
            return LossKind.CLOSED if action.choice in scene.choices else LossKind.GONE
        return LossKind.BOARD
    return None
