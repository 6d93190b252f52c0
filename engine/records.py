"""Typing the words of a tree by what the format expects of each key, with the place of each.

A record never gives up: what is missing or of the wrong type is reported and read as an empty
value, so that everything else in the file is still checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from engine.diagnostics import Findings, Place
from engine.expressions import Expression, GuardError, parse_guard
from engine.french import meant_key, meant_word
from engine.identifiers import ID, NAME, RESERVED, as_id
from engine.places import Path, Places
from engine.source.tree import NOT_A_WORD, Broken, Mapping, Node, Scalar, Sequence
from engine.vocabulary import KNOWN_KEYS, Keys

Word = TypeVar("Word", bound=StrEnum)

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_HUGE = re.compile(r"[+-]?[0-9]{10,}")
_LISTED_WORD = re.compile(r"[^\s,][^,]*[^\s,]|[^\s,]")
_FRACTION = re.compile(r"([0-9]{1,6})\s*/\s*([0-9]{1,6})")
_DECIMAL = re.compile(r"[0-9]{0,3}\.[0-9]{1,6}")
_PERCENTAGE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%")
_YES_OR_NO = {"true": True, "false": False}

GUARD_CODES = {
    "guard-empty": "E401",
    "guard-too-long": "E402",
    "guard-too-deep": "E403",
    "guard-character": "E404",
    "guard-number": "E405",
    "guard-expected": "E406",
    "guard-chained": "E407",
    "guard-visited": "E408",
    "guard-wants-truth": "E409",
    "guard-wants-number": "E410",
    "guard-unknown-name": "E411",
    "guard-unknown-scene": "E412",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One part of the file with fixed keys; ``path`` leads to it from the root."""

    node: Mapping | Broken
    path: Path
    keys: Keys
    places: Places
    findings: Findings

    @classmethod
    def read(cls, node: Node, path: Path, keys: Keys, places: Places, findings: Findings) -> Record:
        """A record of ``node``; unknown and missing keys are reported at once."""
        if isinstance(node, (Scalar, Sequence)):
            code = "E208" if isinstance(node, Scalar) and not node.text else "E204"
            findings.add(code, places.of_node(node), keys=", ".join(keys.required or keys.all))
            node = Broken("", node.line, node.column)
        record = cls(node, path, keys, places, findings)
        if isinstance(node, Mapping):
            record._check_keys(node)
        else:
            places.break_at(path, node.text)
        return record

    def _check_keys(self, node: Mapping) -> None:
        meant: dict[str, tuple[Scalar, Node]] = {}
        for key, value in node:
            if key.text in self.keys.all:
                self._remember(key, value)
            else:
                close = self._unknown_key(key, node)
                if close:
                    meant[close] = (key, value)
        for name, (key, value) in meant.items():
            node.entries[name] = (key, value)
            self.places.put((*self.path, name), value, key)
        for name in self.keys.required:
            if name not in node.entries:
                self.findings.add("E202", self.places.at(self.path), word=name)

    def _remember(self, key: Scalar, value: Node) -> None:
        self.places.put((*self.path, key.text), value, key)
        if isinstance(value, Broken):
            self.places.break_at((*self.path, key.text), value.text)

    def _unknown_key(self, key: Scalar, node: Mapping) -> str:
        """Report a key that does not belong here; gives the free key that it resembles."""
        if key.style == NOT_A_WORD:
            return ""
        place = self.places.of_node(key)
        before_colon = key.text.partition(":")[0]
        if before_colon in self.keys.all and ":" in key.text:
            self.findings.add("E132", place, word=f"{before_colon}:")
            return before_colon if before_colon not in node.entries else ""
        if " " in key.text.strip():
            self.findings.add("E210", place, word=key.text)
            return ""
        free = [name for name in self.keys.all if name not in node.entries]
        close = "" if self.findings.full else meant_key(key.text, free)
        if not close and key.text in KNOWN_KEYS:
            self.findings.add("E212", place, word=key.text, known=", ".join(self.keys.all))
        else:
            known = ", ".join(self.keys.all)
            self.findings.add("E201", place, word=key.text, close=close, known=known)
        return close

    def __contains__(self, key: str) -> bool:
        return isinstance(self.node, Mapping) and key in self.node.entries

    def value(self, key: str) -> Node | None:
        """The node under ``key``; None when it is absent or broken, which has been said."""
        if not isinstance(self.node, Mapping) or key not in self.node.entries:
            return None
        value = self.node.entries[key][1]
        return None if isinstance(value, Broken) else value

    def is_broken(self, key: str) -> bool:
        """Whether ``key`` is there with a value that could not be read."""
        return key in self and self.value(key) is None

    def report(self, code: str, key: str, **params: str | int) -> None:
        """Report something about the value under ``key``."""
        self.findings.add(code, self.places.at((*self.path, key)), **params)

    def _place(self, node: Node) -> Place:
        return self.places.of_node(node)

    def text(self, key: str) -> str:
        """The prose under ``key``, without the blank lines around it."""
        value = self.value(key)
        return "" if value is None else self._prose(value, key)

    def _prose(self, value: Node, key: str) -> str:
        if not isinstance(value, Scalar):
            self.findings.add("E203", self._place(value), word=key)
            return ""
        prose = value.text.strip()
        if not prose:
            self.findings.add("E211", self._place(value), word=key)
        return prose

    def word(self, key: str) -> str | None:
        """The identifier under ``key``, as written: what it names is checked later."""
        value = self.value(key)
        return None if value is None else self._word(value, key)

    def _word(self, value: Node, key: str) -> str | None:
        if not isinstance(value, Scalar):
            self.findings.add("E213", self._place(value), word=key)
            return None
        word = value.text.strip()
        if not word:
            self.findings.add("E208", self._place(value), word=key, keys=key)
            self.places.break_at((*self.path, key), "")
            return None
        return word

    def words(self, key: str) -> tuple[str, ...]:
        """The list of identifiers under ``key``, each with its place at ``(…, key, word)``.

        A repeated one is reported and dropped.
        """
        found: dict[str, None] = {}
        for value, _ in self.nodes(key):
            word = self._word(value, key)
            if word is None:
                continue
            if word in found:
                self.findings.add("E214", self._place(value), word=word)
            else:
                self.places.put((*self.path, key, word), value)
                found[word] = None
        return tuple(found)

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of short texts under ``key``."""
        return tuple(self._prose(value, key) for value, _ in self.nodes(key))

    def nodes(self, key: str) -> Iterator[tuple[Node, Path]]:
        """The nodes of the list under ``key`` with their paths, but for the broken ones."""
        value = self.value(key)
        if value is None:
            return
        if not isinstance(value, Sequence):
            self.findings.add("E205", self._place(value), word=key)
            value = Sequence(value.line, value.column, _split_words(value))
        for index, item in enumerate(value.items):
            if not isinstance(item, Broken):
                yield item, (*self.path, key, index)

    def whole(self, key: str, low: int, high: int, default: int) -> int:
        """The whole number under ``key``, from ``low`` to ``high``."""
        value = self.value(key)
        number = None if value is None else self._whole(value, key, low, high)
        return default if number is None else number

    def _whole(self, value: Node, key: str, low: int, high: int) -> int | None:
        written = value.text.strip() if isinstance(value, Scalar) else ""
        number = int(written) if _WHOLE.fullmatch(written) else None
        if number is not None and low <= number <= high:
            return number
        is_number = number is not None or _HUGE.fullmatch(written)
        code = "E207" if is_number else "E206"
        place = self._place(value)
        self.findings.add(code, place, word=written, field=key, low=low, high=high)
        return None

    def pair(self, key: str, low: int, high: int) -> tuple[int, int] | None:
        """Two whole numbers written ``[low, high]``."""
        value = self.value(key)
        if value is None:
            return None
        if not isinstance(value, Sequence):
            self.findings.add("E215", self._place(value), word=key)
            self.places.break_at((*self.path, key), "")
            return None
        values = [value for value, _ in self.nodes(key)]
        numbers = [self._whole(value, key, low, high) for value in values]
        if len(numbers) != 2 or None in numbers:
            if None not in numbers:
                self.findings.add("E215", self.places.at((*self.path, key)), word=key)
            self.places.break_at((*self.path, key), "")
            return None
        first, second = (number or 0 for number in numbers)
        if first >= second:
            self.findings.add("E216", self.places.at((*self.path, key)), word=key)
        return min(first, second), max(first, second)

    def yes(self, key: str) -> bool:
        """Whether ``key`` is there and says ``true``."""
        value = self.value(key)
        if value is None:
            return False
        written = value.text.strip() if isinstance(value, Scalar) else ""
        if written not in _YES_OR_NO:
            self.findings.add("E217", self._place(value), word=written, field=key)
        return _YES_OR_NO.get(written, True)

    def one_of(self, key: str, words: type[Word], default: Word) -> Word:
        """One of the fixed ``words`` of the format."""
        value = self.value(key)
        found = None if value is None else self.fixed_word(value, key, words)
        return default if found is None else found

    def fixed_word(self, value: Node, key: str, words: type[Word]) -> Word | None:
        written = self._word(value, key)
        if written is None:
            return None
        known = [word.value for word in words]
        if written in known:
            return words(written)
        self.findings.add(
            "E218",
            self._place(value),
            word=written,
            field=key,
            close=meant_word(written, known),
            known=", ".join(known),
        )
        return None

    def chance(self, key: str) -> Fraction | None:
        """A probability strictly between 0 and 1: ``1/3``, ``0.25`` or ``30%``."""
        value = self.value(key)
        if value is None:
            return None
        written = value.text.strip() if isinstance(value, Scalar) else ""
        chance = _chance(written)
        if chance is None or not 0 < chance < 1:
            self.findings.add("E219", self._place(value), word=written)
            return None
        return chance

    def guard(self, key: str) -> Expression | None:
        """The guard under ``key``, parsed; what it names is checked later."""
        value = self.value(key)
        if value is None:
            return None
        if not isinstance(value, Scalar):
            self.findings.add("E203", self._place(value), word=key)
            return None
        guard = value.text.strip()
        try:
            return parse_guard(guard)
        except GuardError as error:
            place = self.places.in_text((*self.path, key), error.column)
            code = GUARD_CODES[error.code]
            if code == "E406" and not error.params.get("found"):
                code = "E413"
            self.findings.add(code, place, **error.params)
            self.places.break_at((*self.path, key), guard)
            return None

    def record(self, key: str, keys: Keys) -> Record | None:
        """The part under ``key``, itself with fixed keys."""
        value = self.value(key)
        if value is None:
            return None
        return Record.read(value, (*self.path, key), keys, self.places, self.findings)

    def records(self, key: str, keys: Keys) -> list[Record]:
        """The parts of the list under ``key``."""
        return [self.item_record(item, path, keys) for item, path in self.nodes(key)]

    def one_or_more(self, key: str, keys: Keys) -> list[Record]:
        """The parts of the list under ``key``, or the single part written without a list."""
        if isinstance(self.value(key), Mapping):
            only = self.record(key, keys)
            return [only] if only is not None else []
        return self.records(key, keys)

    def item_record(self, item: Node, path: Path, keys: Keys) -> Record:
        """An item of a list, itself with fixed keys."""
        self.places.put(path, item)
        return Record.read(item, path, keys, self.places, self.findings)

    def entries(
        self, key: str, form: re.Pattern[str] | None = ID
    ) -> Iterator[tuple[str, Node, Path]]:
        """The entries of the table under ``key``: author's identifier, value, path.

        Identifiers that are not of the ``form`` are reported; None leaves them unchecked,
        where they name something that has its own place.
        """
        value = self.value(key)
        if value is None:
            return
        if not isinstance(value, Mapping):
            self.findings.add("E209", self._place(value), word=key)
            self.places.break_at((*self.path, key), "")
            return
        for name, entry in value:
            path = self.places.put_entry((*self.path, key), name)
            if isinstance(entry, Broken):
                self.places.break_at(path, entry.text)
            if form is not None:
                self._check_id(name, form)
            yield name.text, entry, path

    def _check_id(self, name: Scalar, form: re.Pattern[str]) -> None:
        if name.text in RESERVED and form is NAME:
            self.findings.add("E221", self._place(name), word=name.text)
        elif not form.fullmatch(name.text):
            code = "E220" if form is ID else "E222"
            close = as_id(name.text, "_")
            self.findings.add(code, self._place(name), word=name.text, close=close)

    def entry_record(self, node: Node, path: Path, keys: Keys) -> Record:
        """An entry of a table, itself with fixed keys."""
        return Record.read(node, path, keys, self.places, self.findings)

    def table_of_texts(self, key: str, form: re.Pattern[str]) -> dict[str, str]:
        """A table from the author's identifiers to prose."""
        return {
            name: "" if isinstance(node, Broken) else self._prose(node, name)
            for name, node, _ in self.entries(key, form)
        }

    def table_of_numbers(self, key: str, low: int, high: int) -> dict[str, int]:
        """A table from identifiers declared elsewhere to whole numbers."""
        numbers = {}
        for name, node, _ in self.entries(key, None):
            number = None if isinstance(node, Broken) else self._whole(node, name, low, high)
            if number is not None:
                numbers[name] = number
        return numbers


def _split_words(value: Node) -> list[Node]:
    """The items of a list written without brackets: ``one, two``."""
    if not isinstance(value, Scalar):
        return [value]
    return [
        Scalar(word[0], value.line, value.column + word.start(), "", value.last_line)
        for word in _LISTED_WORD.finditer(value.text)
    ]


def _chance(written: str) -> Fraction | None:
    if found := _FRACTION.fullmatch(written):
        return Fraction(int(found[1]), int(found[2])) if int(found[2]) else None
    if _DECIMAL.fullmatch(written):
        return Fraction(written)
    if found := _PERCENTAGE.fullmatch(written):
        return Fraction(found[1]) / 100
    return None
