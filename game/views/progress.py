"""Progress as people read it: what was trained, what is to be reviewed, what to play next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.progress.measuring import Measure, Share, Trend
from game.progress.overview import Progress
from game.progress.record import TrainingPlay
from game.progress.reviewing import Recall
from game.views.days import ago, day_words
from game.views.suggestions import SuggestionView, suggestion_views
from game.views.words import Wording


@dataclass(frozen=True, slots=True)
class ShareView:
    """A quality as a bar: ``share`` from 0 to 1, None where nothing could be judged."""

    share: float | None
    quality: str
    occasions: str
    enough: bool


@dataclass(frozen=True, slots=True)
class PointView:
    """One play on a curve: its day and its share, what it is worth in words, and the whole."""

    day: str
    share: float
    worth: str
    words: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A principle, or an axis, over all plays.

    ``about`` says what it is. ``details`` are sentences: practice and assessment where both were
    played, answers made again, the trend, when it was last met. ``points`` hold the plays where
    it could be judged.
    """

    id: str
    title: str
    about: str
    whole: ShareView
    details: tuple[str, ...]
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class PrincipleProgressView:
    """``review`` is a sentence that says when to meet it again, ``due`` whether it is time.

    ``last_met`` tells how long ago it was met; ``last_day`` and ``review_day`` are dates.
    """

    measure: MeasureView
    last_met: str
    last_day: str
    review: str
    review_day: str
    due: bool


