"""Whatever participants and facilitators do, in any order: the sums hold and nothing leaks."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from engine.rules import Choose
from game.store import open_memory_store
from game.store.workshop_tables import OF_A_WORKSHOP, workshop_votes, workshops
from game.workshop.deeds import (
    CloseVote,
    Deed,
    Follow,
    GoBack,
    GoOn,
    HideVotes,
    OpenVote,
    Pause,
    Remove,
    ReopenVote,
    Resume,
    RevealGrades,
    Revote,
    SetTimer,
    ShowVotes,
    Start,
    ToDebrief,
)
from game.workshop.faults import WorkshopError
from game.workshop.settings import WorkshopSettings
from tests.game.workshop.rooms import FRENCH, LET, REMIND, SUSPEND, Clock, open_room

DEEDS: tuple[Deed, ...] = (
    Start(),
    GoOn(),
    OpenVote(0),
    OpenVote(20),
    CloseVote(),
    ReopenVote(),
    Revote(0),
    SetTimer(10),
    ShowVotes(),
    HideVotes(),
    RevealGrades(),
    Follow(),
    Follow(LET),
    GoBack(),
    Pause(),
    Resume(),
    ToDebrief(),
    Remove(2),
)
ACTIONS = (LET, SUSPEND, REMIND, Choose("raconter"), Choose("attendre"))


class AnyWorkshop(RuleBasedStateMachine):
    """``told`` is what should be counted: the last accepted vote of each voter in each round."""

    @initialize()
    def open(self) -> None:
        self.clock = Clock()
        self.store = open_memory_store(clock=self.clock)
        self.room = open_room(self.store.database, self.clock, WorkshopSettings(seed=7))
        self.room.join("Ana", "Bob", "Chloé")
        self.gone: set[int] = set()
        self.told: dict[tuple[int, int], dict[int, str]] = {}
        self.version = 0

    def teardown(self) -> None:
        if hasattr(self, "room"):
            self.the_debrief_counts_what_was_voted()
            self.room.workshops.close()
            self.store.close()

    @rule(number=st.integers(0, 100))
    def facilitate_as_offered(self, number: int) -> None:
        possible = self.room.facilitator().possible
        offered = [deed for deed in DEEDS if deed.name in possible]
        self.facilitate(offered[number % len(offered)])

    @rule(deed=st.sampled_from(DEEDS))
    def facilitate_anyhow(self, deed: Deed) -> None:
        self.facilitate(deed)

    def facilitate(self, deed: Deed) -> None:
        before, place = self.rows(), self.ballot()
        open_before = self.room.workshops.workshop(self.room.id).phase == "voting"
        try:
            self.room.do(deed)
        except WorkshopError:
            assert self.rows() == before
            return
        if isinstance(deed, Remove):
            self.gone.add(deed.number)
            if open_before and self.told.get(place):
                self.told[place].pop(deed.number, None)

    @rule(who=st.integers(1, 3), action=st.sampled_from(ACTIONS))
    def vote(self, who: int, action: Choose) -> None:
        place, before = self.ballot(), self.rows()
        try:
            self.room.workshops.vote(self.room.tokens[who - 1], *place, action)
        except WorkshopError:
            assert self.rows() == before
        else:
            self.told.setdefault(place, {})[who] = action.choice

    @rule(who=st.integers(1, 3))
    def withdraw(self, who: int) -> None:
        place = self.ballot()
        try:
            self.room.workshops.withdraw(self.room.tokens[who - 1], *place)
        except WorkshopError:
            return
        self.told.get(place, {}).pop(who, None)

    @rule(seconds=st.sampled_from((1, 15)))
    def wait(self, seconds: int) -> None:
        self.clock.wait(seconds)
        self.room.workshops.close_due()

    @invariant()
    def every_vote_is_counted_once(self) -> None:
        expected = {place: Counter(votes.values()) for place, votes in self.told.items() if votes}
        found: dict[tuple[int, int], Counter[str]] = {}
        with self.store.database.reading() as connection:
            for row in connection.execute(select(workshop_votes)):
                found.setdefault((row.turn, row.round), Counter())[row.action["choose"]] += 1
        assert found == expected

    @invariant()
    def all_viewers_agree_and_see_no_more_than_is_shown(self) -> None:
        facilitator, projector = self.room.facilitator(), self.room.projector()
        people = [
            self.room.participant(token)
            for number, token in enumerate(self.room.tokens, start=1)
            if number not in self.gone
        ]
        assert all(person.room == projector.room == facilitator.room for person in people)
        assert len(people) == facilitator.room.participants
        true = {shown.round: shown for shown in facilitator.distributions}
        assert all(true[shown.round] == shown for shown in projector.room.distributions)
        workshop = self.room.workshops.workshop(self.room.id)
        visible = {held.number for held in workshop.rounds_of(workshop.turn) if held.shown}
        assert {shown.round for shown in projector.room.distributions} <= visible
        ballot = projector.room.ballot
        if ballot is not None:
            place = (ballot.turn, ballot.round)
            assert ballot.votes == len(self.told.get(place, {}))
            assert ballot.votes == sum(it.votes for it in true[ballot.round].choices)
        for number, person in enumerate(people):
            assert all(vote.mine for vote in person.me.votes), number

    @invariant()
    def the_version_never_goes_back(self) -> None:
        version = self.room.workshops.version(self.room.id)
        assert version >= self.version
        self.version = version

    def the_debrief_counts_what_was_voted(self) -> None:
        debrief = self.room.workshops.group_debrief(self.room.id, FRENCH)
        path = self.room.workshops.workshop(self.room.id).path
        for turn, decision in zip(path, debrief.decisions, strict=True):
            for shown in decision.rounds:
                assert shown.votes == len(self.told.get((turn.number, shown.round), {}))

    def ballot(self) -> tuple[int, int]:
        workshop = self.room.workshops.workshop(self.room.id)
        return workshop.turn, workshop.round

    def rows(self) -> list[object]:
        """Everything kept but the version, which a refusal may move on (and a closing in time)."""
        self.room.workshops.close_due()
        with self.store.database.reading() as connection:
            kept: list[object] = [tuple(connection.execute(select(t))) for t in OF_A_WORKSHOP]
            here = select(*(column for column in workshops.c if column.name != "version"))
            return [*kept, tuple(connection.execute(here))]


TestAnyWorkshop = AnyWorkshop.TestCase
TestAnyWorkshop.settings = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
