"""An analysis as lines, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from game.analysis.view import AnalysisView, DecisionView, StoryView
from game.locale import Messages

_STEP = "  "


def analysis_lines(view: AnalysisView, messages: Messages) -> Iterator[str]:
    """The lines, not wrapped; each begins with the spaces it is set in by, "" is a blank one."""
    yield messages("analysis.title")
    yield from view.sentences
    for story in view.stories:
        yield ""
        yield from _story(story, messages)
    yield ""
    yield messages("analysis.heading.method")
    yield from (f"- {sentence}" for sentence in view.method)


def _story(story: StoryView, messages: Messages) -> Iterator[str]:
    yield story.title
    yield from (f"{_STEP}{sentence}" for sentence in (*story.sentences, *story.coherence))
    for decision in story.decisions:
        yield ""
        yield from (f"{_STEP}{line}" for line in _decision(decision, messages))


def _decision(decision: DecisionView, messages: Messages) -> Iterator[str]:
    yield messages("analysis.line", name=decision.title, words=decision.plays)
    if decision.note:
        yield f"{_STEP}{decision.note}"
    for name, words in decision.facts:
        yield _STEP + messages("analysis.line", name=name, words=words)
    width = max((len(answer.worth) for answer in decision.answers), default=0)
    for answer in decision.answers:
        worth = answer.worth.rjust(width)
        yield _STEP + messages("analysis.answer.line", share=worth, text=answer.text)
        details = messages("analysis.answer.details", bounds=answer.bounds, remark=answer.remark)
        yield _STEP + " " * (width + 1) + details
    for remark in decision.remarks:
        yield _STEP + messages("analysis.line", name=messages("analysis.look.title"), words=remark)
