"""The progress of a player in lines."""

from __future__ import annotations

from game.locale import Messages
from game.plain.voice import Voice
from game.views.progress import AxisProgressView, MeasureView, ProgressView


def tell_progress(view: ProgressView, voice: Voice, say: Messages) -> None:
    """Axes and their principles, what is to be reviewed, what to play next."""
    voice.say_lines(view.sentences)
    for axis in view.axes:
        _tell_axis(axis, voice, say)
    if view.axes and view.untouched:
        _heading("progress.heading.untouched", voice, say)
        voice.items(view.untouched)
    if view.axes:
        _heading("progress.heading.review", voice, say)
        voice.items(
            say("progress.line", title=it.measure.title, words=it.last_met) for it in view.to_review
        )
        if not view.to_review:
            first = view.later[0]
            voice.say(say("progress.nothing_due", title=first.measure.title, review=first.review))
    _heading("progress.heading.next", voice, say)
    voice.items(
        say("progress.next_play", title=it.title, details=it.details, why=it.why)
        for it in view.next_plays
    )
    if not view.next_plays:
        voice.say(say("progress.nothing_next"))


def _heading(key: str, voice: Voice, say: Messages) -> None:
    voice.gap()
    voice.say(say(key))


def _tell_axis(axis: AxisProgressView, voice: Voice, say: Messages) -> None:
    voice.gap()
    voice.say(_line(axis.measure, say))
    for sentence in axis.measure.details:
        voice.say(f"  {sentence}", "  ")
    for it in axis.principles:
        voice.say(f"  - {_line(it.measure, say)}", "    ")


def _line(measure: MeasureView, say: Messages) -> str:
    whole = say("progress.share", quality=measure.whole.quality, occasions=measure.whole.occasions)
    return say("progress.line", title=measure.title, words=whole)
