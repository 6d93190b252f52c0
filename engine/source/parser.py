"""From safe lines to a tree: the events of the YAML parser, with limits on what is built.

Every scalar stays the words that the author wrote; the schema types them later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import yaml

from engine.diagnostics import Findings, Place
from engine.source.characters import FORBIDDEN, REPLACEMENT, named, unmask
from engine.source.lines import Lines
from engine.source.tree import NOT_A_WORD, Broken, Mapping, Node, Scalar, Sequence

MAXIMUM_DEPTH = 12
"""Levels in a file; the deepest that the format has use for is nine."""
MAXIMUM_NODES = 60_000
"""Words, lists and mappings in a file; a scenario of 300 scenes has some 30,000."""

_TAB = re.compile("\t")
_LOADER: type[yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)
_PROBLEMS = (
    ("mapping values", "E119"),
    ("unexpected end of stream", "E117"),
    ("unknown escape", "E131"),
    ("document separator", "E117"),
    ("flow mapping", "E118"),
    ("flow sequence", "E118"),
    ("flow node", "E118"),
    ("cannot start any token", "E120"),
    ("could not find expected ':'", "E122"),
    ("scanning an alias", "E110"),
    ("scanning an anchor", "E110"),
    ("tag", "E111"),
    ("directive", "E129"),
    ("sequence entries are not allowed", "E119"),
    ("block mapping", "E119"),
    ("block collection", "E119"),
    ("block sequence", "E119"),
    ("document start", "E119"),
)
"""Words of the parser's own messages (both its C and Python forms) and what they come to."""


class YamlSyntaxError(Exception):
    """Text that the YAML parser cannot follow, with the place (from 0) where it gave up."""

    def __init__(self, code: str, line: int, column: int) -> None:
        super().__init__(f"{code} at {line}:{column}")
        self.code = code
        self.line = line
        self.column = column


class TooMuchError(Exception):
    """The file holds more, or deeper, than any scenario: reading stops."""


