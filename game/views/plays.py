"""Plays in a list, and what was trained over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.scenario import Scenario
from engine.scoring import ENOUGH_OPPORTUNITIES
from game.locale import Messages
from game.store.records import JsonObject, JsonValue, PlayHeader
from game.views.debrief import AxisView
from game.views.words import Wording


@dataclass(frozen=True, slots=True)
class PlayView:
    """One play of the history. ``result`` is its score, or how far it went."""

    id: str
    title: str
    date: str
    mode: str
    result: str
    ending: str
    finished: bool


@dataclass(frozen=True, slots=True)
class ProgressView:
    """What was trained. ``axes`` are those met, ``untouched`` the titles of the others."""

    sentences: tuple[str, ...]
    axes: tuple[AxisView, ...]
    untouched: tuple[str, ...]


def play_view(header: PlayHeader, scenario: Scenario | None, wording: Wording) -> PlayView:
    """``scenario`` is the text played; None when it can no longer be read."""
    messages = wording.messages
    return PlayView(
        id=header.id,
        title=_title(header, scenario, wording),
        date=date_words(header.moved_at, messages),
        mode=messages(f"views.mode.{header.mode}"),
        result=_result(header, wording),
        ending=_ending(header, scenario, wording),
        finished=header.finished,
    )


def stopped_where(header: PlayHeader, messages: Messages) -> str:
    """How far an unfinished play went, in words."""
    if header.length == 0:
        return messages("lists.play.at_briefing")
    return messages("lists.play.stopped_after", count=header.length)


def date_words(moment: datetime, messages: Messages) -> str:
    """A date and hour of this machine's time zone, in words."""
    here = moment.astimezone()
    return messages(
        "lists.date.first_day" if here.day == 1 else "lists.date.full",
        day=here.day,
        month=messages(f"lists.date.month{here.month}"),
        year=here.year,
        hour=here.hour,
        minute=f"{here.minute:02}",
    )


def _title(header: PlayHeader, scenario: Scenario | None, wording: Wording) -> str:
    if scenario is None:
        return wording.messages("lists.play.unknown_title", id=header.scenario_id)
    return wording.prose(scenario.title)


def _result(header: PlayHeader, wording: Wording) -> str:
    if not header.finished:
        made = wording.messages("lists.play.decisions", count=header.length)
        return f"{wording.messages('lists.play.unfinished')}, {made}"
    if header.overall is None:
        return wording.messages("lists.play.no_score")
    return wording.percent(header.overall)


def _ending(header: PlayHeader, scenario: Scenario | None, wording: Wording) -> str:
    scene = scenario.scenes.get(header.ending or "") if scenario is not None else None
    return wording.prose(scene.ending.title) if scene is not None and scene.ending else ""


def progress_view(
    headers: Iterable[PlayHeader], summaries: Iterable[JsonObject], wording: Wording
) -> ProgressView:
    """What the finished plays trained, axis by axis, each play counted.

    ``summaries`` are what ``finish_play`` kept; what is not in their form is left aside.
    """
    finished = [header for header in headers if header.finished]
    messages = wording.messages
    if not finished:
        return ProgressView((messages("lists.progress.none"),), (), ())
    tallies = _axes_together(summaries)
    families = wording.catalogue.families
    return ProgressView(
        sentences=(
            messages("lists.progress.from", count=len(finished)),
            messages("lists.progress.caution"),
        ),
        axes=tuple(
            _axis(id_, wording.prose(family.title), *tallies[id_], wording)
            for id_, family in families.items()
            if id_ in tallies
        ),
        untouched=tuple(
            wording.prose(family.title) for id_, family in families.items() if id_ not in tallies
        ),
    )


def _axis(
    family: str, title: str, occasions: int, share: float | None, wording: Wording
) -> AxisView:
    messages = wording.messages
    words = messages("debrief.occasions", count=occasions)
    enough = occasions >= ENOUGH_OPPORTUNITIES
    return AxisView(
        id=family,
        title=title,
        share=share,
        quality=wording.percent(share),
        occasions=words if enough else messages("debrief.not_enough", occasions=words),
        enough=enough,
    )


def _axes_together(summaries: Iterable[JsonObject]) -> dict[str, tuple[int, float | None]]:
    """Per family: opportunities over all plays, and quality weighted by them."""
    met: dict[str, int] = {}
    weights: dict[str, int] = {}
    totals: dict[str, float] = {}
    for summary in summaries:
        for family, occasions, quality in _rows(summary.get("families")):
            met[family] = met.get(family, 0) + occasions
            if quality is not None:
                weights[family] = weights.get(family, 0) + occasions
                totals[family] = totals.get(family, 0.0) + occasions * quality
    return {
        family: (
            count,
            totals[family] / weights[family] if weights.get(family) else None,
        )
        for family, count in met.items()
        if count
    }


def _rows(families: JsonValue) -> Iterable[tuple[str, int, float | None]]:
    """The well-formed rows of a summary: an imported play may hold anything."""
    if not isinstance(families, Mapping):
        return
    for family, row in families.items():
        if not isinstance(row, Mapping):
            continue
        occasions, quality = row.get("opportunities"), row.get("quality")
        if not isinstance(occasions, int) or isinstance(occasions, bool) or occasions < 0:
            continue
        if isinstance(quality, int | float) and 0 <= quality <= 1:
            yield family, occasions, float(quality)
        elif quality is None:
            yield family, occasions, None
