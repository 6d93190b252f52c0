"""Mending a file without changing a word: what ``check --fix`` does.

Only what is sure is mended: bare prose that YAML would cut becomes a block or a quotation, tabs
and no-break spaces that pass for indentation become spaces, invisible characters go. Comments,
line ends and everything else stay as they are, byte for byte. Mending twice is mending once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagnostics import Findings
from engine.source.characters import FORBIDDEN, INVISIBLE, NO_BREAK_SPACE, REPLACEMENT
from engine.source.document import read_document
from engine.source.lines import (
    BYTE_ORDER_MARK,
    report_if_too_large,
    split_lines,
    tab_widths,
    without_tabs,
)
from engine.source.quotes import is_blank
from engine.source.scanner import scan
from engine.source.traps import Remedy, Span, Trap
from engine.source.tree import Broken, Mapping, Node, Scalar

_STEP = 2
"""Columns by which a block stands under its key."""
_COMMENT = re.compile(r"\s#")


@dataclass(frozen=True, slots=True)
class Change:
    """Something mended: the code of the diagnostic and the line (from 1) where it was."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class Mended:
    """The text after mending and what was done to it; no change leaves the text identical."""

    text: str
    changes: tuple[Change, ...] = ()


def mend(text: str) -> Mended:
    """Mend what can be mended in a scenario's text without changing a word.

    When the result would read differently from the original, the original is given back.
    """
    if report_if_too_large(text, Findings()):
        return Mended(text)
    mended, changes = _mended(text)
    if mended == text or not _reads_the_same(text, mended):
        return Mended(text)
    return Mended(mended, tuple(sorted(changes, key=lambda change: (change.line, change.code))))


def proposals(text: str) -> dict[int, list[str]]:
    """What to write instead of each mendable value, as lines, by the line (from 1) of the value.

    For showing beside a diagnostic; the text itself is not changed.
    """
    if report_if_too_large(text, Findings()):
        return {}
    source = split_lines(text)
    lines = [_harmless(line) for line in _with_clean_spaces(source.lines, [])]
    written = [[line] for line in lines]
    spans = [
        (span, _rewrite(written, span, remedy))
        for span, remedy, _ in _mendable_values(scan(lines).traps)
    ]
    return {
        span.line + 1: [line for part in written[first : span.last_line + 1] for line in part]
        for span, first in spans
    }


def _harmless(line: str) -> str:
    return FORBIDDEN.sub(REPLACEMENT, line)


def _mended(text: str) -> tuple[str, list[Change]]:
    source = split_lines(text)
    changes: list[Change] = []
    lines = _with_clean_spaces(source.lines, changes)
    traps = scan([_harmless(line) for line in lines]).traps
    for trap in traps:
        if trap.code == "E106":
            lines[trap.line] = _with_true_indentation(lines[trap.line])
            changes.append(Change(trap.line + 1, trap.code))
    written = [[line] for line in lines]
    for span, remedy, codes in _mendable_values(traps):
        _rewrite(written, span, remedy)
        changes += [Change(span.line + 1, code) for code in codes]
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    return mark + _joined(written, source.ends), changes


def _with_clean_spaces(lines: list[str], changes: list[Change]) -> list[str]:
    widths = tab_widths(lines)
    cleaned = []
    for number, line in enumerate(lines):
        clean = INVISIBLE.sub("", line)
        if clean != line:
            changes.append(Change(number + 1, "E104"))
        if "\t" in clean:
            changes.append(Change(number + 1, "E105"))
            clean = without_tabs(clean, widths.get(number, 1))
        cleaned.append(clean)
    return cleaned


def _joined(written: list[list[str]], ends: list[str]) -> str:
    """Each line with its own end; those that mending added end as the file's lines do."""
    usual = next((end for end in ends if end), "\n")
    return "".join(
        "".join(line + (end or usual) for line in part[:-1]) + part[-1] + end
        for part, end in zip(written, ends, strict=True)
    )


def _with_true_indentation(line: str) -> str:
    words = line.lstrip(" " + NO_BREAK_SPACE)
    return " " * (len(line) - len(words)) + words


def _mendable_values(
    traps: tuple[Trap, ...],
) -> Iterator[tuple[Span, Remedy, list[str]]]:
    """Values all of whose traps have a remedy, last first so that places stay true."""
    by_span: dict[Span, list[Trap]] = {}
    for trap in traps:
        if trap.span is not None:
            by_span.setdefault(trap.span, []).append(trap)
    ordered = sorted(by_span, key=lambda span: (span.line, span.column), reverse=True)
    for span in ordered:
        remedies = {trap.remedy for trap in by_span[span]}
        if len(remedies) == 1 and Remedy.NONE not in remedies:
            yield span, remedies.pop(), [trap.code for trap in by_span[span]]


def _rewrite(written: list[list[str]], span: Span, remedy: Remedy) -> int:
    """Write a value anew in place; gives the number of the first line that changed."""
    if remedy is Remedy.QUOTES:
        line = written[span.line][0]
        quoted = _quoted(line[span.column : span.end])
        written[span.line] = [line[: span.column] + quoted + line[span.end :]]
        return span.line
    return _rewrite_as_block(written, span)


def _quoted(words: str) -> str:
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def _rewrite_as_block(written: list[list[str]], span: Span) -> int:
    numbers = range(span.line, span.last_line + 1)
    lines = {number: written[number][0] for number in numbers}
    head = lines[span.line][: span.column]
    comment = lines[span.last_line][span.end :].rstrip()
    lines[span.last_line] = lines[span.last_line][: span.end]
    words = {number: line.strip() for number, line in lines.items()}
    words[span.line] = lines[span.line][span.column :].strip()
    dialogue = len(numbers) > 1 and any(said.startswith("- ") for said in words.values())
    sign = "|-" if dialogue else ">-"
    margin = " " * (span.indent + _STEP)
    for number in numbers:
        written[number] = [margin + words[number] if words[number] else ""]
    if head.strip():
        written[span.line].insert(0, f"{head.rstrip()} {sign}{comment}")
        return span.line
    above = span.line - 1
    while is_blank(written[above][0]):
        above -= 1
    written[above] = [_with_sign(written[above][0], sign) + comment]
    return above


def _with_sign(key_line: str, sign: str) -> str:
    """``key:`` followed by the sign of a block, before the comment it may have."""
    found = _COMMENT.search(key_line)
    end = found.start() if found else len(key_line)
    return f"{key_line[:end].rstrip()} {sign}{key_line[end:].rstrip()}"


def _reads_the_same(before: str, after: str) -> bool:
    """Whether both texts hold the same words, the second with no more errors than the first."""
    found_before, found_after = Findings(), Findings()
    words_before = list(_words(read_document(before, found_before).root))
    words_after = list(_words(read_document(after, found_after).root))
    if found_after.count > found_before.count:
        return False
    return None in words_before or words_before == words_after


def _words(root: Node | None) -> Iterator[str | None]:
    """The words of every scalar, in order; None for a part that could not be read."""
    waiting: list[Node | None] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield "".join(INVISIBLE.sub("", node.text).replace(REPLACEMENT, "").split())
        elif isinstance(node, Mapping):
            waiting += [part for entry in node for part in entry]
        elif isinstance(node, Broken):
            yield None
        elif node is not None:
            waiting += node.items