class TreeBuilder:
    """Builds trees from lines of one file; counts over all of them."""

    def __init__(self, source: Lines, findings: Findings) -> None:
        self._source = source
        self._findings = findings
        self._nodes = 0
        self._attempts = 0

    @property
    def tired(self) -> bool:
        """Whether so much was read again after errors that it is time to stop."""
        return self._attempts > 4 * MAXIMUM_NODES

    def tree(self, lines: list[str], first_line: int) -> Node | None:
        """The tree of some lines of the file, or None when they hold nothing.

        Raises YamlSyntaxError when YAML cannot follow them and TooMuchError when there is too much.
        """
        loader = _LOADER("\n".join(lines) + "\n")
        nodes_before = self._nodes
        try:
            return self._compose(_events(loader), first_line)
        except yaml.YAMLError as error:
            self._attempts += self._nodes - nodes_before
            self._nodes = nodes_before
            raise _problem(error, first_line) from None
        finally:
            loader.dispose()

    def _compose(self, events: Iterator[yaml.Event], first_line: int) -> Node | None:
        root: Node | None = None
        open_nodes: list[Mapping | Sequence] = []
        keys: list[Scalar | None] = []
        documents = 0
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                node: Node = self._scalar(event, first_line)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                node = self._collection(event, first_line, len(open_nodes))
            elif isinstance(event, yaml.AliasEvent):
                node = self._alias(event, first_line)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                open_nodes.pop()
                keys.pop()
                continue
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                self._document(event, first_line, documents)
                if documents > 1:
                    return root
                continue
            else:
                continue
            if not open_nodes:
                root = node
            else:
                self._attach(open_nodes[-1], keys, node)
            if isinstance(node, (Mapping, Sequence)):
                open_nodes.append(node)
                keys.append(None)
        return root

    def _attach(self, parent: Mapping | Sequence, keys: list[Scalar | None], node: Node) -> None:
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = keys[-1]
        if key is None:
            keys[-1] = self._key(node)
            return
        keys[-1] = None
        self.add_entry(parent, key, node)

    def add_entry(self, parent: Mapping, key: Scalar, node: Node) -> None:
        """Put an entry in a mapping; a key that is there already is reported and left out."""
        if key.text == "<<" and not key.style:
            self._findings.add("E112", self._place(key))
        elif key.text in parent.entries:
            first = self._place(parent.entries[key.text][0])
            self._findings.add("E109", self._place(key), word=key.text, first=first.line)
        else:
            parent.entries[key.text] = (key, node)

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self._findings.add("E128", self._place(node))
        return Scalar(f"?{node.line}:{node.column}", node.line, node.column, NOT_A_WORD, node.line)

    def _place(self, node: Node) -> Place:
        return self._source.place(node.line, node.column)

    def _count(self, event: yaml.NodeEvent, first_line: int) -> tuple[int, int]:
        line, column = _start(event, first_line)
        self._nodes += 1
        if self._nodes > MAXIMUM_NODES:
            self._findings.add("E115", self._source.place(line, column), limit=MAXIMUM_NODES)
            raise TooMuchError
        if event.anchor is not None:
            self._findings.add("E110", self._source.place(line, column), word=event.anchor)
        return line, column

    def _scalar(self, event: yaml.ScalarEvent, first_line: int) -> Scalar | Broken:
        line, column = self._count(event, first_line)
        place = self._source.place(line, column)
        text = unmask(event.value)
        if event.tag is not None:
            self._findings.add("E111", place, word=event.tag)
            return Broken(f"{event.tag}{text}", line, column)
        style = event.style or ""
        if style == '"':
            found = FORBIDDEN.search(text) or _TAB.search(text)
            if found:
                self._findings.add("E116", place, character=named(found[0]))
                text = _TAB.sub(" ", FORBIDDEN.sub(REPLACEMENT, text))
        return Scalar(text, line, column, style, _last_line(event, first_line))

    def _collection(
        self, event: yaml.CollectionStartEvent, first_line: int, depth: int
    ) -> Mapping | Sequence:
        line, column = self._count(event, first_line)
        place = self._source.place(line, column)
        if depth >= MAXIMUM_DEPTH:
            self._findings.add("E114", place, limit=MAXIMUM_DEPTH)
            raise TooMuchError
        if event.tag is not None:
            self._findings.add("E111", place, word=event.tag)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(line, column)
        return Sequence(line, column)

    def _alias(self, event: yaml.AliasEvent, first_line: int) -> Broken:
        line, column = _start(event, first_line)
        self._findings.add("E110", self._source.place(line, column), word=event.anchor or "")
        return Broken("", line, column)

    def _document(self, event: yaml.DocumentStartEvent, first_line: int, documents: int) -> None:
        place = self._source.place(*_start(event, first_line))
        if documents > 1:
            self._findings.add("E113", place)
        if event.version or event.tags:
            self._findings.add("E129", place)


def _start(event: yaml.Event, first_line: int) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + first_line, mark.column) if mark else (first_line, 0)


def _last_line(event: yaml.Event, first_line: int) -> int:
    return event.end_mark.line + first_line if event.end_mark else first_line


def _events(loader: yaml.Loader) -> Iterator[yaml.Event]:
    while (event := cast(yaml.Event | None, loader.get_event())) is not None:  # type: ignore[no-untyped-call]
        yield event
        if isinstance(event, yaml.StreamEndEvent):
            return


def _problem(error: yaml.YAMLError, first_line: int) -> YamlSyntaxError:
    if not isinstance(error, yaml.MarkedYAMLError):
        return YamlSyntaxError("E121", first_line, 0)
    said = f"{error.context or ''} {error.problem or ''}"
    code = next((code for words, code in _PROBLEMS if words in said), "E121")
    opened_earlier = code in ("E117", "E118", "E122", "E110")
    mark = (error.context_mark if opened_earlier else None) or error.problem_mark
    if mark is None:
        return YamlSyntaxError(code, first_line, 0)
    return YamlSyntaxError(code, mark.line + first_line, mark.column)
