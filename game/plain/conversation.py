"""Questions and answers in lines: a voice, an ear, and patience with what is not understood."""

from __future__ import annotations

from game.locale import Messages
from game.plain.ear import Ear
from game.plain.voice import Voice

_PATIENCE = 25
"""Answers not understood in a row before giving up on a program that types without reading."""


class NotUnderstood(Exception):  # noqa: N818 - what happened, not a fault
    """Too many answers in a row made no sense, and no person is at a terminal."""


class Conversation:
    def __init__(self, voice: Voice, ear: Ear, messages: Messages) -> None:
        self.voice = voice
        self.messages = messages
        self._ear = ear
        self._refused = 0

    @property
    def at_terminal(self) -> bool:
        """Whether someone reads and types at a terminal, and can be waited for."""
        return self._ear.shows_typing

    def ask(self, key: str, until: float | None = None, **params: object) -> str:
        """The answer to a question of the catalogue, stripped. Raises EndOfInput, TimeUp."""
        self.voice.prompt(self.messages(key, **params))
        try:
            answer = self._ear.line(until).strip()
        except BaseException:
            self.voice.end_prompt("")
            raise
        if not self._ear.shows_typing:
            self.voice.end_prompt(answer)
        return answer

    def refuse(self, key: str, **params: object) -> None:
        """Say why an answer cannot be taken. Raises NotUnderstood when it happens endlessly."""
        self._refused += 1
        self.say(key, **params)
        if self._refused >= _PATIENCE and not self.at_terminal:
            raise NotUnderstood

    def accept(self) -> None:
        """An answer made sense."""
        self._refused = 0

    def say(self, key: str, **params: object) -> None:
        self.voice.say(self.messages(key, **params))

    def choose(self, key: str, count: int) -> int:
        """A number from 1 to ``count``; asks until there is one. Raises EndOfInput."""
        while True:
            answer = self.ask(key, count=count)
            number = whole_number(answer)
            if number is not None and 1 <= number <= count:
                self.accept()
                return number
            self.refuse("plain.answer.number", count=count)

    def pause(self) -> None:
        """Wait for Enter where someone is at a terminal. Raises EndOfInput."""
        if self.at_terminal:
            self.ask("plain.ask.enter")


def whole_number(text: str) -> int | None:
    """``text`` as a number written with plain digits, else None."""
    cleaned = text.strip().rstrip(".)").strip()
    return int(cleaned) if cleaned.isascii() and cleaned.isdigit() and len(cleaned) < 6 else None
