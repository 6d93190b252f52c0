"""What xAPI statements speak of: scenarios, their decisions, principles, frames."""

from __future__ import annotations

from collections.abc import Mapping

from engine.debrief import DecisionReport
from engine.frames import Frame
from engine.principles import Principle
from engine.scenario import Order, Scenario, Sort
from game.exports.cells import clean
from game.exports.vocabulary import COURSE, INTERACTION, OBJECTIVE, PROFILE, SIMULATION, Site
from game.store.records import JsonObject, JsonValue
from game.views.words import unfolded

CATALOGUE_LANGUAGE = "fr"
"""The language in which principles and frames are told here; a scenario says its own."""

BETWEEN_ITEMS = "[,]"
BETWEEN_PAIR = "[.]"
"""Delimiters of xAPI 1.0.3, part 2, "Response Patterns"."""


def words(text: str, language: str = CATALOGUE_LANGUAGE) -> JsonObject | None:
    """A language map; None for an empty text, which no statement may hold."""
    shown = clean(unfolded(text)).strip()
    return {language: shown} if shown else None


def activity(iri: str, type_: str, **definition: JsonValue) -> JsonObject:
    """An activity; a definition without a value is left out."""
    held: JsonObject = {key: value for key, value in definition.items() if value is not None}
    return {"objectType": "Activity", "id": iri, "definition": {"type": type_, **held}}


def scenario_activity(scenario: Scenario, site: Site) -> JsonObject:
    return activity(
        site.scenario(scenario.id),
        SIMULATION,
        name=words(scenario.title, scenario.language),
        description=words(scenario.fill(scenario.summary), scenario.language),
    )


def frame_activity(frame: Frame, site: Site) -> JsonObject:
    return activity(site.frame(frame.id), COURSE, name=words(frame.title))


def profile_activity(site: Site) -> JsonObject:
    return activity(site.profile, PROFILE)


def principle_activity(principle: Principle, site: Site) -> JsonObject:
    return activity(
        site.principle(principle.id),
        OBJECTIVE,
        name=words(principle.title),
        description=words(principle.statement),
    )


def decision_activity(scenario: Scenario, report: DecisionReport, site: Site) -> JsonObject:
    """The decision of a scene, with what could be answered; every choice, open then or not."""
    scene = report.scene
    if scene.sort is not None:
        interaction = _matching(scenario, scene.sort)
    elif scene.order is not None:
        interaction = _sequencing(scenario, scene.order)
    else:
        texts = {option.id: option.text for option in report.options}
        interaction = {
            "interactionType": "choice",
            "choices": _components(texts, scenario.language),
        }
    return activity(
        site.scene(scenario.id, scene.id),
        INTERACTION,
        name=words(scene.title, scenario.language),
        description=words(scenario.fill(scene.text), scenario.language),
        **interaction,
    )


def _matching(scenario: Scenario, sort: Sort) -> JsonObject:
    right = ((item.id, item.column) for item in sort.items.values())
    items = {item.id: scenario.fill(item.text) for item in sort.items.values()}
    columns = {id_: scenario.fill(text) for id_, text in sort.columns.items()}
    return {
        "interactionType": "matching",
        "source": _components(items, scenario.language),
        "target": _components(columns, scenario.language),
        "correctResponsesPattern": [matched(dict(right))],
    }


def _sequencing(scenario: Scenario, order: Order) -> JsonObject:
    steps = {id_: scenario.fill(text) for id_, text in order.steps.items()}
    return {
        "interactionType": "sequencing",
        "choices": _components(steps, scenario.language),
        "correctResponsesPattern": [BETWEEN_ITEMS.join(order.steps)],
    }


def matched(placements: Mapping[str, str]) -> str:
    """The pairs of a matching as xAPI writes them."""
    pairs = (f"{item}{BETWEEN_PAIR}{column}" for item, column in placements.items())
    return BETWEEN_ITEMS.join(pairs)


def _components(texts: Mapping[str, str], language: str) -> list[JsonValue]:
    found: list[JsonValue] = []
    for id_, text in texts.items():
        description = words(text, language)
        found.append({"id": id_} | ({"description": description} if description else {}))
    return found
