"""An exploration as plain JSON values, for tools: documented keys that stay what they are."""

from __future__ import annotations

from engine.figures import Figures, Line, Use
from engine.findings import Report
from engine.proof.ways import Way
from engine.rules import Rules
from game.authoring.exploration_document import Chapter
from game.authoring.exploration_figures import lines_worth_knowing
from game.authoring.exploration_view import FindingView, flaws
from game.authoring.exploration_ways import command_words, way_words
from game.authoring.figures import READING_SPEED
from game.authoring.figures import figures as figures_of_text

SCHEMA = 1
"""Of the records: raised when a key changes its meaning or goes."""
Record = dict[str, object]


def exploration_record(chapter: Chapter) -> Record:
    """What was found in one scenario; figures that could not be worked out are null."""
    source, explored = chapter.source, chapter.explored
    exploration, report = explored.search.exploration, explored.report
    record: Record = {
        "file": source.name,
        "id": source.scenario.id,
        "version": source.scenario.version,
        "proved": explored.stop is None,
        "stopped_by": None if explored.stop is None else explored.stop.value,
        "states": exploration.states,
        "edges": exploration.edges,
        "seconds": round(explored.seconds, 3),
        "verdict": chapter.reading.verdict,
        "mistakes": [one.code for one in source.mistakes],
        "findings": [_finding(one, explored.rules) for one in chapter.reading.findings],
    }
    if report is None:
        return record | {"plays": 0, "flaws": 0, "figures": None}
    return record | {
        "plays": report.plays,
        "flaws": flaws(report),
        "figures": _figures(chapter, report),
    }


def _finding(told: FindingView, rules: Rules) -> Record:
    found = told.finding
    return {
        "kind": found.kind.value,
        "advice": told.advice,
        "proved": found.proved,
        "line": told.place.line,
        "column": told.place.column,
        "path": list(found.path),
        "about": dict(found.words),
        "message": told.what,
        "hint": told.fix,
        "way": None if found.way is None else _way(found.way, rules, told.command),
    }


def _way(way: Way, rules: Rules, command: str) -> Record:
    return {
        "decisions": way_words(rules, way),
        "count": len(way.decisions),
        "seed": way.seed,
        "command": command or None,
    }


def _figures(chapter: Chapter, report: Report) -> Record:
    found, rules = report.figures, chapter.explored.rules
    text = figures_of_text(chapter.source.scenario)
    return {
        "exact": found.exact,
        "words": {
            "written": text.words,
            "read": round(found.words.read, 1),
            "reading_speed": READING_SPEED,
        },
        "scenes": {scene: _use(use) for scene, use in found.scenes.items()},
        "choices": _choices(found),
        "endings": {ending: _use(use) for ending, use in found.endings.items()},
        "unended": round(found.unended, 6),
        "endless": found.endless,
        "scores": {
            "plays": found.scores.plays,
            "tenths": list(found.scores.tenths),
            "mean": _rounded(found.scores.mean),
        },
        "plays": {
            name: _line(line, rules, chapter.source.word)
            for name, line in lines_worth_knowing(found)
        },
        "principles": {
            principle: {
                "objective": principle in chapter.source.scenario.objectives,
                "least": one.least,
                "random": _rounded(one.expected),
                "most": one.most,
            }
            for principle, one in found.opportunities.items()
        },
        "families": {family: _rounded(count) for family, count in report.families.items()},
        "cues": {
            "scenes": report.cues.scenes,
            "longest": report.cues.longest,
            "shortest": report.cues.shortest,
            "first": report.cues.first,
        },
    }


def _choices(found: Figures) -> dict[str, dict[str, Record]]:
    """By scene, then by choice; a band of a board as ``band-1``."""
    choices: dict[str, dict[str, Record]] = {}
    for (scene, choice), use in found.moves.items():
        choices.setdefault(scene, {})[choice.replace(" ", "-")] = _use(use)
    return choices


def _use(use: Use) -> Record:
    return {
        "random": _rounded(use.random),
        "best": _rounded(use.best),
        "worst": _rounded(use.worst),
    }


def _line(line: Line | None, rules: Rules, file: str) -> Record | None:
    if line is None:
        return None
    return {
        "loss": _rounded(line.loss),
        "quality": _rounded(line.quality),
        "ending": line.ending,
        **_way(line.way, rules, command_words(file, rules, line.way)),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
