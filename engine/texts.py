"""Every text of a scenario that people read, under its name; and a scenario told in other texts.

A text is named by the keys that lead to it in the file, joined by dots: ``scenes.appel.text``.
In lists the elements are counted from 1: ``scenes.appel.also.1.text``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from engine.scenario import (
    Band,
    Choice,
    Ending,
    Later,
    Meter,
    Order,
    Panel,
    Person,
    Scenario,
    Scene,
    Sort,
)

Say = Callable[[str, str], str]
"""From the name of a text and the text to the text that takes its place."""

Carrier = TypeVar("Carrier", Choice, Band)


def texts_of(scenario: Scenario) -> dict[str, str]:
    """Every text by its name, in the order of the file. Texts that are empty are left out."""
    found: dict[str, str] = {}

    def gathered(name: str, text: str) -> str:
        if text:
            found[name] = text
        return text

    retold(scenario, gathered)
    return found


def with_texts(scenario: Scenario, texts: Mapping[str, str]) -> Scenario:
    """The same scenario with ``texts`` in place of those of their names; others stay as they are.

    Identifiers, effects, guards and grades do not change: neither do scores and journals.
    """
    return retold(scenario, lambda name, text: texts.get(name, text) if text else text)


def retold(scenario: Scenario, say: Say) -> Scenario:
    """``scenario`` with ``say(name, text)`` in place of every text."""
    return replace(
        scenario,
        title=say("title", scenario.title),
        summary=say("summary", scenario.summary),
        briefing=say("briefing", scenario.briefing),
        notice=say("notice", scenario.notice),
        panel=_panel(scenario.panel, say),
        cast={id_: _person(person, say) for id_, person in scenario.cast.items()},
        meters={id_: _meter(meter, say) for id_, meter in scenario.meters.items()},
        flags={id_: say(f"flags.{id_}", text) for id_, text in scenario.flags.items()},
        scenes={id_: _scene(scene, say) for id_, scene in scenario.scenes.items()},
    )


def _panel(panel: Panel | None, say: Say) -> Panel | None:
    if panel is None:
        return None
    return replace(panel, who=say("panel.who", panel.who), when=say("panel.when", panel.when))


def _person(person: Person, say: Say) -> Person:
    at = f"cast.{person.id}"
    return replace(
        person, name=say(f"{at}.name", person.name), title=say(f"{at}.title", person.title)
    )


def _meter(meter: Meter, say: Say) -> Meter:
    at = f"meters.{meter.id}"
    told = replace(meter, label=say(f"{at}.label", meter.label))
    if meter.ends is None:
        return told
    low, high = meter.ends
    return replace(told, ends=(say(f"{at}.ends.1", low), say(f"{at}.ends.2", high)))


def _scene(scene: Scene, say: Say) -> Scene:
    at = f"scenes.{scene.id}"
    return replace(
        scene,
        title=say(f"{at}.title", scene.title),
        text=say(f"{at}.text", scene.text),
        also=tuple(
            replace(one, text=say(f"{at}.also.{number}.text", one.text))
            for number, one in enumerate(scene.also, start=1)
        ),
        documents={
            id_: replace(
                document,
                title=say(f"{at}.documents.{id_}.title", document.title),
                text=say(f"{at}.documents.{id_}.text", document.text),
            )
            for id_, document in scene.documents.items()
        },
        choices={
            id_: _choice(choice, f"{at}.choices.{id_}", say)
            for id_, choice in scene.choices.items()
        },
        sort=_sort(scene.sort, f"{at}.sort", say),
        order=_order(scene.order, f"{at}.order", say),
        ending=_ending(scene.ending, f"{at}.ending", say),
    )


def _choice(choice: Choice, at: str, say: Say) -> Choice:
    told = replace(
        choice,
        text=say(f"{at}.text", choice.text),
        why_not=say(f"{at}.why_not", choice.why_not),
        because=say(f"{at}.because", choice.because),
    )
    return _led(told, at, say)


def _led(carrier: Carrier, at: str, say: Say) -> Carrier:
    """What a choice or a band leads to."""
    return replace(
        carrier,
        outcome=say(f"{at}.outcome", carrier.outcome),
        later=tuple(
            _later(one, f"{at}.later.{number}", say)
            for number, one in enumerate(carrier.later, start=1)
        ),
    )


def _later(later: Later, at: str, say: Say) -> Later:
    return replace(later, text=say(f"{at}.text", later.text))


def _sort(sort: Sort | None, at: str, say: Say) -> Sort | None:
    if sort is None:
        return None
    return replace(
        sort,
        columns={id_: say(f"{at}.columns.{id_}", text) for id_, text in sort.columns.items()},
        items={
            id_: replace(
                item,
                text=say(f"{at}.items.{id_}.text", item.text),
                because=say(f"{at}.items.{id_}.because", item.because),
            )
            for id_, item in sort.items.items()
        },
        because=say(f"{at}.because", sort.because),
        bands=_bands(sort.bands, at, say),
    )


def _order(order: Order | None, at: str, say: Say) -> Order | None:
    if order is None:
        return None
    return replace(
        order,
        steps={id_: say(f"{at}.steps.{id_}.text", text) for id_, text in order.steps.items()},
        because=say(f"{at}.because", order.because),
        bands=_bands(order.bands, at, say),
    )


def _bands(bands: tuple[Band, ...], at: str, say: Say) -> tuple[Band, ...]:
    return tuple(
        _led(band, f"{at}.bands.{number}", say) for number, band in enumerate(bands, start=1)
    )


def _ending(ending: Ending | None, at: str, say: Say) -> Ending | None:
    return None if ending is None else replace(ending, title=say(f"{at}.title", ending.title))
