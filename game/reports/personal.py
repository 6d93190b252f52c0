"""Everything kept about a player as a document that the person can read."""

from __future__ import annotations

from collections.abc import Sequence

from game.locale import Messages
from game.reports.document import (
    Block,
    Column,
    Document,
    Facts,
    Folded,
    Manner,
    Paragraph,
    Section,
    Table,
)
from game.views.kept import KeptDecisionView, KeptPlayView, KeptView


def personal_document(view: KeptView, messages: Messages, *, day: str) -> Document:
    """``day`` is the date of the document, in words."""
    return Document(
        title=messages("personal.title"),
        subtitle=messages("personal.subtitle"),
        language=messages.language,
        facts=(
            (messages("personal.name"), view.name),
            (messages("personal.date"), day),
            (messages("personal.plays"), str(len(view.plays))),
        ),
        sections=(
            Section("settings", messages("personal.settings"), _settings(view, messages)),
            Section("plays", messages("personal.plays"), _plays(view, messages)),
        ),
        closing=messages("personal.closing", date=day),
    )


def _settings(view: KeptView, messages: Messages) -> tuple[Block, ...]:
    if not view.settings:
        return (Paragraph(messages("personal.no_settings")),)
    return (Facts(view.settings),)


def _plays(view: KeptView, messages: Messages) -> tuple[Block, ...]:
    if not view.plays:
        return (Paragraph(messages("personal.no_plays")),)
    return tuple(_play(kept, messages) for kept in view.plays)


def _play(kept: KeptPlayView, messages: Messages) -> Block:
    play = kept.play
    about = filter(None, (play.id, play.date, play.mode, play.result, play.ending))
    blocks: list[Block] = [Paragraph(" · ".join(about), Manner.QUIET)]
    if kept.reflection:
        blocks.append(Facts(kept.reflection))
    for key, decisions in (("decisions", kept.decisions), ("taken_back", kept.taken_back)):
        if decisions:
            blocks.append(_decisions(key, decisions, messages))
    summary = messages("personal.play", title=play.title, date=play.date)
    return Folded(summary, tuple(blocks))


def _decisions(key: str, decisions: Sequence[KeptDecisionView], messages: Messages) -> Table:
    names = ["scene", "decided", "date", "seconds", "note"]
    rows: list[tuple[str, ...]] = [
        (it.where, it.decided, it.date, it.seconds, it.note) for it in decisions
    ]
    if key == "taken_back":
        names.append("taken_back")
        rows = [(*row, it.taken_back) for row, it in zip(rows, decisions, strict=True)]
    columns = tuple(Column(messages(f"personal.column.{name}")) for name in names)
    return Table(messages(f"personal.{key}"), columns, tuple(rows))
