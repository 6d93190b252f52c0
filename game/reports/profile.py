"""The profile of a play in a report: axes, principles, relations, what decisions gave away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from game.locale import Messages
from game.reports.decisions import lines_to_read, mark
from game.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Curve,
    Curves,
    Facts,
    Figure,
    Folded,
    Manner,
    Paragraph,
    Section,
    Table,
)
from game.views.debrief import AxisPrinciplesView, AxisView, DebriefView, HistoryView
from game.views.hindsight import HindsightView


def profile_blocks(
    view: DebriefView, hindsight: HindsightView, messages: Messages
) -> tuple[Block, ...]:
    """The axes first, then the principles, the relations, and what was given away."""
    return (
        Paragraph(" ".join(view.sentences)),
        *_overall(view, messages),
        *_judged(view, messages),
        *_relations(view.relations, messages),
        *_given_away(view, hindsight, messages),
    )


def _judged(view: DebriefView, messages: Messages) -> tuple[Block, ...]:
    """The axes and their principles, or that no decision met was scored."""
    if not view.axes:
        return (Paragraph(messages("reports.profile.nothing")),)
    return (
        axes_figure(view.axes, messages),
        Paragraph(messages("reports.profile.caution"), Manner.QUIET),
        Section(
            "principles",
            messages("reports.profile.principles"),
            tuple(principles_table(axis, messages) for axis in view.principles),
        ),
    )


def _overall(view: DebriefView, messages: Messages) -> tuple[Block, ...]:
    if view.overall_share is None:
        return ()
    return (Paragraph(messages("reports.profile.overall", share=view.overall)),)


def axes_figure(axes: Sequence[AxisView], messages: Messages) -> Figure:
    """A bar for each axis met, with the occasions it rests on."""
    rows = tuple(
        Bar(axis.title, axis.share, axis.quality, axis.occasions, axis.enough) for axis in axes
    )
    title = messages("reports.profile.axes")
    return Figure(title, _axes_summary(axes, messages), Bars(rows))


def _axes_summary(axes: Sequence[AxisView], messages: Messages) -> str:
    judged = sorted(
        ((axis.share, axis) for axis in axes if axis.enough and axis.share is not None),
        key=lambda pair: -pair[0],
    )
    unsure = [axis.title for axis in axes if not axis.enough or axis.share is None]
    join = messages("reports.list_join")
    sentences = []
    if judged:
        named = (
            messages("reports.profile.axis", title=axis.title, quality=axis.quality)
            for _, axis in judged
        )
        sentences.append(messages("reports.profile.axes_judged", axes=join.join(named)))
    if unsure:
        sentences.append(messages("reports.profile.axes_unsure", axes=join.join(unsure)))
    return " ".join(sentences)


def principles_table(axis: AxisPrinciplesView, messages: Messages) -> Table:
    """The principles of one axis: how they were answered, on how much, where they can be read."""
    keys = ("principle", "quality", "occasions", "where")
    return Table(
        axis.title,
        tuple(
            Column(messages(f"reports.profile.column.{key}"), numeric=key == "quality")
            for key in keys
        ),
        tuple(
            (
                messages(
                    "reports.profile.principle",
                    title=tally.principle.title,
                    force=tally.principle.force,
                ),
                tally.quality,
                str(tally.count)
                if tally.enough
                else messages("reports.profile.few", count=tally.count),
                lines_to_read(tally.principle, messages),
            )
            for tally in axis.principles
        ),
    )


def _relations(relations: Sequence[HistoryView], messages: Messages) -> tuple[Block, ...]:
    if not relations:
        return ()
    figures = relation_figures(relations, messages)
    intro = Paragraph(messages("reports.profile.relations_apart"), Manner.QUIET)
    return (Section("relations", messages("reports.profile.relations"), (intro, *figures)),)


def relation_figures(relations: Iterable[HistoryView], messages: Messages) -> tuple[Figure, ...]:
    """Relations on the same scale in one chart; a balance, between its own two ends, alone."""
    return tuple(
        _relation_figure(tuple(group), messages)
        for _, group in groupby(sorted(relations, key=_scale_order), key=_scale)
    )


def _scale(history: HistoryView) -> tuple[int, int, tuple[int, int] | None, tuple[str, str]]:
    relation = history.relation
    return relation.low, relation.high, relation.target, relation.ends


def _scale_order(history: HistoryView) -> tuple[bool, str]:
    """Balances last; relations without a target before them, by scale."""
    return history.relation.target is not None, repr(_scale(history))


def _relation_figure(group: tuple[HistoryView, ...], messages: Messages) -> Figure:
    relation = group[0].relation
    balance = relation.target is not None and len(group) == 1
    title = (
        messages("reports.profile.balance_over_time", label=relation.label)
        if balance
        else messages("reports.profile.relations_over_time")
    )
    decided = range(1, len(group[0].values))
    return Figure(
        title,
        " ".join(_relation_summary(history, messages) for history in group),
        Curves(
            steps=(messages("reports.profile.start"), *map(str, decided)),
            curves=tuple(_curve(history, messages) for history in group),
            low=relation.low,
            high=relation.high,
            band=relation.target,
            ends=relation.ends,
        ),
        step_name=messages("reports.profile.step"),
    )


def _curve(history: HistoryView, messages: Messages) -> Curve:
    return Curve(
        history.relation.label,
        tuple(map(float, history.values)),
        tuple(
            messages("reports.profile.value", value=value, word=word)
            for value, word in zip(history.values, history.words, strict=True)
        ),
    )


def _relation_summary(history: HistoryView, messages: Messages) -> str:
    values = history.values
    return messages(
        "reports.profile.relation_summary",
        label=history.relation.label,
        start=values[0],
        end=values[-1],
        word=history.words[-1],
        lowest=min(values),
        highest=max(values),
    )


def _given_away(
    view: DebriefView, hindsight: HindsightView, messages: Messages
) -> tuple[Block, ...]:
    if not hindsight.given_away:
        return ()
    bars = tuple(
        Bar(
            messages("reports.profile.step_title", number=one.position, title=one.title),
            one.share,
            one.words,
        )
        for one in hindsight.given_away
    )
    blocks: list[Block] = [
        Paragraph(messages("hindsight.intro")),
        Figure(messages("hindsight.curve"), hindsight.total, Bars(bars)),
    ]
    if view.ending_grade is not None:
        name = messages("reports.profile.ending", ending=view.ending)
        blocks.append(Facts(((name, mark(view.ending_grade)),)))
    if hindsight.best_line:
        line = Bullets(hindsight.best_line, numbered=True)
        blocks.append(Folded(messages("hindsight.best_line"), (line,)))
    blocks.append(Paragraph(hindsight.method, Manner.QUIET))
    return (Section("given-away", messages("reports.profile.given_away"), tuple(blocks)),)
