"""Documents and who is who, beside the story where there is room."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.locale import Messages
from game.views.scene import DocumentView, PersonView


class Beside(VerticalScroll):
    """Scrolls by the mouse; by keyboard, the same is under ``d`` and ``q``."""

    can_focus = False

    def __init__(
        self,
        documents: tuple[DocumentView, ...],
        cast: tuple[PersonView, ...],
        messages: Messages,
    ) -> None:
        super().__init__()
        self._parts = [*map(document_content, documents)]
        if cast:
            self._parts.append(cast_content(cast, messages("play.who.title")))

    def compose(self) -> ComposeResult:
        yield Static(Content("\n\n\n").join(self._parts), markup=False)


def document_content(document: DocumentView) -> Content:
    """A document with its title."""
    return Content("\n\n").join(
        [Content.styled(document.title, "bold $lead"), *map(Content, document.paragraphs)]
    )


def cast_content(cast: tuple[PersonView, ...], title: str) -> Content:
    """Everyone, by name and title."""
    people = [
        Content.assemble((person.name, "bold"), f"\n{person.title}" if person.title else "")
        for person in cast
    ]
    return Content("\n\n").join([Content.styled(title, "bold $lead"), *people])
