"""The hindsight of a play in sentences."""

from __future__ import annotations

from game.locale import Messages
from game.plain.voice import Voice
from game.views.hindsight import HindsightView, TurningPointView


def tell_hindsight(view: HindsightView, voice: Voice, say: Messages) -> None:
    """What each decision gave away, and the best line from the start."""
    voice.say(say("hindsight.intro"))
    voice.say(view.total)
    voice.say(say("plain.hindsight.curve"))
    voice.items(
        say("plain.hindsight.given", number=it.position, title=it.title, given=it.words)
        for it in view.given_away
    )
    voice.gap()
    voice.say(say("plain.hindsight.best_line"))
    voice.items(view.best_line)
    voice.say(view.method)


def tell_what_else(point: TurningPointView, voice: Voice, say: Messages) -> None:
    """What a turning point gave away, what gave away least, and what could have followed."""
    voice.say(say("hindsight.given", given=point.given))
    voice.say(say("hindsight.better", text=point.better))
    if point.line:
        voice.say(say("hindsight.line_from_here"))
        voice.items(point.line)
