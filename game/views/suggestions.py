"""What to play next as people read it: the scenarios suggested, and why, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from game.progress.suggesting import Suggestion, Why
from game.views.days import ago, day_words
from game.views.words import Wording


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A scenario to play next. ``why`` is one sentence; ``details`` its kind, level and length."""

    id: str
    title: str
    why: str
    details: str


def suggestion_views(
    suggestions: Iterable[Suggestion], now: datetime, wording: Wording
) -> tuple[SuggestionView, ...]:
    """What ``game.progress.suggesting.suggestions`` found, in words."""
    return tuple(_suggestion(suggestion, now, wording) for suggestion in suggestions)


def _suggestion(suggestion: Suggestion, now: datetime, wording: Wording) -> SuggestionView:
    scenario, messages = suggestion.scenario, wording.messages
    return SuggestionView(
        id=scenario.id,
        title=wording.prose(scenario.title),
        why=_why(suggestion, now, wording),
        details=messages(
            "progress.suggestion.details",
            kind=messages(f"views.kind.{scenario.kind}"),
            level=messages(f"views.level.{scenario.level}"),
            minutes=messages("views.minutes", count=scenario.minutes),
        ),
    )


def _why(suggestion: Suggestion, now: datetime, wording: Wording) -> str:
    messages, recall = wording.messages, suggestion.recall
    if suggestion.why is Why.BEGIN:
        return messages("progress.suggestion.begin")
    title = wording.prose(wording.catalogue.principle(suggestion.principle).title)
    if recall is None:
        return messages("progress.suggestion.new", principle=title)
    if suggestion.why is Why.AHEAD:
        when = day_words(recall.due, messages)
        return messages("progress.suggestion.ahead", principle=title, date=when)
    met = ago(recall.last_met, now, messages)
    others = len(suggestion.due) - 1
    if others:
        return messages("progress.suggestion.due_and", principle=title, ago=met, count=others)
    return messages("progress.suggestion.due", principle=title, ago=met)
