"""The relations in words, for small screens and for whoever prefers words."""

from __future__ import annotations

from textual.content import Content

from game.locale import Messages
from game.tui.screens.reading import ReadingScreen
from game.tui.widgets.relations_strip import arrow, picture_of
from game.views.scene import RelationView


class RelationsScreen(ReadingScreen):
    """Each relation with its picture, its word and its last move."""

    def __init__(self, relations: tuple[RelationView, ...], messages: Messages) -> None:
        parts = [
            Content("\n").join([_relation(relation, messages) for relation in relations]),
            Content.styled(messages("play.relations.meaning"), "$soft"),
        ]
        super().__init__(messages("play.relations.title"), parts)


def _relation(relation: RelationView, messages: Messages) -> Content:
    moved = arrow(relation.change)
    since = messages("play.relations.since", arrow=moved.strip()) if moved else ""
    return Content.assemble(
        (relation.label, "bold"),
        "\n  ",
        picture_of(relation),
        f"  {relation.word}",
        (f"  {since}" if since else "", "$lead"),
    )
