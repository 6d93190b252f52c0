"""The life cycle of one play: a ``transitions`` machine around the pure step, and the journal.

One machine definition serves every session; the session itself is the model and carries only its
state's name. Nothing here knows the time: the caller says how many seconds a decision took.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from transitions import EventData, Machine, MachineError, Transition

from engine.chance import seeded_chance
from engine.rules import CONTINUE, Action, Continue, Outcome, Rules, State


class Phase(StrEnum):
    BRIEFING = "briefing"
    DECIDING = "deciding"
    OUTCOME = "outcome"
    INTERLUDE = "interlude"
    PAUSED = "paused"
    DEBRIEF = "debrief"
    CLOSED = "closed"


class Mode(StrEnum):
    PRACTICE = "practice"
    ASSESSMENT = "assessment"


_READING = [Phase.BRIEFING.value, Phase.OUTCOME.value, Phase.INTERLUDE.value]

TRANSITIONS: list[dict[str, str | list[str]]] = [
    {"trigger": "reach_decision", "source": list(_READING), "dest": Phase.DECIDING.value},
    {"trigger": "reach_interlude", "source": list(_READING), "dest": Phase.INTERLUDE.value},
    {"trigger": "reach_ending", "source": list(_READING), "dest": Phase.DEBRIEF.value},
    {"trigger": "decide", "source": Phase.DECIDING.value, "dest": Phase.OUTCOME.value},
    {"trigger": "expire", "source": Phase.DECIDING.value, "dest": Phase.OUTCOME.value},
    {
        "trigger": "rewind",
        "source": [
            Phase.DECIDING.value,
            Phase.OUTCOME.value,
            Phase.INTERLUDE.value,
            Phase.DEBRIEF.value,
        ],
        "dest": Phase.DECIDING.value,
    },
    {"trigger": "pause", "source": Phase.DECIDING.value, "dest": Phase.PAUSED.value},
    {"trigger": "resume", "source": Phase.PAUSED.value, "dest": Phase.DECIDING.value},
    {
        "trigger": "close",
        "source": [phase.value for phase in Phase if phase is not Phase.CLOSED],
        "dest": Phase.CLOSED.value,
    },
]


class _BareTransition(Transition):
    """A change of state and nothing else: sessions hang no callback or condition on theirs."""

    def execute(self, event_data: EventData) -> bool:
        assert self.dest is not None
        event_data.machine.set_state(self.dest, event_data.model)
        return True


class _LifeCycle(Machine):
    transition_cls = _BareTransition


LIFE_CYCLE = _LifeCycle(
    model=None,
    states=[phase.value for phase in Phase],
    transitions=TRANSITIONS,
    initial=Phase.BRIEFING.value,
    auto_transitions=False,
    send_event=False,
    model_attribute="phase",
)
"""The one machine that all sessions share; sessions are not registered with it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the journal. ``seconds`` is the time taken, as the caller measured it."""

    scene: str
    action: Action
    seconds: float = 0.0
    timed_out: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A decision with the state it was made in and what it led to."""

    before: State
    decision: Decision
    outcome: Outcome


class SessionError(ValueError):
    """Something asked of a session that its phase or mode does not allow."""


class ReplayError(SessionError):
    """A journal that these rules cannot follow beyond ``position`` (0-based)."""

    def __init__(self, position: int, decision: Decision) -> None:
        super().__init__(f"decision {position + 1} ({decision.scene}) no longer exists")
        self.position = position
        self.decision = decision


Keep = Callable[[int, Decision], None]
"""Keeps a decision, at its position from 0, before it takes effect; raises to refuse it."""


def _keep_nowhere(_position: int, _decision: Decision) -> None:
    return None


