"""The command ``explain``: what a code of ``check`` means, with a broken and a mended example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.commands import Command, argument
from game.cli.invocation import Invocation
from game.cli.parameters import Name
from game.locale import Messages
from game.plain.lines import neutralised
from game.plain.voice import Voice

if TYPE_CHECKING:
    from game.authoring.explaining import Example, Explanation

_MARGIN = "    "


def commands(messages: Messages) -> list[Command]:
    codes = Name(_codes)
    return [
        Command(
            "explain",
            _explain,
            messages,
            [argument(messages, "codes", codes, required=False, many=True)],
        )
    ]


def _codes() -> tuple[str, ...]:
    from game.authoring.explaining import explained_codes

    return explained_codes()


def _explain(invocation: Invocation, codes: tuple[str, ...]) -> int:
    from game.authoring.explaining import explanation, nearest_code

    messages, voice = invocation.messages, invocation.out
    if not codes:
        _tell_all(messages, voice)
        return 0
    exit_code = 0
    for word in codes:
        code = word.strip().upper()
        found = explanation(code, messages)
        if found is not None:
            _tell(found, messages, voice)
            continue
        close = nearest_code(code)
        key = "unknown_near" if close else "unknown"
        words = messages(f"explaining.command.{key}", code=neutralised(word[:60]), close=close)
        invocation.errors.say(words)
        exit_code = 1
    return exit_code


def _tell_all(messages: Messages, voice: Voice) -> None:
    from game.authoring.explaining import explained_codes, explanation

    for code in explained_codes():
        found = explanation(code, messages)
        if found is not None:
            voice.say(f"{code}  {found.message}", "      ")
    voice.gap()
    voice.say(messages("explaining.command.how"))


def _tell(found: Explanation, messages: Messages, voice: Voice) -> None:
    severity = messages(f"diagnostics.view.{found.severity}")
    voice.gap()
    voice.say(messages("explaining.command.title", code=found.code, severity=severity))
    if not found.examples:
        voice.say(found.message)
        voice.say(f"→ {found.hint}", "  ")
    for example in found.examples:
        _show(example, messages, voice)
    if found.why:
        voice.gap()
        voice.say(found.why)


def _show(example: Example, messages: Messages, voice: Voice) -> None:
    voice.gap()
    voice.say(messages("explaining.command.wrong"))
    voice.exactly(_indented(example.wrong) or messages("explaining.command.nothing"))
    voice.say(example.message)
    voice.say(f"→ {example.hint}", "  ")
    voice.say(messages("explaining.command.right"))
    voice.exactly(_indented(example.right))


def _indented(text: str) -> str:
    return "\n".join(f"{_MARGIN}{line}" for line in text.split("\n") if text)
