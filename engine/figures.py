"""Figures about a scenario: what is met how often, how plays score and end, how long they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isinf
from statistics import fmean

from engine.chance import Draws, seeded_chance
from engine.exploration import Exploration
from engine.proof.counting import least_and_most
from engine.proof.facts import Facts
from engine.proof.induction import Worth
from engine.proof.moves import Move, MoveKind
from engine.proof.sampling import Play, Table, at_random
from engine.proof.traffic import Traffic, policy_of, random_policy, traffic
from engine.proof.ways import Way, promised_way
from engine.proof.worths import Worths
from engine.rules import Action, Choose, Rules, State

PLAYS_FOR_SCORES = 1000
SCORE_BINS = 10


@dataclass(frozen=True, slots=True)
class Use:
    """How many times in a play something is met, on average: at random, at best, at worst.

    None where there is no such play, or where it could not be worked out.
    """

    random: float
    best: float | None
    worst: float | None


@dataclass(frozen=True, slots=True)
class Opportunities:
    """Scored decisions with a principle at stake, in a play that ends.

    ``least`` is None where no play is sure to end, ``most`` where a play can have ever more; both
    where states were too many. ``expected`` is the mean of plays made at random.
    """

    least: int | None
    most: int | None
    expected: float


@dataclass(frozen=True, slots=True)
class Line:
    """A whole play worth knowing. ``loss`` counts the ending, ``quality`` is the overall score."""

    way: Way
    loss: float
    quality: float | None
    ending: str | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Overall scores of sampled random plays: counts by tenths (the last holds 1), and the mean."""

    plays: int
    tenths: tuple[int, ...]
    mean: float | None


@dataclass(frozen=True, slots=True)
class Words:
    """Words of prose: written in all, and read in a play made at random."""

    written: int
    read: float


@dataclass(frozen=True, slots=True)
class Figures:
    """``moves`` is keyed by scene and choice, a band of a board by its place (``band 1`` first).

    ``exact`` says that everything but ``scores`` is worked out over every state, else sampled.
    ``unended`` is the probability that a random play never comes to an ending. ``endless`` says
    that a play can have ever more decisions, so that there is no longest one.
    """

    exact: bool
    scenes: Mapping[str, Use]
    moves: Mapping[tuple[str, str], Use]
    endings: Mapping[str, Use]
    unended: float
    endless: bool
    opportunities: Mapping[str, Opportunities]
    scores: Scores
    best: Line | None
    worst: Line | None
    shortest: Line | None
    longest: Line | None
    words: Words


def move_name(move: Move) -> str:
    """The id of a choice; ``band 1`` for the highest band of a board; ``""`` for going on."""
    if isinstance(move.action, Choose):
        return move.action.choice
    return f"band {move.number + 1}" if move.kind is MoveKind.BAND else ""


def figures(rules: Rules, facts: Facts, worths: Worths | None, seed: int = 0) -> Figures:
    """The figures of a scenario; exact with the ``worths`` of a complete exploration."""
    table = Table(rules)
    pick = at_random(Draws(seed), table)
    plays = table.plays(pick, PLAYS_FOR_SCORES, seed)
    return _sampled(table, plays) if worths is None else _exact(worths, facts, table, plays)


def _exact(worths: Worths, facts: Facts, table: Table, plays: list[Play]) -> Figures:
    exploration = worths.exploration
    rules = exploration.rules
    usual = traffic(worths, random_policy(rules))
    kinds = (
        usual,
        _traffic_if_it_ends(worths, worths.least_loss),
        _traffic_if_it_ends(worths, worths.most_loss),
    )
    return Figures(
        exact=True,
        scenes=_scenes(rules, kinds),
        moves=_moves(table, kinds),
        endings=_endings(rules, kinds),
        unended=usual.lost,
        endless=isinf(worths.at_start(worths.longest)),
        opportunities={
            principle: _opportunities(exploration, facts, principle, usual)
            for principle in _principles(rules)
        },
        scores=_scores(plays),
        best=_line(table, promised_way(worths.least_loss)),
        worst=_line(table, promised_way(worths.most_loss)),
        shortest=_line(table, promised_way(worths.shortest)),
        longest=_line(table, promised_way(worths.longest)),
        words=_words(table, usual),
    )


def _traffic_if_it_ends(worths: Worths, worth: Worth) -> Traffic | None:
    if isinf(worths.at_start(worth)):
        return None
    return traffic(worths, policy_of(worth))


def _sampled(table: Table, plays: list[Play]) -> Figures:
    usual = _traffic_of(table, plays)
    kinds = (usual, None, None)
    return Figures(
        exact=False,
        scenes=_scenes(table.rules, kinds),
        moves=_moves(table, kinds),
        endings=_endings(table.rules, kinds),
        unended=usual.lost,
        endless=False,
        opportunities={
            principle: Opportunities(None, None, _expected(table.rules, principle, usual))
            for principle in _principles(table.rules)
        },
        scores=_scores(plays),
        best=None,
        worst=None,
        shortest=None,
        longest=None,
        words=_words(table, usual),
    )


