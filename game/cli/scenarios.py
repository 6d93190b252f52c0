"""The commands ``play``, ``demo`` and ``list``."""

from __future__ import annotations

import click

from engine.session import Decision, Mode
from game.autoplay import Manner
from game.cli.commands import Command, Misuse, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import Name, Seed, Word
from game.cli.shelf import entry_named
from game.library import LibraryEntry, read_library, scenario_ids
from game.locale import Messages
from game.plain.lines import neutralised
from game.playing import TIMER_FACTORS, new_seed
from game.terminal import can_show_screens


def commands(messages: Messages) -> list[Command]:
    scenario = argument(messages, "scenario", Name(scenario_ids, or_file=True), required=False)
    playing = [
        scenario,
        option(messages, "plain"),
        option(messages, "mode", Word([mode.value for mode in Mode], messages)),
        option(messages, "timers", Word(TIMER_FACTORS, messages)),
        option(messages, "seed", Seed(messages)),
        option(messages, "decisions", Name(tuple)),
        option(messages, "auto", Word([manner.value for manner in Manner], messages)),
    ]
    showing = [
        scenario,
        option(messages, "seed", Seed(messages)),
        option(messages, "auto", Word([manner.value for manner in Manner], messages)),
    ]
    return [
        Command("play", _play, messages, playing),
        Command("list", _list, messages),
        Command("demo", _demo, messages, showing),
    ]


def _play(
    invocation: Invocation,
    scenario: str | None,
    plain: bool,
    mode: str | None,
    timers: str | None,
    seed: int | None,
    decisions: str | None,
    auto: str | None,
) -> int:
    messages = invocation.messages
    entry = None if scenario is None else entry_named(scenario, messages)
    journal: tuple[Decision, ...] = ()
    if decisions is not None:
        journal, seed = _decided(entry, decisions, mode, seed, messages)
        mode = Mode.PRACTICE.value
    if auto is not None:
        if entry is None:
            known = ", ".join(scenario_ids())
            raise Misuse(messages("cli.usage.auto_what", known=known))
        return _play_alone(invocation, entry, Manner(auto), seed, journal)
    if not plain and can_show_screens():
        return _play_on_screens(invocation, entry, mode, timers, seed, journal)
    from game.cli.sittings import play_in_lines

    return play_in_lines(invocation, entry, mode, timers, seed, journal)


def _decided(
    entry: LibraryEntry | None, words: str, mode: str | None, seed: int | None, messages: Messages
) -> tuple[tuple[Decision, ...], int]:
    """The decisions that ``--decisions`` makes beforehand, and the seed to play them with."""
    from engine.rules import Rules
    from game.authoring.exploration_ways import CannotDecideError, decisions_made

    where = click.get_current_context(silent=True)
    if entry is None:
        raise Misuse(messages("exploring.decisions.what_scenario"), where)
    if mode == Mode.ASSESSMENT:
        raise Misuse(messages("exploring.decisions.only_practice"), where)
    try:
        made = decisions_made(Rules(entry.scenario), words, seed)
    except CannotDecideError as refusal:
        problem = messages(f"exploring.cannot.{refusal.reason}", **refusal.details)
        said = messages(
            "exploring.decisions.cannot",
            number=refusal.number,
            word=neutralised(refusal.word[:80]),
            problem=neutralised(problem),
        )
        raise Misuse(said, where) from refusal
    return made.decisions, made.seed


def _play_on_screens(
    invocation: Invocation,
    entry: LibraryEntry | None,
    mode: str | None,
    timers: str | None,
    seed: int | None,
    journal: tuple[Decision, ...],
) -> int:
    from game.tui.launch import run_app

    if entry is None:
        return run_app(invocation.folder, invocation.language)
    from game.tui.app import FirstPlay

    first = FirstPlay(entry, None if mode is None else Mode(mode), timers, seed, journal)
    return run_app(invocation.folder, invocation.language, first_play=first)


def _play_alone(
    invocation: Invocation,
    entry: LibraryEntry,
    manner: Manner,
    seed: int | None,
    journal: tuple[Decision, ...] = (),
) -> int:
    from game.cli.sittings import play_alone

    return play_alone(invocation, entry, manner, new_seed() if seed is None else seed, journal)


def _demo(invocation: Invocation, scenario: str | None, seed: int | None, auto: str | None) -> int:
    entry = entry_named(scenario or scenario_ids()[0], invocation.messages)
    manner = Manner.RANDOM if auto is None else Manner(auto)
    return _play_alone(invocation, entry, manner, seed)


def _list(invocation: Invocation) -> int:
    from game.content import load_catalogue, load_frames
    from game.views.library import scenario_view
    from game.views.words import Wording

    library = read_library(invocation.messages.language)
    with invocation.open_seat().store as store:
        player = store.current_player()
        assert player is not None  # a seat always has one
        best = store.best_results(player.id)
        plays = store.plays(player.id)
    messages, voice = invocation.messages, invocation.out
    for entry in library.entries.values():
        scenario = entry.scenario
        view = scenario_view(
            scenario,
            load_frames(messages.language)[scenario.frame],
            Wording(messages, load_catalogue(messages.language), scenario.frame),
            [play for play in plays if play.scenario_id == scenario.id],
            best.get(scenario.id),
        )
        voice.gap()
        voice.say(messages("cli.list.title", title=view.title, id=view.id))
        voice.say(
            messages(
                "cli.list.what",
                role=view.role.word,
                frame=view.frame.word,
                kind=view.kind.word,
                level=view.level.word,
                minutes=view.minutes,
            )
        )
        voice.say_lines(view.summary)
        state = messages("cli.list.join").join(filter(None, (view.state, view.best)))
        voice.say(messages("cli.list.state", state=state))
    for name in library.faulty:
        invocation.errors.say(messages("cli.list.faulty", file=name))
    voice.gap()
    voice.say(messages("cli.list.how"))
    return 1 if library.faulty else 0
