"""The votes of a workshop as xAPI statements: what each voter answered last, under a pseudonym.

A scene that the group went back on is not told, nor anything of somebody who erased what was
theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from engine.debrief import DecisionReport
from engine.frames import Frame
from game.exports.activities import (
    decision_activity,
    frame_activity,
    profile_activity,
    scenario_activity,
)
from game.exports.vocabulary import NOBODYS_SITE, Site, verb
from game.exports.workshop_votes import VoteMade, votes_made
from game.exports.xapi import VERSION, duration_of, moment_of, response_of, score_of
from game.store.records import JsonObject
from game.workshop.debriefing import Held

_NAMESPACE = UUID("8f2f1c0e-94e3-4d0b-b7a5-3e1f8f6c2d41")
"""Ours, drawn once: the ids of workshops and their statements are made under it (version 5)."""
_FORGOTTEN = "x"


@dataclass(frozen=True, slots=True)
class WorkshopTeller:
    """What statements are made with. ``called`` gives the pseudonym of a voter.

    ``platform`` names the program and its version.
    """

    frames: Mapping[str, Frame]
    platform: str
    called: Callable[[str], str]
    site: Site = NOBODYS_SITE

    def statements(self, held: Held) -> tuple[JsonObject, ...]:
        """One for each voter and decision of the group (of their own, at one's own pace)."""
        return tuple(
            self._answered(held, made, made.report)
            for made in votes_made(held)
            if made.last and made.report is not None and not made.vote.voter.startswith(_FORGOTTEN)
        )

    def _answered(self, held: Held, made: VoteMade, report: DecisionReport) -> JsonObject:
        key = f"{made.vote.turn}/{made.vote.voter}/{made.vote.cast_at.isoformat()}"
        account: JsonObject = {
            "homePage": self.site.address,
            "name": self.called(made.vote.voter),
        }
        return {
            "id": str(uuid5(workshop_registration(held), key)),
            "version": VERSION,
            "actor": {"objectType": "Agent", "account": account},
            "verb": verb("answered"),
            "object": decision_activity(held.rules.scenario, report, self.site),
            "context": self._context(held, made),
            "result": self._result(made, report),
            "timestamp": moment_of(made.vote.cast_at),
        }

    def _result(self, made: VoteMade, report: DecisionReport) -> JsonObject:
        grades: JsonObject = {
            it.principle: it.grade.value for it in report.answers if it.grade is not None
        }
        told: JsonObject = {"grades": grades, "breach": list(report.breach)}
        result: JsonObject = {"response": response_of(made.vote.action)}
        extensions: JsonObject = {
            self.site.extension(name): value for name, value in told.items() if value
        }
        if extensions:
            result["extensions"] = extensions
        if made.seconds is not None:
            result["duration"] = duration_of(made.seconds)
        if report.score is not None:
            result["score"] = score_of(report.score.credit, report.score.best_credit)
            if not report.scene.choices:
                result["success"] = report.score.credit == 1
        return result

    def _context(self, held: Held, made: VoteMade) -> JsonObject:
        workshop, scenario = held.workshop, held.rules.scenario
        about: JsonObject = {
            "way": workshop.way.value,
            "role": scenario.role,
            "kind": scenario.kind.value,
            "position": made.position,
        }
        if made.vote.round:
            about["round"] = made.vote.round
        return {
            "registration": str(workshop_registration(held)),
            "contextActivities": {
                "parent": [scenario_activity(scenario, self.site)],
                "grouping": [frame_activity(self.frames[scenario.frame], self.site)],
                "category": [profile_activity(self.site)],
            },
            "revision": f"{workshop.scenario_version} sha256:{workshop.text_hash}",
            "platform": self.platform,
            "language": scenario.language.value,
            "extensions": {self.site.extension(name): value for name, value in about.items()},
        }


def workshop_registration(held: Held) -> UUID:
    """The id of the workshop for a learning record store."""
    workshop = held.workshop
    return uuid5(_NAMESPACE, f"workshop/{workshop.id}/{workshop.opened_at.isoformat()}")
