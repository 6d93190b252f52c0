"""The figures of an exploration as blocks of a report: what is met, how plays score and end."""

from __future__ import annotations

import math
from collections.abc import Iterator

from engine.figures import Figures, Line, Opportunities, Use
from engine.findings import Report
from engine.principles import Catalogue
from engine.proof.induction import NEARLY_EQUAL
from engine.rules import Rules
from engine.scenario import Scenario
from game.authoring.exploration_ways import command_words
from game.authoring.figures import READING_SPEED
from game.authoring.figures import figures as figures_of_text
from game.locale import Messages
from game.reports.document import (
    Bar,
    Bars,
    Block,
    Column,
    Facts,
    Figure,
    Manner,
    Paragraph,
    Section,
    Table,
)
from game.typography import typeset

_RAREST = 0.005
"""Times in a play below which two decimals would say never."""


def lines_worth_knowing(figures: Figures) -> tuple[tuple[str, Line | None], ...]:
    """Whole plays by the name of what is worth knowing about them; None where there is none."""
    return (
        ("shortest", figures.shortest),
        ("longest", figures.longest),
        ("best", figures.best),
        ("worst", figures.worst),
    )


def replays(
    rules: Rules, report: Report, messages: Messages, file: str
) -> tuple[tuple[str, str], ...]:
    """What each play worth knowing is, and the command that plays it; a play is given once."""
    found: dict[str, list[str]] = {}
    for name, line in lines_worth_knowing(report.figures):
        command = "" if line is None else command_words(file, rules, line.way)
        if command:
            found.setdefault(command, []).append(messages(f"exploring.whole.{name}"))
    return tuple((" · ".join(names), command) for command, names in found.items())


def figure_sections(
    rules: Rules, report: Report, catalogue: Catalogue, messages: Messages
) -> tuple[Section, ...]:
    """Every figure of ``report``."""
    writer = _Writer(rules, report, catalogue, messages)
    return (
        Section("play", writer.say("section.play"), tuple(writer.play())),
        Section("scores", writer.say("section.scores"), tuple(writer.scores())),
        Section("endings", writer.say("section.endings"), tuple(writer.endings())),
        Section("principles", writer.say("section.principles"), tuple(writer.principles())),
        Section("scenes", writer.say("section.scenes"), tuple(writer.scenes())),
    )


