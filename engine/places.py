"""Where each part of a scenario stands in its file, by the path of keys that leads to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.diagnostics import Place
from engine.source.lines import Lines
from engine.source.tree import Node, Scalar

Path = tuple[str | int, ...]
"""Keys and indexes from the root: ``("scenes", "appel", "choices", "refuser", "next")``."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines a value takes (from 0) and where it begins; ``style`` is that of a scalar."""

    line: int
    column: int
    last_line: int
    style: str


@dataclass(slots=True)
class Places:
    """The place of every part that was written, and the parts that could not be read."""

    lines: Lines
    _extents: dict[Path, Extent] = field(default_factory=dict)
    _tables: dict[Path, list[str]] = field(default_factory=dict)
    _broken: dict[Path, str] = field(default_factory=dict)

    def put(self, path: Path, node: Node, key: Scalar | None = None) -> None:
        """Remember a part: at its value when that is on the line of its key, else at its key."""
        if isinstance(node, Scalar):
            self._extents[path] = Extent(node.line, node.column, node.last_line, node.style)
        else:
            start: Node = key if key is not None and node.line != key.line else node
            self._extents[path] = Extent(start.line, start.column, node.line, "")

    def put_entry(self, table: Path, name: Scalar) -> Path:
        """Remember an entry of a table, at its key; gives its path."""
        path = (*table, name.text)
        self.put(path, name)
        self._tables.setdefault(table, []).append(name.text)
        return path

    def break_at(self, path: Path, text: str) -> None:
        """Remember that the part at ``path`` could not be read, and its raw text."""
        self._broken[path] = text

    def is_written(self, path: Path) -> bool:
        return path in self._extents

    def is_broken(self, path: Path) -> bool:
        return path in self._broken

    def keys_under(self, path: Path) -> list[str]:
        """The keys written in the table at ``path``, in order."""
        return self._tables.get(path, [])

    def broken_under(self, path: Path) -> str:
        """The raw text of what could not be read at ``path`` and below."""
        depth = len(path)
        return "\n".join(text for broken, text in self._broken.items() if broken[:depth] == path)

    @property
    def broken_text(self) -> str:
        """All that could not be read: what it speaks of must not be called unused."""
        return "\n".join(self._broken.values())

    def of_node(self, node: Node) -> Place:
        return self.lines.place(node.line, node.column)

    def at(self, path: Path) -> Place:
        """The place of the part, or of the nearest part around it that was written."""
        while path and path not in self._extents:
            path = path[:-1]
        extent = self._extents.get(path)
        return self.lines.place(extent.line, extent.column) if extent else Place()

    def in_text(self, path: Path, offset: int) -> Place:
        """The place of a character of a one-line value; the value itself when it is a block."""
        extent = self._extents.get(path)
        if extent is None or extent.style in ("|", ">") or extent.last_line > extent.line:
            return self.at(path)
        quote = 1 if extent.style else 0
        return self.lines.place(extent.line, extent.column + quote + offset)

    def of_word(self, path: Path, word: str) -> Place:
        """The place of the first ``word`` in the lines of a value, or of the value."""
        extent = self._extents.get(path)
        if extent is None:
            return self.at(path)
        for line in range(extent.line, min(extent.last_line + 1, len(self.lines.lines))):
            start = extent.column if line == extent.line else 0
            column = self.lines.lines[line].find(word, start)
            if column >= 0:
                return self.lines.place(line, column)
        return self.at(path)
