"""What an exploration proves about a scenario, for its author: findings and figures.

No words of ours here: each finding has a kind and says what it is about; front ends word it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from engine.chance import Draws
from engine.exploration import Exploration
from engine.figures import Figures, figures, move_name
from engine.principles import Catalogue
from engine.proof.dilemmas import Cue, cues, dominances, without_dilemma
from engine.proof.facts import Facts, add_plays, facts_of
from engine.proof.moves import Move
from engine.proof.sampling import Play, Table, least_tried
from engine.proof.ways import Place, Way, shortest_ways
from engine.proof.worths import Worths
from engine.rules import Choose

PLAYS_WHEN_UNPROVED = 2000
"""Plays that look for what a search without an end has not met."""
SCENES_FOR_A_CUE = 3
"""Scenes that must all give their best choice away before it is a habit."""


class Kind(StrEnum):
    """What a finding is about."""

    UNREACHABLE_SCENE = "unreachable-scene"
    UNREACHABLE_ENDING = "unreachable-ending"
    CHOICE_NEVER_OPEN = "choice-never-open"
    BAND_OUT_OF_REACH = "band-out-of-reach"
    NOTHING_OPEN = "nothing-open"
    NO_END_AHEAD = "no-end-ahead"
    GUARD_ALWAYS = "guard-always"
    GUARD_NEVER = "guard-never"
    BRANCH_NEVER = "branch-never"
    LATER_NEVER_DUE = "later-never-due"
    OBJECTIVE_NEVER_AT_STAKE = "objective-never-at-stake"
    DOMINATED_CHOICE = "dominated-choice"
    NO_DILEMMA = "no-dilemma"
    BEST_IS_LONGEST = "best-is-longest"
    BEST_IS_FIRST = "best-is-first"


ADVICE = frozenset(
    (Kind.DOMINATED_CHOICE, Kind.NO_DILEMMA, Kind.BEST_IS_LONGEST, Kind.BEST_IS_FIRST)
)
"""Kinds that spoil a scenario without keeping it from working as written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``path`` leads to the part of the file it is about, as places have it.

    ``words`` fills the message: ``scene``, ``choice``, ``other``, ``guard``, ``principle``, ``go``,
    ``after``, ``number``. ``proved`` is False for what was only not found within the budget.
    ``way`` leads to where it shows, by as few decisions as possible; None where nothing leads.
    """

    kind: Kind
    path: tuple[str | int, ...]
    words: Mapping[str, str | int]
    proved: bool
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything known about a scenario after a search.

    ``states`` and ``edges`` count what was met, with variables and values that no longer matter
    left out. ``plays`` were sampled where that was not all. ``families`` gives, for each family
    of principles, how many times a random play puts one of them to the test.
    """

    proved: bool
    states: int
    edges: int
    plays: int
    findings: tuple[Finding, ...]
    figures: Figures
    cues: Cue
    families: Mapping[str, float]


def findings(exploration: Exploration, catalogue: Catalogue, seed: int = 0) -> Report:
    """What the search shows. ``seed`` is for the plays sampled where it was not complete.

    ``exploration`` must read the guards of paragraphs too (its default).
    """
    return _Finder(exploration, catalogue, seed).report()


class _Unplaced(NamedTuple):
    """A finding before its way is known: it shows in this state, or anywhere in this scene."""

    finding: Finding
    place: Place | int | None


