"""What every command is given: the language, where plays are kept, and where to speak."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.locale import Messages, preferred_language
from game.plain.voice import Voice, error_voice, standard_voice
from game.store.home import home_folder

if TYPE_CHECKING:
    from game.seat import Seat
    from game.store.notices import OpeningNotice


@dataclass(slots=True)
class Invocation:
    """One call of the program. ``language`` and ``home`` are the options, None when not given."""

    language: str | None = None
    home: str | None = None

    @property
    def messages(self) -> Messages:
        return Messages(preferred_language(self.language))

    @property
    def folder(self) -> Path:
        """Where plays are kept."""
        return home_folder(self.home)

    @property
    def out(self) -> Voice:
        return standard_voice()

    @property
    def errors(self) -> Voice:
        return error_voice()

    def open_seat(self, voice: Voice | None = None) -> Seat:
        """The player's seat; what its opening had to say is said on ``voice``, or as an error.

        Raises StoreError.
        """
        from game.seat import open_seat

        seat = open_seat(self.folder, self.language)
        if seat.notice is not None:
            _tell(seat.notice, seat.messages, voice or self.errors)
        return seat


def _tell(notice: OpeningNotice, messages: Messages, voice: Voice) -> None:
    voice.say(messages(notice.cause.key, **notice.cause.params))
    voice.say(messages(notice.key, **notice.params))
    voice.gap()
