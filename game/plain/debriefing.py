"""The debrief in sentences, complete, in the order in which debriefing is led."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from game.debriefing import LEAST_AXES
from game.keeping import MARKS
from game.locale import Messages
from game.plain.looking_back import tell_hindsight, tell_what_else
from game.plain.telling import Teller
from game.plain.voice import Voice
from game.plain.words import spoken
from game.store.records import Reflection
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
from game.views.hindsight import HindsightView, TurningPointView
from game.views.panel import PanelView
from game.views.scene import StakeView
from game.views.self_assessment import self_assessment_view
from game.views.suggestions import SuggestionView

LED = ("story", "own", "turning", "profile", "principles", "red_lines", "commitment", "next")
"""The parts in the order in which a debrief is led, after its first question."""

ANNEXES = ("decisions", "hindsight", "differences")


class DebriefTeller:
    """Tells a debrief whole, or one part at a time.

    ``between`` are the paragraphs read before each decision, and at last before the ending;
    ``said`` gives what the player wrote of the play.
    """

    def __init__(
        self,
        view: DebriefView,
        between: Sequence[tuple[str, ...]],
        look_back: Callable[[], HindsightView],
        said: Callable[[], Reflection],
        suggested: Callable[[], Sequence[SuggestionView]],
        voice: Voice,
        messages: Messages,
    ) -> None:
        self.view = view
        self._between = between
        self._look_back = cache(look_back)
        self._said = said
        self._suggested = suggested
        self._voice = voice
        self._say = messages
        self._teller = Teller(voice, messages)
        self._has_compared = False
        self._parts: dict[str, Callable[[], None]] = {
            "story": self._story,
            "own": self._own,
            "turning": self._turning,
            "profile": self._profile,
            "principles": self._principles,
            "red_lines": self._red_lines,
            "commitment": self._commitment,
            "next": self._next,
            "decisions": self._decisions,
            "hindsight": self._hindsight,
            "differences": self._differences,
        }

    def tell(self) -> None:
        """Everything, from the question to the annexes."""
        self.title()
        self.question()
        for part in (*LED, *ANNEXES):
            self.part(part)

    def title(self) -> None:
        self._voice.gap()
        self._line("plain.debrief.title", title=self.view.title)

    def question(self) -> None:
        """The first question, and its answer where there is one."""
        self._voice.gap()
        self._line("reports.question.reaction")
        self._answer(self._said().reaction)

    def part(self, part: str) -> None:
        self.heading(part)
        self._parts[part]()

    def part_title(self, part: str) -> str:
        return self._say(f"plain.debrief.part.{part}")

    def _line(self, key: str, **params: object) -> None:
        self._voice.say(self._say(key, **params))

    def _answer(self, answer: str) -> None:
        if answer:
            self._line("plain.debrief.answered", answer=self._say.typeset(answer))

    def heading(self, part: str) -> None:
        self._voice.gap()
        self._voice.say(self.part_title(part))
        self._voice.gap()

    def _listed(self, key: str, texts: Iterable[str]) -> None:
        held = tuple(texts)
        if held:
            self._line(key)
            self._voice.items(held)

    def _story(self) -> None:
        """What happened, told without a judgement."""
        view = self.view
        for decision, before in zip(view.decisions, self._between, strict=False):
            self._fact(decision, before)
        self._voice.gap()
        if view.ending:
            self._line("plain.debrief.ending", ending=view.ending)
        self._voice.say_all((*self._between[-1], *view.ending_paragraphs))
        self._voice.gap()
        self._listed("plain.debrief.never_came", view.never_came)

    def _fact(self, decision: DecisionView, before: tuple[str, ...]) -> None:
        voice = self._voice
        voice.gap()
        self._line("plain.debrief.decision", number=decision.position, title=decision.title)
        voice.say_lines(before)
        key = "made_by_timer" if decision.timed_out else "made"
        self._line(f"reports.decision.{key}", decided=spoken(decision.made, self._say))
        voice.say_lines(decision.outcome)
        for consequence in decision.returned:
            at_once = consequence.called_at == decision.position
            key = "returned_at_once" if at_once else "returned"
            self._line(f"reports.decision.{key}", number=consequence.called_at)
            voice.say_lines(consequence.paragraphs)

    def _own(self) -> None:
        """The two questions on the axes, or their answers beside the profile."""
        self._has_compared = self._compared()
        if self._has_compared:
            return
        if len(self.view.axes) < LEAST_AXES:
            self._line("plain.debrief.own_too_few")
            return
        self._listed("reports.own.intro", (axis.title for axis in self.view.axes))
        for side in MARKS:
            self._line(f"reports.question.{side}")

    def _compared(self) -> bool:
        said = self._said()
        own = self_assessment_view(self.view.axes, said.strongest, said.weakest, self._say)
        marked = {"strongest": own.strongest, "weakest": own.weakest}
        for side, axis in marked.items():
            if axis is not None:
                self._line(f"plain.debrief.own_{side}", axis=axis.title)
                self._voice.say(axis.compared)
        return any(marked.values())

    def _turning(self) -> None:
        """The decisions that weighed, each whole, with what else was possible."""
        points = self._look_back().turning_points
        if not points:
            self._line("hindsight.no_turning_point")
            return
        self._line("reports.turning.intro", count=len(points))
        for point in points:
            self._decision(self.view.decisions[point.position - 1], point)

    def _profile(self) -> None:
        """What was marked beside what the play shows, the axes, and the relations apart."""
        view = self.view
        if not self._has_compared:
            self._compared()
        if view.red_lines:
            self._line("plain.debrief.red_lines_apart", count=len(view.red_lines))
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

    def _red_lines(self) -> None:
        if not self.view.red_lines:
            self._line("reports.red_lines.none")
        for line in self.view.red_lines:
            self._line(
                "plain.debrief.red_line",
                title=line.principle.title,
                number=line.position,
                decided=spoken(line.decided, self._say),
                source=self._teller.source(line.principle),
            )
            self._voice.say(self.view.decisions[line.position - 1].because)
        self._line("reports.red_lines.what")

    def _commitment(self) -> None:
        self._line("reports.question.commitment")
        self._answer(self._said().commitment)

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

    def _decisions(self) -> None:
        """The decisions that are not among the turning points, each whole."""
        told = {point.position for point in self._look_back().turning_points}
        for decision in self.view.decisions:
            if decision.position in told:
                self._voice.gap()
                self._line(
                    "plain.debrief.told_above", number=decision.position, title=decision.title
                )
            else:
                self._decision(decision)

    def _decision(self, decision: DecisionView, point: TurningPointView | None = None) -> None:
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
        for text in decision.came_later:
            self._line("plain.debrief.came_later", text=text)
        given = {} if point is None else {it.text: it.words for it in point.options}
        self._options(decision.options, given)
        if point is not None:
            tell_what_else(point, voice, say)
        self._panel(decision.panel)
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

    def _panel(self, panel: PanelView | None) -> None:
        if panel is None:
            return
        lines = (
            self._say("views.panel.line", votes=votes.words, text=votes.text)
            for votes in panel.votes
        )
        self._listed("plain.debrief.panel", lines)
        self._voice.say_all((*panel.sentences, panel.who))

    def _options(self, options: tuple[OptionView, ...], given: Mapping[str, str]) -> None:
        """``given`` is what taking an option would have given away, by its text."""
        others = [option for option in options if not option.chosen]
        if not others:
            return
        self._line("plain.debrief.others")
        for option in others:
            self._voice.say(f"- {self._option(option, given.get(option.text, ''))}", "  ")

    def _option(self, option: OptionView, given: str) -> str:
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
        if given:
            parts.append(say("hindsight.option_given", given=given))
        return " ".join(parts)

    def _short_stake(self, stake: StakeView) -> str:
        return self._say(
            "plain.debrief.short_stake", title=stake.principle.title, grade=stake.grade.word
        )

    def _principles(self) -> None:
        for axis in self.view.principles:
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

    def _hindsight(self) -> None:
        tell_hindsight(self._look_back(), self._voice, self._say)

    def _differences(self) -> None:
        if not self.view.divergences:
            self._line("plain.debrief.no_difference")
        for divergence in self.view.divergences:
            self._difference(divergence)

    def _difference(self, divergence: DivergenceView) -> None:
        self._voice.gap()
        self._voice.say(divergence.subject)
        self._line("plain.debrief.here", text=divergence.here)
        self._voice.items(divergence.elsewhere)
        self._voice.say(divergence.consequence)

    def _next(self) -> None:
        if self.view.work_on:
            self._listed("plain.debrief.work_on", self.view.work_on)
        else:
            self._line("plain.debrief.nothing_weak")
        self._listed(
            "reports.next.plays",
            (
                self._say("reports.next.play", title=it.title, details=it.details, why=it.why)
                for it in self._suggested()
            ),
        )
