"""Values taken out of JSON that anyone may have written: each is typed, bounded and placed."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime

from game.store.errors import ImportRefused
from game.store.records import JsonObject, JsonValue
from game.store.wording import is_identifier, is_plain

MAX_DEPTH = 12
"""Levels of lists and objects inside one another; a play needs seven."""

MAX_DIGITS = 40


class Fields:
    """One object of the file, read field by field; ``place`` names it in messages."""

    def __init__(self, value: JsonValue, place: str) -> None:
        if not isinstance(value, dict):
            raise refused(place)
        self._values: Mapping[str, JsonValue] = value
        self._place = place

    def place_of(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key

    def value(self, key: str) -> JsonValue:
        if key not in self._values:
            raise ImportRefused("missing_field", place=self.place_of(key))
        return self._values[key]

    def inside(self, key: str) -> Fields:
        return Fields(self.value(key), self.place_of(key))

    def names(self) -> tuple[str, ...]:
        return tuple(self._values)

    def text(self, key: str, limit: int) -> str:
        value = self.value(key)
        if not isinstance(value, str) or len(value) > limit:
            raise refused(self.place_of(key))
        return value

    def identifier(self, key: str) -> str:
        """A name made of letters, digits, ``_``, ``-`` and ``.``: safe in any path or screen."""
        value = self.value(key)
        if not isinstance(value, str) or not is_identifier(value):
            raise refused(self.place_of(key))
        return value

    def optional_identifier(self, key: str) -> str | None:
        return None if self.value(key) is None else self.identifier(key)

    def identifier_or_empty(self, key: str) -> str:
        return "" if self.value(key) == "" else self.identifier(key)

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.value(key)
        if not isinstance(value, str) or value not in allowed:
            raise refused(self.place_of(key))
        return value

    def whole(self, key: str, low: int, high: int) -> int:
        value = self.value(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise refused(self.place_of(key))
        return value

    def number(self, key: str, low: float, high: float) -> float:
        value = self.value(key)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            raise refused(self.place_of(key))
        return float(value)

    def yes_no(self, key: str) -> bool:
        value = self.value(key)
        if not isinstance(value, bool):
            raise refused(self.place_of(key))
        return value

    def moment(self, key: str) -> datetime:
        value = self.text(key, 40)
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                raise refused(self.place_of(key))
            return moment.astimezone(UTC)
        except (ValueError, OverflowError) as failure:
            raise refused(self.place_of(key)) from failure

    def optional_moment(self, key: str) -> datetime | None:
        return None if self.value(key) is None else self.moment(key)

    def object(self, key: str) -> JsonObject:
        value = self.value(key)
        if not isinstance(value, dict):
            raise refused(self.place_of(key))
        return value

    def items(self, key: str, limit: int) -> tuple[Fields, ...]:
        value = self.value(key)
        if not isinstance(value, list) or len(value) > limit:
            raise refused(self.place_of(key))
        return tuple(
            Fields(item, f"{self.place_of(key)}[{index}]") for index, item in enumerate(value)
        )


def refused(place: str) -> ImportRefused:
    return ImportRefused("bad_field", place=place)


def parse_json(data: bytes) -> JsonValue:
    """The JSON of ``data``, without repeated keys, NaN, infinities, abysses or bad characters."""
    try:
        value: JsonValue = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object_without_repeats,
            parse_constant=_no_constant,
            parse_float=_finite_float,
            parse_int=_bounded_int,
        )
    except (ValueError, RecursionError) as failure:
        raise ImportRefused("not_json") from failure
    _check_depth_and_text(value, MAX_DEPTH)
    return value


def _object_without_repeats(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("repeated key")
    return content


def _no_constant(name: str) -> JsonValue:
    raise ValueError(f"{name} is not JSON")


def _finite_float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError("number out of range")
    return value


def _bounded_int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError("number out of range")
    return int(digits)


def _check_depth_and_text(value: JsonValue, depth_left: int) -> None:
    if isinstance(value, str):
        if not is_plain(value):
            raise ImportRefused("not_json")
    elif isinstance(value, list | dict):
        if depth_left == 0:
            raise ImportRefused("not_json")
        inside = [*value, *value.values()] if isinstance(value, dict) else value
        for item in inside:
            _check_depth_and_text(item, depth_left - 1)
