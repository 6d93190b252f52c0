"""Plays in a list, as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.scenario import Scenario
from game.locale import Messages
from game.store.records import PlayHeader
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
