"""Reading a file of plays: every scalar a string, every mistake at once with its place.

Codes E7 belong to these files; those of the text and of its keys are the same as a scenario's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine import rules
from engine.diagnostics import Diagnostic, Findings, Place, Severity, closest
from engine.identifiers import ID
from engine.places import Path, Places
from engine.records import Record
from engine.scenario import Scenario
from engine.source.document import read_document
from engine.source.lines import decoded
from engine.source.tree import Mapping, Node, Scalar
from engine.vocabulary import Keys
from game.authoring.plays import (
    BEST,
    WORST,
    Expectation,
    Range,
    WrittenDecision,
    WrittenPlay,
)

LARGEST_SEED = 2**63 - 1
FILE = Keys(required=("plays",))
PLAY = Keys(required=("decisions", "expect"), optional=("seed",))
EXPECT = Keys(optional=("ending", "score", "meters", "met", "not_met"))
BOARD = Keys(optional=("place", "rank"))
"""The keys of each part of a file of plays."""
_HIGHEST_METER = 1_000


@dataclass(frozen=True, slots=True)
class PlaysReading:
    """The plays of a file; those that stand beside a mistake may be incomplete."""

    plays: tuple[WrittenPlay, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        return not any(one.severity is Severity.ERROR for one in self.diagnostics)


def read_plays_bytes(data: bytes, scenario: Scenario) -> PlaysReading:
    """Read the bytes of a file of plays of ``scenario``; they must be UTF-8."""
    findings = Findings()
    text = decoded(data, findings)
    return PlaysReading((), findings.sorted()) if text is None else read_plays(text, scenario)


def read_plays(text: str, scenario: Scenario) -> PlaysReading:
    """Read the text of a file of plays of ``scenario``."""
    findings = Findings()
    document = read_document(text, findings)
    if document.root is None:
        return PlaysReading((), _unmendable(findings))
    root = Record.read(document.root, (), FILE, Places(document.lines), findings)
    reader = _Reader(scenario, findings)
    plays = [
        reader.play(name, root.entry_record(node, path, PLAY))
        for name, node, path in root.entries("plays", ID)
    ]
    if not plays and isinstance(root.value("plays"), Mapping):
        root.report("E709", "plays")
    return PlaysReading(tuple(plays), _unmendable(findings))


def _unmendable(findings: Findings) -> tuple[Diagnostic, ...]:
    """``check --fix`` writes scenarios only: nothing here is promised to be mended by it."""
    return tuple(replace(one, mendable=False) for one in findings.sorted())


class _Reader:
    def __init__(self, scenario: Scenario, findings: Findings) -> None:
        self._scenario = scenario
        self._findings = findings
        scenes = scenario.scenes.values()
        sorts = [scene.sort for scene in scenes if scene.sort is not None]
        orders = [scene.order for scene in scenes if scene.order is not None]
        self._answers = {choice for scene in scenes for choice in scene.choices}
        if sorts or orders:
            self._answers |= {BEST, WORST}
        self._items = {item for sort in sorts for item in sort.items}
        self._columns = {column for sort in sorts for column in sort.columns}
        self._steps = {step for order in orders for step in order.steps}
        self._endings = [scene.id for scene in scenario.endings]

    def play(self, name: str, record: Record) -> WrittenPlay:
        expect = record.record("expect", EXPECT)
        return WrittenPlay(
            name,
            self._seed(record),
            tuple(self._decisions(record)),
            Expectation() if expect is None else self._expectation(expect),
            record.places.at(record.path),
        )

    def _seed(self, record: Record) -> int:
        """Seeds are longer than the other numbers of the format, up to 64 bits."""
        written = record.word("seed") or "0"
        whole = written.isascii() and written.isdigit() and len(written) <= len(str(LARGEST_SEED))
        if not whole or int(written) > LARGEST_SEED:
            record.report("E711", "seed", word=written, high=LARGEST_SEED)
            return 0
        return int(written)

    def _decisions(self, record: Record) -> Iterable[WrittenDecision]:
        for node, path in record.nodes("decisions"):
            place = record.places.of_node(node)
            answer = self._answer(node, path, record)
            if answer is not None:
                yield WrittenDecision(answer, place)

    def _answer(
        self, node: Node, path: Path, record: Record
    ) -> str | rules.Place | rules.Rank | None:
        if isinstance(node, Scalar) and node.text.strip():
            word = node.text.strip()
            self._known("E703", record.places.of_node(node), word, self._answers)
            return word
        board = record.item_record(node, path, BOARD)
        if not isinstance(node, Mapping):
            return None
        if ("place" in board) == ("rank" in board):
            if not set(node.entries) - set(BOARD.all):
                self._findings.add("E704", record.places.of_node(node))
            return None
        return self._placed(board) if "place" in board else self._ranked(board)

    def _placed(self, board: Record) -> rules.Place:
        placements = []
        for item, node, path in board.entries("place", None):
            self._known("E705", board.places.at(path), item, self._items)
            column = node.text.strip() if isinstance(node, Scalar) else ""
            self._known("E706", board.places.of_node(node), column, self._columns)
            placements.append((item, column))
        return rules.Place(tuple(placements))

    def _ranked(self, board: Record) -> rules.Rank:
        steps = board.words("rank")
        for step in steps:
            self._known("E707", board.places.at((*board.path, "rank", step)), step, self._steps)
        return rules.Rank(steps)

    def _expectation(self, record: Record) -> Expectation:
        ending = record.word("ending")
        if ending is not None:
            self._known("E702", record.places.at((*record.path, "ending")), ending, self._endings)
        met, not_met = self._scenes(record, "met"), self._scenes(record, "not_met")
        for scene in met:
            if scene in not_met:
                place = record.places.at((*record.path, "not_met", scene))
                self._findings.add("E708", place, word=scene)
        meters = self._meters(record)
        score = _range(record, "score", 0, 100)
        written = ("ending", "score", "meters", "met", "not_met")
        expectation = Expectation(
            ending, meters, score, met, not_met, _places(record, meters, met, not_met)
        )
        if expectation.empty and not any(key in record for key in written):
            self._findings.add("E710", record.places.at(record.path))
        return expectation

    def _scenes(self, record: Record, key: str) -> tuple[str, ...]:
        scenes = record.words(key)
        for scene in scenes:
            place = record.places.at((*record.path, key, scene))
            self._known("E701", place, scene, self._scenario.scenes)
        return scenes

    def _meters(self, record: Record) -> dict[str, Range]:
        table = record.record("meters", Keys(optional=tuple(self._scenario.meters)))
        if table is None:
            return {}
        found = {
            meter: _range(table, meter, -_HIGHEST_METER, _HIGHEST_METER)
            for meter in self._scenario.meters
        }
        return {meter: accepted for meter, accepted in found.items() if accepted is not None}

    def _known(self, code: str, place: Place, word: str, known: Iterable[str]) -> None:
        words = tuple(known)
        if word not in words:
            listed = ", ".join(sorted(words))
            self._findings.add(code, place, word=word, close=closest(word, words), known=listed)


def _range(record: Record, key: str, low: int, high: int) -> Range | None:
    """``[low, high]``, or one number for exactly that."""
    value = record.value(key)
    if value is None:
        return None
    if isinstance(value, Scalar):
        number = record.whole(key, low, high, low)
        return number, number
    return record.pair(key, low, high)


def _places(
    record: Record, meters: Iterable[str], met: Iterable[str], not_met: Iterable[str]
) -> dict[tuple[str, ...], Place]:
    keys: list[tuple[str, ...]] = [("ending",), ("score",)]
    keys += [("meters", meter) for meter in meters]
    keys += [("met", scene) for scene in met]
    keys += [("not_met", scene) for scene in not_met]
    return {key: record.places.at((*record.path, *key)) for key in keys}
