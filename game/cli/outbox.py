"""The command ``outbox``: what waits to leave for a learning record store."""

from __future__ import annotations

import click

from game.cli import lrs_options
from game.cli.commands import Command, Misuse, argument, option
from game.cli.invocation import Invocation
from game.cli.parameters import Word
from game.locale import Messages
from game.seat import Seat
from game.store.records import OutboxState

SEND, CLEAR = "send", "clear"


def commands(messages: Messages) -> list[Command]:
    return [
        Command(
            "outbox",
            _outbox,
            messages,
            [
                argument(messages, "outbox_action", Word((SEND, CLEAR), messages), required=False),
                *lrs_options.options(messages),
                option(messages, "yes"),
            ],
        )
    ]


def _outbox(
    invocation: Invocation,
    outbox_action: str | None,
    lrs: str | None,
    lrs_user: str | None,
    insecure: bool,
    yes: bool,
) -> int:
    from game.cli import lrs_access

    seat = invocation.open_seat()
    with seat.store as store:
        states = store.outbox_states()
        if lrs is not None:
            wanted = lrs_access.endpoint_of(lrs, insecure or outbox_action != SEND, seat.messages)
            states = tuple(state for state in states if state.endpoint == wanted)
            if not states:
                invocation.out.say(seat.messages("exports.outbox.nothing_for", endpoint=wanted))
                return 0
        if not states:
            invocation.out.say(seat.messages("exports.outbox.empty"))
            return 0
        if outbox_action is None:
            return _show(invocation, seat, states)
        state = _only(states, seat.messages)
        if outbox_action == CLEAR:
            return _clear(invocation, seat, state, yes)
        endpoint = lrs_access.endpoint_of(state.endpoint, insecure, seat.messages)
        access = lrs_access.Access(endpoint, lrs_access.credentials(lrs_user, seat.messages))
        store.retry_refused(endpoint)
        return lrs_access.send(invocation, seat, access)


def _only(states: tuple[OutboxState, ...], messages: Messages) -> OutboxState:
    """The one server that is meant: credentials are never tried on several. Raises Misuse."""
    if len(states) > 1:
        words = messages("exports.misuse.which_lrs")
        raise Misuse(words, click.get_current_context(silent=True))
    return states[0]


def _show(invocation: Invocation, seat: Seat, states: tuple[OutboxState, ...]) -> int:
    from game.cli import lrs_access
    from game.views.plays import date_words

    messages, voice = seat.messages, invocation.out
    for state in states:
        date = date_words(state.oldest, messages)
        for key, count in (("waiting", state.waiting), ("refused", state.refused)):
            if count:
                words = {"endpoint": state.endpoint, "count": count, "date": date}
                voice.say(messages(f"exports.outbox.{key}", **words))
        lrs_access.tell_refusals(invocation, seat, state.endpoint)
    voice.say(messages("exports.outbox.how"))
    return 0


def _clear(invocation: Invocation, seat: Seat, state: OutboxState, yes: bool) -> int:
    messages, voice = seat.messages, invocation.out
    count = state.waiting + state.refused
    voice.say(messages("exports.outbox.will_clear", endpoint=state.endpoint, count=count))
    if not yes and not _agreed(invocation, seat):
        voice.say(messages("exports.outbox.left_alone"))
        return 1
    seat.store.clear_outbox(state.endpoint)
    voice.say(messages("exports.outbox.cleared"))
    return 0


def _agreed(invocation: Invocation, seat: Seat) -> bool:
    from game.plain.conversation import Conversation
    from game.plain.ear import EndOfInput, standard_ear
    from game.views.search import folded

    try:
        conversation = Conversation(invocation.out, standard_ear(), seat.messages)
        answer = conversation.ask("exports.outbox.ask")
    except EndOfInput:
        return False
    return folded(answer) in seat.messages("exports.outbox.yes_words").split()