class _Finder:
    def __init__(self, exploration: Exploration, catalogue: Catalogue, seed: int) -> None:
        self._exploration = exploration
        self._catalogue = catalogue
        self._seed = seed
        self._rules = exploration.rules
        self._table = Table(exploration.rules)
        self._worths = Worths(exploration) if exploration.complete else None
        self._facts: Facts = facts_of(exploration, self._worths)
        self._plays: list[Play] = []
        if not exploration.complete:
            pick = least_tried(Draws(seed))
            self._plays = self._table.plays(pick, PLAYS_WHEN_UNPROVED, seed)
            add_plays(self._facts, self._table, self._plays)

    def report(self) -> Report:
        found = [*self._scenes(), *self._moves(), *self._paragraphs(), *self._objectives()]
        found += [*self._traps(), *self._dilemmas(), *self._habits()]
        known = figures(self._rules, self._facts, self._worths, self._seed)
        expected = {one: held.expected for one, held in known.opportunities.items()}
        family_of = {id_: held.family for id_, held in self._catalogue.principles.items()}
        families = {
            family: sum(count for one, count in expected.items() if family_of.get(one) == family)
            for family in self._catalogue.families
        }
        return Report(
            proved=self._exploration.complete,
            states=self._exploration.states,
            edges=self._exploration.edges,
            plays=len(self._plays),
            findings=self._with_ways(found),
            figures=known,
            cues=cues(self._rules, self._table.moves, self._facts),
            families=families,
        )

    def _about(
        self, kind: Kind, path: tuple[str | int, ...], place: Place | int | None, **words: str | int
    ) -> _Unplaced:
        proved = self._exploration.complete or kind in (Kind.NOTHING_OPEN, Kind.BAND_OUT_OF_REACH)
        return _Unplaced(Finding(kind, path, words, proved), place)

    def _scenes(self) -> Iterator[_Unplaced]:
        for number, scene in enumerate(self._rules.scenes):
            if number not in self._facts.scenes:
                ending = scene.ending is not None
                kind = Kind.UNREACHABLE_ENDING if ending else Kind.UNREACHABLE_SCENE
                yield self._about(kind, ("scenes", scene.id), None, scene=scene.id)
                continue
            board = scene.sort or scene.order
            reachable = {move.number for move in self._table.moves[number]}
            for band in range(len(board.bands) if board else 0):
                if band not in reachable:
                    path = ("scenes", scene.id, "sort" if scene.sort else "order", "bands", band)
                    kind = Kind.BAND_OUT_OF_REACH
                    yield self._about(kind, path, number, scene=scene.id, number=band + 1)

    def _moves(self) -> Iterator[_Unplaced]:
        for number, moves in enumerate(self._table.moves):
            if number not in self._facts.scenes:
                continue
            yield from self._ways_on(number)
            for place, move in enumerate(moves):
                if (number, place) in self._facts.opened:
                    yield from self._condition(number, place, move)
                    yield from self._laters(number, move)
                elif move.decides:
                    words = {"scene": self._rules.scenes[number].id, "choice": move_name(move)}
                    path = self._path(number, move)
                    yield self._about(Kind.CHOICE_NEVER_OPEN, path, number, **words)

    def _path(self, scene: int, move: Move) -> tuple[str | int, ...]:
        held = self._rules.scenes[scene]
        if isinstance(move.action, Choose):
            return ("scenes", held.id, "choices", move.action.choice)
        if not move.decides:
            return ("scenes", held.id)
        return ("scenes", held.id, "sort" if held.sort else "order", "bands", move.number)

    def _condition(self, scene: int, place: int, move: Move) -> Iterator[_Unplaced]:
        if move.condition is None or (scene, place) in self._facts.condition_failed:
            return
        yield self._about(
            Kind.GUARD_ALWAYS,
            (*self._path(scene, move), "if"),
            scene,
            scene=self._rules.scenes[scene].id,
            guard=move.condition.source,
        )

    def _ways_on(self, scene: int) -> Iterator[_Unplaced]:
        """Every ``next`` that is written: bands without their own share that of the scene."""
        held = self._rules.scenes[scene]
        board = held.sort or held.order
        together: dict[tuple[str | int, ...], list[int]] = {}
        for place, move in enumerate(self._table.moves[scene]):
            shared = board is not None and not board.bands[move.number].next
            path = ("scenes", held.id) if shared else self._path(scene, move)
            if (scene, place) in self._facts.opened:
                together.setdefault(path, []).append(place)
        for path, places in together.items():
            yield from self._branches(scene, places, path)

    def _branches(
        self, scene: int, places: list[int], path: tuple[str | int, ...]
    ) -> Iterator[_Unplaced]:
        facts = self._facts
        id_ = self._rules.scenes[scene].id
        for number, branch in enumerate(self._table.moves[scene][places[0]].branches):
            tried = [(scene, place, number) for place in places]
            held = any(one in facts.branch_held for one in tried)
            failed = any(one in facts.branch_failed for one in tried)
            words: dict[str, str | int] = {"scene": id_, "go": branch.go}
            where = (*path, "next", number)
            if branch.condition is not None and held != failed:
                kind = Kind.GUARD_ALWAYS if held else Kind.GUARD_NEVER
                words["guard"] = branch.condition.source
                yield self._about(kind, (*where, "if"), scene, **words)
                if held and branch.chance is None:
                    # What comes after it is never tried, and that says so.
                    return
            elif not any(one in facts.branches for one in tried):
                yield self._about(Kind.BRANCH_NEVER, where, scene, **words)

    def _laters(self, scene: int, move: Move) -> Iterator[_Unplaced]:
        for position, later in enumerate(move.laters):
            if later not in self._facts.fell_due:
                yield self._about(
                    Kind.LATER_NEVER_DUE,
                    (*self._path(scene, move), "later", position),
                    scene,
                    scene=self._rules.scenes[scene].id,
                    choice=move_name(move),
                    after=self._rules.laters[later].after,
                )

    def _paragraphs(self) -> Iterator[_Unplaced]:
        for number, scene in enumerate(self._rules.scenes):
            for position, paragraph in enumerate(
                scene.also if number in self._facts.scenes else ()
            ):
                shown = (number, position) in self._facts.paragraph_shown
                hidden = (number, position) in self._facts.paragraph_hidden
                if shown and hidden:
                    continue
                yield self._about(
                    Kind.GUARD_ALWAYS if shown else Kind.GUARD_NEVER,
                    ("scenes", scene.id, "also", position, "if"),
                    number,
                    scene=scene.id,
                    guard=paragraph.condition.source,
                )

    def _objectives(self) -> Iterator[_Unplaced]:
        at_stake = {
            stake
            for number in self._facts.scenes
            for stake in self._rules.scenes[number].stakes
            if self._rules.scenes[number].scored
        }
        for objective in self._rules.scenario.objectives:
            if objective not in at_stake:
                path = ("objectives", objective)
                kind = Kind.OBJECTIVE_NEVER_AT_STAKE
                found = self._about(kind, path, None, principle=objective)
                written = any(
                    scene.scored and objective in scene.stakes for scene in self._rules.scenes
                )
                # Written nowhere, it needs no search to be proved.
                yield found if written else _Unplaced(replace(found.finding, proved=True), None)

    def _traps(self) -> Iterator[_Unplaced]:
        kinds = ((Kind.NOTHING_OPEN, self._facts.stuck), (Kind.NO_END_AHEAD, self._facts.locked))
        for kind, places in kinds:
            first: dict[int, Place] = {}
            for place in sorted(places, key=self._exploration.wave_of):
                first.setdefault(place[0], place)
            for scene, place in first.items():
                id_ = self._rules.scenes[scene].id
                yield self._about(kind, ("scenes", id_), place, scene=id_)

    def _dilemmas(self) -> Iterator[_Unplaced]:
        moves = self._table.moves
        for one in dominances(self._rules, moves, self._facts, self._worths):
            path = ("scenes", one.scene, "choices", one.worse)
            scene = self._rules.scene_index[one.scene]
            words = {"scene": one.scene, "choice": one.worse, "other": one.better}
            yield self._about(Kind.DOMINATED_CHOICE, path, scene, **words)
        for id_, choice in without_dilemma(self._rules, moves, self._facts):
            path = ("scenes", id_, "choices", choice)
            scene = self._rules.scene_index[id_]
            yield self._about(Kind.NO_DILEMMA, path, scene, scene=id_, choice=choice)

    def _habits(self) -> Iterator[_Unplaced]:
        cue = cues(self._rules, self._table.moves, self._facts)
        if cue.scenes < SCENES_FOR_A_CUE:
            return
        if cue.longest == cue.scenes:
            yield self._about(Kind.BEST_IS_LONGEST, ("scenes",), None, number=cue.scenes)
        if cue.first == cue.scenes:
            yield self._about(Kind.BEST_IS_FIRST, ("scenes",), None, number=cue.scenes)

    def _with_ways(self, found: list[_Unplaced]) -> tuple[Finding, ...]:
        """Each finding with the shortest way to where it shows."""
        places = [self._met(place) for _, place in found]
        met = {place for place in places if place is not None}
        ways = shortest_ways(self._exploration, met) if met else {}
        placed = []
        for (finding, wanted), place in zip(found, places, strict=True):
            if place is not None:
                finding = replace(finding, way=ways[place])
            elif isinstance(wanted, int):
                finding = replace(finding, way=self._sampled_way(wanted))
            placed.append(finding)
        return tuple(placed)

    def _met(self, place: Place | int | None) -> Place | None:
        """A state that the search met: the one given, or the first of its scene."""
        if not isinstance(place, int):
            return place
        return self._exploration.first_state(place)

    @cached_property
    def _first_met(self) -> dict[int, tuple[int, int]]:
        """Per scene of the sampled plays, the play that meets it soonest, and its moves by then."""
        soonest: dict[int, tuple[int, int, int]] = {}
        for number, play in enumerate(self._plays):
            decisions = 0
            for moves, turn in enumerate(play.turns):
                here = decisions, number, moves
                soonest[turn.state.scene] = min(here, soonest.get(turn.state.scene, here))
                decisions += turn.move.decides
            here = decisions, number, len(play.turns)
            soonest[play.final.scene] = min(here, soonest.get(play.final.scene, here))
        return {scene: (number, moves) for scene, (_, number, moves) in soonest.items()}

    def _sampled_way(self, scene: int) -> Way | None:
        """The shortest beginning of a sampled play that comes to a scene."""
        if scene not in self._first_met:
            return None
        number, moves = self._first_met[scene]
        made = [turn for turn in self._plays[number].turns[:moves] if turn.move.decides]
        return Way(
            tuple(turn.action for turn in made),
            self._seed + number,
            tuple(self._rules.scenes[turn.state.scene].id for turn in made),
        )