class _Writer:
    def __init__(
        self, rules: Rules, report: Report, catalogue: Catalogue, messages: Messages
    ) -> None:
        self._rules = rules
        self._report = report
        self._catalogue = catalogue
        self._messages = messages

    @property
    def _scenario(self) -> Scenario:
        return self._rules.scenario

    @property
    def _figures(self) -> Figures:
        return self._report.figures

    def say(self, key: str, **params: object) -> str:
        return self._messages(f"exploring.{key}", **params)

    # What a play asks

    def play(self) -> Iterator[Block]:
        text = figures_of_text(self._scenario)
        pairs = [
            (
                self.say("whole.written"),
                self._words(text.words),
            ),
            (
                self.say("whole.read"),
                self._words(round(self._figures.words.read)),
            ),
            (
                self.say("whole.announced"),
                self._messages("views.minutes", count=self._scenario.minutes),
            ),
        ]
        for name, line in lines_worth_knowing(self._figures):
            pairs.append((self.say(f"whole.{name}"), self._line(name, line)))
        pairs += list(self._cues())
        if self._figures.unended > 0:
            share = self._percent(self._figures.unended)
            pairs.append((self.say("whole.unended"), share))
        yield Facts(tuple(pairs))
        yield Paragraph(self.say("whole.how", speed=READING_SPEED), Manner.QUIET)

    def _words(self, count: int) -> str:
        minutes = math.ceil(count / READING_SPEED)
        return self.say(
            "whole.words", count=count, words=self._messages.number(count), minutes=minutes
        )

    def _line(self, name: str, line: Line | None) -> str:
        if line is None:
            endless = name == "longest" and self._figures.endless
            unknown = "endless" if endless else "none"
            return self.say(f"whole.{unknown if self._figures.exact else 'unknown'}")
        said = [self.say("whole.decisions", count=len(line.way.decisions))]
        if line.quality is not None:
            said.append(self.say("whole.quality", share=self._percent(line.quality)))
        said.append(self.say("whole.loss", loss=self._messages.number(line.loss, 2)))
        if line.ending is not None:
            said.append(self.say("whole.ending", ending=line.ending))
        return ", ".join(said)

    def _cues(self) -> Iterator[tuple[str, str]]:
        cues = self._report.cues
        if cues.scenes:
            yield (
                self.say("whole.cues"),
                self.say(
                    "whole.cues_are",
                    count=cues.scenes,
                    longest=cues.longest,
                    shortest=cues.shortest,
                    first=cues.first,
                ),
            )

    # How plays score and end

    def scores(self) -> Iterator[Block]:
        scores = self._figures.scores
        scored = sum(scores.tenths)
        if scores.mean is None:
            yield Paragraph(self.say("scores.none"))
            return
        rows = tuple(
            Bar(
                self.say("scores.tenth", low=tenth * 10, high=tenth * 10 + 10),
                count / scored,
                self._percent(count / scored),
            )
            for tenth, count in enumerate(scores.tenths)
        )
        plays = self._messages.number(scores.plays)
        mean = self._percent(scores.mean)
        summary = self.say("scores.summary", plays=plays, mean=mean)
        yield Figure(self.say("scores.title"), summary, Bars(rows))

    def endings(self) -> Iterator[Block]:
        rows = []
        for scene in self._scenario.endings:
            assert scene.ending is not None
            use = self._figures.endings[scene.id]
            title = typeset(scene.ending.title)
            remark = ""
            if use.best is not None and use.worst is not None:
                best, worst = self._percent(use.best), self._percent(use.worst)
                remark = self.say("endings.remark", best=best, worst=worst)
            label = self.say("endings.label", title=title, scene=scene.id)
            rows.append(Bar(label, min(1.0, use.random), self._percent(use.random), remark))
        summary = self.say("endings.summary", count=len(rows))
        yield Figure(self.say("endings.title"), summary, Bars(tuple(rows)))

    # Principles

    def principles(self) -> Iterator[Block]:
        objectives = self._scenario.objectives
        found = self._figures.opportunities
        names = [*objectives, *(one for one in found if one not in objectives)]
        yield Table(
            self.say("principles.caption"),
            (
                Column(self.say("principles.principle")),
                Column(self.say("principles.least"), numeric=True),
                Column(self.say("principles.usual"), numeric=True),
                Column(self.say("principles.most"), numeric=True),
            ),
            tuple(self._principle(one, found[one], objective=one in objectives) for one in names),
        )
        yield Table(
            self.say("principles.families"),
            (
                Column(self.say("principles.family")),
                Column(self.say("principles.usual"), numeric=True),
            ),
            tuple(
                (typeset(self._catalogue.families[family].title), self._times(count))
                for family, count in self._report.families.items()
            ),
        )

    def _principle(self, id_: str, found: Opportunities, *, objective: bool) -> tuple[str, ...]:
        known = self._catalogue.principles.get(id_)
        title = id_ if known is None else typeset(known.title)
        label = self.say("principles.objective", title=title) if objective else title
        most = self.say("principles.endless") if self._figures.exact else self._unknown
        return (
            label,
            self._unknown if found.least is None else self._messages.number(found.least),
            self._times(found.expected),
            most if found.most is None else self._messages.number(found.most),
        )

    # Scenes and choices

    def scenes(self) -> Iterator[Block]:
        rows: list[tuple[str, ...]] = []
        for scene, use in self._figures.scenes.items():
            rows.append((scene, *self._uses(use)))
            for (where, name), made in self._figures.moves.items():
                if where == scene:
                    label = self.say("scenes.move", name=self._move(name))
                    rows.append((label, *self._uses(made)))
        columns = ("random", "best", "worst")
        yield Table(
            self.say("scenes.caption"),
            (
                Column(self.say("scenes.scene")),
                *(Column(self.say(f"scenes.{name}"), numeric=True) for name in columns),
            ),
            tuple(rows),
        )
        exact = "exact" if self._figures.exact else "sampled"
        plays = self._messages.number(self._figures.scores.plays)
        yield Paragraph(self.say(f"scenes.{exact}", plays=plays), Manner.QUIET)

    def _move(self, name: str) -> str:
        """A choice's id, or the band of a board in words."""
        word, _, number = name.partition(" ")
        return self.say("part.band", number=number) if number else word

    def _uses(self, use: Use) -> tuple[str, str, str]:
        return self._times(use.random), self._times(use.best), self._times(use.worst)

    # Numbers

    @property
    def _unknown(self) -> str:
        return self.say("number.unknown")

    def _times(self, count: float | None) -> str:
        """Times in a play: whole when it is exactly so, else two decimals."""
        if count is None:
            return self._unknown
        if abs(count - round(count)) < NEARLY_EQUAL:
            return self._messages.number(count)
        if count < _RAREST:
            return self.say("number.rare")
        return self._messages.number(count, 2)

    def _percent(self, share: float) -> str:
        percent = round(share * 100)
        if share > 0 and not percent:
            return self.say("number.under_one_percent")
        return self._messages("views.share.percent", value=percent)
