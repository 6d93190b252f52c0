"""What facilitators do: each deed that moves the workshop, with its effect on the tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, update

from engine.rules import Action
from engine.session import Phase as SessionPhase
from engine.session import Session
from game.actions import encode
from game.store.workshop_tables import (
    workshop_rounds,
    workshop_turns,
    workshops,
)
from game.workshop import deeds
from game.workshop.batch import Batch
from game.workshop.counting import equal_votes, majority, of_round
from game.workshop.deeds import Deed, Phase
from game.workshop.faults import (
    NothingBefore,
    NotNow,
    NoVotes,
    SettingRefused,
    Stale,
    Tied,
)
from game.workshop.hosting import host
from game.workshop.records import TurnRecord, WorkshopRecord
from game.workshop.settings import LONGEST_ROUND_SECONDS, Way
from game.workshop.story import checked_action, group_session, phase_of


def perform(batch: Batch, workshop_id: str, step: int, deed: Deed, now: datetime) -> int:
    """Do ``deed``, made on ``step``; returns the new version.

    Raises Stale, NotNow and what the deed itself may raise; nothing has changed then.
    """
    close_if_due(batch, workshop_id, now)
    workshop = batch.enter(workshop_id)
    if deed.moves and step != workshop.step:
        raise Stale
    if workshop.phase not in deed.phases:
        raise NotNow
    if deed.moves:
        _Conductor(batch, workshop, now).perform(deed)
        rows = workshops.c.id == workshop_id
        moved = update(workshops).where(rows).values(step=workshop.step + 1, moved_at=now)
        batch.connection.execute(moved)
    else:
        host(batch, workshop, deed)
    batch.moved(workshop_id)
    return batch.versions[workshop_id]


def close_if_due(batch: Batch, workshop_id: str, now: datetime) -> bool:
    """Close the present round if its time is over; the step stays, nobody has moved anything."""
    workshop = batch.enter(workshop_id)
    if not workshop.time_is_over(now):
        return False
    conductor = _Conductor(batch, workshop, now)
    conductor.close_in_time()
    batch.moved(workshop_id)
    return True


def possible_deeds(workshop: WorkshopRecord) -> tuple[str, ...]:
    """The names of the deeds that can be done now and would change something."""
    idle = _idle_deeds(workshop)
    return tuple(
        name
        for name, deed in deeds.DEEDS.items()
        if workshop.phase in deed.phases and name not in idle
    )


def _idle_deeds(workshop: WorkshopRecord) -> set[str]:
    """The deeds that this phase allows and that have no sense where the workshop is."""
    turn, held = workshop.present_turn, workshop.present_round
    idle = {"pause" if workshop.paused_at is not None else "resume"}
    idle.add("unreveal" if turn is None or not turn.graded else "reveal")
    if workshop.phase is Phase.CLOSED:
        idle.add("close")
    if held is None:
        idle |= {"show", "hide", "reopen", "revote"}
    else:
        all_shown = all(each.shown for each in workshop.rounds_of(held.turn))
        idle |= ({"show"} if all_shown else set()) | (set() if held.shown else {"hide"})
    if workshop.way in (Way.TOGETHER, Way.OWN_PACE):
        idle.add("seat")
    if not workshop.path and not _stopped_on_a_turn(workshop):
        idle.add("back")
    return idle


def _stopped_on_a_turn(workshop: WorkshopRecord) -> bool:
    """Whether the debrief came before the present decision was followed."""
    turn = workshop.present_turn
    return workshop.phase is Phase.DEBRIEF and turn is not None and turn.action is None


class _Conductor:
    """One deed on one workshop."""

    def __init__(self, batch: Batch, workshop: WorkshopRecord, now: datetime) -> None:
        self._batch = batch
        self._connection = batch.connection
        self._workshop = workshop
        self._rules = batch.rules(workshop)
        self._now = now

    def perform(self, deed: Deed) -> None:
        acts: dict[type[Deed], Callable[[Any], None]] = {
            deeds.Start: self._start,
            deeds.GoOn: self._go_on,
            deeds.OpenVote: self._open,
            deeds.CloseVote: self._close,
            deeds.ReopenVote: self._reopen,
            deeds.Revote: self._revote,
            deeds.SetTimer: self._set_timer,
            deeds.ShowVotes: self._show,
            deeds.HideVotes: self._hide,
            deeds.RevealGrades: lambda _: self._set_turn(graded=True),
            deeds.HideGrades: lambda _: self._set_turn(graded=False),
            deeds.Follow: self._follow,
            deeds.GoBack: self._go_back,
            deeds.Pause: self._pause,
            deeds.Resume: self._resume,
            deeds.ToDebrief: self._to_debrief,
            deeds.End: self._end,
        }
        acts[type(deed)](deed)

    # The way through the story

    def _start(self, _deed: deeds.Start) -> None:
        alone = self._workshop.way is Way.OWN_PACE
        self._set(phase=(Phase.OWN_PACE if alone else Phase.BRIEFING).value)

    def _go_on(self, _deed: deeds.GoOn) -> None:
        session = group_session(self._rules, self._workshop)
        session.go_on()
        self._set(strides=self._workshop.strides + 1)
        self._arrive(session)

    def _arrive(self, session: Session) -> None:
        """Take the phase of the story; a scene that decides begins a turn."""
        phase = phase_of(session)
        turn = self._new_turn(session) if phase is Phase.DECIDING else self._workshop.turn
        self._set(phase=phase.value, turn=turn, round=0)

    def _new_turn(self, session: Session) -> int:
        number = max((turn.number for turn in self._workshop.turns), default=0) + 1
        self._connection.execute(
            insert(workshop_turns).values(
                workshop_id=self._workshop.id,
                turn=number,
                position=len(session.steps),
                scene=session.scene_id,
                action=None,
                chosen="",
                taken_back=False,
                graded=False,
            )
        )
        return number

    def _follow(self, deed: deeds.Follow) -> None:
        session = group_session(self._rules, self._workshop)
        if deed.action is None:
            action, chosen = self._majority(session), "majority"
        else:
            seed = self._workshop.seed
            action = checked_action(self._rules, session.state, seed, deed.action)
            chosen = "facilitator"
        session.decide(action)
        self._set_turn(action=encode(action), chosen=chosen)
        self._set(phase=Phase.OUTCOME.value, strides=0)

    def _majority(self, session: Session) -> Action:
        if self._workshop.present_round is None:
            raise NoVotes
        votes = equal_votes(self._connection, self._workshop.id, self._workshop.turn)
        scene = self._rules.scene(session.state)
        decided = majority(scene, of_round(votes, self._workshop.round))
        if decided.ties:
            raise Tied
        if decided.action is None:
            raise NoVotes
        return checked_action(self._rules, session.state, self._workshop.seed, decided.action)

    def _go_back(self, _deed: deeds.GoBack) -> None:
        """Undo the last decision followed; a turn begun since then is taken back.

        From a debrief that came before a decision was followed, back to that decision.
        """
        present, path = self._workshop.present_turn, self._workshop.path
        if present is not None and _stopped_on_a_turn(self._workshop):
            self._return_to(present)
            return
        if not path:
            raise NothingBefore
        last = path[-1]
        for turn in self._workshop.turns:
            if turn.number > last.number and not turn.taken_back:
                self._set_turn(turn.number, taken_back=True)
        self._set_turn(last.number, action=None, chosen="")
        self._return_to(last)

    def _return_to(self, turn: TurnRecord) -> None:
        rounds = self._workshop.rounds_of(turn.number)
        self._close_open_round()
        self._set(
            turn=turn.number,
            round=rounds[-1].number if rounds else 0,
            phase=(Phase.CLOSED if rounds else Phase.DECIDING).value,
            strides=self._strides_to(turn),
        )

    def _strides_to(self, turn: TurnRecord) -> int:
        """How often the group goes on between the decision before ``turn`` and its scene."""
        journal = [each for each in self._workshop.path if each.position < turn.position]
        before = Session(self._rules, self._workshop.seed)
        for each in journal:
            _walk_to_decision(before)
            assert each.action is not None
            before.decide(each.action)
        return _walk_to_decision(before)

    # Votes

    def _open(self, deed: deeds.OpenVote) -> None:
        self._begin_round(1, deed.seconds)

    def _revote(self, deed: deeds.Revote) -> None:
        if self._workshop.present_round is None:
            raise NotNow
        self._begin_round(self._workshop.round + 1, deed.seconds)

    def _begin_round(self, number: int, seconds: int | None) -> None:
        self._connection.execute(
            insert(workshop_rounds).values(
                workshop_id=self._workshop.id,
                turn=self._workshop.turn,
                round=number,
                opened_at=self._now,
                closed_at=None,
                deadline=self._deadline(seconds),
                shown=False,
            )
        )
        self._set(phase=Phase.VOTING.value, round=number)

    def _deadline(self, seconds: int | None) -> datetime | None:
        if seconds is None:
            seconds = self._usual_seconds()
        if not 0 <= seconds <= LONGEST_ROUND_SECONDS:
            raise SettingRefused("bad_seconds", limit=LONGEST_ROUND_SECONDS)
        start = self._workshop.paused_at or self._now
        return start + timedelta(seconds=seconds) if seconds else None

    def _usual_seconds(self) -> int:
        """The workshop's own seconds, else those of the scene's timer; 0 for no timer."""
        usual = self._workshop.settings.get("seconds")
        if isinstance(usual, int):
            return usual
        timer = self._rules.scene(group_session(self._rules, self._workshop).state).timer
        return timer.seconds if timer else 0

    def _close(self, _deed: deeds.CloseVote) -> None:
        if self._workshop.present_round is None:
            raise NotNow
        self._close_open_round()
        self._set(phase=Phase.CLOSED.value)

    def close_in_time(self) -> None:
        """The time of the open round was over at its deadline, whenever this is noticed."""
        held = self._workshop.present_round
        assert held is not None
        self._set_round(closed_at=held.deadline)
        self._set(phase=Phase.CLOSED.value)

    def _close_open_round(self) -> None:
        if self._workshop.phase is Phase.VOTING:
            self._set_round(closed_at=self._now)

    def _reopen(self, deed: deeds.ReopenVote) -> None:
        if self._workshop.present_round is None:
            raise NotNow
        self._set_round(closed_at=None, deadline=self._deadline(deed.seconds), shown=False)
        self._set(phase=Phase.VOTING.value)

    def _set_timer(self, deed: deeds.SetTimer) -> None:
        self._set_round(deadline=self._deadline(deed.seconds))

    def _show(self, _deed: deeds.ShowVotes) -> None:
        rounds = workshop_rounds
        if self._workshop.present_round is None:
            raise NotNow
        self._connection.execute(
            update(rounds)
            .where(rounds.c.workshop_id == self._workshop.id, rounds.c.turn == self._workshop.turn)
            .values(shown=True)
        )

    def _hide(self, _deed: deeds.HideVotes) -> None:
        self._set_round(shown=False)

    # Time

    def _pause(self, _deed: deeds.Pause) -> None:
        if self._workshop.paused_at is not None:
            raise NotNow
        self._set(paused_at=self._now)

    def _resume(self, _deed: deeds.Resume) -> None:
        paused_at, held = self._workshop.paused_at, self._workshop.present_round
        if paused_at is None:
            raise NotNow
        if self._workshop.phase is Phase.VOTING and held is not None and held.deadline is not None:
            self._set_round(deadline=held.deadline + (self._now - paused_at))
        self._set(paused_at=None)

    def _to_debrief(self, _deed: deeds.ToDebrief) -> None:
        self._close_open_round()
        self._set(phase=Phase.DEBRIEF.value, paused_at=None)

    def _end(self, _deed: deeds.End) -> None:
        self._close_open_round()
        self._set(phase=Phase.ENDED.value, paused_at=None, ended_at=self._now)

    # Writing rows

    def _set(self, **values: object) -> None:
        mine = workshops.c.id == self._workshop.id
        self._connection.execute(update(workshops).where(mine).values(**values))

    def _set_turn(self, number: int | None = None, **values: object) -> None:
        table = workshop_turns
        wanted = self._workshop.turn if number is None else number
        self._connection.execute(
            update(table)
            .where(table.c.workshop_id == self._workshop.id, table.c.turn == wanted)
            .values(**values)
        )

    def _set_round(self, **values: object) -> None:
        table = workshop_rounds
        self._connection.execute(
            update(table)
            .where(
                table.c.workshop_id == self._workshop.id,
                table.c.turn == self._workshop.turn,
                table.c.round == self._workshop.round,
            )
            .values(**values)
        )


def _walk_to_decision(session: Session) -> int:
    """Read on to the next decision; how often that went on."""
    strides = 0
    while session.phase in (SessionPhase.BRIEFING, SessionPhase.OUTCOME, SessionPhase.INTERLUDE):
        session.go_on()
        strides += 1
    return strides
