"""Kinds of values on the command line: checked in the user's words, completed by the shell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from game.locale import Messages
from game.plain.lines import neutralised

if TYPE_CHECKING:
    TextKind = click.ParamType[str]
    NumberKind = click.ParamType[int]
else:
    TextKind = NumberKind = click.ParamType  # generic only in recent versions of click

LARGEST_SEED = 2**63 - 1
_LONGEST_SEED = 40
"""Digits, leading zeros included."""


class Word(TextKind):
    """One of a few words."""

    name = "word"

    def __init__(self, words: Iterable[str], messages: Messages) -> None:
        self._words = tuple(words)
        self._messages = messages

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self._words:
            known = ", ".join(self._words)
            words = self._messages("cli.usage.word", value=neutralised(value), known=known)
            self.fail(words, param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del ctx, param
        return [CompletionItem(word) for word in self._words if word.startswith(incomplete)]


class Seed(NumberKind):
    """A whole number from 0."""

    name = "seed"

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        digits = str(value)
        whole = digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_SEED
        if not whole or int(digits) > LARGEST_SEED:
            words = self._messages("cli.usage.seed", value=neutralised(digits[:60]))
            self.fail(words, param, ctx)
        return int(digits)


class Name(TextKind):
    """Free text that the shell can complete; ``suggest`` gives what it may be."""

    name = "name"

    def __init__(self, suggest: Callable[[], Iterable[str]], *, or_file: bool = False) -> None:
        self._suggest = suggest
        self._or_file = or_file

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del ctx, param
        found = [CompletionItem(name) for name in self._suggest() if name.startswith(incomplete)]
        if not found and self._or_file:
            return [CompletionItem(incomplete, type="file")]
        return found


class FileName(TextKind):
    """The name of a file or folder, whatever it is: the command itself looks at it."""

    name = "file"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del ctx, param
        return [CompletionItem(incomplete, type="file")]


class Whole(NumberKind):
    """A whole number between two bounds, both included; spaces may group its figures."""

    name = "whole"

    def __init__(self, low: int, high: int, messages: Messages) -> None:
        self._low = low
        self._high = high
        self._messages = messages

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        written = str(value)
        digits = "".join(written.split())
        whole = digits.isascii() and digits.isdigit() and len(digits) <= len(str(self._high))
        if not whole or not self._low <= int(digits) <= self._high:
            words = self._messages(
                "cli.usage.whole",
                value=neutralised(written[:60]),
                low=self._messages.number(self._low),
                high=self._messages.number(self._high),
            )
            self.fail(words, param, ctx)
        return int(digits)