class Session:
    """One play in progress: phase, state and journal.

    ``keep`` is called with each decision before its outcome can be seen; if it raises, the
    session is left as it was.
    """

    __slots__ = ("_chance", "keep", "mode", "phase", "rules", "seed", "state", "steps")

    def __init__(
        self,
        rules: Rules,
        seed: int,
        mode: Mode = Mode.PRACTICE,
        keep: Keep = _keep_nowhere,
    ) -> None:
        self.rules = rules
        self.seed = seed
        self.mode = mode
        self.phase: str = Phase.BRIEFING.value
        self.state = rules.start()
        self.steps: list[Step] = []
        self._chance = seeded_chance(seed)
        self.keep = keep

    @classmethod
    def replay(
        cls,
        rules: Rules,
        seed: int,
        journal: Iterable[Decision],
        mode: Mode = Mode.PRACTICE,
        keep: Keep = _keep_nowhere,
    ) -> Session:
        """The session that made ``journal``, at the scene after its last decision.

        Raises ReplayError at the first decision that these rules do not have.
        """
        session = cls(rules, seed, mode)
        for position, decision in enumerate(journal):
            session._advance_to_decision()
            if session.phase != Phase.DECIDING or session.scene_id != decision.scene:
                raise ReplayError(position, decision)
            try:
                session._decide("decide", decision)
            except ValueError as problem:
                raise ReplayError(position, decision) from problem
        session.keep = keep
        return session

    def _advance_to_decision(self) -> None:
        while self.phase in _READING:
            self.go_on()

    def _fire(self, trigger: str) -> None:
        try:
            LIFE_CYCLE.events[trigger].trigger(self)
        except MachineError as problem:
            raise SessionError(f"{trigger} is not possible while {self.phase}") from problem

    @property
    def scene_id(self) -> str:
        return self.rules.scenes[self.state.scene].id

    @property
    def journal(self) -> tuple[Decision, ...]:
        return tuple(step.decision for step in self.steps)

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    def go_on(self) -> None:
        """From the briefing, an outcome or an interlude to what comes next.

        Raises SessionError in any other phase.
        """
        if self.phase == Phase.INTERLUDE:
            self.state = self.rules.step(self.state, CONTINUE, self._chance).state
        if self.rules.ended(self.state):
            self._fire("reach_ending")
        elif self.rules.decides(self.state):
            self._fire("reach_decision")
        else:
            self._fire("reach_interlude")

    def decide(self, action: Action, seconds: float = 0.0, note: str = "") -> Outcome:
        """Make a decision. Raises SessionError, or IllegalActionError where it is not open."""
        return self._decide("decide", Decision(self.scene_id, action, seconds, False, note))

    def expire(self, action: Action, seconds: float = 0.0, note: str = "") -> Outcome:
        """Time has run out: ``action`` is what the scene's timer or the board's state says."""
        return self._decide("expire", Decision(self.scene_id, action, seconds, True, note))

    def _decide(self, trigger: str, decision: Decision) -> Outcome:
        if self.phase != Phase.DECIDING:
            raise SessionError(f"{trigger} is not possible while {self.phase}")
        if isinstance(decision.action, Continue):
            raise SessionError("going on is not a decision")
        outcome = self.rules.step(self.state, decision.action, self._chance)
        self.keep(len(self.steps), decision)
        self._fire(trigger)
        self.steps.append(Step(self.state, decision, outcome))
        self.state = outcome.state
        return outcome

    def rewind(self, position: int) -> None:
        """Back to the decision at ``position`` (0-based), as it stood before it was made.

        Only in practice; raises SessionError otherwise or where there is no such decision.
        """
        if self.mode is not Mode.PRACTICE:
            raise SessionError("no rewind in assessment")
        if not 0 <= position < len(self.steps):
            raise SessionError(f"there is no decision {position + 1}")
        self._fire("rewind")
        self.state = self.steps[position].before
        del self.steps[position:]

    def pause(self) -> None:
        self._fire("pause")

    def resume(self) -> None:
        self._fire("resume")

    def close(self) -> None:
        self._fire("close")


def life_cycle_diagram() -> str:
    """The machine as Mermaid text, from its own definition; for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {Phase.BRIEFING}"]
    for name, event in LIFE_CYCLE.events.items():
        for transitions in event.transitions.values():
            lines.extend(f"    {move.source} --> {move.dest}: {name}" for move in transitions)
    lines.append(f"    {Phase.CLOSED} --> [*]")
    return "\n".join(lines) + "\n"
