"""Who is who in this scenario."""

from __future__ import annotations

from textual.content import Content

from game.locale import Messages
from game.tui.screens.reading import ReadingScreen
from game.views.scene import PersonView


class WhoScreen(ReadingScreen):
    """Everyone, by name and title."""

    def __init__(self, cast: tuple[PersonView, ...], messages: Messages) -> None:
        people = Content("\n").join(
            Content.assemble((person.name, "bold"), f", {person.title}" if person.title else "")
            for person in cast
        )
        super().__init__(messages("play.who.title"), [people])
