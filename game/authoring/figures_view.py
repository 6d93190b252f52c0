"""The figures of a scenario as sentences for people and as a record for tools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from engine.scenario import Scenario
from game.authoring.figures import READING_SPEED, Figures, Options
from game.authoring.functions import Count
from game.locale import Messages


def as_record(figures: Figures) -> dict[str, object]:
    """The figures as plain JSON values; what could not be measured is null."""
    return asdict(figures) | {"reading_speed": READING_SPEED}


def sentences(figures: Figures, scenario: Scenario, name: str, messages: Messages) -> Iterator[str]:
    """What the figures say, a line each."""

    def say(key: str, **params: object) -> str:
        return messages(f"authoring.stats.{key}", **params)

    yield say("title", title=messages.typeset(scenario.title), name=name)
    yield say("words", count=figures.words)
    minutes = figures.minutes
    yield say("time", count=minutes, speed=READING_SPEED, minutes=scenario.minutes)
    yield _ease(figures, messages)
    yield say(
        "scenes",
        total=figures.scenes,
        scored=figures.scored,
        open=figures.open,
        endings=figures.endings,
    )
    options = figures.options
    if options is None:
        yield say("no_options")
    else:
        yield _options(options, messages)
    yield say("boards", sorts=figures.sorts, orders=figures.orders)
    yield say("timed", timers=figures.timers, laters=figures.laters)
    lengths = figures.lengths
    if lengths.correlation is None:
        yield say("no_length")
    else:
        yield say("length", correlation=messages.number(lengths.correlation, 2))
    if lengths.compared:
        yield say("longest", count=lengths.best_longest, among=lengths.compared)
    yield from _cast(figures.cast, messages)


def _options(options: Options, messages: Messages) -> str:
    if options.fewest == options.most:
        return messages("authoring.stats.same_options", each=options.most, count=options.scenes)
    return messages(
        "authoring.stats.options",
        fewest=options.fewest,
        most=options.most,
        mean=messages.number(options.mean, 1),
        count=options.scenes,
    )


def _ease(figures: Figures, messages: Messages) -> str:
    ease = figures.ease
    if ease is None:
        return messages("authoring.stats.no_ease")
    return messages(
        "authoring.stats.ease",
        ease=messages.number(ease.ease),
        level=messages(f"authoring.stats.level.{ease.level}"),
        sentence=messages.number(ease.words_a_sentence, 1),
        word=messages.number(ease.syllables_a_word, 2),
    )


def _cast(counts: tuple[Count, ...], messages: Messages) -> Iterator[str]:
    if not counts:
        yield messages("authoring.stats.no_cast")
        return
    yield messages("authoring.stats.cast")
    total = Count(
        messages("authoring.stats.all"),
        sum(one.feminine for one in counts),
        sum(one.masculine for one in counts),
        sum(one.unknown for one in counts),
    )
    for one in (*counts, total):
        line = messages(
            "authoring.stats.function",
            function=messages.typeset(one.function),
            feminine=one.feminine,
            masculine=one.masculine,
            unknown=one.unknown,
        )
        yield f"- {line}"
