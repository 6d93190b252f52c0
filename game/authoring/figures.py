"""The figures of a scenario: how much there is to read, and what may give the answer away."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from engine.scenario import Band, Choice, Scenario, Scene
from game.authoring.functions import Count, genders_by_function
from game.authoring.readability import Ease, ease_of, words_of

READING_SPEED = 200
"""Words a minute: a round figure between reading aloud (184, mean of 17 languages:
S. Trauzettel-Klosinski and K. Dietz, Investigative Ophthalmology & Visual Science 53, 2012) and
reading English silently (238: M. Brysbaert, Journal of Memory and Language 109, 2019)."""
_FEWEST_OPTIONS = 3
"""Below, two lengths always lie on a line."""


@dataclass(frozen=True, slots=True)
class Options:
    """Choices per scene, over the ``scenes`` that offer any."""

    scenes: int
    fewest: int
    most: int
    mean: float


@dataclass(frozen=True, slots=True)
class Lengths:
    """Length of options against their grade, within each scored scene.

    ``correlation`` (Pearson, -1 to 1) compares characters and mean credit, each taken from the
    mean of its scene; None when nothing varies. ``best_longest`` of ``compared`` scenes have
    their best option alone as the longest.
    """

    correlation: float | None
    best_longest: int
    compared: int


@dataclass(frozen=True, slots=True)
class Figures:
    words: int
    minutes: int
    ease: Ease | None
    scenes: int
    scored: int
    open: int
    endings: int
    options: Options | None
    sorts: int
    orders: int
    timers: int
    laters: int
    lengths: Lengths
    cast: tuple[Count, ...]


def figures(scenario: Scenario) -> Figures:
    """The figures of ``scenario``; ``minutes`` is the time to read every word of it."""
    texts = [scenario.fill(text) for text in prose(scenario) if text]
    words = sum(len(words_of(text)) for text in texts)
    scenes = list(scenario.scenes.values())
    decisions = [carrier for scene in scenes for carrier in _carriers(scene)]
    return Figures(
        words=words,
        minutes=math.ceil(words / READING_SPEED),
        ease=ease_of(texts),
        scenes=len(scenes),
        scored=sum(scene.scored for scene in scenes),
        open=sum(scene.open for scene in scenes),
        endings=len(scenario.endings),
        options=_options(scenes),
        sorts=sum(scene.sort is not None for scene in scenes),
        orders=sum(scene.order is not None for scene in scenes),
        timers=sum(scene.timer is not None for scene in scenes),
        laters=sum(len(carrier.later) for carrier in decisions),
        lengths=_lengths(scenes),
        cast=genders_by_function(scenario.cast.values()),
    )


def prose(scenario: Scenario) -> Iterator[str]:
    """Every text that a player may read, names not filled in."""
    yield from (scenario.title, scenario.summary, scenario.briefing, scenario.notice)
    for scene in scenario.scenes.values():
        yield from _prose_of_scene(scene)


def _prose_of_scene(scene: Scene) -> Iterator[str]:
    yield from (scene.title, scene.text)
    yield from (paragraph.text for paragraph in scene.also)
    for document in scene.documents.values():
        yield from (document.title, document.text)
    for choice in scene.choices.values():
        yield from (choice.text, choice.because, choice.why_not)
    if scene.sort is not None:
        yield from (*scene.sort.columns.values(), scene.sort.because)
        for item in scene.sort.items.values():
            yield from (item.text, item.because)
    if scene.order is not None:
        yield from (*scene.order.steps.values(), scene.order.because)
    for carrier in _carriers(scene):
        yield carrier.outcome
        yield from (later.text for later in carrier.later)
    if scene.ending is not None:
        yield scene.ending.title


def _carriers(scene: Scene) -> Iterator[Choice | Band]:
    """What a decision leads through: the choices of a scene, or the bands of its board."""
    yield from scene.choices.values()
    for board in (scene.sort, scene.order):
        if board is not None:
            yield from board.bands


def _options(scenes: Sequence[Scene]) -> Options | None:
    counts = [len(scene.choices) for scene in scenes if scene.choices]
    if not counts:
        return None
    return Options(len(counts), min(counts), max(counts), fmean(counts))


def _lengths(scenes: Sequence[Scene]) -> Lengths:
    lengths: list[float] = []
    credits: list[float] = []
    best_longest = compared = 0
    for scene in scenes:
        graded = [choice for choice in scene.choices.values() if choice.grades]
        if not scene.scored or len(graded) < 2:
            continue
        long = [float(len(choice.text)) for choice in graded]
        good = [_mean_credit(choice) for choice in graded]
        lengths += [one - fmean(long) for one in long]
        credits += [one - fmean(good) for one in good]
        if max(good) > min(good):
            compared += 1
            longest = [good[n] for n, length in enumerate(long) if length == max(long)]
            best_longest += longest == [max(good)]
    return Lengths(_correlation(lengths, credits), best_longest, compared)


def _mean_credit(choice: Choice) -> float:
    return float(sum(grade.credit for grade in choice.grades.values()) / len(choice.grades))


def _correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's correlation of two series whose means are 0; None when one does not vary."""
    spread = math.sqrt(sum(one * one for one in first) * sum(one * one for one in second))
    if len(first) < _FEWEST_OPTIONS or spread < 1e-9:
        return None
    return sum(one * other for one, other in zip(first, second, strict=True)) / spread
