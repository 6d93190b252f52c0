from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from game.store import Branch, NewPlay, Store, StoredDecision, open_store
from game.store.errors import (
    NoSuchDecision,
    NoSuchPlay,
    NoSuchPlayer,
    NoSuchText,
    NoteTooLong,
    PlayFinished,
    PlayMovedOn,
    RewindNotAllowed,
)
from tests.game.store.conftest import TEXT
from tests.game.store.journals import choices_of, decision, play_on

pytestmark = pytest.mark.usefixtures("each_database")


def finish(store: Store, play_id: str, overall: float | None = 0.5, ending: str = "fin") -> None:
    header = store.play(play_id).header
    store.finish_play(
        play_id,
        ending,
        overall=overall,
        summary={"families": {"loyaute": 0.25}},
        length=header.length,
        take=header.take,
    )


class TestText:
    def test_is_kept_exactly_and_once(self, store: Store) -> None:
        text = "é\r\n\tà :  ✓\n"
        text_hash = store.keep_text(text)
        assert text_hash == hashlib.sha256(text.encode()).hexdigest()
        assert store.keep_text(text) == text_hash
        assert store.text(text_hash) == text

    def test_unknown(self, store: Store) -> None:
        with pytest.raises(NoSuchText):
            store.text("0" * 64)


class TestBegin:
    def test_everything_said_at_the_beginning_is_read_back(
        self, store: Store, new_play: NewPlay
    ) -> None:
        new = replace(
            new_play,
            seed=-(10**30),
            mode="assessment",
            settings={"timers": {"factor": 2}},
            branch=Branch("k7fm3q", 4),
        )
        header = store.play(store.begin_play(new).id).header
        assert (header.player_id, header.scenario_id, header.scenario_version) == (
            new.player_id,
            "appel",
            1,
        )
        assert (header.text_hash, header.seed, header.mode) == (
            new.text_hash,
            -(10**30),
            "assessment",
        )
        assert header.settings == {"timers": {"factor": 2}}
        assert header.branch == Branch("k7fm3q", 4)
        assert (header.length, header.take, header.finished) == (0, 0, False)

    def test_a_branched_play_takes_its_first_decisions_over(
        self, store: Store, new_play: NewPlay
    ) -> None:
        first = store.begin_play(new_play)
        play_on(store, first.id, 3)
        kept = store.play(first.id).decisions[:2]
        branched = store.begin_play(replace(new_play, branch=Branch(first.id, 2)), kept)
        assert branched.length == 2
        assert store.play(branched.id).decisions == kept
        times = [each.decided_at for each in store.play(branched.id).decisions]
        assert times == [each.decided_at for each in kept]

    def test_an_id_can_be_dictated(self, store: Store, new_play: NewPlay) -> None:
        header = store.begin_play(new_play)
        assert len(header.id) == 6
        assert store.play(f" {header.id.upper()} ").header == header

    def test_unknown_player_text_or_mode(self, store: Store, new_play: NewPlay) -> None:
        with pytest.raises(NoSuchPlayer):
            store.begin_play(replace(new_play, player_id=99))
        with pytest.raises(NoSuchText):
            store.begin_play(replace(new_play, text_hash="0" * 64))
        with pytest.raises(ValueError, match="mode"):
            replace(new_play, mode="exam")
        assert store.plays(new_play.player_id) == ()


