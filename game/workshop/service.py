"""The live workshop as every front end uses it: one method a deed, each saved when it returns.

Every write goes through one thread that commits together what arrives together
(``game.workshop.writing``). The methods block until their write is committed; those named
``…_soon`` give a future instead, for servers that must not wait (``asyncio.wrap_future``). All
may be called from any thread.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from engine.rules import Action
from engine.session import Phase as SessionPhase
from game.locale import Messages
from game.playing import scenario_of
from game.store.clock import utc_now
from game.store.database import Database
from game.workshop import conducting, opening, rows, typed, viewers, voting
from game.workshop.batch import Batch
from game.workshop.bulletin import Bulletin
from game.workshop.codes import Draw, draw_token, hashed, typed_code
from game.workshop.debriefing import Held, group_debrief, own_debrief
from game.workshop.debriefing_alone import group_debrief_alone, own_debrief_alone, play_of
from game.workshop.deeds import Deed, Phase
from game.workshop.fanout import bulletin_for
from game.workshop.faults import NotNow
from game.workshop.group_debrief import GroupDebrief, OwnDebrief
from game.workshop.records import (
    Joined,
    Opened,
    ParticipantRecord,
    Receipt,
    VoteRecord,
    WorkshopHeader,
    WorkshopRecord,
)
from game.workshop.settings import Way, WorkshopSettings
from game.workshop.sights import Sights
from game.workshop.snapshots import FacilitatorSnapshot, ParticipantSnapshot, ProjectorSnapshot
from game.workshop.story import Stories
from game.workshop.traces import leave_no_trace
from game.workshop.writing import Writer

T = TypeVar("T")


class Workshops:
    """The workshops of a database. Close it, or use it in a ``with``.

    Every method may raise a StoreError or a WorkshopError; nothing has changed then.
    ``bulletin`` tells each change once it is committed.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], datetime] = utc_now,
        draw: Draw = secrets.token_bytes,
        bulletin: Bulletin | None = None,
    ) -> None:
        self.bulletin: Bulletin = bulletin or bulletin_for(database)
        self._database = database
        self._clock = clock
        self._draw = draw
        self._stories = Stories()
        self._sights = Sights(self._stories)
        self._writer = Writer(database, self._stories, self._publish)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish the writes under way. The database stays open: it is not ours."""
        self._writer.close()
        self.bulletin.close()

    # Opening and finding

    def open_workshop(self, text: str, settings: WorkshopSettings) -> Opened:
        """Begin a workshop on the exact text of a scenario.

        Raises UnreadableTextError, SettingRefused, TextRefused.
        """
        scenario = scenario_of(text)
        checked = opening.checked_settings(settings, scenario)
        return self._written(
            lambda batch: opening.open_workshop(
                batch.connection, text, scenario, checked, self._draw, self._clock()
            )
        )

    def workshops(self) -> tuple[WorkshopHeader, ...]:
        """Every workshop kept, the one opened last first."""
        with self._database.reading() as connection:
            return rows.headers(connection)

    def workshop(self, workshop_id: str) -> WorkshopRecord:
        """Raises UnknownWorkshop. For facilitators and servers: it holds everything."""
        with self._database.reading() as connection:
            return rows.find_workshop(connection, workshop_id)

    def version(self, workshop_id: str) -> int:
        """The cheapest question: has anything changed? Raises UnknownWorkshop."""
        with self._database.reading() as connection:
            return rows.version_of(connection, workshop_id)

    def id_of_code(self, code: str) -> str:
        """The workshop that a code, as typed, joins. Raises UnknownCode.

        Limit the attempts of each address (``game.workshop.limits``) before asking.
        """
        with self._database.reading() as connection:
            return rows.id_of_code(connection, typed_code(code))

    def id_of_secret(self, secret: str) -> str:
        """The workshop that a secret facilitates. Raises UnknownSecret."""
        with self._database.reading() as connection:
            return rows.id_of_secret(connection, secret)

    def new_secret(self, workshop_id: str) -> str:
        """Another secret to facilitate with, for who owns this machine. The others still hold."""

        def add(batch: Batch) -> str:
            rows.version_of(batch.connection, workshop_id)
            secret = draw_token(self._draw)
            opening.add_secret(batch.connection, workshop_id, secret, self._clock())
            return secret

        return self._written(add)

    # Participants

    def join(self, code: str, pseudonym: str = "", seat: int = 0) -> Joined:
        """Join by a code as typed. Raises UnknownCode, WorkshopEnded, WorkshopFull, NoSuchSeat,
        SeatNeeded, TextRefused."""
        return self.join_soon(code, pseudonym, seat).result()

    def join_soon(self, code: str, pseudonym: str = "", seat: int = 0) -> Future[Joined]:
        name, token = typed.pseudonym(pseudonym), draw_token(self._draw)

        def enter(batch: Batch) -> Joined:
            workshop_id = rows.id_of_code(batch.connection, typed_code(code))
            number = voting.join(batch, workshop_id, hashed(token), name, seat, self._clock())
            return Joined(workshop_id, number, token)

        return self._writer.submit(enter)

    def participant(self, token: str) -> ParticipantRecord:
        """Raises UnknownParticipant, ParticipantRemoved."""
        with self._database.reading() as connection:
            return rows.participant_of(connection, token)

    def vote(self, token: str, turn: int, round_: int, action: Action, reason: str = "") -> Receipt:
        """Vote in the round of a ballot, or change one's vote. Sent twice, it counts once.

        Raises VoteNotOpen, VoteTooLate, WorkshopPaused, NotAnOption, SeatNeeded, TextRefused,
        UnknownParticipant, ParticipantRemoved, WorkshopEnded.
        """
        return self.vote_soon(token, turn, round_, action, reason).result()

    def vote_soon(
        self, token: str, turn: int, round_: int, action: Action, reason: str = ""
    ) -> Future[Receipt]:
        """``vote``; the future ends once the vote is committed. Its time is that of this call."""
        now = self._clock()
        return self._writer.submit(
            lambda batch: voting.cast_vote(batch, token, turn, round_, action, reason, now)
        )

    def withdraw(self, token: str, turn: int, round_: int) -> Receipt:
        """Take one's vote back while the round is open. Raises as ``vote``."""
        now = self._clock()
        return self._written(lambda batch: voting.withdraw(batch, token, turn, round_, now))

    def decide_alone(self, token: str, decisions: int, action: Action, reason: str = "") -> Receipt:
        """At one's own pace: the decision after ``decisions`` ones. Sent twice, it counts once."""
        return self._written(
            lambda batch: voting.decide_alone(
                batch, token, decisions, action, reason, self._clock()
            )
        )

    def go_on_alone(self, token: str, decisions: int, strides: int) -> None:
        """At one's own pace: read on from where ``OwnPlay`` says one is."""
        self._written(lambda batch: voting.go_on_alone(batch, token, decisions, strides))

    def take_seat(self, token: str, seat: int) -> None:
        """Sit at another table. Raises NoSuchSeat, SeatNeeded."""
        self._written(lambda batch: voting.take_seat(batch, token, seat))

    def write_commitment(self, token: str, text: str) -> None:
        """What one means to do, at the debrief. Raises NotNow, TextRefused."""
        written = typed.line(text)
        self._written(lambda batch: voting.write_commitment(batch, token, written))

    def erase_me(self, token: str) -> tuple[Path, ...]:
        """Leave and erase what is about oneself; see ``voting.erase`` for what stays.

        Returns the files beside the database that could not be cleaned of it.
        """
        with self._database.erasing() as connection:
            batch = Batch(connection, self._stories)
            voting.erase(batch, token)
        self._publish(batch.versions)
        return tuple(
            copy
            for workshop_id in batch.versions
            for copy in leave_no_trace(self._database, workshop_id)
        )

    # Facilitators

    def perform(self, workshop_id: str, step: int, deed: Deed) -> int:
        """Do a deed of ``game.workshop.deeds`` on the step it was decided on.

        Returns the new version. Raises Stale when another facilitator was quicker, NotNow, and
        what the deed itself says. The caller has proved to be a facilitator (``id_of_secret``),
        or owns this machine.
        """
        return self._written(
            lambda batch: conducting.perform(batch, workshop_id, step, deed, self._clock())
        )

    def close_due(self) -> tuple[str, ...]:
        """Close the rounds whose time is over; ask about once a second. Returns the workshops.

        Votes that come too late are refused by their own time, however late this is asked.
        """
        with self._database.reading() as connection:
            due = rows.ids_with_timers(connection, self._clock())
        return tuple(workshop_id for workshop_id in due if self._closed(workshop_id))

    def _closed(self, workshop_id: str) -> bool:
        return self._written(
            lambda batch: conducting.close_if_due(batch, workshop_id, self._clock())
        )

    # Looking

    def participant_snapshot(self, token: str, messages: Messages) -> ParticipantSnapshot:
        """Raises UnknownParticipant, ParticipantRemoved."""
        with self._database.reading() as connection:
            participant = rows.participant_of(connection, token)
            sight = self._sights.of_participant(connection, participant, messages)
        return viewers.participant_snapshot(sight, participant, self._clock())

    def projector_snapshot(self, workshop_id: str, messages: Messages) -> ProjectorSnapshot:
        """Raises UnknownWorkshop."""
        with self._database.reading() as connection:
            sight = self._sights.of_room(connection, workshop_id, messages)
        return viewers.projector_snapshot(sight, self._clock())

    def facilitator_snapshot(self, workshop_id: str, messages: Messages) -> FacilitatorSnapshot:
        """Raises UnknownWorkshop. For facilitators only: it holds the votes as they come."""
        with self._database.reading() as connection:
            sight = self._sights.of_room(connection, workshop_id, messages)
        return viewers.facilitator_snapshot(sight, self._clock())

    # Debriefing

    def group_debrief(self, workshop_id: str, messages: Messages) -> GroupDebrief:
        """What the room decided and how divided it was. Raises UnknownWorkshop.

        Its ``scores`` are for the facilitator alone; the rest names nobody.
        """
        held = self.held(workshop_id, messages)
        if held.workshop.way is Way.OWN_PACE:
            return group_debrief_alone(held)
        return group_debrief(held)

    def own_debrief(self, token: str, messages: Messages) -> OwnDebrief:
        """One's own votes beside what the group followed, or one's own play.

        Raises NotNow before the debrief (at one's own pace: before one's own end),
        UnknownParticipant, ParticipantRemoved.
        """
        participant = self.participant(token)
        held = self.held(participant.workshop_id, messages)
        if held.workshop.way is Way.OWN_PACE:
            over = play_of(held, participant).phase == SessionPhase.DEBRIEF
            if not over and held.workshop.phase is Phase.OWN_PACE:
                raise NotNow
            return own_debrief_alone(held, participant)
        if held.workshop.phase not in (Phase.DEBRIEF, Phase.ENDED):
            raise NotNow
        return own_debrief(held, participant)

    def votes(self, workshop_id: str) -> tuple[VoteRecord, ...]:
        """Every vote of every round, for the facilitator's files. Raises UnknownWorkshop."""
        with self._database.reading() as connection:
            rows.version_of(connection, workshop_id)
            return rows.votes_in(connection, workshop_id)

    def held(self, workshop_id: str, messages: Messages) -> Held:
        """Everything of a workshop, read at one moment: for the facilitator's files alone.

        Raises UnknownWorkshop.
        """
        with self._database.reading() as connection:
            workshop = rows.find_workshop(connection, workshop_id)
            rules = self._stories.rules(connection, workshop.text_hash)
            return Held.read(connection, workshop, rules, messages)

    # Letting go

    def erase(self, workshop_id: str) -> tuple[Path, ...]:
        """Erase a workshop and everything about its participants. Raises UnknownWorkshop.

        Returns the files beside the database that could not be cleaned of it.
        """
        with self._database.erasing() as connection:
            version = rows.version_of(connection, workshop_id)
            opening.erase_rows(connection, workshop_id)
        self._publish({workshop_id: version + 1})
        return leave_no_trace(self._database, workshop_id)

    def erase_expired(self) -> tuple[str, ...]:
        """Erase the workshops whose time is over; ask at the start and every hour or so."""
        with self._database.reading() as connection:
            expired = rows.expired_ids(connection, self._clock())
        for workshop_id in expired:
            self.erase(workshop_id)
        return expired

    # Writing

    def _written(self, work: Callable[[Batch], T]) -> T:
        return self._writer.submit(work).result()

    def _publish(self, versions: Mapping[str, int]) -> None:
        for workshop_id, version in versions.items():
            self.bulletin.publish(workshop_id, version)
