"""Writing a play down: added at the end of its file, where every other line stays as it was."""

from __future__ import annotations

import re
from math import ceil, floor
from pathlib import Path

from engine import rules
from engine.identifiers import is_id
from engine.rules import Rules
from engine.scenario import Scenario
from engine.scoring import overall, score_play
from game.authoring.files import create_file, replace_file
from game.authoring.plays import Expectation, Range, WrittenDecision, WrittenPlay
from game.authoring.plays_reading import PlaysReading, read_plays
from game.authoring.plays_running import Played

_USUAL_INDENT = "  "
_FIRST_NAME = re.compile(r"^( +)[^\s#]", re.MULTILINE)


class CannotAddError(ValueError):
    """A file that a play cannot be added to; ``reason`` names the message that says why."""

    def __init__(self, reason: str, reading: PlaysReading | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.reading = reading


def recorded(
    name: str,
    seed: int,
    decisions: tuple[WrittenDecision, ...],
    played: Played,
    scenario_rules: Rules,
) -> WrittenPlay:
    """The play to write: it expects exactly what was played. Raises CannotAddError."""
    if not is_id(name):
        raise CannotAddError("bad_name")
    total = overall(score_play(scenario_rules, played.steps))
    expect = Expectation(
        ending=played.scene if played.ended else None,
        meters={id_: (it, it) for id_, it in scenario_rules.meters(played.state).items()},
        score=None if total is None else (floor(total * 100), ceil(total * 100)),
        met=() if played.ended else (played.scene,),
    )
    return WrittenPlay(name, seed, decisions, expect)


def add_to_file(path: Path, play: WrittenPlay, scenario: Scenario, heading: str) -> None:
    """Add ``play`` at the end of the file, made with ``heading`` as comment when it is not there.

    The file is read again with the play in it before anything is written: the other plays are
    the same, or nothing is done. Raises CannotAddError, OSError.
    """
    if not path.exists():
        start = f"# {heading}\nplays:\n"
        create_file(path, start + play_text(play, _USUAL_INDENT))
        return
    data = path.read_bytes()
    try:
        before = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise CannotAddError("not_text") from fault
    after = with_play(before, play, scenario)
    if path.read_bytes() != data:
        raise CannotAddError("changed")
    replace_file(path, after)


def with_play(text: str, play: WrittenPlay, scenario: Scenario) -> str:
    """``text`` with ``play`` after its other plays. Raises CannotAddError."""
    reading = read_plays(text, scenario)
    if not reading.sound:
        raise CannotAddError("mistakes", reading)
    if any(one.name == play.name for one in reading.plays):
        raise CannotAddError("taken")
    end = "\r\n" if "\r\n" in text else "\n"
    first = _FIRST_NAME.search(text)
    added = play_text(play, first[1] if first else _USUAL_INDENT).replace("\n", end)
    whole = f"{text.rstrip()}{end}{end}{added}"
    again = read_plays(whole, scenario)
    if not again.sound or again.plays != (*reading.plays, play):
        raise CannotAddError("other_form")
    return whole


def play_text(play: WrittenPlay, indent: str) -> str:
    """The lines of a play, its name ``indent``ed."""
    lines = [f"{play.name}:"]
    lines += [f"  seed: {play.seed}"] if play.seed else []
    lines += ["  decisions:", *(f"    - {_answer(one.answer)}" for one in play.decisions)]
    lines += ["  expect:", *(f"    {line}" for line in _expectation(play.expect))]
    return "".join(f"{indent}{line}\n" for line in lines)


def _answer(answer: str | rules.Place | rules.Rank) -> str:
    if isinstance(answer, str):
        return answer
    if isinstance(answer, rules.Rank):
        return f"rank: [{', '.join(answer.steps)}]"
    pairs = ", ".join(f"{item}: {column}" for item, column in answer.placements)
    return f"place: {{ {pairs} }}" if pairs else "place: {}"


def _expectation(expect: Expectation) -> list[str]:
    lines = [] if expect.ending is None else [f"ending: {expect.ending}"]
    lines += [] if expect.score is None else [f"score: {_range(expect.score)}"]
    meters = ", ".join(f"{meter}: {_range(asked)}" for meter, asked in expect.meters.items())
    lines += [f"meters: {{ {meters} }}"] if meters else []
    lines += [f"met: [{', '.join(expect.met)}]"] if expect.met else []
    lines += [f"not_met: [{', '.join(expect.not_met)}]"] if expect.not_met else []
    return lines


def _range(asked: Range) -> str:
    low, high = asked
    return str(low) if low == high else f"[{low}, {high}]"
