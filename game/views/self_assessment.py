"""What players thought of their axes before seeing the profile, beside what the profile shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.locale import Messages
from game.views.debrief import AxisView


@dataclass(frozen=True, slots=True)
class MarkedAxis:
    """An axis that was marked and, in a sentence, how the profile compares."""

    title: str
    compared: str


@dataclass(frozen=True, slots=True)
class SelfAssessmentView:
    """``choices`` are the titles of the axes met; a mark is None where nothing was marked."""

    choices: tuple[str, ...]
    strongest: MarkedAxis | None
    weakest: MarkedAxis | None


def self_assessment_view(
    axes: Sequence[AxisView], strongest: str, weakest: str, messages: Messages
) -> SelfAssessmentView:
    """``strongest`` and ``weakest`` are ids of axes, empty when not marked; others are unmarked."""
    return SelfAssessmentView(
        choices=tuple(axis.title for axis in axes),
        strongest=_marked(axes, strongest, "strongest", messages),
        weakest=_marked(axes, weakest, "weakest", messages),
    )


def _marked(
    axes: Sequence[AxisView], family: str, side: str, messages: Messages
) -> MarkedAxis | None:
    axis = next((axis for axis in axes if axis.id == family), None)
    return None if axis is None else MarkedAxis(axis.title, _compared(axes, axis, side, messages))


def _compared(axes: Sequence[AxisView], axis: AxisView, side: str, messages: Messages) -> str:
    """Against the axes on which there is enough to conclude."""
    judged = [(other.share, other) for other in axes if other.enough and other.share is not None]
    if axis.share is None or not axis.enough:
        return messages("reports.own.unsure", axis=axis.title, occasions=axis.occasions)
    if len(judged) == 1:
        return messages("reports.own.alone", axis=axis.title, quality=axis.quality)
    shares = [share for share, _ in judged]
    extreme = max(shares) if side == "strongest" else min(shares)
    said = {"axis": axis.title, "quality": axis.quality, "occasions": axis.occasions}
    if min(shares) == max(shares):
        return messages("reports.own.level", **said)
    if axis.share == extreme:
        return messages(f"reports.own.{side}.same", **said)
    other = next(other for share, other in judged if share == extreme)
    return messages(
        f"reports.own.{side}.other", **said, other=other.title, other_quality=other.quality
    )
