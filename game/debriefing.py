"""The debrief of an ended play in words, for every front end."""

from __future__ import annotations

from game.content import load_frames
from game.locale import Messages
from game.playing import LivePlay
from game.views.debrief import DebriefView, debrief_view


def view_of_debrief(play: LivePlay, messages: Messages) -> DebriefView:
    wording = play.wording(messages)
    role = load_frames()[play.scenario.frame].role(play.scenario.role).title
    return debrief_view(play.debrief(), wording, wording.prose(role), play.header.mode, play.timers)
