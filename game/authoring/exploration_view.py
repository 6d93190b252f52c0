"""What an exploration says to people: the verdict, each finding in words, what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from engine.diagnostics import Place
from engine.findings import ADVICE, Finding, Report
from engine.principles import Catalogue
from engine.proof.ways import SEEDS_TRIED
from game.authoring.exploration_reading import Source
from game.authoring.exploration_running import SEED, Explored, Stop
from game.authoring.exploration_ways import command_words, way_words
from game.locale import Messages
from game.typography import typeset


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in words. ``advice`` is told apart from what keeps a scenario from working.

    ``way`` says how to get there; ``command`` does it, "" where there is none to give.
    """

    finding: Finding
    place: Place
    advice: bool
    label: str
    what: str
    fix: str
    way: str
    command: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole of an exploration in words, figures aside."""

    title: str
    verdict: str
    remedy: str
    mistakes: str
    findings: tuple[FindingView, ...]
    count: str


def read_out(
    source: Source, explored: Explored, catalogue: Catalogue, messages: Messages
) -> Reading:
    """What the exploration of ``source`` says."""
    title = messages(
        "exploring.report.title", title=typeset(source.scenario.title), file=source.name
    )
    report = explored.report
    verdict, remedy = _verdict(explored, messages)
    count = len(source.mistakes)
    mistakes = messages("exploring.verdict.mistakes", count=count) if count else ""
    if report is None:
        return Reading(title, verdict, remedy, mistakes, (), "")
    speaker = _Speaker(source, explored, report, catalogue, messages)
    found = sorted(report.findings, key=lambda one: one.kind in ADVICE)
    told = tuple(speaker.finding(one) for one in found)
    return Reading(title, verdict, remedy, mistakes, told, _count(told, report, messages))


def flaws(report: Report) -> int:
    """How many findings are more than advice."""
    return sum(one.kind not in ADVICE for one in report.findings)


def _verdict(explored: Explored, messages: Messages) -> tuple[str, str]:
    """What is known and how, then what to do where that is not everything."""
    search, report = explored.search, explored.report
    known = {
        "states": messages.number(search.exploration.states),
        "edges": messages.number(search.exploration.edges),
        "seconds": messages.number(explored.seconds, 1),
    }
    if report is None:
        return messages("exploring.verdict.unjudged", **known), ""
    remedy = messages("exploring.verdict.remedy")
    if explored.stop is None:
        return messages("exploring.verdict.proved", **known), ""
    limits = search.limits
    why = messages(
        f"exploring.stop.{explored.stop}",
        states=messages.number(limits.states),
        memory=messages.number(limits.megabytes),
        seconds=messages.number(limits.seconds),
    )
    key = "sampled" if search.exploration.states else "only_plays"
    plays = messages.number(report.plays)
    verdict = messages(f"exploring.verdict.{key}", why=why, plays=plays, seed=SEED, **known)
    return verdict, "" if explored.stop is Stop.INTERRUPTED else remedy


def _count(told: tuple[FindingView, ...], report: Report, messages: Messages) -> str:
    if not told:
        return messages(f"exploring.count.{'nothing' if report.proved else 'nothing_met'}")
    counts = Counter(_sort_of(one.finding) for one in told)
    parts = [
        messages(f"exploring.count.{sort}", count=counts[sort])
        for sort in ("flaw", "doubt", "advice")
        if counts[sort]
    ]
    return messages("exploring.count.all", parts=", ".join(parts))


def _sort_of(finding: Finding) -> str:
    """What its author is asked to do about a finding: mend it, look at it, or think about it."""
    if finding.kind in ADVICE:
        return "advice"
    return "flaw" if finding.proved else "doubt"


class _Speaker:
    """Words the findings of one report."""

    def __init__(
        self,
        source: Source,
        explored: Explored,
        report: Report,
        catalogue: Catalogue,
        messages: Messages,
    ) -> None:
        self._source = source
        self._rules = explored.rules
        self._plays = messages.number(report.plays)
        self._catalogue = catalogue
        self._say = messages

    def finding(self, finding: Finding) -> FindingView:
        way, command = self._way(finding)
        words = self._words(finding)
        return FindingView(
            finding=finding,
            place=self._source.places.at(finding.path),
            advice=finding.kind in ADVICE,
            label=self._label(finding),
            what=self._say(f"exploring.{finding.kind}.what", **words),
            fix=self._say(f"exploring.{finding.kind}.fix", **words),
            way=way,
            command=command,
        )

    def _label(self, finding: Finding) -> str:
        kind = self._say(f"exploring.label.{_sort_of(finding)}")
        sure = "proved" if finding.proved else "not_met"
        return self._say(f"exploring.label.{sure}", kind=kind, plays=self._plays)

    def _words(self, finding: Finding) -> Mapping[str, str | int]:
        sure = "proved" if finding.proved else "sampled"
        words = {**finding.words, "part": self._part(finding)}
        for word in ("none", "everywhere", "on_paper", "no_use", "no_more"):
            words[word] = self._say(f"exploring.{sure}.{word}", plays=self._plays)
        if "principle" in words:
            words["title"] = self._title(str(words["principle"]))
        return words

    def _title(self, principle: str) -> str:
        known = self._catalogue.principles.get(principle)
        return principle if known is None else typeset(known.title)

    def _part(self, finding: Finding) -> str:
        """What of the scene a finding is about, by the keys that lead to it."""
        path, words = finding.path, finding.words
        match path[2:]:
            case ("also", int(number), *_):
                return self._say("exploring.part.paragraph", number=number + 1)
            case (*_, "next", int(), "if"):
                return self._say("exploring.part.next", go=words["go"])
            case ("choices", str(choice), *_):
                return self._say("exploring.part.choice", choice=choice)
            case (_, "bands", int(number), *_):
                return self._say("exploring.part.band", number=number + 1)
        return self._say("exploring.part.scene")

    def _way(self, finding: Finding) -> tuple[str, str]:
        way = finding.way
        if way is None:
            return "", ""
        words = way_words(self._rules, way)
        command = command_words(self._source.word, self._rules, way)
        if not command:
            return self._say("exploring.way.rare", words=words, seeds=SEEDS_TRIED), ""
        if self._source.mistakes:
            # A scenario with mistakes cannot be played: the decisions alone are told.
            command = ""
        if not way.decisions:
            return self._say("exploring.way.start"), command
        if not command:
            return self._say("exploring.way.only", words=words), ""
        return self._say("exploring.way.decisions", count=len(way.decisions)), command
