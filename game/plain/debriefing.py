"""The debrief in sentences, complete, in the order of the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.locale import Messages
from game.plain.conversation import Conversation
from game.plain.looking_back import tell_hindsight
from game.plain.telling import Teller
from game.plain.voice import Voice
from game.plain.words import spoken
from game.typography import typeset
from game.views.debrief import (
    AxisPrinciplesView,
    AxisView,
    DebriefView,
    DecisionView,
    DivergenceView,
    HistoryView,
    OptionView,
    PrincipleTallyView,
)
from game.views.hindsight import HindsightView
from game.views.scene import StakeView


class DebriefTeller:
    """Tells a debrief whole, or one part at a time to someone at a terminal."""

    def __init__(
        self,
        view: DebriefView,
        look_back: Callable[[], HindsightView],
        voice: Voice,
        messages: Messages,
    ) -> None:
        self._view = view
        self._look_back = look_back
        self._voice = voice
        self._say = messages
        self._teller = Teller(voice, messages)
        self._parts: dict[str, Callable[[], None]] = {
            "overview": self.overview,
            "decisions": self.decisions,
            "principles": self.principles,
            "hindsight": self.hindsight,
            "differences": self.differences,
            "next": self.what_now,
        }

    def tell(self) -> None:
        """Everything, from the question to what to do next."""
        self.ending()
        self.question()
        for part in self._parts.values():
            part()

    def tell_by_parts(self, conversation: Conversation) -> None:
        """The ending, the question, the overview; then the parts asked for, until Enter."""
        self.ending()
        self.question()
        conversation.pause()
        self.overview()
        parts = list(self._parts)
        while True:
            self._voice.gap()
            for number, part in enumerate(parts, start=1):
                self._line("plain.debrief.part_number", number=number, part=self._title(part))
            answer = conversation.ask("plain.ask.part", count=len(parts))
            if not answer:
                return
            if answer.isdigit() and 1 <= int(answer[:3]) <= len(parts):
                self._parts[parts[int(answer[:3]) - 1]]()
            else:
                conversation.refuse("plain.answer.part", count=len(parts))

    def _line(self, key: str, **params: object) -> None:
        self._voice.say(self._say(key, **params))

    def _title(self, part: str) -> str:
        return self._say(f"plain.debrief.part.{part}")

    def _heading(self, part: str) -> None:
        self._voice.gap()
        self._voice.say(self._title(part))
        self._voice.gap()

    def _listed(self, key: str, texts: Iterable[str]) -> None:
        held = tuple(texts)
        if held:
            self._line(key)
            self._voice.items(held)

    def ending(self) -> None:
        self._voice.gap()
        self._line("plain.debrief.title", title=self._view.title)
        if self._view.ending:
            self._line("plain.debrief.ending", ending=self._view.ending)
        self._voice.say_all(self._view.ending_paragraphs)

    def question(self) -> None:
        self._voice.gap()
        self._line("plain.debrief.question")

    def overview(self) -> None:
        """Red lines first, then the sentences, the axes, and the relations apart."""
        view = self._view
        self._heading("overview")
        if not view.red_lines:
            self._line("plain.debrief.no_red_line")
        for line in view.red_lines:
            self._line(
                "plain.debrief.red_line",
                title=line.principle.title,
                number=line.position,
                decided=spoken(line.decided, self._say),
                source=self._teller.source(line.principle),
            )
        self._voice.say_all([" ".join(view.sentences)])
        self._voice.say(
            " ".join((self._say("plain.debrief.role", role=view.role), *view.conditions))
        )
        if view.overall_share is not None:
            self._line("plain.debrief.overall", share=view.overall)
        self._voice.gap()
        self._listed("plain.debrief.axes", map(self._axis, view.axes))
        self._voice.gap()
        self._listed("plain.debrief.relations", map(self._history, view.relations))
        self._listed("plain.debrief.never_came", view.never_came)

    def _axis(self, axis: AxisView) -> str:
        return self._tally(axis.title, axis.share, axis.quality, axis.occasions)

    def _tally(self, title: str, share: float | None, quality: str, occasions: str) -> str:
        key = "plain.debrief.tally" if share is not None else "plain.debrief.tally_unjudged"
        return self._say(key, title=title, quality=quality, occasions=occasions)

    def _history(self, history: HistoryView) -> str:
        relation, values = history.relation, history.values
        key = "relation" if relation.target is None else "balance"
        return self._say(
            f"plain.debrief.{key}",
            label=relation.label,
            start=values[0],
            end=values[-1],
            lowest=min(values),
            highest=max(values),
            word=relation.word,
        )

    def decisions(self) -> None:
        self._heading("decisions")
        for decision in self._view.decisions:
            self._decision(decision)

    def _decision(self, decision: DecisionView) -> None:
        voice, say = self._voice, self._say
        voice.gap()
        self._line("plain.debrief.decision", number=decision.position, title=decision.title)
        for paragraph in decision.paragraphs:
            voice.say(paragraph)
        voice.gap()
        self._line("plain.debrief.yours", decided=spoken(decision.decided, say))
        if decision.time:
            self._line("plain.debrief.time", time=decision.time)
        if decision.note:
            self._line("plain.note.yours", note=typeset(decision.note))
        for principle in decision.red_lines:
            self._line("plain.feedback.red_line", title=principle.title)
        self._judgement(decision)
        for text in decision.outcome:
            self._line("plain.debrief.outcome", text=text)
        for text in decision.fell_due:
            self._line("plain.outcome.fell_due", text=text)
        for text in decision.came_later:
            self._line("plain.debrief.came_later", text=text)
        self._options(decision.options)
        self._listed("plain.debrief.elsewhere", decision.elsewhere)

    def _judgement(self, decision: DecisionView) -> None:
        if decision.grade is None:
            self._line("plain.feedback.open")
        else:
            self._line("plain.debrief.grade", grade=decision.grade.word)
        self._listed("plain.feedback.stakes", map(self._teller.stake, decision.stakes))
        if decision.because:
            self._line("plain.feedback.because", because=decision.because)
        self._voice.items(spoken(detail, self._say) for detail in decision.details)

    def _options(self, options: tuple[OptionView, ...]) -> None:
        others = [option for option in options if not option.chosen]
        if not others:
            return
        self._line("plain.debrief.others")
        for option in others:
            self._voice.say(f"- {self._option(option)}", "  ")

    def _option(self, option: OptionView) -> str:
        say = self._say
        parts = [option.text if option.open else self._teller.locked(option.text, option.why_not)]
        if option.stakes:
            answers = say("plain.list_join").join(map(self._short_stake, option.stakes))
            parts.append(say("plain.debrief.option_grades", answers=answers))
        parts += [
            say("plain.feedback.red_line", title=principle.title) for principle in option.red_lines
        ]
        if option.because:
            parts.append(option.because)
        return " ".join(parts)

    def _short_stake(self, stake: StakeView) -> str:
        return self._say(
            "plain.debrief.short_stake", title=stake.principle.title, grade=stake.grade.word
        )

    def principles(self) -> None:
        self._heading("principles")
        for axis in self._view.principles:
            self._axis_principles(axis)

    def _axis_principles(self, axis: AxisPrinciplesView) -> None:
        self._voice.gap()
        self._voice.say(axis.title)
        for tally in axis.principles:
            self._voice.say(f"- {self._principle(tally)}", "  ")

    def _principle(self, tally: PrincipleTallyView) -> str:
        principle = tally.principle
        parts = [
            self._tally(
                self._say("plain.debrief.with_force", title=principle.title, force=principle.force),
                tally.share,
                tally.quality,
                tally.occasions,
            ),
            tally.statement,
        ]
        parts.append(self._teller.source(principle))
        return " ".join(parts)

    def hindsight(self) -> None:
        """Worked out only when it is told: it takes a few tenths of a second."""
        self._heading("hindsight")
        tell_hindsight(self._look_back(), self._voice, self._say)

    def differences(self) -> None:
        self._heading("differences")
        if not self._view.divergences:
            self._line("plain.debrief.no_difference")
        for divergence in self._view.divergences:
            self._difference(divergence)

    def _difference(self, divergence: DivergenceView) -> None:
        self._voice.gap()
        self._voice.say(divergence.subject)
        self._line("plain.debrief.here", text=divergence.here)
        self._voice.items(divergence.elsewhere)
        self._voice.say(divergence.consequence)

    def what_now(self) -> None:
        self._heading("next")
        if self._view.work_on:
            self._listed("plain.debrief.work_on", self._view.work_on)
        else:
            self._line("plain.debrief.nothing_weak")
        self._line("plain.debrief.commitment")
