"""A play and its store together: nothing confirmed is lost, nothing unconfirmed is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.rules import Choose, Place, Rank
from engine.session import Mode, Phase
from game.library import LibraryEntry
from game.locale import Messages
from game.playing import LivePlay, find_change, finished_play, scenario_of
from game.store import Store, open_store
from game.store.errors import StoreError
from game.store.records import Player
from game.views.debrief import debrief_view
from tests.bundled import bundled

SCENARIO = "la-somme-des-dix"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def player(store: Store) -> Player:
    return store.add_player("Claire")


@pytest.fixture
def entry() -> LibraryEntry:
    return bundled()[SCENARIO]


def begin(
    store: Store, player: Player, entry: LibraryEntry, mode: Mode = Mode.PRACTICE
) -> LivePlay:
    return LivePlay.begin(store, player.id, entry.text, entry.scenario, mode=mode, seed=7)


def decide_first(play: LivePlay, times: int = 1) -> None:
    """Take the first open choice at each of the next decisions."""
    for _ in range(times):
        while play.phase != Phase.DECIDING:
            play.go_on()
        play.decide(play.rules.options(play.session.state)[0], seconds=2.0, note="note")


def play_to_the_end(play: LivePlay) -> None:
    while play.phase != Phase.DEBRIEF:
        if play.phase == Phase.DECIDING:
            decide_first(play)
        else:
            play.go_on()


def test_a_play_resumes_where_it_was_left(
    store: Store, player: Player, entry: LibraryEntry
) -> None:
    play = begin(store, player, entry)
    decide_first(play, 3)
    again = LivePlay.resume(store, play.header.id)
    assert again.session.state == play.session.state
    assert again.session.journal == play.session.journal
    assert again.phase == Phase.OUTCOME


def test_an_ended_play_is_closed_with_its_result(
    store: Store, player: Player, entry: LibraryEntry
) -> None:
    play = begin(store, player, entry)
    play_to_the_end(play)
    header = store.play(play.header.id).header
    overall = play.debrief().overall
    assert overall is not None
    assert header.finished
    assert header.overall == pytest.approx(float(overall))
    assert header.ending == play.session.scene_id
    reread = finished_play(store, play.header.id)
    assert reread.debrief() == play.debrief()


def test_a_play_killed_at_its_ending_is_closed_when_resumed(
    store: Store, player: Player, entry: LibraryEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = begin(store, player, entry)
    monkeypatch.setattr(LivePlay, "finish", lambda _self: None)
    play_to_the_end(play)
    monkeypatch.undo()
    again = LivePlay.resume(store, play.header.id)
    while again.phase != Phase.DEBRIEF:
        again.go_on()
    assert store.play(play.header.id).header.finished


def test_a_refused_decision_leaves_the_play_where_it_was(
    store: Store, player: Player, entry: LibraryEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = begin(store, player, entry)
    play.go_on()
    state = play.session.state

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise StoreError

    with monkeypatch.context() as patch:
        patch.setattr(store, "append_decision", refuse)
        with pytest.raises(StoreError):
            decide_first(play)
    assert (play.session.state, play.session.journal) == (state, ())
    decide_first(play)
    assert len(store.play(play.header.id).decisions) == 1


def test_going_on_without_saving_keeps_what_was_confirmed(
    store: Store, player: Player, entry: LibraryEntry
) -> None:
    play = begin(store, player, entry)
    decide_first(play, 2)
    play.stop_saving()
    try:
        decide_first(play)
        assert len(play.store.play(play.header.id).decisions) == 3
        assert len(store.play(play.header.id).decisions) == 2
    finally:
        play.store.close()


def test_rewinding_takes_back_decisions_in_the_store_too(
    store: Store, player: Player, entry: LibraryEntry
) -> None:
    play = begin(store, player, entry)
    decide_first(play, 3)
    play.rewind(1)
    assert len(store.play(play.header.id).decisions) == 1
    assert LivePlay.resume(store, play.header.id).session.journal == play.session.journal
    decide_first(play)
    assert len(store.play(play.header.id).decisions) == 2


def test_replaying_from_a_decision_is_a_new_play_that_says_where_it_branched(
    store: Store, player: Player, entry: LibraryEntry
) -> None:
    play = begin(store, player, entry)
    play_to_the_end(play)
    branch = play.branch(2)
    assert branch.session.journal == play.session.journal[:2]
    assert branch.header.branch is not None
    assert (branch.header.branch.play_id, branch.header.branch.position) == (play.header.id, 2)
    play_to_the_end(branch)
    assert branch.debrief() == play.debrief()


def test_a_note_can_be_changed_after_the_decision(
    store: Store, player: Player, entry: LibraryEntry
) -> None:
    play = begin(store, player, entry)
    decide_first(play)
    play.set_note(0, "J'ai hésité.")
    assert LivePlay.resume(store, play.header.id).session.journal[0].note == "J'ai hésité."
    assert play.outcome(Messages("fr")).note == "J'ai hésité."


def changed(entry: LibraryEntry, old: str, new: str) -> tuple[str, LibraryEntry]:
    text = entry.text.replace(old, new)
    assert text != entry.text
    return text, LibraryEntry(entry.path, text, scenario_of(text))


def test_a_changed_scenario_keeps_the_decisions_that_still_exist(
    store: Store, player: Player, entry: LibraryEntry
) -> None:
    play = begin(store, player, entry)
    decide_first(play, 2)
    second = play.session.journal[1]
    assert isinstance(second.action, Choose)
    text, new = changed(entry, f"      {second.action.choice}:", "      renamed:")
    new_hash = store.keep_text(text)
    change = find_change(store, play.header.id, new_hash, new.scenario)
    assert change is not None
    assert (change.kept, change.made) == (1, 2)
    chosen = entry.scenario.scenes[second.scene].choices[second.action.choice]
    assert change.lost == entry.scenario.fill(chosen.text)
    on_old = LivePlay.resume(store, play.header.id)
    assert len(on_old.session.journal) == 2
    on_new = LivePlay.adopt(store, play.header.id, text, new.scenario)
    assert on_new.session.journal == play.session.journal[:1]
    assert len(store.play(play.header.id).decisions) == 1


def test_an_unchanged_scenario_is_no_change(
    store: Store, player: Player, entry: LibraryEntry
) -> None:
    play = begin(store, player, entry)
    assert find_change(store, play.header.id, play.header.text_hash, entry.scenario) is None


def test_feedback_comes_in_practice_only(store: Store, player: Player, entry: LibraryEntry) -> None:
    for mode in Mode:
        play = begin(store, player, entry, mode)
        decide_first(play)
        assert (play.outcome(Messages("fr")).feedback is not None) is (mode is Mode.PRACTICE)


@pytest.mark.parametrize("scenario_id", sorted(bundled()))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_bundled_scenario_is_told_from_briefing_to_debrief(
    store: Store, player: Player, scenario_id: str, language: str
) -> None:
    messages = Messages(language)
    entry = bundled()[scenario_id]
    play = begin(store, player, entry)
    assert play.briefing(messages).who_decides
    while play.phase != Phase.DEBRIEF:
        play.go_on()
        if play.phase != Phase.DECIDING:
            continue
        view = play.scene(messages)
        if view.sort:
            column = view.sort.columns[0].id
            play.decide(Place(tuple((item.id, column) for item in view.sort.items)))
        elif view.order:
            play.decide(Rank(tuple(step.id for step in view.order.steps)))
        else:
            first = next(choice for choice in view.choices if choice.number == 1)
            play.decide(Choose(first.id))
        assert play.outcome(messages).decided
    told = debrief_view(play.debrief(), play.wording(messages), "", "practice", "off")
    assert told.ending
    assert len(told.decisions) == len(play.session.journal)
    judged = [decision for decision in told.decisions if decision.stakes]
    assert judged
    for decision in judged:
        assert decision.because
        for stake in decision.stakes:
            assert stake.principle.places


def test_going_on_without_saving_needs_nothing_of_what_was_kept(
    tmp_path: Path, entry: LibraryEntry
) -> None:
    with open_store(tmp_path / "home") as store:
        play = begin(store, store.add_player("Claire"), entry)
        decide_first(play, 2)
        journal = play.session.journal
    for file in (tmp_path / "home").iterdir():
        file.write_bytes(b"not a database")
    play.stop_saving()
    try:
        play_to_the_end(play)
        assert play.session.journal[:2] == journal
        assert play.store.play(play.header.id).header.finished
    finally:
        play.store.close()
