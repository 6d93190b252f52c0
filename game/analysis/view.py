"""What an analysis says, in words: the same in the terminal and in every document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.analysis.formulas import Interval
from game.analysis.remarks import remarks_on
from game.analysis.results import Analysis, Answer, Coherence, Decision, Figure, Story, Turns
from game.locale import Messages
from game.typography import typeset

Value = Callable[[float], str]
"""Says a value: as a percentage, or as a number."""

_DECIMALS = 2
_LONGEST_ANSWER = 240
"""Characters of an answer: enough to know it by."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """``share`` is from 0 to 1; ``worth`` and ``bounds`` say it, ``remark`` how many gave it."""

    text: str
    share: float
    worth: str
    bounds: str
    remark: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """``facts`` are names and words; ``cells`` are their short form, for one row of a table."""

    title: str
    scene: str
    plays: str
    facts: tuple[tuple[str, str], ...]
    cells: tuple[str, ...]
    answers: tuple[AnswerView, ...]
    note: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    title: str
    plays: str
    coherence: tuple[str, ...]
    short_coherence: str
    sentences: tuple[str, ...]
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class AnalysisView:
    sentences: tuple[str, ...]
    stories: tuple[StoryView, ...]
    method: tuple[str, ...]


def analysis_view(analysis: Analysis, messages: Messages) -> AnalysisView:
    """``analysis`` in the language of ``messages``; the texts of scenarios stay in theirs."""
    return _Teller(analysis, messages).view()


class _Teller:
    def __init__(self, analysis: Analysis, messages: Messages) -> None:
        self._analysis = analysis
        self._say = messages

    def view(self) -> AnalysisView:
        keys = ("interval", "facility", "discrimination", "alpha", "small", "once")
        return AnalysisView(
            sentences=tuple(self._sentences()),
            stories=tuple(self._story(story) for story in self._analysis.stories),
            method=tuple(self._say(f"analysis.method.{key}") for key in keys),
        )

    def _sentences(self) -> list[str]:
        analysis, say = self._analysis, self._say
        plays = self._plays(analysis.plays)
        if analysis.files:
            told = [say("analysis.from.files", count=analysis.files, plays=plays)]
        else:
            told = [say("analysis.from.own", plays=plays)]
        told.append(say(f"analysis.turns.{analysis.turns}"))
        if analysis.twice is None:
            told.append(say("analysis.from.twice_few"))
        elif analysis.twice:
            told.append(self._counted("analysis.from.twice", analysis.twice))
        if analysis.foreign:
            files = say("analysis.foreign_join").join(analysis.foreign)
            told.append(say("analysis.from.foreign", count=len(analysis.foreign), files=files))
        return told

    def _story(self, story: Story) -> StoryView:
        say = self._say
        mode = say(f"analysis.mode.{story.mode}")
        name = typeset(story.title) or story.scenario_id
        title = say("analysis.story.title", title=name, version=story.version, mode=mode)
        if story.plays is None or story.plays == 0:
            plays = say("analysis.nothing_shown")
        else:
            plays = self._counted("analysis.story.plays", story.plays)
        sentences = [say("analysis.join").join((plays.rstrip("."), *self._aside(story))) + "."]
        if story.texts > 1:
            sentences.append(say("analysis.story.texts", hash=story.text_hash[:12]))
        decisions = story.decisions if story.plays else ()
        return StoryView(
            title=title,
            plays=self._count(story.plays),
            coherence=self._coherence(story.coherence) if decisions else (),
            short_coherence=self._short(story.coherence.figure, self._number),
            sentences=tuple(sentences),
            decisions=tuple(self._decision(*it) for it in enumerate(decisions, 1)),
        )

    def _aside(self, story: Story) -> tuple[str, ...]:
        turns = self._analysis.turns
        if turns is Turns.ALL or story.left_aside == 0:
            return ()
        if story.left_aside is None:
            return (self._say("analysis.story.aside_few"),)
        return (self._counted(f"analysis.story.aside_{turns}", story.left_aside),)

    def _coherence(self, coherence: Coherence) -> tuple[str, ...]:
        say, figure = self._say, coherence.figure
        name = say("analysis.coherence.name")
        plays = self._plays(figure.count)
        if not coherence.scenes:
            words = say("analysis.coherence.no_trunk")
        elif not figure.enough:
            words = say("analysis.coherence.too_few", plays=plays, needed=figure.needed)
        elif figure.interval is None:
            words = say("analysis.coherence.undefined")
        else:
            count = len(coherence.scenes)
            alpha = self._interval(figure.interval, self._number)
            words = say("analysis.coherence.measured", count=count, alpha=alpha, plays=plays)
        line = say("analysis.line", name=name, words=words)
        return (line, say("analysis.coherence.warning")) if figure.interval else (line,)

    def _decision(self, number: int, decision: Decision) -> DecisionView:
        say = self._say
        scene = decision.scene_id
        title = typeset(decision.title) or say("analysis.decision.untitled", scene=scene)
        note = "" if decision.scored else say("analysis.decision.open")
        if decision.count is None:
            note = say("analysis.decision.too_few")
        return DecisionView(
            title=say("analysis.decision.title", number=number, title=title),
            scene=say("analysis.decision.id", scene=scene),
            plays=self._plays(decision.count),
            facts=tuple(self._facts(decision)),
            cells=(
                self._count(decision.count),
                self._short(decision.facility, self._percent),
                self._short(decision.best, self._percent),
                self._short(decision.discrimination, self._number),
                self._seconds(decision.seconds),
            ),
            answers=tuple(self._answer(answer) for answer in decision.answers),
            note=note,
            remarks=tuple(say(f"analysis.look.{name}") for name in remarks_on(decision)),
        )

    def _facts(self, decision: Decision) -> list[tuple[str, str]]:
        say = self._say
        if decision.count is None:
            return []
        facts = [
            (say("analysis.figure.facility"), self._words(decision.facility, self._percent)),
            (say("analysis.figure.best"), self._words(decision.best, self._percent)),
            (
                say("analysis.figure.discrimination"),
                self._words(decision.discrimination, self._number),
            ),
        ]
        facts = facts if decision.scored else []
        return [*facts, (say("analysis.figure.seconds"), self._seconds(decision.seconds))]

    def _answer(self, answer: Answer) -> AnswerView:
        say, share = self._say, answer.share
        plays = self._plays(answer.count)
        if answer.credit is None:
            remark = say("analysis.answer.remark_open", plays=plays)
        else:
            credit = self._number(answer.credit)
            remark = say("analysis.answer.remark", plays=plays, credit=credit)
        low, high = self._percent(share.low), self._percent(share.high)
        return AnswerView(
            text=self._text_of(answer),
            share=share.value,
            worth=self._percent(share.value),
            bounds=say("analysis.answer.bounds", low=low, high=high),
            remark=remark,
        )

    def _text_of(self, answer: Answer) -> str:
        if answer.timed_out:
            return self._say("analysis.answer.timed_out")
        if answer.together > 1:
            return self._say("analysis.answer.together", count=answer.together)
        text = " ".join(answer.text.split()) or answer.id
        if len(text) > _LONGEST_ANSWER:
            text = text[:_LONGEST_ANSWER].rsplit(" ", 1)[0] + "…"
        return typeset(text) or self._say("analysis.answer.unknown")

    def _words(self, figure: Figure | None, value: Value) -> str:
        """A figure with its interval and its number of plays, or why there is none."""
        say = self._say
        if figure is None:
            return say("analysis.figure.none")
        plays = self._plays(figure.count)
        if not figure.enough:
            return say("analysis.figure.too_few", plays=plays, needed=figure.needed)
        if figure.interval is None:
            return say("analysis.figure.undefined")
        words = self._interval(figure.interval, value)
        return say("analysis.counted", words=words, plays=plays)

    def _short(self, figure: Figure | None, value: Value) -> str:
        say = self._say
        if figure is None:
            return say("analysis.figure.none")
        if not figure.enough:
            return say("analysis.figure.too_few_short", needed=figure.needed)
        if figure.interval is None:
            return say("analysis.figure.undefined_short")
        return self._interval(figure.interval, value)

    def _interval(self, interval: Interval, value: Value) -> str:
        low, high = value(interval.low), value(interval.high)
        return self._say("analysis.from_to", value=value(interval.value), low=low, high=high)

    def _percent(self, share: float) -> str:
        return self._say("analysis.percent", value=round(share * 100))

    def _number(self, value: float) -> str:
        return self._say.number(value, _DECIMALS).replace("-", "−")

    def _seconds(self, seconds: float | None) -> str:
        if seconds is None:
            return self._say("analysis.figure.none_known")
        return self._say("analysis.seconds", value=self._say.number(seconds))

    def _plays(self, count: int | None) -> str:
        if count is None:
            return self._say("analysis.from.few")
        return self._counted("analysis.from.plays", count)

    def _counted(self, key: str, count: int) -> str:
        return self._say(key, count=count, value=self._say.number(count))

    def _count(self, count: int | None) -> str:
        return self._say("analysis.few") if count is None else self._say.number(count)
