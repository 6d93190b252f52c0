"""The values of a chart as a table: what stands beside each figure in every form."""

from __future__ import annotations

from typing import assert_never

from game.locale import Messages
from game.reports.document import Bars, Column, Curves, Figure, Table

NO_VALUE = "—"


def values_table(figure: Figure, messages: Messages) -> Table:
    """One row a bar, or one row a step with a column a curve. Its caption is the title."""
    match figure.chart:
        case Bars() as bars:
            return _bars_table(figure.title, bars, messages)
        case Curves() as curves:
            return _curves_table(figure, curves, messages)
        case _:
            assert_never(figure.chart)


def _bars_table(caption: str, bars: Bars, messages: Messages) -> Table:
    remarked = any(bar.remark for bar in bars.rows)
    columns = (Column(messages("forms.values.label")), Column(messages("forms.values.value")))
    remark = (Column(messages("forms.values.remark")),) if remarked else ()
    return Table(
        caption=caption,
        columns=columns + remark,
        rows=tuple(
            (bar.label, bar.words or NO_VALUE, bar.remark)[: len(columns + remark)]
            for bar in bars.rows
        ),
    )


def _curves_table(figure: Figure, curves: Curves, messages: Messages) -> Table:
    step = Column(figure.step_name or messages("forms.values.step"))
    return Table(
        caption=figure.title,
        columns=(step, *(Column(curve.label) for curve in curves.curves)),
        rows=tuple(
            (name, *(_nth(curve.words, position) for curve in curves.curves))
            for position, name in enumerate(curves.steps)
        ),
    )


def _nth(words: tuple[str, ...], position: int) -> str:
    return words[position] if position < len(words) else NO_VALUE
