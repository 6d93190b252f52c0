"""Putting in order the keys of what is written ``{ … }`` on one line."""

from __future__ import annotations

import yaml

from game.authoring.canonical import key_order
from game.authoring.grammar import Form, Held, item_of, under

_PARTS = (Form.PART, Form.ONE_OR_MORE)


def sort_flows(node: yaml.Node, held: Held | None, lines: list[str]) -> None:
    """Reorder, in ``lines``, the keys of every part that stands in braces on one line.

    What is between the entries stays where it is, so that no line changes its length.
    """
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            sort_flows(item, item_of(held), lines)
        return
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        sort_flows(value, under(held, key.value), lines)
    one_line = node.start_mark.line == node.end_mark.line
    if node.flow_style and one_line and held is not None and held.form in _PARTS:
        _sort(node, held, lines)


def _sort(node: yaml.MappingNode, held: Held, lines: list[str]) -> None:
    if held.part is None:
        return
    line = lines[node.start_mark.line]
    order = key_order(held.part)
    starts = [key.start_mark.column for key, _ in node.value]
    ends = [value.end_mark.column for _, value in node.value]
    ordered = sorted(node.value, key=lambda entry: order.index(entry[0].value))
    between = [line[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    words = [line[key.start_mark.column : value.end_mark.column] for key, value in ordered]
    joined = "".join(word + gap for word, gap in zip(words, [*between, ""], strict=True))
    lines[node.start_mark.line] = line[: starts[0]] + joined + line[ends[-1] :]
