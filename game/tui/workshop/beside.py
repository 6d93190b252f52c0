"""What stands beside the story: the votes as they come, the notes, the reasons, the people."""

from __future__ import annotations

from game.locale import Messages
from game.tui.widgets.sheet import Prose
from game.tui.workshop.pictures import VoteBar
from game.tui.workshop.told import people
from game.workshop.deeds import Phase
from game.workshop.snapshots import Distribution, FacilitatorSnapshot, GradesView


def beside(view: FacilitatorSnapshot, say: Messages) -> Prose:
    prose = Prose()
    _votes(prose, view, say)
    if view.note:
        prose.heading(say("web_workshop.animate.note"))
        for line in view.note.splitlines():
            prose.text(line)
    if view.reasons:
        prose.heading(say("web_workshop.animate.reasons", count=len(view.reasons)))
        for reason in view.reasons:
            prose.bullet(reason.text)
    if view.room.grades is not None:
        _grades(prose, view.room.grades, say)
    if view.room.commitments:
        prose.heading(say("web_workshop.room.commitments"))
        for line in view.room.commitments:
            prose.bullet(line)
    people(prose, view, say)
    return prose


def _votes(prose: Prose, view: FacilitatorSnapshot, say: Messages) -> None:
    """The last round first: it is the one that is spoken of."""
    several = len(view.distributions) > 1
    if view.shift is not None:
        shift = view.shift
        prose.text(
            say(
                "web_workshop.votes.shift",
                count=shift.changed,
                voters=shift.voters,
                first=shift.first,
                second=shift.second,
            )
        )
    if view.majority is not None and view.majority.ties and view.room.phase == Phase.CLOSED:
        prose.text(say("web_workshop.animate.tied"), "bold")
    for votes in reversed(view.distributions):
        prose.heading(_title(votes, view, say, several=several))
        _distribution(prose, votes, say)


def _title(votes: Distribution, view: FacilitatorSnapshot, say: Messages, *, several: bool) -> str:
    if votes.seat:
        return view.room.seats[votes.seat - 1].name
    if several:
        return say("web_workshop.votes.round", number=votes.round)
    return say("web_workshop.votes.title")


def _distribution(prose: Prose, votes: Distribution, say: Messages) -> None:
    for option in votes.choices:
        if option.number or option.votes:
            prose.bullet(option.text, str(option.number or "–"))
            prose.add(VoteBar(option.votes, votes.votes, _share(option.votes, votes.votes, say)))
    for item in votes.items:
        prose.bullet(item.text)
        for column in item.columns:
            words = f"{column.text} · {_share(column.votes, votes.votes, say)}"
            prose.add(VoteBar(column.votes, votes.votes, words))
    for place, step in enumerate(sorted(votes.steps, key=lambda step: step.mean_rank), start=1):
        rank = say("web_workshop.votes.rank", rank=say.number(step.mean_rank, 1))
        prose.bullet(f"{step.text} · {rank}", str(place))


def _share(votes: int, total: int, say: Messages) -> str:
    words = say("web_workshop.votes.count", count=votes)
    if not total:
        return words
    return f"{words} · {say('views.share.percent', value=round(100 * votes / total))}"


def _grades(prose: Prose, grades: GradesView, say: Messages) -> None:
    prose.heading(say("web_workshop.grades.title"))
    for choice in grades.choices:
        prose.gap()
        prose.bullet(choice.text, str(choice.number or "–"))
        for principle in choice.red_lines:
            words = say("play.outcome.red_line", title=principle.title)
            prose.text(f"▲ {words}", "bold $alert", indent=3)
        for stake in choice.stakes:
            words = f"{stake.grade.sign} {stake.grade.word} · {stake.principle.title}"
            prose.text(words, "bold", indent=3)
            places = " ; ".join(stake.principle.places)
            for line in filter(None, (places, stake.principle.transposed)):
                prose.text(line, "$soft", indent=5)
        if choice.because:
            prose.text(choice.because, indent=3)
    for item in grades.items:
        prose.bullet(say("web_workshop.grades.item", item=item.text, column=item.column))
        prose.text(item.because, "$soft", indent=2)
    for place, step in enumerate(grades.steps, start=1):
        prose.bullet(step, str(place))
    if grades.because and not grades.choices:
        prose.text(grades.because)
    if not (grades.choices or grades.items or grades.steps):
        prose.text(say("play.outcome.not_scored"))
