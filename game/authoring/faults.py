"""The mistakes that authors make, each shown broken and mended: what explains a code of ``check``.

The examples are passages of one small scenario, ``faults/base.yaml``, and of the plays beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from engine.diagnostics import Diagnostic
from engine.reading import read_scenario, read_scenario_bytes
from engine.source.quotes import indentation, is_blank
from game.authoring.plays_reading import read_plays
from game.content import PLAYS_SUFFIX, load_catalogue, load_frames

_FOLDER = Path(__file__).parent / "faults"
_NAME = "le-panneau"
CUT = "[…]"
"""Stands in an example for more of the same."""
_LONGEST_EXCERPT = 18
"""Lines."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of a file, below the keys that they stand under."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in a file: the whole file and the passage, broken and mended.

    ``what`` says it in a few words of French; ``others`` are codes that it brings with it.
    ``lesson`` is false for what tests need and no author writes.
    """

    code: str
    what: str
    file: str
    broken: bytes
    mended: bytes
    wrong: Passage
    right: Passage
    others: tuple[str, ...] = ()
    lesson: bool = True


@cache
def faults() -> tuple[Fault, ...]:
    """Every example, in the order of the codes."""
    records = [
        record
        for name in ("cases.toml", "special.toml")
        for record in tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))["case"]
    ]
    return tuple(sorted(map(_fault, records), key=lambda fault: fault.code))


def codes() -> tuple[str, ...]:
    """Every code that has an example."""
    return tuple(dict.fromkeys(fault.code for fault in faults()))


def lessons(code: str) -> tuple[Fault, ...]:
    """The examples that explain ``code``; empty for an unknown one."""
    return tuple(fault for fault in faults() if fault.code == code and fault.lesson)


def diagnostics_of(data: bytes, file: str) -> tuple[Diagnostic, ...]:
    """What ``check``, or ``test`` for plays, finds in an example."""
    if file.endswith(PLAYS_SUFFIX):
        scenario = read_scenario(_base("base.yaml")).scenario
        assert scenario is not None
        return read_plays(data.decode("utf-8"), scenario).diagnostics
    reading = read_scenario_bytes(data, file=file, catalogue=load_catalogue(), frames=load_frames())
    return reading.diagnostics


def _fault(record: Mapping[str, Any]) -> Fault:
    plays = record.get("plays", False)
    base = _base("base.plays.yaml" if plays else "base.yaml")
    broken, mended = _broken(base, record), base
    if "mend" in record:
        mended = base.replace(record["find"], record["mend"], 1)
    encoding = record.get("encoding", "utf-8")
    below = _lines_below(base, record)
    wrong, right = _passages(broken, mended, below)
    if encoding != "utf-8":
        right = _passages(broken, base, below)[0]
        wrong = Passage(tuple(_misread(line, encoding) for line in right.lines))
    whole = broken.replace(CUT, record.get("unit", "") * record.get("times", 0))
    return Fault(
        record["code"],
        record["what"],
        f"{_NAME}{PLAYS_SUFFIX if plays else '.yaml'}",
        whole.encode(encoding),
        mended.encode("utf-8"),
        wrong,
        right,
        tuple(record.get("with", ())),
        record.get("lesson", True),
    )


@cache
def _base(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _broken(base: str, record: Mapping[str, Any]) -> str:
    if "whole" in record:
        return str(record["whole"])
    if "from" in record:
        return base[: base.index(record["from"])] + str(record["write"])
    return base.replace(record["find"], record["write"], 1)


def _misread(line: str, encoding: str) -> str:
    """``line`` as it looks once written in another encoding and read as UTF-8."""
    return line.encode(encoding).decode("utf-8", "replace")


def _lines_below(base: str, record: Mapping[str, Any]) -> int:
    """How many lines of ``base`` stand below the passage that is written otherwise."""
    find = record.get("find", "")
    rest = base[base.index(find) + len(find.rstrip("\n")) :] if find else base
    return len(rest.splitlines()) - 1


def _passages(broken: str, mended: str, below: int) -> tuple[Passage, Passage]:
    """The lines in which two texts differ, with one that they share when a side has none.

    No more than the lines ``below`` the passage are left out at the end.
    """
    wrong, right = broken.splitlines(), mended.splitlines()
    before = _shared(wrong, right)
    after = min(below, _shared(wrong[before:][::-1], right[before:][::-1]))
    if before + after == min(len(wrong), len(right)):
        if before:
            before -= 1
        elif after:
            after -= 1
    shown = right[before : len(right) - after]
    above = _above(right[:before], shown)
    faulty = wrong[before : len(wrong) - after]
    return Passage((*above, *_cut(faulty))), Passage((*above, *_cut(shown)))


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    """How many lines two texts have in common at their start."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _above(before: Sequence[str], shown: Sequence[str]) -> list[str]:
    """The keys, among the lines ``before``, that the lines ``shown`` stand under."""
    above: list[str] = []
    margin = indentation(shown[0]) if shown else 0
    for line in reversed(before):
        if margin and not is_blank(line) and indentation(line) < margin:
            above.insert(0, line)
            margin = indentation(line)
    return above


def _cut(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _LONGEST_EXCERPT else [*lines[:_LONGEST_EXCERPT], CUT]
