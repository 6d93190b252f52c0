"""Diagnostics as people and tools read them: text with the line and a caret, or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from engine.diagnostics import Diagnostic, Severity
from engine.mending import proposals
from engine.source.lines import split_lines
from game.locale import Messages

WIDEST_LINE = 100
"""Columns of a file's line shown around the place of a diagnostic."""
MOST_LINES_PROPOSED = 6
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_PLAYS_CODES = "E7"
"""Opens the codes of files of plays, whose words are with those of the command ``test``."""
_MENDED_AS_SHOWN = frozenset({"E107", "E108", "E110", "E111", "E120", "E123", "E130"})


def human(
    diagnostics: Sequence[Diagnostic], text: str, messages: Messages, *, file: str = ""
) -> str:
    """Every diagnostic: place, message, the line with a caret, what to write instead.

    Safe for any terminal: control characters of the file are shown, never sent.
    """
    lines = split_lines(text).lines
    mendings = proposals(text) if any(one.mendable for one in diagnostics) else {}
    shown = (_one(each, file, lines, mendings, messages) for each in diagnostics)
    return "\n\n".join(shown)


def summary(diagnostics: Sequence[Diagnostic], messages: Messages) -> str:
    """How many errors and how much advice, in a phrase."""
    parts = []
    for severity, key in ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings")):
        count = sum(one.severity is severity for one in diagnostics)
        if count:
            parts.append(messages(f"diagnostics.view.{key}", count=count))
    return ", ".join(parts) or messages("diagnostics.view.summary.none")


def as_records(
    diagnostics: Sequence[Diagnostic], file: str, messages: Messages
) -> list[dict[str, str | int]]:
    """Diagnostics as plain objects: code, severity, file, line, column, message, hint."""
    return [
        {
            "code": one.code,
            "severity": one.severity.value,
            "file": file,
            "line": one.place.line,
            "column": one.place.column,
            "message": message_of(one, messages),
            "hint": hint_of(one, messages),
        }
        for one in diagnostics
    ]


def as_json(diagnostics: Sequence[Diagnostic], file: str, messages: Messages) -> str:
    """The objects of ``as_records`` as a JSON array."""
    return json.dumps(as_records(diagnostics, file, messages), ensure_ascii=False, indent=2)


def message_of(diagnostic: Diagnostic, messages: Messages) -> str:
    """What is wrong, in the reader's language."""
    return messages(f"{_area(diagnostic)}.{diagnostic.code}.message", **_printable(diagnostic))


def hint_of(diagnostic: Diagnostic, messages: Messages) -> str:
    """What to write instead, in the reader's language."""
    params = _printable(diagnostic)
    hint = messages(f"{_area(diagnostic)}.{diagnostic.code}.hint", **params)
    if params.get("close"):
        meant = messages("diagnostics.view.did_you_mean", close=params["close"])
        return f"{meant} {hint}"
    return hint


def _area(diagnostic: Diagnostic) -> str:
    return "proving" if diagnostic.code.startswith(_PLAYS_CODES) else "diagnostics"


def _printable(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        name: visible(value) if isinstance(value, str) else value
        for name, value in diagnostic.params.items()
    }


def visible(text: str) -> str:
    """``text`` with characters that a terminal would obey shown as their code: ``<U+001B>``."""
    return _CONTROL.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def _one(
    diagnostic: Diagnostic,
    file: str,
    lines: Sequence[str],
    mendings: dict[int, list[str]],
    messages: Messages,
) -> str:
    place = diagnostic.place
    word = messages(f"diagnostics.view.{diagnostic.severity}")
    where = f"{visible(file)}:{place.line}:{place.column}"
    parts = [f"{where}: {word} {diagnostic.code}: {message_of(diagnostic, messages)}"]
    if 1 <= place.line <= len(lines):
        parts += _excerpt(lines[place.line - 1], place.line, place.column)
    parts.append(f"  → {hint_of(diagnostic, messages)}")
    if diagnostic.mendable:
        parts += _mending(diagnostic, mendings, messages)
    return "\n".join(parts)


def _excerpt(line: str, number: int, column: int) -> list[str]:
    """The line and, below it, a caret under its ``column`` (from 1)."""
    start = 0
    if column > WIDEST_LINE - 20:
        start = column - WIDEST_LINE // 2
    before = visible(line[start : column - 1].replace("\t", " "))
    after = visible(line[column - 1 : start + WIDEST_LINE].replace("\t", " "))
    opening = "…" if start else ""
    closing = "…" if len(line) > start + WIDEST_LINE else ""
    margin = f"  {number} | "
    blank = " " * (len(margin) - 2) + "| "
    shown = f"{margin}{opening}{before}{after}{closing}"
    return [shown, f"{blank}{' ' * (len(opening) + len(before))}^"]


def _mending(
    diagnostic: Diagnostic, mendings: dict[int, list[str]], messages: Messages
) -> list[str]:
    parts = []
    proposed = mendings.get(diagnostic.place.line, [])
    if diagnostic.code in _MENDED_AS_SHOWN and 0 < len(proposed) <= MOST_LINES_PROPOSED:
        parts.append(f"    {messages('diagnostics.view.write_instead')}")
        parts += [f"    | {visible(line)}" for line in proposed]
    parts.append(f"    {messages('diagnostics.view.mendable')}")
    return parts
