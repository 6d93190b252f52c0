"""The split of a panel's opinion in a report, beside the grades."""

from __future__ import annotations

from collections.abc import Sequence

from game.locale import Messages
from game.reports.document import Block, Column, Manner, Paragraph, Table
from game.views.debrief import OptionView
from game.views.panel import PanelView


def panel_blocks(
    panel: PanelView | None,
    names: Sequence[str],
    options: Sequence[OptionView],
    messages: Messages,
) -> tuple[Block, ...]:
    """How many members of the panel would have given each answer, by the answers' ``names``.

    Nothing where nobody was asked.
    """
    if panel is None:
        return ()
    votes = {one.text: one.words for one in panel.votes}
    table = Table(
        messages("reports.panel.title"),
        tuple(Column(messages(f"reports.panel.column.{key}")) for key in ("answer", "votes")),
        tuple((name, votes[option.text]) for name, option in zip(names, options, strict=True)),
    )
    sentences = [Paragraph(text) for text in panel.sentences]
    who = [Paragraph(panel.who, Manner.QUIET)] if panel.who else []
    return (table, *sentences, *who)
