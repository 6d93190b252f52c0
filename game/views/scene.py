"""What a player sees while playing: briefing, scene, board, outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from engine.chance import shuffled
from engine.frames import Frame
from engine.rules import Rules, State
from engine.scenario import Choice, Meter, Scenario, Scene
from game.views.words import GradeView, PrincipleView, Wording


@dataclass(frozen=True, slots=True)
class PersonView:
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class BriefingView:
    """Who you are, who is who, what you know, the rules of the frame."""

    title: str
    kind: str
    frame: str
    role: str
    role_does: str
    level: str
    minutes: str
    notice: str
    paragraphs: tuple[str, ...]
    cast: tuple[PersonView, ...]
    who_decides: tuple[str, ...]
    who_directs: tuple[str, ...]
    vocabulary: tuple[tuple[str, str], ...]
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """A meter at a glance. ``change`` is the move of the last decision, in points."""

    id: str
    label: str
    value: int
    low: int
    high: int
    target: tuple[int, int] | None
    ends: tuple[str, str]
    change: int
    word: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    id: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """``number`` is the key that selects it; a locked choice has none and says why."""

    id: str
    number: int | None
    text: str
    why_not: str


@dataclass(frozen=True, slots=True)
class ItemView:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class SortView:
    """Items to place in columns; both as ``(id, text)``."""

    columns: tuple[ItemView, ...]
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class OrderView:
    """Steps to put in sequence, shown shuffled."""

    steps: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class SceneView:
    """One scene, deciding or only telling (no choices and no board)."""

    scenario_title: str
    id: str
    title: str
    position: int
    speaker: PersonView | None
    paragraphs: tuple[str, ...]
    documents: tuple[DocumentView, ...]
    cast: tuple[PersonView, ...]
    relations: tuple[RelationView, ...]
    choices: tuple[ChoiceView, ...]
    sort: SortView | None
    order: OrderView | None
    seconds: int | None
    scored: bool


@dataclass(frozen=True, slots=True)
class StakeView:
    """How the decision answers one stake, and where the principle comes from."""

    grade: GradeView
    principle: PrincipleView


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """What practice says at once after a decision."""

    scored: bool
    stakes: tuple[StakeView, ...]
    because: str
    red_lines: tuple[PrincipleView, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What a decision led to. ``fell_due`` tells earlier decisions that come back."""

    position: int
    decided: str
    timed_out: bool
    paragraphs: tuple[str, ...]
    fell_due: tuple[str, ...]
    moves: tuple[str, ...]
    relations: tuple[RelationView, ...]
    feedback: FeedbackView | None
    note: str


Named = TypeVar("Named", Choice, ItemView)


def briefing_view(scenario: Scenario, frame: Frame, wording: Wording) -> BriefingView:
    messages = wording.messages
    role = frame.role(scenario.role)
    return BriefingView(
        title=wording.prose(scenario.title),
        kind=messages(f"views.kind.{scenario.kind}"),
        frame=wording.prose(frame.title),
        role=wording.prose(role.title),
        role_does=wording.prose(role.does),
        level=messages(f"views.level.{scenario.level}"),
        minutes=messages("views.minutes", count=scenario.minutes),
        notice=wording.prose(scenario.notice),
        paragraphs=(
            *told_in_another_language(scenario, wording),
            *wording.paragraphs([scenario.fill(scenario.briefing or scenario.summary)]),
        ),
        cast=cast_view(scenario, wording),
        who_decides=tuple(wording.named(rule.who, rule.what) for rule in frame.arbitration),
        who_directs=tuple(wording.named(rule.who, rule.what) for rule in frame.directs),
        vocabulary=tuple(
            (wording.prose(word), wording.prose(meaning))
            for word, meaning in frame.vocabulary.items()
        ),
        objectives=tuple(
            wording.prose(wording.catalogue.principle(objective).title)
            for objective in scenario.objectives
        ),
    )


def told_in_another_language(scenario: Scenario, wording: Wording) -> tuple[str, ...]:
    """A line that says so, where the story is not told in the language of the interface."""
    if scenario.language == wording.messages.language:
        return ()
    return (wording.messages(f"translation.story.{scenario.language}"),)


def cast_view(scenario: Scenario, wording: Wording) -> tuple[PersonView, ...]:
    return tuple(
        PersonView(wording.prose(person.name), wording.prose(person.title))
        for person in scenario.cast.values()
    )


