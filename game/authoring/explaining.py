"""What is told of a code of ``check`` or ``test``: its words, and examples broken and mended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from engine.diagnostics import Diagnostic, Severity, closest
from game.authoring.faults import Fault, Passage, codes, diagnostics_of, lessons
from game.diagnostics_view import hint_of, message_of, visible
from game.locale import Messages

_TROUBLES = {
    "E900": ("cli.check.content", "cli.check.content_hint"),
    "E901": ("cli.check.unreadable", "cli.check.unreadable_hint"),
    "E902": ("proving.test.plays_file", "proving.test.plays_file_hint"),
    "E903": ("cli.check.empty", "cli.check.empty_hint"),
}
"""What is wrong with a file or a folder rather than with what is written in it."""
_LEFT_OUT = dict.fromkeys(("where", "problem", "name"), "…")
NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Example:
    """A mistake, what is said of it, and the same passage without it."""

    what: str
    wrong: str
    message: str
    hint: str
    right: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """``message`` and ``hint`` are those of the first example; ``why`` may be empty."""

    code: str
    severity: Severity
    message: str
    hint: str
    why: str
    examples: tuple[Example, ...] = ()


def explained_codes() -> tuple[str, ...]:
    """Every code that can be explained, errors first."""
    return tuple(sorted((*codes(), *_TROUBLES)))


def nearest_code(word: str) -> str:
    """The code that ``word`` was probably meant to be, or an empty string."""
    return closest(word, explained_codes())


def explanation(code: str, messages: Messages) -> Explanation | None:
    """What is told of ``code``, None when there is no such code."""
    if code in _TROUBLES:
        message, hint = (messages(key, **_LEFT_OUT) for key in _TROUBLES[code])
        return Explanation(code, Severity.ERROR, message, hint, _why(code, messages))
    examples = tuple(_example(fault, messages) for fault in lessons(code))
    if not examples:
        return None
    severity = Severity.WARNING if code.startswith("W") else Severity.ERROR
    first = examples[0]
    why = _why(code, messages)
    return Explanation(code, severity, first.message, first.hint, why, examples)


def _why(code: str, messages: Messages) -> str:
    key = f"explaining.why.{code}"
    return messages(key) if messages.has(key) else ""


def _example(fault: Fault, messages: Messages) -> Example:
    found = _diagnostic(fault)
    return Example(
        fault.what,
        _shown(fault.wrong),
        message_of(found, messages),
        hint_of(found, messages),
        _shown(fault.right),
    )


@cache
def _diagnostic(fault: Fault) -> Diagnostic:
    found = diagnostics_of(fault.broken, fault.file)
    return next(one for one in found if one.code == fault.code)


def _shown(passage: Passage) -> str:
    """The lines of a passage, with what the eye cannot see written as its code."""
    lines = (visible(line).replace(NO_BREAK_SPACE, "<U+00A0>") for line in passage.lines)
    return "\n".join(lines)
