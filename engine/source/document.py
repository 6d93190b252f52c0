"""A whole file as a tree: what other readers of YAML files of the project start from."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics import Findings, Place
from engine.source.lines import Lines, make_safe, report_if_too_large, split_lines
from engine.source.parser import TooMuchError
from engine.source.recovery import RecoveringReader
from engine.source.scanner import scan
from engine.source.traps import Remedy
from engine.source.tree import Node


@dataclass(frozen=True, slots=True)
class Document:
    """The tree of a file (None: empty, or nothing could be read) and its safe lines."""

    root: Node | None
    lines: Lines


def read_document(text: str, findings: Findings) -> Document:
    """Read YAML text into a tree, reporting every trap and every error of syntax at once."""
    if report_if_too_large(text, findings):
        return Document(None, Lines([], []))
    source = split_lines(text)
    make_safe(source, findings)
    scanned = scan(source.lines)
    for trap in scanned.traps:
        place = source.place(trap.line, trap.column)
        if trap.remedy is not Remedy.NONE or trap.code == "E106":
            findings.add_mendable(trap.code, place)
        else:
            findings.add(trap.code, place)
    reader = RecoveringReader(source, scanned.lines, findings)
    try:
        root = reader.tree()
    except TooMuchError:
        return Document(None, source)
    if root is None and not findings.count:
        findings.add("E124", Place())
    return Document(root, source)
