"""The documents of a scene, one after the other."""

from __future__ import annotations

from game.locale import Messages
from game.tui.screens.reading import ReadingScreen
from game.tui.widgets.beside import document_content
from game.views.scene import DocumentView


class DocumentsScreen(ReadingScreen):
    """A number goes to the document of that number."""

    def __init__(self, documents: tuple[DocumentView, ...], messages: Messages) -> None:
        title = messages("play.documents.title", count=len(documents))
        super().__init__(title, [document_content(document) for document in documents])
