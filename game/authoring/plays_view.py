"""What is said of plays that were run: lines for people, plain objects for tools."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from game.authoring.plays_running import Difference
from game.authoring.plays_suite import Suite
from game.diagnostics_view import as_records, human
from game.locale import Messages

Record = dict[str, object]
_WHERE = {
    **dict.fromkeys(("score", "score_exact"), "costliest"),
    **dict.fromkeys(("meter", "meter_exact"), "changed"),
    **dict.fromkeys(("ending", "unfinished", "not_met"), "last"),
    "met": "reached",
}
"""For some differences, what the decision that is named has to do with them."""


def difference_words(difference: Difference, messages: Messages) -> str:
    """What differs, and the decision that made it so."""
    details = {
        name: _number(value, messages) if isinstance(value, Fraction) else value
        for name, value in difference.details.items()
    }
    moment = difference.moment
    what = messages(f"proving.difference.{difference.kind}", **details)
    if moment is None:
        return what
    where = messages(
        f"proving.where.{_WHERE.get(difference.kind, 'decision')}",
        number=moment.number,
        scene=moment.scene,
        answer=moment.answer,
    )
    return f"{what} {where}"


def _number(value: Fraction, messages: Messages) -> str:
    return messages.number(float(value), 0 if value.denominator == 1 else 1)


def suite_lines(suite: Suite, name: str, messages: Messages) -> list[str]:
    """The mistakes of a file, or each play that does not hold, one line a difference."""
    if suite.diagnostics:
        return [human(suite.diagnostics, suite.text, messages, file=name)]
    lines = []
    for one in suite.rehearsed:
        for difference in one.differences:
            place = difference.place
            words = difference_words(difference, messages)
            where = f"{name}:{place.line}:{place.column}"
            lines.append(f"{where}: {one.play.name}: {words}")
    return lines


def suite_records(suites: Sequence[tuple[str, Suite]], messages: Messages) -> Record:
    """``mistakes`` as ``check`` gives them, and ``plays`` with what differs in each."""
    mistakes: list[dict[str, str | int]] = []
    plays: list[Record] = []
    for name, suite in suites:
        mistakes += as_records(suite.diagnostics, name, messages)
        for one in suite.rehearsed:
            plays.append(
                {
                    "file": name,
                    "line": one.play.place.line,
                    "play": one.play.name,
                    "holds": one.holds,
                    "differences": [_record(it, messages) for it in one.differences],
                }
            )
    return {"mistakes": mistakes, "plays": plays}


def _record(difference: Difference, messages: Messages) -> Record:
    moment = difference.moment
    return {
        "kind": difference.kind,
        "line": difference.place.line,
        "column": difference.place.column,
        "decision": None if moment is None else moment.number,
        "scene": None if moment is None else moment.scene,
        "message": difference_words(difference, messages),
    }