class TestJournal:
    @pytest.mark.parametrize(
        "action",
        [
            {"choose": "differer"},
            {"place": {"presse": "mixte", "budget": "dgs"}},
            {"rank": ["agenda", "probleme"]},
            {"timeout": True},
        ],
    )
    def test_a_decision_is_read_back_as_it_was(
        self, home: Path, store: Store, new_play: NewPlay, action: dict[str, object]
    ) -> None:
        play_id = store.begin_play(new_play).id
        given = StoredDecision(0, "appel", action, 59.75, True, "J’ai hésité…")  # type: ignore[arg-type]
        store.append_decision(play_id, given, take=0)
        with open_store(home) as again:
            (read,) = again.play(play_id).decisions
        assert read == given
        assert list(read.action.items()) == list(given.action.items())  # in the same order
        assert read.decided_at is not None

    def test_saying_the_same_decision_twice_keeps_it_once(
        self, store: Store, new_play: NewPlay
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        before = store.play(play_id)
        store.append_decision(play_id, replace(decision(0), seconds=99, note="autre"), take=0)
        store.append_decision(play_id, decision(1), take=0)
        assert store.play(play_id) == before

    @pytest.mark.parametrize(
        "late",
        [
            decision(1, "confirmer"),
            replace(decision(1), scene="ailleurs"),
            replace(decision(1), timed_out=True),
            decision(3),
        ],
    )
    def test_a_decision_that_is_not_the_next_is_refused(
        self, store: Store, new_play: NewPlay, late: StoredDecision
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        before = store.play(play_id)
        with pytest.raises(PlayMovedOn) as refusal:
            store.append_decision(play_id, late, take=0)
        assert refusal.value.params == {"play": play_id, "length": 2}
        assert store.play(play_id) == before

    @pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
    def test_a_time_that_is_none_is_refused(
        self, store: Store, new_play: NewPlay, seconds: float
    ) -> None:
        play_id = store.begin_play(new_play).id
        with pytest.raises(ValueError, match="duration"):
            store.append_decision(play_id, replace(decision(0), seconds=seconds), take=0)

    def test_unknown_play(self, store: Store) -> None:
        with pytest.raises(NoSuchPlay) as refusal:
            store.append_decision("zzzzzz", decision(0), take=0)
        assert refusal.value.params == {"play": "zzzzzz"}


class TestNote:
    def test_can_be_written_changed_and_emptied_even_after_the_end(
        self, store: Store, new_play: NewPlay
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        store.set_note(play_id, 1, "Trop vite.")
        finish(store, play_id)
        store.set_note(play_id, 0, "  deux\nlignes\x1b[2J \ud800 ")
        assert [each.note for each in store.play(play_id).decisions] == [
            "deux lignes[2J",
            "Trop vite.",
        ]
        store.set_note(play_id, 1, "")
        assert store.play(play_id).decisions[1].note == ""

    def test_too_long_or_without_decision(self, store: Store, new_play: NewPlay) -> None:
        play_id = store.begin_play(new_play).id
        with pytest.raises(NoteTooLong):
            store.append_decision(play_id, decision(0, note="x" * 501), take=0)
        store.append_decision(play_id, decision(0, note="x" * 500), take=0)
        with pytest.raises(NoSuchDecision) as refusal:
            store.set_note(play_id, 1, "note")
        assert refusal.value.params["number"] == 2


class TestRewind:
    def test_what_was_taken_back_stays_in_the_history(
        self, store: Store, new_play: NewPlay
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 4)
        header = store.rewind(play_id, 1, take=0)
        assert (header.length, header.take) == (1, 1)
        play_on(store, play_id, 2, "confirmer")
        store.rewind(play_id, 0, take=1)
        play_on(store, play_id, 1, "refuser")
        assert choices_of(store, play_id) == ["refuser"]
        history = store.play(play_id).rewound
        assert [(each.take, each.decision.position) for each in history] == [
            (0, 1),
            (0, 2),
            (0, 3),
            (1, 0),
            (1, 1),
            (1, 2),
        ]
        assert {each.reason for each in history} == {"rewind"}
        assert history[0].decision == decision(1)

    def test_another_window_cannot_continue_what_was_taken_back(
        self, store: Store, new_play: NewPlay
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 3)
        store.rewind(play_id, 2, take=0)
        play_on(store, play_id, 1, "confirmer")
        for deed in (
            lambda: store.append_decision(play_id, decision(3), take=0),
            lambda: store.rewind(play_id, 0, take=0),
            lambda: store.finish_play(play_id, "fin", overall=1, summary={}, length=3, take=0),
        ):
            with pytest.raises(PlayMovedOn):
                deed()
        assert choices_of(store, play_id) == ["differer", "differer", "confirmer"]

    def test_to_where_the_play_is_changes_nothing(self, store: Store, new_play: NewPlay) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        before = store.play(play_id)
        store.rewind(play_id, 2, take=0)
        assert store.play(play_id) == before
        with pytest.raises(NoSuchDecision):
            store.rewind(play_id, 3, take=0)

    def test_never_in_assessment(self, store: Store, new_play: NewPlay) -> None:
        play_id = store.begin_play(replace(new_play, mode="assessment")).id
        play_on(store, play_id, 2)
        with pytest.raises(RewindNotAllowed):
            store.rewind(play_id, 1, take=0)
        assert store.play(play_id).header.length == 2


class TestNewText:
    def test_the_old_text_and_its_decisions_are_kept(self, store: Store, new_play: NewPlay) -> None:
        play_id = store.begin_play(replace(new_play, mode="assessment")).id
        play_on(store, play_id, 3)
        new_hash = store.keep_text(TEXT + "version: 2\n")
        header = store.adopt_text(play_id, new_hash, 2, kept_decisions=2, take=0)
        assert (header.text_hash, header.scenario_version) == (new_hash, 2)
        assert (header.length, header.take) == (2, 1)
        (taken,) = store.play(play_id).rewound
        assert (taken.reason, taken.text_hash) == ("new-text", new_play.text_hash)
        assert store.text(taken.text_hash) == TEXT

    def test_with_nothing_lost_still_begins_a_take(self, store: Store, new_play: NewPlay) -> None:
        """A window that plays on the old text must not add to the play on the new one."""
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 1)
        new_hash = store.keep_text("autre")
        store.adopt_text(play_id, new_hash, 2, kept_decisions=1, take=0)
        with pytest.raises(PlayMovedOn):
            store.append_decision(play_id, decision(1), take=0)

    def test_needs_a_known_text_and_an_open_play(self, store: Store, new_play: NewPlay) -> None:
        play_id = store.begin_play(new_play).id
        with pytest.raises(NoSuchText):
            store.adopt_text(play_id, "0" * 64, 2, kept_decisions=0, take=0)
        with pytest.raises(NoSuchDecision):
            store.adopt_text(play_id, new_play.text_hash, 2, kept_decisions=1, take=0)
        finish(store, play_id)
        with pytest.raises(PlayFinished):
            store.adopt_text(play_id, new_play.text_hash, 2, kept_decisions=0, take=0)


class TestEnd:
    def test_is_read_back_and_said_twice_changes_nothing(
        self, store: Store, new_play: NewPlay
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        finish(store, play_id, 0.75)
        before = store.play(play_id)
        assert (before.header.ending, before.header.overall) == ("fin", 0.75)
        assert before.summary == {"families": {"loyaute": 0.25}}
        finish(store, play_id, 0.1)
        assert store.play(play_id) == before
        with pytest.raises(PlayFinished):
            finish(store, play_id, ending="rupture")

    def test_nothing_is_added_after_it(self, store: Store, new_play: NewPlay) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        finish(store, play_id)
        with pytest.raises(PlayFinished):
            store.append_decision(play_id, decision(2), take=0)
        with pytest.raises(PlayFinished):
            store.rewind(play_id, 0, take=0)
        store.append_decision(play_id, decision(1), take=0)
        assert store.play(play_id).header.length == 2

    def test_of_fewer_decisions_than_were_made_is_refused(
        self, store: Store, new_play: NewPlay
    ) -> None:
        play_id = store.begin_play(new_play).id
        play_on(store, play_id, 2)
        with pytest.raises(PlayMovedOn):
            store.finish_play(play_id, "fin", overall=None, summary={}, length=1, take=0)
        assert not store.play(play_id).header.finished


class TestLists:
    def test_the_last_moved_comes_first_and_the_finished_cannot_be_resumed(
        self, store: Store, new_play: NewPlay
    ) -> None:
        other = store.add_player("Bruno")
        a, b, c = (store.begin_play(new_play).id for _ in range(3))
        elsewhere = store.begin_play(replace(new_play, scenario_id="budget")).id
        store.begin_play(replace(new_play, player_id=other.id))
        play_on(store, a, 1)
        finish(store, b)
        player = new_play.player_id
        assert [each.id for each in store.plays(player)] == [b, a, elsewhere, c]
        assert [each.id for each in store.plays(player, "appel")] == [b, a, c]
        assert [each.id for each in store.unfinished(player)] == [a, elsewhere, c]

    def test_best_results_count_finished_and_scored_plays(
        self, store: Store, new_play: NewPlay
    ) -> None:
        scores = (0.4, 0.9, 0.9, None, 0.2)
        ids = []
        for score in scores:
            ids.append(store.begin_play(new_play).id)
            finish(store, ids[-1], score)
        store.begin_play(replace(new_play, scenario_id="budget"))
        results = store.best_results(new_play.player_id)
        assert set(results) == {"appel"}
        best = results["appel"]
        assert (best.play_id, best.overall, best.finished_plays) == (ids[1], 0.9, 4)
        assert best.last_finished_at == store.play(ids[4]).header.finished_at
