"""What the story's side of a preview shows: the scene as a player would read it, or a page.

With the author's view, each choice also says its id, what it does and its grades.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.debrief import report_decision
from engine.rules import Rules
from engine.scenario import Branch, Choice, Scene
from engine.scoring import overall, score_play
from engine.session import Phase
from game.authoring.graph_labels import shortened
from game.authoring.preview_desk import Desk
from game.authoring.preview_pages import (
    GAP,
    Part,
    Weight,
    change_words,
    hour,
    mistakes_page,
    trouble_words,
    words_in_scene,
)
from game.authoring.preview_road import Arrival, is_stuck
from game.content import load_frames
from game.views.outcome import outcome_view
from game.views.scene import (
    ChoiceView,
    FeedbackView,
    ItemView,
    OrderView,
    SceneView,
    SortView,
    briefing_view,
    scene_view,
)
from game.views.words import GRADE_SIGNS, Wording

_LONGEST_DECISION = 60
"""Characters of a lost decision that are told."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The story's side: the ``scene`` where there is one to read, else the parts of a ``page``.

    ``place`` and ``right`` are the two sides of the first line. ``reads_on`` is whether there is
    something after it; ``decides`` whether the scene waits for a decision.
    """

    place: str
    right: str
    page: tuple[Part, ...] = ()
    scene: SceneView | None = None
    decides: bool = False
    reads_on: bool = False


def sight(desk: Desk, wording: Wording, *, author_view: bool) -> Sight:
    """What there is to see where the play stands."""
    if desk.version is None:
        return Sight(
            "", "", page=(*_waiting(desk, wording), *mistakes_page(desk, wording.messages))
        )
    return _Looking(desk, desk.version.rules, wording, author_view).sight()


def _waiting(desk: Desk, wording: Wording) -> Iterator[Part]:
    """Nothing can be played yet."""
    if desk.draft is not None:
        yield Part(wording.messages("preview.waiting.title"), Weight.HEADING)
        yield Part(wording.messages("preview.waiting.text"))
        yield GAP


class _Looking:
    def __init__(self, desk: Desk, rules: Rules, wording: Wording, author_view: bool) -> None:
        self._desk = desk
        self._session = desk.session
        self._rules = rules
        self._wording = wording
        self._say = wording.messages
        self._author_view = author_view

    def sight(self) -> Sight:
        match self._session.phase:
            case Phase.BRIEFING:
                return self._paged(self._briefing(), self._say("preview.sight.briefing"))
            case Phase.OUTCOME:
                number = self._say("play.scene.decision", count=len(self._session.steps))
                return self._paged(
                    self._outcome(), f"{number} · {self._say('play.outcome.header')}"
                )
            case Phase.DEBRIEF:
                return self._paged(self._ending(), self._say("preview.sight.ending"), last=True)
            case _:
                return self._scene()

    def _paged(self, parts: Iterator[Part], right: str, *, last: bool = False) -> Sight:
        return Sight(self._place(), right, page=tuple(parts), reads_on=not last)

    def _place(self) -> str:
        title = self._rules.scenario.title
        scene = self._rules.scene(self._session.state)
        shown = self._session.phase in (Phase.DECIDING, Phase.INTERLUDE)
        parts = [self._wording.prose(title), self._wording.prose(scene.title) if shown else ""]
        return " · ".join(filter(None, parts))

    # A scene

    def _scene(self) -> Sight:
        session, rules = self._session, self._rules
        last, state = session.last, session.state
        decides = session.phase == Phase.DECIDING
        number = len(session.steps) + 1
        view = scene_view(
            rules, state, last.before if last else None, number, session.seed, self._wording
        )
        if is_stuck(session):
            stuck = self._say("preview.sight.stuck")
            view = replace(view, paragraphs=(*view.paragraphs, stuck))
        if self._author_view:
            view = self._with_grades(view, rules.scene(state))
        return Sight(
            self._place(),
            self._right(view, rules.scene(state)),
            scene=view,
            decides=decides,
            reads_on=not decides and not is_stuck(session),
        )

    def _right(self, view: SceneView, scene: Scene) -> str:
        words = [self._say("preview.sight.words", count=words_in_scene(self._rules, scene))]
        if view.seconds is not None:
            words.append(self._say("preview.sight.timer", seconds=view.seconds))
        if self._session.phase == Phase.DECIDING:
            words.insert(0, self._say("play.scene.decision", count=view.position))
        return " · ".join(words)

    # The author's view

    def _with_grades(self, view: SceneView, scene: Scene) -> SceneView:
        return replace(
            view,
            choices=tuple(self._graded(it, scene.choices[it.id]) for it in view.choices),
            sort=view.sort and self._sorted(view.sort, scene),
            order=view.order and self._ordered(view.order, scene),
        )

    def _graded(self, view: ChoiceView, choice: Choice) -> ChoiceView:
        return replace(view, text="\n".join([view.text, *self._about(choice)]))

    def _about(self, choice: Choice) -> Iterator[str]:
        changed = change_words(choice.change)
        does = f"{choice.id} → {_ways(choice.next)}"
        yield f"{does} · {changed}" if changed else does
        words = [
            f"{GRADE_SIGNS[grade]} {self._say(f'views.grade.{grade}')} {principle}"
            for principle, grade in choice.grades.items()
        ]
        if words:
            yield " · ".join(words)
        if choice.breach:
            yield self._say("play.outcome.red_line", title=", ".join(choice.breach))

    def _sorted(self, view: SortView, scene: Scene) -> SortView:
        assert scene.sort is not None
        columns = scene.sort.columns
        items = []
        for item in view.items:
            right = scene.sort.items[item.id]
            names = [columns.get(it, it) for it in (right.column, *right.acceptable)]
            also = self._say("preview.sight.or").join(map(self._wording.prose, names))
            items.append(ItemView(item.id, f"{item.text}\n→ {also}"))
        return replace(view, items=tuple(items))

    def _ordered(self, view: OrderView, scene: Scene) -> OrderView:
        assert scene.order is not None
        rank = {step: number for number, step in enumerate(scene.order.steps, start=1)}
        steps = tuple(ItemView(it.id, f"{it.text}\n→ {rank[it.id]}") for it in view.steps)
        return replace(view, steps=steps)

    # Pages

    def _briefing(self) -> Iterator[Part]:
        frame = load_frames(self._wording.messages.language)[self._rules.scenario.frame]
        view = briefing_view(self._rules.scenario, frame, self._wording)
        what = " · ".join((view.kind, view.frame, view.level, view.minutes))
        yield Part(what[:1].upper() + what[1:], Weight.SOFT)
        yield GAP
        if view.notice:
            yield Part(self._say("play.briefing.notice"), Weight.STRONG)
            yield Part(view.notice)
            yield GAP
        yield Part(self._say("play.briefing.you_are", role=view.role), Weight.HEADING)
        yield Part(view.role_does)
        for paragraph in view.paragraphs:
            yield GAP
            yield Part(paragraph)

    def _outcome(self) -> Iterator[Part]:
        session, wording = self._session, self._wording
        position = len(session.steps) - 1
        step = session.steps[position]
        report = report_decision(self._rules, session.steps, position, wording.catalogue)
        view = outcome_view(
            self._rules, report, step.before, step.outcome.state, wording, self._author_view
        )
        yield Part(self._say("play.outcome.decided", decided=view.decided), Weight.SOFT)
        for paragraph in view.paragraphs:
            yield GAP
            yield Part(paragraph)
        yield from _listed(self._say("play.outcome.comes_back"), view.fell_due)
        yield from _listed(self._say("play.relations.title"), view.moves)
        if view.feedback is not None:
            yield from self._feedback(view.feedback)

    def _feedback(self, feedback: FeedbackView) -> Iterator[Part]:
        yield GAP
        for principle in feedback.red_lines:
            yield Part(self._say("play.outcome.red_line", title=principle.title), Weight.ALERT)
        key = "play.outcome.stakes" if feedback.scored else "play.outcome.not_scored"
        yield Part(self._say(key), Weight.HEADING)
        for stake in feedback.stakes:
            yield Part(stake.principle.title, lead=f"{stake.grade.sign} {stake.grade.word}  ")
        yield Part(feedback.because)
        for detail in feedback.details:
            yield Part(detail)

    def _ending(self) -> Iterator[Part]:
        rules, session, wording = self._rules, self._session, self._wording
        ending = rules.scene(session.state).ending
        assert ending is not None
        grade = wording.grade(ending.grade)
        yield Part(wording.prose(ending.title), Weight.HEADING)
        yield Part(f"{grade.sign} {grade.word}")
        for paragraph in wording.paragraphs(rules.text(session.state)):
            yield GAP
            yield Part(paragraph)
        yield GAP
        score = wording.percent(overall(score_play(rules, session.steps)))
        yield Part(self._say("preview.sight.score", count=len(session.steps), score=score))
        pending = [rules.laters[index].text for _, index in session.state.pending]
        texts = wording.paragraphs(rules.scenario.fill(text) for text in pending)
        yield from _listed(self._say("preview.sight.never_came"), texts)


def _listed(title: str, texts: tuple[str, ...]) -> Iterator[Part]:
    if texts:
        yield GAP
        yield Part(title, Weight.HEADING)
        for text in texts:
            yield Part(text, lead="– ")


def _ways(branches: tuple[Branch, ...]) -> str:
    """Where a choice leads, in the order tried."""
    return " | ".join(branch.go for branch in branches)


def banner(desk: Desk, wording: Wording) -> tuple[Part, ...]:
    """What must be known before reading: an older version, a decision lost, a jump."""
    if desk.version is None:
        return ()
    return tuple(_banner(desk, wording))


def _banner(desk: Desk, wording: Wording) -> Iterator[Part]:
    say, draft, version, arrival = wording.messages, desk.draft, desk.version, desk.arrival
    assert draft is not None
    assert version is not None
    if desk.behind:
        shown = hour(version.read_at)
        if draft.trouble:
            trouble = trouble_words(draft.trouble, say)
            yield Part(say("preview.banner.no_file", time=shown, trouble=trouble), Weight.ALERT)
        else:
            words = say("preview.banner.behind", time=shown, count=draft.errors)
            yield Part(words, Weight.ALERT)
    if arrival.lost_jump:
        words = say("preview.banner.lost_jump", scene=arrival.lost_jump)
        yield Part(words, Weight.STRONG)
    elif arrival.loss is not None:
        yield Part(_loss_words(arrival, wording), Weight.STRONG)
    elif desk.found_again:
        yield Part(say("preview.banner.found_again", count=desk.found_again), Weight.STRONG)
    if arrival.road.jump is not None:
        yield Part(say("preview.banner.jumped", scene=arrival.road.jump.scene), Weight.SOFT)


def _loss_words(arrival: Arrival, wording: Wording) -> str:
    """Which decision was lost, why, and how many are kept."""
    say, loss = wording.messages, arrival.loss
    assert loss is not None
    decision = loss.made.decision
    lost = say(
        "preview.banner.lost",
        number=loss.number,
        words=wording.prose(shortened(loss.made.words, _LONGEST_DECISION)),
        scene=decision.scene,
    )
    why = say(f"preview.banner.why.{loss.kind}", scene=loss.scene)
    kept = loss.number - 1
    after = say("preview.banner.kept", count=kept) if kept else say("preview.banner.none_kept")
    return f"{lost} {why} {after}"
