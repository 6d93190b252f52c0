"""The JSON Schema of a scenario file, from which editors complete, explain and check each key.

Draft 7, which every YAML language server knows. It says what the form of a file can say; what
depends on the rest of the story is said by ``duettiste check``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from engine import drafting
from engine.checks import structure
from engine.frames import Frame
from engine.identifiers import ID, NAME
from engine.principles import Catalogue, Force, Principle
from engine.scenario import Grade
from game.authoring.canonical import key_order
from game.authoring.grammar import PARTS, SCENARIO, Form, Held, Part, held
from game.locale import Messages

DRAFT = "http://json-schema.org/draft-07/schema#"
TITLE = "Duettiste: scenario"
"""How a schema made here is known again."""

Schema = dict[str, Any]
POINTS = (-drafting.LARGEST_POINTS, drafting.LARGEST_POINTS)
LIMITS = {
    ("scenario", "version"): (1, drafting.LARGEST_VERSION),
    ("scenario", "level"): (1, drafting.HIGHEST_LEVEL),
    ("scenario", "minutes"): (1, drafting.LONGEST_PLAY_MINUTES),
    ("later", "after"): (1, drafting.LATEST_CONSEQUENCE),
    ("timer", "seconds"): (structure.SHORTEST_TIMER_SECONDS, drafting.LONGEST_TIMER_SECONDS),
    ("band", "at_least"): (0, 100),
    ("panel", "number"): (drafting.SMALLEST_PANEL, drafting.LARGEST_PANEL),
    ("scene", "panel"): (0, drafting.LARGEST_PANEL),
}
"""The lowest and the highest number a key may hold."""
FEWEST = {
    ("scenario", "scenes"): 1,
    ("scene", "choices"): 1,
    ("sort", "columns"): structure.FEWEST_COLUMNS,
    ("sort", "items"): structure.FEWEST_ITEMS,
    ("order", "steps"): structure.FEWEST_STEPS,
    ("sort", "bands"): 1,
    ("order", "bands"): 1,
}
"""How many entries a key must hold at least."""
_NAMES = ("cast", "meters", "flags")
"""Tables whose identifiers guards and texts speak of."""
_WRITTEN = {"type": ["string", "number", "boolean"], "minLength": 1}
"""A text: a bare number or ``true`` is one too, scenarios keep what was written."""
_CHANCE = r"^\s*(?:\d{1,6}\s*/\s*\d{1,6}|\d{0,3}\.\d{1,6}|\d{1,3}(?:\.\d{1,6})?\s*%)\s*$"
_WAYS = (*structure.DECISIONS, "ending", "next")


def scenario_schema(
    messages: Messages, catalogue: Catalogue, frames: Mapping[str, Frame]
) -> Schema:
    """The schema, its descriptions in the language of ``messages``, as plain JSON values."""
    return _Maker(messages, catalogue, frames).schema()


def as_text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


class _Maker:
    def __init__(
        self, messages: Messages, catalogue: Catalogue, frames: Mapping[str, Frame]
    ) -> None:
        self._say = messages
        self._catalogue = catalogue
        self._frames = frames

    def schema(self) -> Schema:
        head: Schema = {
            "$schema": DRAFT,
            "title": TITLE,
            "description": self._say("authoring.schema.file.about"),
        }
        definitions = {part.name: self._part(part) for part in PARTS if part is not SCENARIO}
        definitions |= {
            "principle": self._principles(self._catalogue.principles),
            "duty": self._principles(
                {
                    id_: one
                    for id_, one in self._catalogue.principles.items()
                    if one.force is Force.DUTY
                }
            ),
            "grade": self._fixed_words(Grade),
            "grades": self._grades(),
            "ways": self._ways(),
        }
        return head | self._part(SCENARIO) | {"definitions": definitions}

    def _part(self, part: Part) -> Schema:
        properties = {
            key: {**self._held(part, key, held(part, key)), **self._words(part, key)}
            for key in key_order(part)
        }
        schema: Schema = {
            "type": "object",
            "additionalProperties": False,
            "required": list(part.keys.required),
            "properties": properties,
        }
        match part.name:
            case "scenario":
                schema["allOf"] = self._roles_of_frames()
            case "scene":
                schema |= _build_of_a_scene()
        return schema

    def _words(self, part: Part, key: str) -> Schema:
        """What an editor shows beside a key."""
        words = self._say(f"authoring.schema.{part.name}.{key}", part=part.name)
        return {"description": words, "markdownDescription": words}

    def _held(self, part: Part, key: str, value: Held) -> Schema:
        named = (part.name, key)
        match value.form:
            case Form.PROSE:
                return dict(_WRITTEN)
            case Form.WORD:
                return self._word(part, key)
            case Form.FIXED_WORD:
                words = value.words or Grade
                return _reference("grade") if words is Grade else self._fixed_words(words)
            case Form.GUARD:
                return {"type": "string", "minLength": 1}
            case Form.CHANCE:
                number = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}
                return {"anyOf": [number, {"type": "string", "pattern": _CHANCE}]}
            case Form.WHOLE:
                return _whole(LIMITS.get(named, POINTS))
            case Form.YES:
                return {"type": "boolean"}
            case Form.WORDS:
                return self._list_of_words(key)
            case Form.TWO_WHOLES:
                return _pair(_whole(POINTS))
            case Form.TWO_TEXTS:
                return _pair(dict(_WRITTEN))
        return self._collection(part, key, value)

    def _collection(self, part: Part, key: str, value: Held) -> Schema:
        inner = _reference(value.part.name) if value.part else {}
        fewest = FEWEST.get((part.name, key), 0)
        form = NAME if key in _NAMES else ID
        match value.form:
            case Form.TABLE_OF_TEXTS:
                return _table(dict(_WRITTEN), form.pattern, fewest)
            case Form.TABLE_OF_WHOLES:
                limits = LIMITS.get((part.name, key), POINTS)
                return {"type": "object", "additionalProperties": _whole(limits)}
            case Form.TABLE_OF_FIXED_WORDS:
                return _reference("grades")
            case Form.TABLE_OF_PARTS:
                return _table(inner, form.pattern, fewest)
            case Form.LIST_OF_PARTS:
                return {"type": "array", "items": inner, "minItems": fewest}
            case Form.ONE_OR_MORE:
                return {"anyOf": [inner, {"type": "array", "items": inner}]}
            case Form.WAYS:
                return _reference("ways")
        return inner

    def _word(self, part: Part, key: str) -> Schema:
        if key == "principle":
            return _reference("principle")
        if part is SCENARIO and key == "frame":
            titles = {id_: frame.title for id_, frame in self._frames.items()}
            return _enumeration(titles)
        return _identifier()

    def _list_of_words(self, key: str) -> Schema:
        of_principles = {"objectives": "principle", "stakes": "principle", "breach": "duty"}
        items = _reference(of_principles[key]) if key in of_principles else _identifier()
        return {"type": "array", "items": items, "uniqueItems": True}

    def _principles(self, principles: Mapping[str, Principle]) -> Schema:
        return _enumeration({id_: self._principle(one) for id_, one in principles.items()})

    def _principle(self, principle: Principle) -> str:
        return self._say.typeset(f"{principle.title} — {principle.statement}")

    def _fixed_words(self, words: type[StrEnum]) -> Schema:
        table = words.__name__.lower()
        return _enumeration(
            {one.value: self._say(f"authoring.schema.words.{table}.{one.value}") for one in words}
        )

    def _grades(self) -> Schema:
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                id_: {**_reference("grade"), "description": self._principle(one)}
                for id_, one in self._catalogue.principles.items()
            },
        }

    def _ways(self) -> Schema:
        """``next``: a scene, or a list closed by a scene."""
        line = {"anyOf": [_identifier(), _reference("branch")]}
        return {"anyOf": [_identifier(), {"type": "array", "items": line, "minItems": 1}]}

    def _roles_of_frames(self) -> list[Schema]:
        return [
            {
                "if": {"properties": {"frame": {"const": id_}}, "required": ["frame"]},
                "then": {
                    "properties": {
                        "role": _enumeration({role.id: role.title for role in frame.roles.values()})
                    }
                },
            }
            for id_, frame in self._frames.items()
        ]


def _build_of_a_scene() -> Schema:
    """One way out of a scene, and what goes only with a decision."""
    decides: Schema = {"anyOf": [{"required": [key]} for key in structure.DECISIONS]}
    rivals = [
        [one, other]
        for index, one in enumerate(_WAYS)
        for other in _WAYS[index + 1 :]
        if (one, other) not in (("sort", "next"), ("order", "next"))
    ]
    needs_a_decision: Schema = dict.fromkeys(("stakes", "open", "timer"), decides)
    return {
        "anyOf": [{"required": [key]} for key in _WAYS],
        "not": {"anyOf": [{"required": pair} for pair in rivals]},
        "dependencies": {**needs_a_decision, "fallback": ["choices"]},
        "if": {**decides, "not": {"properties": {"open": {"const": True}}, "required": ["open"]}},
        "then": {"required": ["stakes"]},
    }


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _enumeration(words: Mapping[str, str]) -> Schema:
    """One of ``words``, each with what it means."""
    meanings = list(words.values())
    return {
        "type": "string",
        "enum": list(words),
        "enumDescriptions": meanings,
        "markdownEnumDescriptions": meanings,
    }


def _identifier() -> Schema:
    return {"type": "string", "pattern": f"^{ID.pattern}$"}


def _whole(limits: tuple[int, int]) -> Schema:
    return {"type": "integer", "minimum": limits[0], "maximum": limits[1]}


def _pair(value: Schema) -> Schema:
    return {"type": "array", "items": value, "minItems": 2, "maxItems": 2}


def _table(value: Schema, names: str, fewest: int) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{names}$"},
        "additionalProperties": value,
        "minProperties": fewest,
    }


def is_our_schema(text: str) -> bool:
    """Whether ``text`` is a schema made here, by this version or another."""
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("title") == TITLE
