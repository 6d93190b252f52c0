"""The tree that a file is read into: words, mappings and lists, each with its place.

Lines and columns count from 0 here, as the YAML parser counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.diagnostics import Place

NOT_A_WORD = "?"
"""The style of a key that is a list or a mapping: reported when it was read."""


@dataclass(slots=True)
class Scalar:
    """A word or a text. ``style`` is ``""`` when bare, else the sign that opens it."""

    text: str
    line: int
    column: int
    style: str
    last_line: int

    @property
    def place(self) -> Place:
        return Place(self.line + 1, self.column + 1)


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order written; of a repeated key, the first is kept."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return Place(self.line + 1, self.column + 1)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries.values())


@dataclass(slots=True)
class Sequence:
    line: int
    column: int
    items: list[Node] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return Place(self.line + 1, self.column + 1)


@dataclass(slots=True)
class Broken:
    """A part that could not be read; what is wrong with it has been said already."""

    text: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        return Place(self.line + 1, self.column + 1)


Node = Scalar | Mapping | Sequence | Broken
