"""What players thought of their axes before seeing the profile, beside what the profile shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.content import load_catalogue
from game.locale import Messages
from game.views.debrief import AxisView
from game.views.words import Wording


@dataclass(frozen=True, slots=True)
class MarkedAxis:
    """An axis that was marked and, in a sentence, how the profile compares."""

    title: str
    compared: str


@dataclass(frozen=True, slots=True)
class SelfAssessmentView:
    """``choices`` are the axes met and what each is about; a mark is None where none was made."""

    choices: tuple[tuple[str, str], ...]
    strongest: MarkedAxis | None
    weakest: MarkedAxis | None


def self_assessment_view(
    axes: Sequence[AxisView], strongest: str, weakest: str, messages: Messages
) -> SelfAssessmentView:
    """``strongest`` and ``weakest`` are ids of axes, empty when not marked; others are unmarked."""
    wording = Wording(messages, load_catalogue(messages.language))
    families = wording.catalogue.families
    return SelfAssessmentView(
        choices=tuple((axis.title, wording.prose(families[axis.id].line)) for axis in axes),
        strongest=_marked(axes, strongest, "strongest", wording),
        weakest=_marked(axes, weakest, "weakest", wording),
    )


def _marked(
    axes: Sequence[AxisView], family: str, side: str, wording: Wording
) -> MarkedAxis | None:
    if family not in wording.catalogue.families:
        return None
    axis = next((axis for axis in axes if axis.id == family), None)
    if axis is None:
        title = wording.prose(wording.catalogue.families[family].title)
        return MarkedAxis(title, wording.messages("reports.own.not_met", axis=title))
    return MarkedAxis(axis.title, _compared(axes, axis, side, wording))


def _compared(axes: Sequence[AxisView], axis: AxisView, side: str, wording: Wording) -> str:
    """Against the axes on which there is enough to conclude."""
    messages = wording.messages
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
