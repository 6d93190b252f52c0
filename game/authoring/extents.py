"""Where the parts of a file end, comments left aside: what is needed to move them whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from engine.source.quotes import indentation, is_blank

_INDENT_SIGN = re.compile(r"[1-9]")


def is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")


def is_block(node: yaml.Node) -> bool:
    """Whether ``node`` is a mapping or a list written one entry a line."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def is_block_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def content_end(node: yaml.Node, lines: Sequence[str], parent: int) -> int:
    """The line after the last of ``node``; comments and blank lines after it are left out.

    ``parent`` is the column of the key or the dash that holds the node.
    """
    if is_block_text(node):
        return block_text_end(node, lines, parent)
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        key, value = node.value[-1]
        return content_end(value, lines, key.start_mark.column)
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return content_end(node.value[-1], lines, node.start_mark.column)
    return int(node.end_mark.line) + 1


def block_text_column(node: yaml.Node, lines: Sequence[str], parent: int) -> int:
    """The column where the words of a block begin."""
    first = node.start_mark.line
    found = _INDENT_SIGN.search(lines[first][node.start_mark.column :].partition("#")[0])
    if found:
        return parent + int(found[0])
    words = (line for line in lines[first + 1 :] if not is_blank(line))
    return indentation(next(words, ""))


def block_text_end(node: yaml.Node, lines: Sequence[str], parent: int) -> int:
    """The line after the last words of a block."""
    column = block_text_column(node, lines, parent)
    end = int(node.start_mark.line) + 1
    for number in range(end, len(lines)):
        if is_blank(lines[number]):
            continue
        if indentation(lines[number]) < column:
            break
        end = number + 1
    return end


def deeper_comments_end(lines: Sequence[str], start: int, limit: int, column: int) -> int:
    """The line after the comments from ``start`` that stand deeper than ``column``."""
    end = start
    for number in range(start, limit):
        if is_blank(lines[number]):
            continue
        if indentation(lines[number]) <= column:
            break
        end = number + 1
    return end


def dash_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """The line of the dash before an item of a list."""
    line = int(node.start_mark.line)
    if lines[line][: node.start_mark.column].strip() == "-":
        return line
    line -= 1
    while not lines[line].lstrip(" ").startswith("-"):
        line -= 1
    return line
