"""Leaving a play: it says what is kept."""

from __future__ import annotations

from game.locale import Messages
from game.tui.screens.dialog import Answer, Question

STAY, HOME, QUIT = "stay", "home", "quit"


class LeavingDialog(Question):
    """Returns ``stay``, ``home`` or ``quit``."""

    def __init__(
        self, messages: Messages, *, decisions: int, saved: bool, unfinished: tuple[str, ...]
    ) -> None:
        """``unfinished`` names what the present decision holds that is not kept."""
        paragraphs = [_what_is_kept(messages, decisions, saved)]
        paragraphs.extend(messages(f"play.leaving.{what}") for what in unfinished)
        super().__init__(
            messages("play.leaving.title"),
            tuple(paragraphs),
            (
                Answer(HOME, messages("play.leaving.home")),
                Answer(QUIT, messages("play.leaving.quit")),
                Answer(STAY, messages("play.leaving.stay")),
            ),
            escape=STAY,
        )


def _what_is_kept(messages: Messages, decisions: int, saved: bool) -> str:
    if not saved:
        return messages("play.leaving.not_saved")
    if decisions == 0:
        return messages("play.leaving.kept_none")
    return messages("play.leaving.kept", count=decisions)
