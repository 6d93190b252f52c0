"""The progress of a player as a document: what was trained, what to review, what to play next."""

from __future__ import annotations

from game.locale import Messages
from game.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Curve,
    Curves,
    Document,
    Figure,
    Folded,
    Manner,
    Paragraph,
    Section,
    Table,
)
from game.views.progress import AxisProgressView, MeasureView, PointView, ProgressView

_PERCENT = 100.0
_ENOUGH_POINTS = 3
"""Plays below which a curve would show nothing that its words do not say."""


def progress_document(view: ProgressView, messages: Messages, *, player: str, day: str) -> Document:
    """``player`` is the name to show, empty for none; ``day`` the date of the report in words."""
    return _Writer(view, messages).document(player, day)


class _Writer:
    def __init__(self, view: ProgressView, messages: Messages) -> None:
        self._view = view
        self._say = messages

    def document(self, player: str, day: str) -> Document:
        facts = [(self._say("progress.report.player"), player)] if player else []
        return Document(
            title=self._say("progress.report.title"),
            subtitle=self._say("progress.report.subtitle"),
            language=self._say.language,
            facts=(*facts, (self._say("progress.report.date"), day)),
            sections=tuple(self._sections()),
            closing=self._say("progress.report.closing", date=day),
        )

    def _sections(self) -> list[Section]:
        view, say = self._view, self._say
        sections = [Section("summary", say("progress.report.summary"), self._summary())]
        if view.axes:
            sections += [
                Section("next", say("progress.heading.next"), self._next()),
                Section("review", say("progress.heading.review"), self._review()),
                *(self._axis(axis) for axis in view.axes),
            ]
        elif view.next_plays:
            sections.append(Section("next", say("progress.heading.next"), self._next()))
        sections.append(Section("method", say("progress.heading.method"), (Bullets(view.method),)))
        return sections

    def _summary(self) -> tuple[Block, ...]:
        view, say = self._view, self._say
        blocks: list[Block] = [Paragraph(sentence) for sentence in view.sentences]
        if view.axes:
            blocks.append(self._axes_figure())
        if len(view.plays) >= _ENOUGH_POINTS:
            blocks.append(self._curve(say("progress.heading.plays"), view.plays))
        if view.axes and view.untouched:
            blocks += [Paragraph(say("progress.heading.untouched")), Bullets(view.untouched)]
        return tuple(blocks)

    def _axes_figure(self) -> Figure:
        rows = tuple(
            Bar(
                axis.measure.title,
                axis.measure.whole.share,
                axis.measure.whole.quality,
                axis.measure.whole.occasions,
                axis.measure.whole.enough,
            )
            for axis in self._view.axes
        )
        summary = self._say("progress.report.axes_summary", count=len(rows))
        return Figure(self._say("progress.heading.axes"), summary, Bars(rows))

    def _curve(self, title: str, points: tuple[PointView, ...]) -> Figure:
        """Shares of plays one after the other, in percent."""
        shares = tuple(point.share * _PERCENT for point in points)
        curve = Curve(title, shares, tuple(point.worth for point in points))
        first, last = points[0], points[-1]
        summary = self._say(
            "progress.report.curve_summary",
            first=first.worth,
            first_day=first.day,
            last=last.worth,
            last_day=last.day,
        )
        return Figure(
            title,
            summary,
            Curves(tuple(point.day for point in points), (curve,), 0.0, _PERCENT),
            step_name=self._say("progress.report.play"),
        )

    def _next(self) -> tuple[Block, ...]:
        if not self._view.next_plays:
            return (Paragraph(self._say("progress.nothing_next")),)
        items = tuple(
            self._say("progress.next_play", title=it.title, details=it.details, why=it.why)
            for it in self._view.next_plays
        )
        return (Bullets(items),)

    def _review(self) -> tuple[Block, ...]:
        view, say = self._view, self._say
        if not view.to_review:
            first = view.later[0]
            later = say("progress.nothing_due", title=first.measure.title, review=first.review)
            return (Paragraph(later),)
        keys = ("principle", "quality", "occasions", "last_met")
        table = Table(
            say("progress.heading.review"),
            tuple(Column(say(f"progress.report.column.{key}")) for key in keys),
            tuple(
                (
                    it.measure.title,
                    it.measure.whole.quality,
                    it.measure.whole.occasions,
                    it.last_day,
                )
                for it in view.to_review
            ),
        )
        return (Paragraph(say("progress.report.due", count=len(view.to_review))), table)

    def _axis(self, axis: AxisProgressView) -> Section:
        measure = axis.measure
        keys = ("principle", "quality", "occasions", "last_met", "review")
        table = Table(
            self._say("progress.report.principles_of", axis=measure.title),
            tuple(Column(self._say(f"progress.report.column.{key}")) for key in keys),
            tuple(
                (
                    it.measure.title,
                    it.measure.whole.quality,
                    it.measure.whole.occasions,
                    it.last_day,
                    it.review_day,
                )
                for it in axis.principles
            ),
        )
        blocks: list[Block] = [Paragraph(measure.about, Manner.QUIET), *self._told(measure), table]
        if len(measure.points) >= _ENOUGH_POINTS:
            blocks.append(self._curve(self._say("progress.heading.curve"), measure.points))
        blocks += [
            Folded(
                it.measure.title,
                (Paragraph(it.measure.about), *self._told(it.measure), *_points(it.measure)),
            )
            for it in axis.principles
            if it.measure.whole.enough
        ]
        return Section(f"axis-{measure.id}", measure.title, tuple(blocks))

    def _told(self, measure: MeasureView) -> tuple[Block, ...]:
        whole = self._say(
            "progress.share", quality=measure.whole.quality, occasions=measure.whole.occasions
        )
        return (Bullets((self._say("progress.whole", share=whole), *measure.details)),)


def _points(measure: MeasureView) -> tuple[Block, ...]:
    return (Bullets(tuple(point.words for point in measure.points)),) if measure.points else ()
