"""Reading tables of plain data (dicts, lists, strings) with an error that says what and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PROBLEMS = {
    "already_explicit": "{word!r} is explicit already",
    "empty": "the text is empty",
    "explicit_without_place": "{word!r} is explicit without a place, or the reverse",
    "key_not_text": "a key must be a string, not {found}",
    "lines": "{word!r} is not l.N or l.N-M",
    "lines_backwards": "{word!r} goes backwards",
    "missing_key": "the key {word!r} is missing",
    "no_folder": "the folder of scenarios is missing",
    "not_list": "a list was expected, not {found}",
    "not_table": "a table was expected, not {found}",
    "not_table_at_top": "a table was expected at the top of the file",
    "not_text": "a text was expected, not {found}",
    "other_name": "its id is {word!r}, its name says {name!r}",
    "role_twice": "this role is there twice",
    "says_something": "{word!r} says something",
    "twice": "{word!r} is there twice",
    "unknown": "{word!r} is unknown (known: {known})",
    "unknown_document": "{word!r} is unknown",
    "unknown_key": "unknown key (known: {known})",
    "unreadable": "{detail}",
}
"""What may be wrong, in English for developers; interfaces say it in the user's language."""


class ContentError(ValueError):
    """Content data that cannot be used.

    ``where`` is the dotted path of the faulty value (``principles.pst.force``); ``fault`` names
    what is wrong with it and ``details`` fill the words for it. ``found`` among them is "a table",
    "a list", "nothing", or the value itself.
    """

    def __init__(self, where: str, fault: str, **details: str) -> None:
        self.where = where
        self.fault = fault
        self.details = details
        super().__init__(f"{where}: {self.problem}")

    @property
    def problem(self) -> str:
        """What is wrong, in English."""
        return PROBLEMS[self.fault].format(**self.details)


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
            raise ContentError(where, "not_table", found=_kind(value))
        for key in value:
            if not isinstance(key, str):
                raise ContentError(where, "key_not_text", found=repr(key))
        return cls(value, where)

    def path(self, key: str) -> str:
        return f"{self.where}.{key}"

    def only(self, *allowed: str) -> None:
        """Refuse keys that are not among ``allowed``: a misspelt key must not go unnoticed."""
        for key in self.entries:
            if key not in allowed:
                raise ContentError(self.path(key), "unknown_key", known=", ".join(allowed))

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
            raise ContentError(self.where, "missing_key", word=key)
        return self.entries[key]

    def _items(self, key: str) -> Iterator[tuple[str, object]]:
        value = self._value(key)
        if not isinstance(value, list | tuple):
            raise ContentError(self.path(key), "not_list", found=_kind(value))
        for index, item in enumerate(value):
            yield f"{self.path(key)}[{index}]", item


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ContentError(where, "not_text", found=_kind(value))
    if not value.strip():
        raise ContentError(where, "empty")
    return value


def _kind(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    return repr(value)
