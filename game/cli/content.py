"""The command ``principles``."""

from __future__ import annotations

from game.cli.commands import Command, argument
from game.cli.invocation import Invocation
from game.cli.parameters import Name
from game.content import load_catalogue
from game.locale import Messages


def commands(messages: Messages) -> list[Command]:
    words = Name(lambda: load_catalogue().principles)
    return [
        Command(
            "principles",
            _principles,
            messages,
            [argument(messages, "words", words, required=False, many=True)],
        )
    ]


def _principles(invocation: Invocation, words: tuple[str, ...]) -> int:
    from game.plain.principles import PrincipleTeller
    from game.views.words import Wording

    messages = invocation.messages
    teller = PrincipleTeller(invocation.out, Wording(messages, load_catalogue(messages.language)))
    wanted = " ".join(words).strip()
    if not wanted:
        teller.tell_everything()
        return 0
    found = teller.find(wanted)
    if found:
        teller.tell(found)
        return 0
    near = teller.nearest(wanted)
    key = "none_near" if near else "none"
    invocation.errors.say(messages(f"cli.principles.{key}", words=wanted, near=near))
    return 1
