"""What can be typed besides an answer, in French or in English, whatever the language."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from game.locale import LANGUAGES, Messages
from game.views.search import folded


class Command(StrEnum):
    """Each names its words in the catalogue: ``plain.command.<name>``."""

    HELP = "help"
    REPEAT = "repeat"
    DOCUMENTS = "documents"
    WHO = "who"
    JOURNAL = "journal"
    PRINCIPLES = "principles"
    RELATIONS = "relations"
    NOTE = "note"
    BACK = "back"
    LEAVE = "leave"


def understood(answer: str) -> tuple[Command, str] | None:
    """The command that ``answer`` begins with and what follows it, or None."""
    word, _, rest = answer.strip().partition(" ")
    command = _vocabulary().get(folded(word))
    return None if command is None else (command, rest.strip())


@cache
def _vocabulary() -> dict[str, Command]:
    return {
        folded(word): command
        for language in LANGUAGES
        for command in Command
        for word in Messages(language)(f"plain.command.{command}").split()
    }
