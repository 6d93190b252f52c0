"""The parts of a scenario file and what each key holds, drawn from the engine's model.

The keys come from ``engine.vocabulary``, what they hold from the types of ``engine.scenario``:
nothing of the format is said a second time here but the few keys whose name differs in the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from engine import scenario as model
from engine import vocabulary
from engine.expressions import Expression
from engine.vocabulary import Keys


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file with fixed keys, and the class of the model it becomes."""

    name: str
    keys: Keys
    model: type


class Form(Enum):
    """What stands under a key. A table goes from the author's identifiers to values."""

    PROSE = auto()
    WORD = auto()
    FIXED_WORD = auto()
    GUARD = auto()
    CHANCE = auto()
    WHOLE = auto()
    YES = auto()
    WORDS = auto()
    TWO_WHOLES = auto()
    TWO_TEXTS = auto()
    TABLE_OF_TEXTS = auto()
    TABLE_OF_WHOLES = auto()
    TABLE_OF_FIXED_WORDS = auto()
    PART = auto()
    TABLE_OF_PARTS = auto()
    LIST_OF_PARTS = auto()
    ONE_OR_MORE = auto()
    WAYS = auto()


@dataclass(frozen=True, slots=True)
class Held:
    """What a key holds: ``part`` for the forms made of parts, ``words`` for fixed words."""

    form: Form
    part: Part | None = None
    words: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of an exercise, which the model keeps as its text alone."""

    text: str


SCENARIO = Part("scenario", vocabulary.SCENARIO, model.Scenario)
STEP = Part("step", vocabulary.STEP, _Step)
PARTS = (
    SCENARIO,
    Part("panel", vocabulary.PANEL, model.Panel),
    Part("person", vocabulary.PERSON, model.Person),
    Part("meter", vocabulary.METER, model.Meter),
    Part("scene", vocabulary.SCENE, model.Scene),
    Part("paragraph", vocabulary.PARAGRAPH, model.Paragraph),
    Part("document", vocabulary.DOCUMENT, model.Document),
    Part("timer", vocabulary.TIMER, model.Timer),
    Part("ending", vocabulary.ENDING, model.Ending),
    Part("choice", vocabulary.CHOICE, model.Choice),
    Part("later", vocabulary.LATER, model.Later),
    Part("branch", vocabulary.BRANCH, model.Branch),
    Part("sort", vocabulary.SORT, model.Sort),
    Part("item", vocabulary.SORT_ITEM, model.SortItem),
    Part("order", vocabulary.ORDER, model.Order),
    STEP,
    Part("band", vocabulary.BAND, model.Band),
)
_PART_OF = {part.model: part for part in PARTS}
_FIELDS = {"if": "condition", "range": "target"}
"""Keys named otherwise in the model; ``range``, two fields there, has the type of ``target``."""
_SIMPLE = {
    bool: Form.YES,
    int: Form.WHOLE,
    Fraction: Form.CHANCE,
    Expression: Form.GUARD,
}
_LISTS = {str: Form.WORDS, model.Branch: Form.WAYS, model.Later: Form.ONE_OR_MORE}
_TABLES = {str: Form.TABLE_OF_TEXTS, int: Form.TABLE_OF_WHOLES}


@cache
def held(part: Part, key: str) -> Held:
    """What stands under a ``key`` of a ``part``. KeyError when it has no such key."""
    if key not in part.keys.all:
        raise KeyError(key)
    if part.model is model.Order and key == "steps":
        return Held(Form.TABLE_OF_PARTS, STEP)
    kind = _type_of(part, key)
    return Held(Form.PROSE) if kind is str and key in vocabulary.PROSE_KEYS else _held(kind)


def _type_of(part: Part, key: str) -> Any:  # noqa: ANN401 - a type, or a form of ``typing``
    hints = get_type_hints(part.model)
    if key in vocabulary.CHANGE:
        hints = get_type_hints(model.Change)
    kind = hints[_FIELDS.get(key, key)]
    alternatives = [one for one in get_args(kind) if one is not NoneType]
    optional = NoneType in get_args(kind)
    return alternatives[0] if optional else kind


def _held(kind: Any) -> Held:  # noqa: ANN401 - a type, or a form of ``typing``
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Mapping:
        return _table(inner[1])
    if origin is tuple:
        return _list(inner)
    if issubclass(kind, StrEnum):
        return Held(Form.FIXED_WORD, words=kind)
    if kind in _PART_OF:
        return Held(Form.PART, _PART_OF[kind])
    return Held(_SIMPLE.get(kind, Form.WORD))


def _table(kind: type) -> Held:
    if kind in _PART_OF:
        return Held(Form.TABLE_OF_PARTS, _PART_OF[kind])
    if issubclass(kind, StrEnum):
        return Held(Form.TABLE_OF_FIXED_WORDS, words=kind)
    return Held(_TABLES[kind])


def _list(inner: tuple[Any, ...]) -> Held:
    if inner[-1] is not Ellipsis:
        return Held(Form.TWO_WHOLES if inner[0] is int else Form.TWO_TEXTS)
    form = _LISTS.get(inner[0], Form.LIST_OF_PARTS)
    return Held(form, _PART_OF.get(inner[0]))


def under(around: Held | None, key: str) -> Held | None:
    """What the entry ``key`` of a mapping holds, ``around`` being what the mapping stands for."""
    if around is None or around.part is None:
        return None
    if around.form in (Form.PART, Form.ONE_OR_MORE):
        return held(around.part, key)
    return Held(Form.PART, around.part)


def item_of(around: Held | None) -> Held | None:
    """What each item of a list holds, ``around`` being what the list stands for."""
    return None if around is None or around.part is None else Held(Form.PART, around.part)
