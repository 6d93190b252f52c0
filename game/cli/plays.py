"""The commands ``resume``, ``debrief`` and ``history``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from engine.scenario import Scenario
from engine.session import Phase
from game.cli import debriefing
from game.cli.commands import Command, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import Name
from game.content import load_catalogue
from game.locale import Messages
from game.playing import LivePlay, UnreadableTextError, finished_play, scenario_of
from game.seat import Seat
from game.store.errors import StoreError
from game.store.home import home_folder
from game.store.records import PlayHeader
from game.terminal import can_show_screens


def commands(messages: Messages) -> list[Command]:
    unfinished = Name(lambda: _ids(lambda play: not play.finished))
    finished = Name(lambda: _ids(lambda play: play.finished))
    return [
        Command(
            "resume",
            _resume,
            messages,
            [argument(messages, "play", unfinished, required=False), option(messages, "plain")],
        ),
        Command(
            "debrief",
            _debrief,
            messages,
            [argument(messages, "play", finished, required=False), *debriefing.options(messages)],
        ),
        Command("history", _history, messages),
    ]


def _ids(wanted: Callable[[PlayHeader], bool]) -> list[str]:
    """The plays of the player, for the shell; none when they cannot be read."""
    from game.seat import open_seat

    try:
        seat = open_seat(home_folder())
        with seat.store:
            return [play.id for play in seat.store.plays(seat.player.id) if wanted(play)]
    except StoreError:
        return []


def _resume(invocation: Invocation, play: str | None, plain: bool) -> int:
    seat = invocation.open_seat()
    with seat.store:
        header = _to_resume(seat, play)
        if header is None:
            invocation.errors.say(seat.messages("cli.resume.nothing"))
            return 1
        if header.finished:
            invocation.errors.say(seat.messages("cli.resume.finished", play=header.id))
            return 1
        if plain or not can_show_screens():
            from game.cli.sittings import resume_in_lines

            return resume_in_lines(invocation, seat, header)
    from game.tui.launch import run_app

    return run_app(invocation.folder, invocation.language, open_play=header.id)


def _to_resume(seat: Seat, play: str | None) -> PlayHeader | None:
    """The play named, else the one that moved last among the unfinished."""
    if play is not None:
        return seat.store.play(play).header
    return next(iter(seat.store.unfinished(seat.player.id)), None)


def _debrief(
    invocation: Invocation,
    play: str | None,
    to: str | None,
    format: str | None,
    anonymous: bool,
    force: bool,
) -> int:
    wishes = debriefing.Wishes(to, format, anonymous, force)
    if wishes.any:
        debriefing.check(wishes, invocation.messages)
    seat = invocation.open_seat()
    with seat.store:
        header = _to_debrief(seat, play)
        if header is None:
            invocation.errors.say(seat.messages("cli.debrief.nothing"))
            return 1
        ended = finished_play(seat.store, header.id)
        if ended.phase != Phase.DEBRIEF:
            invocation.errors.say(seat.messages("cli.debrief.unfinished", play=header.id))
            return 1
        _close(ended)
        if wishes.any:
            return debriefing.write_debrief(ended, invocation, seat, wishes)
        from game.plain.sitting import tell_debrief

        tell_debrief(ended, invocation.out, seat.messages)
    return 0


def _close(ended: LivePlay) -> None:
    """A play stopped between its last decision and its end is closed now, if it can be."""
    if not ended.header.finished:
        try:
            ended.finish()
        except StoreError:
            return


def _to_debrief(seat: Seat, play: str | None) -> PlayHeader | None:
    if play is not None:
        return seat.store.play(play).header
    plays = seat.store.plays(seat.player.id)
    return next((header for header in plays if header.finished), None)


def _history(invocation: Invocation) -> int:
    from game.views.plays import play_view
    from game.views.words import Wording

    seat = invocation.open_seat()
    voice, messages = invocation.out, seat.messages
    wording = Wording(messages, load_catalogue(messages.language))
    with seat.store as store:
        plays = store.plays(seat.player.id)

        @cache
        def scenario(text_hash: str) -> Scenario | None:
            try:
                return scenario_of(store.text(text_hash))
            except (StoreError, UnreadableTextError):
                return None

        for header in plays:
            view = play_view(header, scenario(header.text_hash), wording)
            details = (view.date, view.mode, view.result, view.ending)
            voice.say(
                messages(
                    "cli.history.play",
                    id=view.id,
                    title=view.title,
                    details=messages("cli.list.join").join(filter(None, details)),
                ),
                "  ",
            )
    if not plays:
        voice.say(messages("cli.history.empty"))
        return 0
    voice.gap()
    voice.say(messages("cli.history.how"))
    return 0
