"""Reading tables of plain data (dicts, lists, strings) with an error that says what and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


class ContentError(ValueError):
    """Content data that cannot be used.

    ``where`` is the dotted path of the faulty value (``principles.pst.force``); ``problem`` says
    in English what is wrong with it.
    """

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping from string keys, with its dotted path from the root of the data.

    Every method raises ``ContentError`` when a value is missing or not of the shape asked for.
    """

    entries: Mapping[str, object]
    where: str

    @classmethod
    def of(cls, value: object, where: str) -> Table:
        if not isinstance(value, Mapping):
            raise ContentError(where, f"a table was expected, not {_kind(value)}")
        for key in value:
            if not isinstance(key, str):
                raise ContentError(where, f"a key must be a string, not {key!r}")
        return cls(value, where)

    def path(self, key: str) -> str:
        return f"{self.where}.{key}"

    def only(self, *allowed: str) -> None:
        """Refuse keys that are not among ``allowed``: a misspelt key must not go unnoticed."""
        for key in self.entries:
            if key not in allowed:
                raise ContentError(self.path(key), f"unknown key (known: {', '.join(allowed)})")

    def text(self, key: str) -> str:
        return _text(self._value(key), self.path(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of strings under ``key``; an absent key is an empty list."""
        if key not in self.entries:
            return ()
        return tuple(_text(item, where) for where, item in self._items(key))

    def table(self, key: str) -> Table:
        return Table.of(self._value(key), self.path(key))

    def optional_table(self, key: str) -> Table:
        """The table under ``key``; an absent key is an empty table."""
        return Table.of(self.entries.get(key, {}), self.path(key))

    def rows(self, key: str) -> tuple[Table, ...]:
        """The list of tables under ``key``."""
        return tuple(Table.of(item, where) for where, item in self._items(key))

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Every entry of this table, each of them a table."""
        for key in self.entries:
            yield key, self.table(key)

    def strings(self) -> dict[str, str]:
        """Every entry of this table, each of them a string."""
        return {key: self.text(key) for key in self.entries}

    def _value(self, key: str) -> object:
        if key not in self.entries:
            raise ContentError(self.where, f"the key {key!r} is missing")
        return self.entries[key]

    def _items(self, key: str) -> Iterator[tuple[str, object]]:
        value = self._value(key)
        if not isinstance(value, list | tuple):
            raise ContentError(self.path(key), f"a list was expected, not {_kind(value)}")
        for index, item in enumerate(value):
            yield f"{self.path(key)}[{index}]", item


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ContentError(where, f"a text was expected, not {_kind(value)}")
    if not value.strip():
        raise ContentError(where, "the text is empty")
    return value


def _kind(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    return repr(value)
