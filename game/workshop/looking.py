"""Making the snapshots: from a workshop's tables to what one viewer may see of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from sqlalchemy import Connection

from engine.debrief import report_decision
from engine.rules import Choose, Rules
from engine.session import Session
from game.actions import encode
from game.content import load_catalogue, load_frames
from game.locale import Messages
from game.views.outcome import decided_text, outcome_view
from game.views.scene import BriefingView, OutcomeView, SceneView, briefing_view, scene_view
from game.views.words import Wording
from game.workshop.counting import EqualVotes, Shift, equal_votes, majority, of_round, shift_between
from game.workshop.deeds import Phase
from game.workshop.distributing import distributions
from game.workshop.grading import grades_view
from game.workshop.records import (
    ParticipantRecord,
    RoundRecord,
    VoteRecord,
    WorkshopRecord,
)
from game.workshop.rows import participants_in, votes_in
from game.workshop.settings import Way
from game.workshop.snapshots import (
    BallotView,
    Distribution,
    FollowedView,
    GradesView,
    MajorityView,
    RoomView,
    SeatView,
)
from game.workshop.story import group_session

_ON_A_TURN = frozenset({Phase.DECIDING, Phase.VOTING, Phase.CLOSED, Phase.OUTCOME})


@dataclass(frozen=True)
class Sight:
    """A workshop read at one moment, with all that its snapshots are made of.

    Not to be shown as it is: ``room`` and what ``game.workshop.viewers`` makes are.
    """

    workshop: WorkshopRecord
    rules: Rules
    session: Session
    participants: tuple[ParticipantRecord, ...]
    counted: tuple[EqualVotes, ...]
    votes: tuple[VoteRecord, ...]
    wording: Wording

    @classmethod
    def take(
        cls,
        connection: Connection,
        workshop: WorkshopRecord,
        rules: Rules,
        messages: Messages,
        voter: str | None = None,
    ) -> Sight:
        """Read what there is to see of ``workshop``; its votes are those of the present turn.

        Where everyone plays alone, the votes are all of them, or only those of ``voter``.
        """
        alone = workshop.way is Way.OWN_PACE
        on_turn = workshop.phase in _ON_A_TURN
        return cls(
            workshop=workshop,
            rules=rules,
            session=group_session(rules, workshop),
            participants=participants_in(connection, workshop.id),
            counted=equal_votes(connection, workshop.id, workshop.turn) if on_turn else (),
            votes=votes_in(connection, workshop.id, None if alone else workshop.turn, voter)
            if on_turn or alone
            else (),
            wording=Wording(messages, load_catalogue(messages.language), rules.scenario.frame),
        )

    @cached_property
    def votes_by_voter(self) -> dict[str, list[VoteRecord]]:
        found: dict[str, list[VoteRecord]] = {}
        for vote in self.votes:
            found.setdefault(vote.voter, []).append(vote)
        return found

    @cached_property
    def people(self) -> dict[int, ParticipantRecord]:
        """Those who are in the workshop, by their number."""
        return {participant.number: participant for participant in self.participants}

    @cached_property
    def room(self) -> RoomView:
        """What the whole room sees, whoever looks."""
        workshop, scenario = self.workshop, self.rules.scenario
        shown = self.shown_rounds
        graded = workshop.present_turn is not None and workshop.present_turn.graded
        return RoomView(
            workshop_id=workshop.id,
            version=workshop.version,
            title=self.wording.prose(scenario.title),
            language=scenario.language.value,
            way=workshop.way.value,
            phase=workshop.phase.value,
            paused=workshop.paused_at is not None,
            position=len(self.session.steps) + 1,
            participants=len(self.participants),
            seats=self._seats,
            briefing=self.briefing if workshop.phase in (Phase.LOBBY, Phase.BRIEFING) else None,
            scene=self.scene,
            ballot=self.ballot,
            distributions=self.distributions_of(shown),
            shift=self.shift_in(shown),
            grades=self.grades if graded and self._on_turn else None,
            followed=self._followed,
            outcome=self.outcome(feedback=graded),
            commitments=workshop.commitments,
        )

    @property
    def _on_turn(self) -> bool:
        return self.workshop.phase in _ON_A_TURN

    @property
    def _seats(self) -> tuple[SeatView, ...]:
        sitting = [participant.seat for participant in self.participants]
        return tuple(
            SeatView(seat.number, self.wording.prose(seat.name), sitting.count(seat.number))
            for seat in self.workshop.seats
        )

    @cached_property
    def briefing(self) -> BriefingView:
        scenario = self.rules.scenario
        return briefing_view(scenario, load_frames()[scenario.frame], self.wording)

    @cached_property
    def scene(self) -> SceneView | None:
        """The scene of the present turn (also after it was followed), or the one being told."""
        if self.workshop.phase in (Phase.LOBBY, Phase.BRIEFING, Phase.OWN_PACE):
            return None
        if self.workshop.phase is Phase.OUTCOME:
            return self._scene_before_last
        last = self.session.last
        return scene_view(
            self.rules,
            self.session.state,
            last.before if last else None,
            len(self.session.steps) + 1,
            self.workshop.seed,
            self.wording,
        )

    @cached_property
    def _scene_before_last(self) -> SceneView:
        steps = self.session.steps
        before = steps[-2].before if len(steps) > 1 else None
        return scene_view(
            self.rules, steps[-1].before, before, len(steps), self.workshop.seed, self.wording
        )

    @property
    def ballot(self) -> BallotView | None:
        held = self.workshop.present_round
        if held is None or not self._on_turn:
            return None
        return BallotView(
            turn=held.turn,
            round=held.number,
            open=self.workshop.phase is Phase.VOTING and self.workshop.paused_at is None,
            deadline=held.deadline.astimezone(UTC).isoformat() if held.deadline else "",
            votes=sum(of_round(self.counted, held.number).values()),
            voters=self._voters,
        )

    @property
    def _voters(self) -> int:
        if self.workshop.way is Way.TEAMS:
            return len({each.seat for each in self.participants if each.seat})
        return len(self.participants)

    @property
    def rounds(self) -> tuple[RoundRecord, ...]:
        return self.workshop.rounds_of(self.workshop.turn) if self._on_turn else ()

    @property
    def shown_rounds(self) -> tuple[int, ...]:
        """The rounds whose distribution everyone may see."""
        return tuple(held.number for held in self.rounds if held.shown)

    def distributions_of(self, rounds: tuple[int, ...]) -> tuple[Distribution, ...]:
        view = self.scene
        if view is None or not rounds:
            return ()
        seats = (seat.number for seat in self.workshop.seats)
        by_seat = seats if self.workshop.way is Way.ROLES else ()
        scene = self.rules.scenario.scenes[view.id]
        return distributions(scene, view, self.counted, rounds, by_seat)

    def shift_in(self, rounds: tuple[int, ...]) -> Shift | None:
        """The shift between the last two of ``rounds``, where there are two."""
        return shift_between(self.votes, *rounds[-2:]) if len(rounds) > 1 else None

    @property
    def majority(self) -> MajorityView | None:
        held, view = self.workshop.present_round, self.scene
        if held is None or view is None or not self._on_turn:
            return None
        scene = self.rules.scenario.scenes[view.id]
        decided = majority(scene, of_round(self.counted, held.number))
        action = None if decided.action is None else encode(decided.action)
        return MajorityView(action, decided.ties)

    @cached_property
    def grades(self) -> GradesView | None:
        if self.scene is None:
            return None
        steps = self.session.steps
        state = steps[-1].before if self.workshop.phase is Phase.OUTCOME else self.session.state
        return grades_view(self.rules, state, self.scene, self.wording)

    @property
    def _followed(self) -> FollowedView | None:
        turn = self.workshop.present_turn
        if self.workshop.phase is not Phase.OUTCOME or turn is None or turn.action is None:
            return None
        text = self._text_followed()
        return FollowedView(encode(turn.action), text, turn.chosen == "majority")

    def _text_followed(self) -> str:
        steps = self.session.steps
        action, view = steps[-1].decision.action, self._scene_before_last
        if isinstance(action, Choose):
            return next(choice.text for choice in view.choices if choice.id == action.choice)
        report = report_decision(self.rules, steps, len(steps) - 1, load_catalogue())
        return decided_text(report, self.wording)

    def outcome(self, *, feedback: bool) -> OutcomeView | None:
        if self.workshop.phase is not Phase.OUTCOME:
            return None
        return outcome_of(self.rules, self.session, self.wording, feedback=feedback)


def outcome_of(rules: Rules, session: Session, wording: Wording, *, feedback: bool) -> OutcomeView:
    """What the last decision of ``session`` led to."""
    position = len(session.steps) - 1
    step = session.steps[position]
    report = report_decision(rules, session.steps, position, load_catalogue())
    view = outcome_view(rules, report, step.before, step.outcome.state, wording, feedback)
    return replace(view, note="")


def seconds_left(workshop: WorkshopRecord, now: datetime) -> float | None:
    left = workshop.time_left(now)
    return None if left is None else left.total_seconds()
