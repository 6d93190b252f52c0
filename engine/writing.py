"""Writing a scenario as canonical YAML: reading the text again gives an equal scenario.

Prose goes in blocks, identifiers and numbers stand bare, short texts are quoted. Keys come in
the order of the guide; what is empty or usual is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from engine.panel import divides_evenly
from engine.scenario import (
    Band,
    Branch,
    Change,
    Choice,
    Language,
    Later,
    Meter,
    Order,
    Scenario,
    Scene,
    Sort,
    SortItem,
)

_STEP = "  "
Lines = Iterator[str]


def write_scenario(scenario: Scenario) -> str:
    """The text of a scenario file. Comments and layout of the original are not kept."""
    return "\n".join(_scenario(scenario)) + "\n"


def _scenario(scenario: Scenario) -> Lines:
    yield f"id: {scenario.id}"
    yield f"version: {scenario.version}"
    if scenario.language is not Language.FRENCH:
        yield f"language: {scenario.language}"
    yield f"title: {_quoted(scenario.title)}"
    yield f"kind: {scenario.kind}"
    yield f"frame: {scenario.frame}"
    yield f"role: {scenario.role}"
    yield f"level: {scenario.level}"
    yield f"minutes: {scenario.minutes}"
    yield from _prose("summary", scenario.summary)
    yield from _prose("briefing", scenario.briefing)
    yield from _prose("notice", scenario.notice)
    yield from _words("objectives", scenario.objectives)
    if scenario.panel is not None:
        panel = scenario.panel
        yield "panel:"
        yield from _indented(_text("who", panel.who), 1)
        yield f"{_STEP}number: {panel.number}"
        yield from _indented(_text("when", panel.when), 1)
    yield from _table(
        "cast",
        (
            f"{person.id}: {{ name: {_quoted(person.name)}, title: {_quoted(person.title)} }}"
            for person in scenario.cast.values()
        ),
    )
    yield from _table("meters", (_meter(meter) for meter in scenario.meters.values()))
    yield from _quoted_table("flags", scenario.flags)
    yield f"start: {scenario.start}"
    yield ""
    yield "scenes:"
    for scene in scenario.scenes.values():
        yield f"{_STEP}{scene.id}:"
        yield from _indented(_scene(scene), 2)


def _meter(meter: Meter) -> str:
    parts = [f"label: {_quoted(meter.label)}", f"start: {meter.start}"]
    if (meter.low, meter.high) != (0, 100):
        parts.append(f"range: [{meter.low}, {meter.high}]")
    if meter.target is not None:
        parts.append(f"target: [{meter.target[0]}, {meter.target[1]}]")
    if meter.ends is not None:
        parts.append(f"ends: [{_quoted(meter.ends[0])}, {_quoted(meter.ends[1])}]")
    return f"{meter.id}: {{ {', '.join(parts)} }}"


def _scene(scene: Scene) -> Lines:
    yield from _text("title", scene.title)
    if scene.speaker is not None:
        yield f"speaker: {scene.speaker}"
    yield from _prose("text", scene.text)
    if scene.also:
        yield "also:"
        for paragraph in scene.also:
            yield f"{_STEP}- if: {_quoted(paragraph.condition.source)}"
            yield from _indented(_prose("text", paragraph.text), 2)
    if scene.documents:
        yield "documents:"
        for document in scene.documents.values():
            yield f"{_STEP}{document.id}:"
            yield from _indented(_text("title", document.title), 2)
            yield from _indented(_prose("text", document.text), 2)
    yield from _words("stakes", scene.stakes)
    if scene.open and not divides_evenly(scene.panel):
        yield "open: true"
    if scene.timer is not None:
        then = "" if scene.timer.then is None else f", then: {scene.timer.then}"
        yield f"timer: {{ seconds: {scene.timer.seconds}{then} }}"
    if scene.panel:
        votes = ", ".join(f"{choice}: {count}" for choice, count in scene.panel.items())
        yield f"panel: {{ {votes} }}"
    yield from _decision(scene)
    if scene.fallback is not None:
        yield f"fallback: {scene.fallback}"
    yield from _next(scene.next)
    if scene.ending is not None:
        title, grade = scene.ending.title, scene.ending.grade
        yield f"ending: {{ title: {_quoted(title)}, grade: {grade} }}"


def _decision(scene: Scene) -> Lines:
    if scene.choices:
        yield "choices:"
        for choice in scene.choices.values():
            yield f"{_STEP}{choice.id}:"
            yield from _indented(_choice(choice), 2)
    if scene.sort is not None:
        yield "sort:"
        yield from _indented(_sort(scene.sort), 1)
    if scene.order is not None:
        yield "order:"
        yield from _indented(_order(scene.order), 1)


def _choice(choice: Choice) -> Lines:
    yield from _prose("text", choice.text)
    if choice.condition is not None:
        yield f"if: {_quoted(choice.condition.source)}"
    yield from _prose("why_not", choice.why_not)
    if choice.once:
        yield "once: true"
    if choice.grades:
        grades = ", ".join(f"{stake}: {grade}" for stake, grade in choice.grades.items())
        yield f"grades: {{ {grades} }}"
    yield from _prose("because", choice.because)
    yield from _words("breach", choice.breach)
    yield from _change(choice.change)
    yield from _prose("outcome", choice.outcome)
    yield from _later(choice.later)
    yield from _next(choice.next)


def _sort(sort: Sort) -> Lines:
    yield from _quoted_table("columns", sort.columns)
    yield "items:"
    for item in sort.items.values():
        yield f"{_STEP}{item.id}:"
        yield from _indented(_sort_item(item), 2)
    yield from _prose("because", sort.because)
    yield from _bands(sort.bands)


def _sort_item(item: SortItem) -> Lines:
    yield from _prose("text", item.text)
    yield f"column: {item.column}"
    yield from _words("acceptable", item.acceptable)
    yield f"principle: {item.principle}"
    yield from _prose("because", item.because)


def _order(order: Order) -> Lines:
    yield "steps:"
    for id_, text in order.steps.items():
        yield f"{_STEP}{id_}:"
        yield from _indented(_prose("text", text), 2)
    yield from _prose("because", order.because)
    yield from _bands(order.bands)


def _bands(bands: Iterable[Band]) -> Lines:
    yield "bands:"
    for band in bands:
        yield f"{_STEP}- at_least: {band.at_least}"
        yield from _indented(_change(band.change), 2)
        yield from _indented(_prose("outcome", band.outcome), 2)
        yield from _indented(_later(band.later), 2)
        yield from _indented(_next(band.next), 2)


def _change(change: Change) -> Lines:
    if change.effects:
        effects = ", ".join(f"{meter}: {points:+d}" for meter, points in change.effects.items())
        yield f"effects: {{ {effects} }}"
    yield from _words("set", change.set)
    yield from _words("clear", change.clear)


def _later(later: Iterable[Later]) -> Lines:
    consequences = list(later)
    if consequences:
        yield "later:"
    for consequence in consequences:
        yield f"{_STEP}- after: {consequence.after}"
        yield from _indented(_prose("text", consequence.text), 2)
        yield from _indented(_change(consequence.change), 2)


def _next(branches: tuple[Branch, ...]) -> Lines:
    if len(branches) == 1 and _is_plain(branches[0]):
        yield f"next: {branches[0].go}"
    elif branches:
        yield "next:"
        for branch in branches:
            yield f"{_STEP}- {_branch(branch)}"


def _is_plain(branch: Branch) -> bool:
    return branch.condition is None and branch.chance is None


def _branch(branch: Branch) -> str:
    if _is_plain(branch):
        return branch.go
    parts = []
    if branch.condition is not None:
        parts.append(f"if: {_quoted(branch.condition.source)}")
    if branch.chance is not None:
        parts.append(f"chance: {_fraction(branch.chance)}")
    parts.append(f"go: {branch.go}")
    return f"{{ {', '.join(parts)} }}"


def _fraction(chance: Fraction) -> str:
    return f"{chance.numerator}/{chance.denominator}"


def _words(key: str, words: tuple[str, ...]) -> Lines:
    if words:
        yield f"{key}: [{', '.join(words)}]"


def _text(key: str, text: str) -> Lines:
    if text:
        yield f"{key}: {_quoted(text)}"


def _prose(key: str, text: str) -> Lines:
    """A block that keeps the line ends of ``text``; nothing when it is empty."""
    if not text:
        return
    yield f"{key}: |-"
    for line in text.split("\n"):
        yield f"{_STEP}{line}" if line else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _table(key: str, entries: Iterable[str]) -> Lines:
    written = list(entries)
    if written:
        yield f"{key}:"
        yield from (f"{_STEP}{entry}" for entry in written)


def _quoted_table(key: str, texts: Mapping[str, str]) -> Lines:
    yield from _table(key, (f"{id_}: {_quoted(text)}" for id_, text in texts.items()))


def _indented(lines: Iterable[str], levels: int) -> Lines:
    for line in lines:
        yield f"{_STEP * levels}{line}" if line else ""