def _traffic_of(table: Table, plays: Sequence[Play]) -> Traffic:
    """What happened on average in sampled plays."""
    scenes = [0] * len(table.moves)
    moves = [[0] * len(held) for held in table.moves]
    ended = 0
    for play in plays:
        for turn in play.turns:
            scenes[turn.state.scene] += 1
            moves[turn.state.scene][table.moves[turn.state.scene].index(turn.move)] += 1
        scenes[play.final.scene] += 1
        ended += table.rules.ended(play.final)
    count = len(plays)
    return Traffic(
        tuple(met / count for met in scenes),
        tuple(tuple(made / count for made in held) for held in moves),
        1 - ended / count,
    )


Kinds = tuple[Traffic, Traffic | None, Traffic | None]
"""What happens at random, at best and at worst."""


def _scenes(rules: Rules, kinds: Kinds) -> dict[str, Use]:
    usual, best, worst = kinds
    return {
        scene.id: Use(
            usual.scenes[number],
            best.scenes[number] if best else None,
            worst.scenes[number] if worst else None,
        )
        for number, scene in enumerate(rules.scenes)
    }


def _moves(table: Table, kinds: Kinds) -> dict[tuple[str, str], Use]:
    usual, best, worst = kinds
    return {
        (table.rules.scenes[scene].id, move_name(move)): Use(
            usual.moves[scene][number],
            best.moves[scene][number] if best else None,
            worst.moves[scene][number] if worst else None,
        )
        for scene, moves in enumerate(table.moves)
        for number, move in enumerate(moves)
        if move.decides
    }


def _endings(rules: Rules, kinds: Kinds) -> dict[str, Use]:
    met = _scenes(rules, kinds)
    return {scene.id: met[scene.id] for scene in rules.scenario.endings}


def _principles(rules: Rules) -> list[str]:
    """Every principle at stake somewhere, and every objective, in the order first named."""
    named = dict.fromkeys(rules.scenario.objectives)
    for scene in rules.scenes:
        named.update(dict.fromkeys(scene.stakes if scene.scored else ()))
    return list(named)


def _opportunities(
    exploration: Exploration, facts: Facts, principle: str, usual: Traffic
) -> Opportunities:
    least, most = least_and_most(exploration, facts, principle)
    return Opportunities(
        None if isinf(least) else int(least),
        None if isinf(most) else int(most),
        _expected(exploration.rules, principle, usual),
    )


def _expected(rules: Rules, principle: str, usual: Traffic) -> float:
    return sum(
        met
        for scene, met in zip(rules.scenes, usual.scenes, strict=True)
        if scene.scored and principle in scene.stakes
    )


def _scores(plays: Sequence[Play]) -> Scores:
    scores = [play.quality for play in plays if play.quality is not None]
    tenths = [0] * SCORE_BINS
    for score in scores:
        tenths[min(int(score * SCORE_BINS), SCORE_BINS - 1)] += 1
    return Scores(len(plays), tuple(tenths), fmean(scores) if scores else None)


def _line(table: Table, way: Way | None) -> Line | None:
    """A way followed by the rules to its end; without a seed for its draws there is no line."""
    if way is None or way.seed is None:
        return None
    waiting = iter(way.decisions)

    def follow(_state: State, moves: list[Move]) -> tuple[Move, Action]:
        if not moves[0].decides:
            return moves[0], moves[0].action
        action = next(waiting)
        return next(move for move in moves if action in (move.action, move.worst)), action

    play = table.play(table.rules.start(), follow, seeded_chance(way.seed))
    scene = table.rules.scene(play.final)
    if scene.ending is None:
        return Line(way, play.loss, play.quality, None)
    return Line(way, play.loss + float(1 - scene.ending.grade.credit), play.quality, scene.id)


def _words(table: Table, usual: Traffic) -> Words:
    """Prose that players read; case files, which are opened at will, are written but not read."""
    written = 0
    read = 0.0
    for number, scene in enumerate(table.rules.scenes):
        offered = [scene.text]
        offered += [choice.text for choice in scene.choices.values()]
        offered += [item.text for item in scene.sort.items.values()] if scene.sort else []
        offered += list(scene.order.steps.values()) if scene.order else []
        always = sum(map(_count, offered))
        read += always * usual.scenes[number]
        papers = [paper.text for paper in scene.documents.values()]
        asides = [paragraph.text for paragraph in scene.also]
        written += always + sum(map(_count, papers + asides))
        written += sum(_count(choice.because) for choice in scene.choices.values())
        for place, move in enumerate(table.moves[number]):
            after = _count(_outcome_of(table.rules, move))
            written += after
            read += after * usual.moves[number][place]
    opening = _count(table.rules.scenario.briefing)
    written += opening + sum(_count(later.text) for later in table.rules.laters)
    return Words(written, read + opening)


def _outcome_of(rules: Rules, move: Move) -> str:
    scene = rules.scenes[move.scene]
    if isinstance(move.action, Choose):
        return scene.choices[move.action.choice].outcome
    board = scene.sort or scene.order
    return board.bands[move.number].outcome if board and move.kind is MoveKind.BAND else ""


def _count(text: str) -> int:
    """Words of a text: runs between spaces that hold a letter or a figure."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
