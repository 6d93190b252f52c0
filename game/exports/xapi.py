"""Plays as xAPI 1.0.3 statements: begun, each decision, ended, and each principle met.

The same play always gives the same statements under the same ids, so that sending them twice
changes nothing. Each statement is described in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from uuid import UUID, uuid5

from engine.debrief import DecisionReport
from engine.frames import Frame
from engine.principles import Catalogue
from engine.rules import Action, Choose, Place, Rank
from game.exports.activities import (
    BETWEEN_ITEMS,
    decision_activity,
    frame_activity,
    matched,
    principle_activity,
    profile_activity,
    scenario_activity,
)
from game.exports.cells import clean
from game.exports.recorded import RecordedPlay
from game.exports.rows import rounded
from game.exports.vocabulary import NOBODYS_SITE, Site, verb
from game.store.records import JsonObject, JsonValue

VERSION = "1.0.3"
_NAMESPACE = UUID("1cd858a1-6535-4712-8f01-6119c13eb9b7")
"""Ours, drawn once: the ids of plays and statements are made under it (UUID version 5)."""


@dataclass(frozen=True, slots=True)
class Teller:
    """What statements are made with. ``platform`` names the program and its version."""

    catalogue: Catalogue
    frames: Mapping[str, Frame]
    platform: str
    site: Site = NOBODYS_SITE
    with_notes: bool = False

    def statements(self, play: RecordedPlay) -> tuple[JsonObject, ...]:
        """Everything ``play`` has to say, in the order in which it happened.

        A play that is not finished says only that it began and what was decided.
        """
        told = _Told(self, play)
        answered = (told.answered(report) for report in play.debrief.decisions)
        found = [told.initialized(), *answered]
        if play.header.finished:
            found += [told.completed(), *told.scored()]
        return tuple(found)


def registration(play: RecordedPlay) -> UUID:
    """The id of the play for a learning record store."""
    return uuid5(_NAMESPACE, f"play/{play.header.id}/{play.header.begun_at.isoformat()}")


class _Told:
    def __init__(self, teller: Teller, play: RecordedPlay) -> None:
        self._teller = teller
        self._play = play
        self._site = teller.site
        self._registration = registration(play)
        self._scenario = scenario_activity(play.debrief.scenario, teller.site)

    def initialized(self) -> JsonObject:
        begun = self._play.header.begun_at
        return self._statement("initialized", self._scenario, begun, None, inside=False)

    def answered(self, report: DecisionReport) -> JsonObject:
        moment = self._play.decided_at[report.position]
        key = f"{report.position}/{report.scene.id}/{moment and moment.isoformat()}"
        return self._statement(
            "answered",
            decision_activity(self._play.debrief.scenario, report, self._site),
            moment,
            self._answer(report),
            key=key,
            extensions={"position": report.position + 1},
        )

    def completed(self) -> JsonObject:
        debrief, ending = self._play.debrief, self._play.debrief.ending
        scores = [report.score for report in debrief.decisions if report.score is not None]
        result: JsonObject = {
            "completion": True,
            "duration": duration_of(sum(it.decision.seconds for it in debrief.decisions)),
            "extensions": self._extensions(
                {
                    "ending": None if ending is None else ending.id,
                    "ending-grade": ending.ending.grade.value if ending and ending.ending else None,
                    "red-lines": [line.principle for line in debrief.red_lines],
                    "meters": {it.meter.id: it.values[-1] for it in debrief.relations},
                }
            ),
        }
        if scores:
            credit = sum((score.credit for score in scores), Fraction(0))
            best = sum((score.best_credit for score in scores), Fraction(0))
            result["score"] = score_of(credit, best)
        finished = self._play.header.finished_at
        return self._statement("completed", self._scenario, finished, result, inside=False)

    def scored(self) -> tuple[JsonObject, ...]:
        """One for each principle that a scored decision put at stake."""
        tallies = self._play.debrief.principles
        return tuple(self._principle(principle) for principle in tallies)

    def _principle(self, principle: str) -> JsonObject:
        debrief = self._play.debrief
        met = [it.score for it in debrief.decisions if it.score and principle in it.score.stakes]
        credit = sum((score.stakes[principle] for score in met), Fraction(0))
        best = sum((score.best_stakes[principle] for score in met), Fraction(0))
        extensions: JsonObject = {
            "opportunities": len(met),
            "transposed": principle in debrief.transposed,
        }
        return self._statement(
            "scored",
            principle_activity(self._teller.catalogue.principle(principle), self._site),
            self._play.header.finished_at,
            {"score": score_of(credit, best), "extensions": self._extensions(extensions)},
            key=principle,
        )

    def _answer(self, report: DecisionReport) -> JsonObject:
        decision, score = report.decision, report.score
        grades: JsonObject = {
            it.principle: it.grade.value for it in report.answers if it.grade is not None
        }
        note = clean(decision.note) if self._teller.with_notes else ""
        result: JsonObject = {
            "duration": duration_of(decision.seconds),
            "extensions": self._extensions(
                {
                    "timed-out": decision.timed_out,
                    "grades": grades,
                    "breach": list(report.breach),
                    "meters": dict(report.meters_after),
                    "note": note,
                }
            ),
        }
        response = response_of(report.decision.action)
        if response:
            result["response"] = response
        if score is not None:
            result["score"] = score_of(score.credit, score.best_credit)
            if not report.scene.choices:
                result["success"] = score.credit == 1
        return result

    def _statement(
        self,
        verb_name: str,
        object_: JsonObject,
        moment: datetime | None,
        result: JsonObject | None,
        *,
        key: str = "",
        inside: bool = True,
        extensions: JsonObject | None = None,
    ) -> JsonObject:
        """``inside`` says whether the object is a part of the scenario, not the scenario."""
        statement: JsonObject = {
            "id": str(uuid5(self._registration, f"{verb_name}/{key}")),
            "version": VERSION,
            "actor": self._actor(),
            "verb": verb(verb_name),
            "object": object_,
            "context": self._context(inside, extensions or {}),
        }
        if result is not None:
            statement["result"] = result
        if moment is not None:
            statement["timestamp"] = moment_of(moment)
        return statement

    def _actor(self) -> JsonObject:
        account: JsonObject = {"homePage": self._site.address, "name": self._play.player}
        named: JsonObject = {"name": clean(self._play.name)} if self._play.name else {}
        return {"objectType": "Agent", "account": account, **named}

    def _context(self, inside: bool, extensions: JsonObject) -> JsonObject:
        header, scenario = self._play.header, self._play.debrief.scenario
        activities: JsonObject = {
            "grouping": [frame_activity(self._teller.frames[scenario.frame], self._site)],
            "category": [profile_activity(self._site)],
        }
        if inside:
            activities["parent"] = [self._scenario]
        about: JsonObject = {
            "mode": header.mode,
            "role": scenario.role,
            "kind": scenario.kind.value,
            **extensions,
        }
        return {
            "registration": str(self._registration),
            "contextActivities": activities,
            "revision": f"{header.scenario_version} sha256:{header.text_hash}",
            "platform": self._teller.platform,
            "language": scenario.language.value,
            "extensions": self._extensions(about),
        }

    def _extensions(self, values: Mapping[str, JsonValue]) -> JsonObject:
        """``values`` under our names; what says nothing is left out."""
        return {
            self._site.extension(name): value
            for name, value in values.items()
            if value not in (None, "", [], {})
        }


def response_of(action: Action) -> str:
    """What was answered, as xAPI writes it; empty where nothing was."""
    match action:
        case Choose(choice):
            return choice
        case Rank(steps):
            return BETWEEN_ITEMS.join(steps)
        case Place(placements):
            return matched(dict(placements))
        case _:
            return ""


def score_of(credit: Fraction, best: Fraction) -> JsonObject:
    """``raw`` is the credit, ``max`` the best that was open, ``scaled`` the share between them.

    Where nothing better than 0 was open there is no share, and a maximum must exceed the minimum.
    """
    score: JsonObject = {"raw": rounded(credit), "min": 0}
    if best:
        score |= {"max": rounded(best), "scaled": rounded(credit / best)}
    return score


def duration_of(seconds: float) -> str:
    """ISO 8601, to the hundredth of a second that xAPI asks stores to keep."""
    return f"PT{seconds:.2f}S"


def moment_of(moment: datetime) -> str:
    """ISO 8601, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
