"""A sitting in plain mode: begin or resume a play, tell it, and say how it was left."""

from __future__ import annotations

from collections.abc import Callable

from engine.session import Phase
from game.autoplay import AutomaticPlayer, Manner
from game.debriefing import next_plays, read_between, view_of_debrief
from game.keeping import KeptReflection
from game.library import read_library
from game.locale import Messages
from game.plain.conversation import Conversation
from game.plain.debriefing import DebriefTeller
from game.plain.deciding import Automaton, Decider, Typist
from game.plain.guiding import DebriefGuide
from game.plain.playing import PlainPlay, Reload, Stopped
from game.plain.telling import Teller
from game.plain.voice import Voice
from game.playing import LivePlay
from game.views.hindsight import HindsightView, hindsight_view


def play_by_typing(play: LivePlay, conversation: Conversation) -> Stopped:
    """Play with the person who types, until the debrief or until they stop."""

    def typist(current: LivePlay) -> Decider:
        return Typist(current, conversation, Teller(conversation.voice, conversation.messages))

    return _Sitting(play, conversation, typist).run()


def play_by_itself(
    play: LivePlay, manner: Manner, seed: int, conversation: Conversation
) -> Stopped:
    """Let an automatic player play to the debrief."""
    player = AutomaticPlayer(manner, seed)
    conversation.say(
        "plain.sitting.automatic",
        manner=conversation.messages(f"plain.manner.{manner}"),
        seed=seed,
    )
    return _Sitting(play, conversation, lambda current: Automaton(current, player)).run()


class _Sitting:
    def __init__(
        self,
        play: LivePlay,
        conversation: Conversation,
        decider: Callable[[LivePlay], Decider],
    ) -> None:
        self._play = play
        self._conversation = conversation
        self._decider = decider

    def run(self) -> Stopped:
        while True:
            try:
                stopped = PlainPlay(self._play, self._conversation, self._decider(self._play)).run()
            except Reload:
                self._play = LivePlay.resume(self._play.store, self._play.header.id)
                tell_resumed(self._play, self._conversation)
                continue
            if stopped is Stopped.AT_DEBRIEF:
                self._tell_debrief()
            self._say_goodbye(stopped)
            return stopped

    def _tell_debrief(self) -> None:
        from game.plain.ear import EndOfInput

        conversation = self._conversation
        kept = KeptReflection(self._play.store, self._play.header.id)
        teller = _debrief_teller(self._play, kept, conversation.voice, conversation.messages)
        if not conversation.at_terminal:
            teller.tell()
            return
        try:
            DebriefGuide(teller, kept, conversation).lead()
        except EndOfInput:
            return

    def _say_goodbye(self, stopped: Stopped) -> None:
        keys = {
            Stopped.AT_DEBRIEF: "finished",
            Stopped.BY_WISH: "stopped",
            Stopped.AT_END_OF_INPUT: "input_ended",
            Stopped.NOT_UNDERSTOOD: "not_understood",
        }
        key = keys[stopped]
        if not self._play.store.saves:
            key = "finished_unsaved" if stopped is Stopped.AT_DEBRIEF else "stopped_unsaved"
        header = self._play.header
        self._conversation.voice.gap()
        self._conversation.say(f"plain.sitting.{key}", play=header.id, scenario=header.scenario_id)


def tell_begun(play: LivePlay, conversation: Conversation) -> None:
    """Which play this is, and what can be typed."""
    if play.store.saves:
        mode = conversation.messages(f"views.mode.{play.header.mode}")
        conversation.say("plain.sitting.begun", play=play.header.id, mode=mode)
        conversation.say("plain.sitting.keys_saved")
    else:
        conversation.say("plain.sitting.unsaved")
    conversation.say("plain.help.line")


def tell_resumed(play: LivePlay, conversation: Conversation) -> None:
    """Where a play taken up again stands."""
    if play.phase == Phase.OUTCOME:
        outcome = play.outcome(conversation.messages)
        conversation.say("plain.sitting.resumed", play=play.header.id, decided=outcome.decided)
        conversation.voice.say_all((*outcome.paragraphs, *outcome.fell_due))
    else:
        conversation.say("plain.sitting.resumed_new", play=play.header.id)
    conversation.voice.gap()
    conversation.say("plain.help.line")


def tell_debrief(play: LivePlay, voice: Voice, messages: Messages) -> None:
    """The whole debrief of an ended play."""
    kept = KeptReflection(play.store, play.header.id)
    _debrief_teller(play, kept, voice, messages).tell()


def _debrief_teller(
    play: LivePlay, kept: KeptReflection, voice: Voice, messages: Messages
) -> DebriefTeller:
    def look_back() -> HindsightView:
        return hindsight_view(play.hindsight(), play.debrief(), play.wording(messages))

    return DebriefTeller(
        view_of_debrief(play, messages),
        read_between(play, messages),
        look_back,
        lambda: kept.said,
        lambda: next_plays(play, read_library(messages.language), messages),
        voice,
        messages,
    )
