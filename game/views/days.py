"""Days in words, in this machine's time zone."""

from __future__ import annotations

from datetime import datetime

from game.locale import Messages


def ago(moment: datetime, now: datetime, messages: Messages) -> str:
    """How long before ``now``: today, yesterday, so many days, in this machine's time zone."""
    days = (now.astimezone().date() - moment.astimezone().date()).days
    if days <= 0:
        return messages("progress.ago.today")
    if days == 1:
        return messages("progress.ago.yesterday")
    return messages("progress.ago.days", count=days)


def day_words(moment: datetime, messages: Messages) -> str:
    """A day of this machine's time zone, in words."""
    here = moment.astimezone()
    return messages(
        "progress.day.first" if here.day == 1 else "progress.day.full",
        day=here.day,
        month=messages(f"lists.date.month{here.month}"),
        year=here.year,
    )
