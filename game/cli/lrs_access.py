"""A learning record store from the command line: its address, its access, what came of it."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass

import click

from game.cli.commands import Misuse
from game.cli.invocation import Invocation
from game.exports.lrs import Credentials, EndpointRefusedError, Lrs, Verdict, checked_endpoint
from game.exports.sending import Sent, send_waiting
from game.locale import Messages
from game.seat import Seat
from game.store.records import JsonObject
from game.terminal import is_terminal

USER_VARIABLE, PASSWORD_VARIABLE = "DUETTISTE_LRS_USER", "DUETTISTE_LRS_PASSWORD"

_SILENCE_SECONDS = 3.0
"""How long a sending may go on without a word."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where statements go, and who sends them."""

    endpoint: str
    credentials: Credentials


def endpoint_of(address: str, insecure: bool, messages: Messages) -> str:
    """The address as statements are sent to it. Raises Misuse."""
    try:
        return checked_endpoint(address, insecure=insecure)
    except EndpointRefusedError as fault:
        raise _misuse(messages(fault.key)) from fault


def credentials(user: str | None, messages: Messages) -> Credentials:
    """From the options and the environment; the password is asked for where it can be.

    Raises Misuse.
    """
    user = user or os.environ.get(USER_VARIABLE, "")
    if not user:
        raise _misuse(messages("exports.misuse.no_user"))
    password = os.environ.get(PASSWORD_VARIABLE, "")
    if not password:
        if not is_terminal(sys.stdin):
            raise _misuse(messages("exports.misuse.no_password"))
        said = messages("exports.lrs.password")
        password = click.prompt(said, hide_input=True, prompt_suffix=" ", err=True)
    return Credentials(user, password)


def send(invocation: Invocation, seat: Seat, access: Access) -> int:
    """Send what waits there and say what came of it; returns the exit code."""
    messages, voice = seat.messages, invocation.out
    total = _waiting(seat, access.endpoint)
    voice.say(messages("exports.lrs.queued", count=total, endpoint=access.endpoint))
    voice.flush()

    told_at = time.monotonic()

    def progress(sent: int) -> None:
        nonlocal told_at
        if sent < total and time.monotonic() - told_at > _SILENCE_SECONDS:
            told_at = time.monotonic()
            voice.say(messages("exports.lrs.progress", sent=sent, total=total))
            voice.flush()

    def pause(seconds: float) -> None:
        voice.say(messages("exports.lrs.again", count=round(seconds)))
        voice.flush()
        time.sleep(seconds)

    with Lrs(access.endpoint, access.credentials) as lrs:
        sent = send_waiting(seat.store, lrs, pause=pause, progress=progress)
    _tell(invocation, seat, access.endpoint, sent)
    return 0 if sent.stopped is None and not sent.refused else 1


def _waiting(seat: Seat, endpoint: str) -> int:
    states = seat.store.outbox_states()
    return sum(state.waiting for state in states if state.endpoint == endpoint)


def _tell(invocation: Invocation, seat: Seat, endpoint: str, sent: Sent) -> None:
    messages, voice, errors = seat.messages, invocation.out, invocation.errors
    if sent.acknowledged or sent.stopped is None:
        voice.say(messages("exports.lrs.sent", count=sent.acknowledged))
    if sent.conflicts:
        voice.say(messages("exports.lrs.conflicts", count=sent.conflicts))
    if sent.refused:
        tell_refusals(invocation, seat, endpoint)
        errors.say(messages("exports.lrs.refused_how"))
    if sent.stopped is not None:
        key = _STOPPED[sent.stopped.verdict]
        errors.say(messages(f"exports.stopped.{key}", detail=sent.stopped.detail))
        if seat.store.saves:
            errors.say(messages("exports.lrs.kept", count=_waiting(seat, endpoint)))
    if not seat.store.saves and (sent.refused or sent.stopped):
        errors.say(messages("exports.lrs.not_kept"))


_STOPPED = {
    Verdict.LATER: "later",
    Verdict.UNAUTHORISED: "unauthorised",
    Verdict.FORBIDDEN: "forbidden",
    Verdict.MOVED: "moved",
    Verdict.NOT_AN_LRS: "not_an_lrs",
    Verdict.UNTRUSTED: "untrusted",
}


def tell_refusals(invocation: Invocation, seat: Seat, endpoint: str) -> None:
    """Say which statements the server refused, and what it said of each."""
    for queued, detail in seat.store.refusals(endpoint):
        invocation.errors.say(
            seat.messages(
                "exports.lrs.refused",
                play=queued.play_id,
                what=_in_words(queued.statement, seat.messages),
                detail=detail,
            )
        )


def _in_words(statement: JsonObject, messages: Messages) -> str:
    """Which moment of a play a statement of ours tells."""
    match statement:
        case {
            "verb": {"id": str(verb)},
            "object": {"id": str(object_)},
            "context": {"extensions": dict(extensions)},
        }:
            position = next((it for key, it in extensions.items() if key.endswith("/position")), 0)
            return messages(
                f"exports.statement.{verb.rpartition('/')[2]}",
                position=position,
                principle=object_.rpartition("/")[2],
            )
    return str(statement.get("id"))


def _misuse(words: str) -> Misuse:
    return Misuse(words, click.get_current_context(silent=True))