@dataclass(frozen=True, slots=True)
class AxisProgressView:
    """An axis and its principles met, in the order of the catalogue."""

    measure: MeasureView
    principles: tuple[PrincipleProgressView, ...]


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The whole page. ``untouched`` are the titles of the axes never met.

    ``to_review`` are the principles due, the most fragile first, then ``later`` the next ones by
    date. ``plays`` is the result of each scored play. ``method`` says how all this is counted.
    """

    sentences: tuple[str, ...]
    axes: tuple[AxisProgressView, ...]
    untouched: tuple[str, ...]
    to_review: tuple[PrincipleProgressView, ...]
    later: tuple[PrincipleProgressView, ...]
    next_plays: tuple[SuggestionView, ...]
    plays: tuple[PointView, ...]
    method: tuple[str, ...]


def progress_view(progress: Progress, wording: Wording) -> ProgressView:
    return _Teller(progress, wording).view()


class _Teller:
    def __init__(self, progress: Progress, wording: Wording) -> None:
        self._progress = progress
        self._wording = wording
        self._say = wording.messages

    def view(self) -> ProgressView:
        progress, catalogue = self._progress, self._wording.catalogue
        axes = tuple(self._axis(axis) for axis in progress.training.axes.values())
        principles = {it.measure.id: it for axis in axes for it in axis.principles}
        due, later = self._reviews()
        return ProgressView(
            sentences=self._sentences(),
            axes=axes,
            untouched=tuple(
                self._wording.prose(family.title)
                for id_, family in catalogue.families.items()
                if id_ not in progress.training.axes
            ),
            to_review=tuple(principles[recall.principle] for recall in due),
            later=tuple(principles[recall.principle] for recall in later),
            next_plays=suggestion_views(progress.suggestions, progress.now, self._wording),
            plays=tuple(
                self._play_point(play) for play in progress.record.plays if play.overall is not None
            ),
            method=tuple(
                self._say(f"progress.method.{key}")
                for key in ("first_sight", "quality", "trend", "review")
            ),
        )

    def _sentences(self) -> tuple[str, ...]:
        record, say = self._progress.record, self._say
        unread = (say("progress.unread", count=record.unread),) if record.unread else ()
        if not record.plays:
            return (say("progress.none"), *unread)
        last = ago(record.plays[-1].finished_at, self._progress.now, say)
        return (
            say("progress.from", count=len(record.plays), ago=last),
            *unread,
            say("progress.caution"),
        )

    def _reviews(self) -> tuple[list[Recall], list[Recall]]:
        """The principles due, the most fragile first, and the others by date."""
        now, recalls = self._progress.now, self._progress.recalls.values()
        due = [recall for recall in recalls if recall.is_due(now)]
        later = [recall for recall in recalls if not recall.is_due(now)]
        return (
            sorted(due, key=lambda it: (it.retrievability, it.principle)),
            sorted(later, key=lambda it: (it.due, it.principle)),
        )

    def _axis(self, measure: Measure) -> AxisProgressView:
        catalogue, training = self._wording.catalogue, self._progress.training
        family = catalogue.families[measure.id]
        return AxisProgressView(
            self._measure(measure, family.title, family.line),
            tuple(
                self._principle(training.principles[it.id])
                for it in catalogue.principles_of(measure.id)
                if it.id in training.principles
            ),
        )

    def _principle(self, measure: Measure) -> PrincipleProgressView:
        principle = self._wording.catalogue.principle(measure.id)
        recall = self._progress.recalls[measure.id]
        due = recall.is_due(self._progress.now)
        review_day = day_words(recall.due, self._say)
        return PrincipleProgressView(
            measure=self._measure(measure, principle.title, principle.statement),
            last_met=ago(measure.last_met, self._progress.now, self._say),
            last_day=day_words(measure.last_met, self._say),
            review=self._say("progress.review.now")
            if due
            else self._say("progress.review.from", date=review_day),
            review_day=self._say("progress.review.now_day") if due else review_day,
            due=due,
        )

    def _measure(self, measure: Measure, title: str, about: str) -> MeasureView:
        return MeasureView(
            id=measure.id,
            title=self._wording.prose(title),
            about=self._wording.prose(about),
            whole=self._share(measure.whole),
            details=tuple(self._details(measure)),
            points=tuple(
                self._point(self._progress.record.plays[point.play], point.share)
                for point in measure.points
                if point.share.quality is not None
            ),
        )

    def _details(self, measure: Measure) -> Iterable[str]:
        say = self._say
        if measure.practice.occasions and measure.assessment.occasions:
            for mode, share in (("practice", measure.practice), ("assessment", measure.assessment)):
                yield say(f"progress.mode.{mode}", share=self._in_words(share))
        elif measure.assessment.occasions:
            yield say("progress.mode.only_assessment")
        if measure.again.occasions:
            yield say("progress.again", share=self._in_words(measure.again))
        yield self._trend(measure.trend)
        when = day_words(measure.last_met, say)
        yield say(
            "progress.last_met", ago=ago(measure.last_met, self._progress.now, say), date=when
        )

    def _trend(self, trend: Trend | None) -> str:
        if trend is None:
            return self._say("progress.trend.unknown")
        return self._say(
            f"progress.trend.{trend.direction}",
            last=self._wording.percent(trend.last.quality),
            before=self._wording.percent(trend.before.quality),
        )

    def _share(self, share: Share) -> ShareView:
        occasions = self._say("progress.occasions", count=share.occasions)
        if not share.enough:
            occasions = self._say("progress.not_enough", occasions=occasions)
        return ShareView(
            share.quality, self._wording.percent(share.quality), occasions, share.enough
        )

    def _in_words(self, share: Share) -> str:
        occasions = self._say("progress.occasions", count=share.occasions)
        quality = self._wording.percent(share.quality)
        return self._say("progress.share", quality=quality, occasions=occasions)

    def _point(self, play: TrainingPlay, share: Share) -> PointView:
        assert share.quality is not None
        day = day_words(play.finished_at, self._say)
        worth = self._in_words(share)
        words = self._say("progress.point", date=day, share=worth)
        return PointView(day, share.quality, worth, words)

    def _play_point(self, play: TrainingPlay) -> PointView:
        assert play.overall is not None
        day = day_words(play.finished_at, self._say)
        worth = self._say(
            "progress.play_again" if play.again else "progress.play",
            quality=self._wording.percent(play.overall),
            mode=self._say(f"views.mode.{play.mode}"),
        )
        words = self._say("progress.point", date=day, share=worth)
        return PointView(day, play.overall, worth, words)
