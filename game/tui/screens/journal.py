"""Everything read so far in this play; looking back changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.locale import Messages
from game.tui.screens.reading import ReadingScreen
from game.views.journal import JournalEntryView


class JournalScreen(ReadingScreen):
    """Opens on what was read last."""

    def __init__(self, entries: Sequence[JournalEntryView], messages: Messages) -> None:
        parts = [_entry(entry, messages) for entry in entries]
        nothing = [Content(messages("play.journal.empty"))]
        super().__init__(messages("play.journal.title"), parts or nothing, from_end=True)


def _entry(entry: JournalEntryView, messages: Messages) -> Content:
    number = "" if entry.position is None else messages("play.scene.decision", count=entry.position)
    title = " · ".join(part for part in (number, entry.title) if part)
    parts = [Content.styled(title, "bold $lead")] if title else []
    if entry.speaker:
        parts.append(Content.styled(entry.speaker, "bold"))
    parts.extend(Content(paragraph) for paragraph in entry.paragraphs)
    if entry.decided:
        parts.append(
            Content.styled(messages("play.outcome.decided", decided=entry.decided), "bold")
        )
    parts.extend(Content(paragraph) for paragraph in entry.outcome)
    parts.extend(
        Content.assemble((messages("play.outcome.comes_back") + " ", "bold"), paragraph)
        for paragraph in entry.fell_due
    )
    if entry.note:
        parts.append(Content.styled(messages("play.note.yours", note=entry.note), "italic"))
    return Content("\n\n").join(parts)
