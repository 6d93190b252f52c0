"""What a panel of experts would have done: the split of its votes, in words."""

from __future__ import annotations

from dataclasses import dataclass

from engine.debrief import DecisionReport
from engine.panel import Split, split_of
from engine.scenario import Panel
from game.views.words import Wording


@dataclass(frozen=True, slots=True)
class VotesView:
    """The votes for one choice, by its text: ``share`` from 0 to 1, and in words."""

    text: str
    chosen: bool
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """``who`` was asked, how many would have done what, most first, and how far they agree."""

    who: str
    votes: tuple[VotesView, ...]
    sentences: tuple[str, ...]


def panel_view(report: DecisionReport, panel: Panel | None, wording: Wording) -> PanelView | None:
    """The split of opinion on a scene; None where nobody was asked."""
    split = split_of(report.scene.panel)
    if split is None:
        return None
    say, votes = wording.messages, split.votes
    ranked = sorted(report.options, key=lambda option: -votes.get(option.id, 0))
    return PanelView(
        who=""
        if panel is None
        else say(
            "views.panel.who",
            who=wording.prose(panel.who).rstrip("."),
            count=panel.number,
            when=wording.prose(panel.when).rstrip("."),
        ),
        votes=tuple(
            VotesView(
                text=wording.prose(option.text),
                chosen=option.chosen,
                share=votes.get(option.id, 0) / split.total,
                words=say("views.panel.votes", count=votes.get(option.id, 0), total=split.total),
            )
            for option in ranked
        ),
        sentences=_sentences(split, wording),
    )


def _sentences(split: Split, wording: Wording) -> tuple[str, ...]:
    say = wording.messages
    sentences = []
    if split.even:
        sentences.append(say("views.panel.even"))
    if split.agreement is not None:
        sentences.append(say("views.panel.agreement", share=wording.percent(split.agreement)))
    return tuple(sentences)
