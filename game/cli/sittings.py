"""Plays in plain mode, begun or resumed from the command line."""

from __future__ import annotations

from engine.session import Decision, Mode, Phase
from game.autoplay import Manner
from game.cli.invocation import Invocation
from game.content import load_catalogue, load_frames
from game.library import LibraryEntry, entry_in_library, read_library
from game.locale import Messages
from game.plain.conversation import Conversation, NotUnderstood
from game.plain.ear import EndOfInput, StreamEar, standard_ear
from game.plain.playing import Stopped
from game.plain.sitting import play_by_itself, play_by_typing, tell_begun, tell_resumed
from game.playing import LivePlay, ScenarioChange, find_change, language_of
from game.seat import Seat
from game.store import open_memory_store
from game.store.records import PlayHeader
from game.views.words import Wording


def play_in_lines(
    invocation: Invocation,
    entry: LibraryEntry | None,
    mode: str | None,
    timers: str | None,
    seed: int | None,
    journal: tuple[Decision, ...] = (),
) -> int:
    """A new play, of a scenario chosen by number when ``entry`` is None; after ``journal``."""
    seat = invocation.open_seat(invocation.out)
    with seat.store:
        conversation = _conversation(invocation, seat.messages)
        try:
            chosen = entry or _choose_scenario(conversation)
        except (EndOfInput, NotUnderstood):
            return 1
        play = LivePlay.begin(
            seat.store,
            seat.player.id,
            chosen.text,
            chosen.scenario,
            mode=Mode(mode or seat.setting("mode")),
            seed=seed,
            timers=timers or seat.setting("timers"),
            journal=journal,
        )
        tell_begun(play, conversation)
        _tell_made(play, conversation)
        return _code(play_by_typing(play, conversation))


def _tell_made(play: LivePlay, conversation: Conversation) -> None:
    """The decisions made beforehand, and what the last one led to."""
    if play.phase == Phase.OUTCOME:
        outcome = play.outcome(conversation.messages)
        conversation.voice.gap()
        conversation.say(
            "exploring.decisions.made", count=len(play.session.steps), decided=outcome.decided
        )
        conversation.voice.say_all((*outcome.paragraphs, *outcome.fell_due))


def play_alone(
    invocation: Invocation,
    entry: LibraryEntry,
    manner: Manner,
    seed: int,
    journal: tuple[Decision, ...] = (),
) -> int:
    """A play by an automatic player, kept nowhere; it goes on after ``journal``."""
    messages = invocation.messages
    with open_memory_store() as store:
        player = store.add_player(messages("seat.first_player"))
        play = LivePlay.begin(
            store, player.id, entry.text, entry.scenario, seed=seed, journal=journal
        )
        conversation = Conversation(invocation.out, StreamEar(None), messages)
        _tell_made(play, conversation)
        return _code(play_by_itself(play, manner, seed, conversation))


def resume_in_lines(invocation: Invocation, seat: Seat, header: PlayHeader) -> int:
    """An unfinished play, from where it was left."""
    conversation = _conversation(invocation, seat.messages)
    try:
        play = _taken_up(seat, header, conversation)
    except (EndOfInput, NotUnderstood):
        return 0
    tell_resumed(play, conversation)
    return _code(play_by_typing(play, conversation))


def _conversation(invocation: Invocation, messages: Messages) -> Conversation:
    return Conversation(invocation.out, standard_ear(), messages)


def _code(stopped: Stopped) -> int:
    return 1 if stopped is Stopped.NOT_UNDERSTOOD else 0


def _choose_scenario(conversation: Conversation) -> LibraryEntry:
    entries = list(read_library(conversation.messages.language).entries.values())
    messages = conversation.messages
    conversation.say("plain.choose.intro")
    for number, entry in enumerate(entries, start=1):
        scenario = entry.scenario
        wording = Wording(messages, load_catalogue(messages.language), scenario.frame)
        frame = load_frames(messages.language)[scenario.frame]
        conversation.say(
            "plain.choose.line",
            number=number,
            title=wording.prose(scenario.title),
            role=wording.prose(frame.role(scenario.role).title),
            frame=wording.prose(frame.title),
            minutes=messages("views.minutes", count=scenario.minutes),
        )
    return entries[conversation.choose("plain.ask.scenario", len(entries)) - 1]


def _taken_up(seat: Seat, header: PlayHeader, conversation: Conversation) -> LivePlay:
    """The play on its own text, or on the new one when the scenario changed and they want it."""
    entry = entry_in_library(header.scenario_id, language_of(seat.store, header))
    if entry is None:
        return LivePlay.resume(seat.store, header.id)
    text_hash = seat.store.keep_text(entry.text)
    change = find_change(seat.store, header.id, text_hash, entry.scenario)
    if change is None:
        return LivePlay.resume(seat.store, header.id)
    _tell_change(change, header, conversation)
    if conversation.choose("plain.ask.change", 2) == 1:
        return LivePlay.adopt(seat.store, header.id, entry.text, entry.scenario)
    return LivePlay.resume(seat.store, header.id)


def _tell_change(change: ScenarioChange, header: PlayHeader, conversation: Conversation) -> None:
    conversation.say("plain.change.intro", play=header.id)
    if change.kept == change.made:
        if change.made:
            conversation.say("plain.change.all_kept", count=change.made)
    else:
        conversation.say("plain.change.lost", number=change.kept + 1, lost=change.lost)
        key = "kept" if change.kept else "none_kept"
        conversation.say(f"plain.change.{key}", count=change.kept)
    conversation.say("plain.change.choices")