def relations_view(
    rules: Rules, state: State, before: State | None, wording: Wording
) -> tuple[RelationView, ...]:
    """The meters in ``state``, moved since ``before`` if given."""
    now = rules.meters(state)
    past = rules.meters(before) if before is not None else now
    return tuple(
        _relation(meter, now[meter.id], now[meter.id] - past[meter.id], wording)
        for meter in rules.scenario.meters.values()
    )


def _relation(meter: Meter, value: int, change: int, wording: Wording) -> RelationView:
    ends = meter.ends or ("", "")
    return RelationView(
        id=meter.id,
        label=wording.prose(meter.label),
        value=value,
        low=meter.low,
        high=meter.high,
        target=meter.target,
        ends=(wording.prose(ends[0]), wording.prose(ends[1])),
        change=change,
        word=wording.relation_word(meter, value),
    )


def scene_view(
    rules: Rules,
    state: State,
    before: State | None,
    position: int,
    seed: int,
    wording: Wording,
    timer_factor: float = 1.0,
) -> SceneView:
    """The scene of ``state``; choices and boards in the order that ``seed`` gives.

    ``position`` counts decisions from 1; ``timer_factor`` lengthens the timer, 0 turns it off.
    """
    scene, scenario = rules.scene(state), rules.scenario
    speaker = scenario.cast.get(scene.speaker or "")
    timed = scene.timer is not None and timer_factor > 0 and rules.decides(state)
    return SceneView(
        scenario_title=wording.prose(scenario.title),
        id=scene.id,
        title=wording.prose(scene.title),
        position=position,
        speaker=PersonView(speaker.name, speaker.title) if speaker else None,
        paragraphs=wording.paragraphs(rules.text(state)),
        documents=_documents(scenario, scene, wording),
        cast=cast_view(scenario, wording),
        relations=relations_view(rules, state, before, wording),
        choices=_choices(rules, state, seed, wording),
        sort=_sort(scenario, scene, seed, wording),
        order=_order(scenario, scene, seed, wording),
        seconds=round(scene.timer.seconds * timer_factor) if timed and scene.timer else None,
        scored=scene.scored,
    )


def _documents(scenario: Scenario, scene: Scene, wording: Wording) -> tuple[DocumentView, ...]:
    return tuple(
        DocumentView(
            document.id,
            wording.prose(scenario.fill(document.title)),
            wording.paragraphs([scenario.fill(document.text)]),
        )
        for document in scene.documents.values()
    )


def _choices(rules: Rules, state: State, seed: int, wording: Wording) -> tuple[ChoiceView, ...]:
    scene, fill = rules.scene(state), rules.scenario.fill
    open_now = {option.choice for option in rules.options(state)}
    if not open_now:
        return ()
    order = shuffled(seed, scene.id, _by_id(scene.choices.values()))
    numbers = {
        choice.id: number
        for number, choice in enumerate((c for c in order if c.id in open_now), start=1)
    }
    return tuple(
        ChoiceView(
            choice.id,
            numbers.get(choice.id),
            wording.prose(fill(choice.text)),
            "" if choice.id in open_now else wording.prose(fill(choice.why_not)),
        )
        for choice in order
    )


def _sort(scenario: Scenario, scene: Scene, seed: int, wording: Wording) -> SortView | None:
    if scene.sort is None:
        return None
    fill = scenario.fill
    return SortView(
        columns=_items({id_: fill(text) for id_, text in scene.sort.columns.items()}, wording),
        items=shuffled(
            seed,
            scene.id,
            _by_id(
                _items({item.id: fill(item.text) for item in scene.sort.items.values()}, wording)
            ),
        ),
    )


def _order(scenario: Scenario, scene: Scene, seed: int, wording: Wording) -> OrderView | None:
    if scene.order is None:
        return None
    texts = {id_: scenario.fill(text) for id_, text in scene.order.steps.items()}
    return OrderView(shuffled(seed, scene.id, _by_id(_items(texts, wording))))


def _by_id(named: Iterable[Named]) -> list[Named]:
    """In the order of the ids, so that moving keys in the file changes nothing on screen."""
    return sorted(named, key=lambda each: each.id)


def _items(texts: Mapping[str, str], wording: Wording) -> tuple[ItemView, ...]:
    return tuple(ItemView(id_, wording.prose(text)) for id_, text in texts.items())
