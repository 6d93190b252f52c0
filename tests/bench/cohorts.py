"""Cohorts of simulated people: a million plays by the rules of the engine, as an export has them.

Everyone stands in a packed state (engine/proof), and all who are in one scene decide at once. An
answer is drawn with a probability proportional to exp(SHARPNESS x ability x credit), so the able
answer better and nobody answers without fail. Same seed, same plays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.proof.moves import Move
from engine.proof.moving import Moving
from engine.proof.packing import Numbers, Packing
from engine.proof.truth import positions
from engine.rules import Choose, Rank, Rules
from engine.scenario import Scenario

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHARPNESS = 1.5
PEOPLE_AT_A_TIME = 125_000
REPLAYS = 0.1
"""Share of the plays made by somebody who had played the scenario before."""

Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Deciding:
    """The same decision of many plays: who, how many decisions they had made, and their answer.

    ``people`` and ``answers`` have one entry a play; an answer is the number of a move of
    ``scene``. Credits are from 0 to 1, NaN in a scene that is not scored.
    """

    scene: int
    people: Numbers
    position: int
    answers: Numbers
    credit: Shares
    best_credit: Shares


class Crowd:
    """Plays of one scenario by people of known ability, all at once."""

    def __init__(self, scenario: Scenario) -> None:
        self.rules = Rules(scenario)
        self._packing = Packing(self.rules)
        self._moving = Moving(self._packing)

    def moves(self, scene: int) -> tuple[Move, ...]:
        return self._packing.moves[scene]

    def play(self, abilities: Shares, draw: np.random.Generator) -> Iterator[Deciding]:
        """Every decision of one play each; ``abilities`` are in standard deviations."""
        start = self.rules.start()
        scenes = np.full(len(abilities), start.scene)
        codes = np.full(len(abilities), self._packing.pack(start), dtype=np.int64)
        made = np.zeros(len(abilities), dtype=np.int64)
        on_their_way = np.arange(len(abilities))
        while len(on_their_way):
            for scene in np.flatnonzero(np.bincount(scenes[on_their_way])):
                here = on_their_way[scenes[on_their_way] == scene]
                yield from self._decide(int(scene), here, abilities, draw, made, scenes, codes)
            ended = np.array([scene.ending is not None for scene in self.rules.scenes])
            on_their_way = on_their_way[~ended[scenes[on_their_way]]]

    def _decide(
        self,
        scene: int,
        here: Numbers,
        abilities: Shares,
        draw: np.random.Generator,
        made: Numbers,
        scenes: Numbers,
        codes: Numbers,
    ) -> Iterator[Deciding]:
        moves = self.moves(scene)
        batch = self._moving.batch(scene, codes[here])
        opened = self._moving.open_moves(scene, batch)
        is_open = np.zeros((len(moves), len(here)), dtype=bool)
        for number, held in enumerate(opened):
            is_open[number, positions(held, len(here))] = True
        credits = np.array([[np.nan if it.credit is None else float(it.credit)] for it in moves])
        likings = SHARPNESS * abilities[here] * np.nan_to_num(credits)
        likings = likings + draw.gumbel(size=is_open.shape)
        answers = np.where(is_open, likings, -np.inf).argmax(axis=0)
        decided = np.array([move.decides for move in moves])[answers]
        best = np.where(is_open, np.nan_to_num(credits, nan=-1), -1).max(axis=0)
        best = np.where(np.isnan(credits).all(), np.nan, best)
        for position in np.flatnonzero(np.bincount(made[here[decided]])):
            who = decided & (made[here] == position)
            chosen = answers[who]
            credit = credits[chosen, 0]
            yield Deciding(scene, here[who], int(position) + 1, chosen, credit, best[who])
        made[here[decided]] += 1
        luck, passed = draw.random(len(here)), np.zeros(len(here))
        for bundle in self._moving.bundles(scene, batch, opened):
            mine = answers[bundle.sources] == bundle.move
            who = bundle.sources[mine]
            reached = passed[who] + bundle.probability
            takes = (luck[who] >= passed[who]) & (luck[who] < reached)
            passed[who] = reached
            moved = here[who[takes]]
            scenes[moved] = bundle.target
            codes[moved] = bundle.codes[mine][takes]


def write_cohort(scenario: Scenario, plays: int, folder: Path, seed: int) -> int:
    """Write the decisions of so many plays as an export does, in several files of ``folder``.

    Returns how many decisions there are. The last of the plays are replays (``REPLAYS``).
    """
    import duckdb

    crowd = Crowd(scenario)
    draw = np.random.default_rng(seed)
    everyone = draw.standard_normal(round(plays * (1 - REPLAYS)))
    who = np.concatenate([np.arange(len(everyone)), np.arange(plays - len(everyone))])
    decisions = 0
    with duckdb.connect(config={"memory_limit": "700MB", "threads": 2}) as database:
        _keep_answers(database, crowd)
        for number, first in enumerate(range(0, plays, PEOPLE_AT_A_TIME)):
            people = who[first : first + PEOPLE_AT_A_TIME]
            steps = list(crowd.play(everyone[people], draw))
            decisions += sum(len(step.people) for step in steps)
            columns = _columns(steps, people, first)
            target = folder / f"institution-{number + 1}.parquet"
            _write(database, columns, scenario, target)
    return decisions


def _keep_answers(database: DuckDBPyConnection, crowd: Crowd) -> None:
    database.execute(
        "CREATE TABLE answers (scene INTEGER, answer INTEGER, scene_id VARCHAR, title VARCHAR,"
        " interaction VARCHAR, answer_id VARCHAR, answer_text VARCHAR, scored BOOLEAN)"
    )
    for number, scene in enumerate(crowd.rules.scenes):
        for answer, move in enumerate(crowd.moves(number)):
            id_, text, kind = _told(crowd.rules.scenario, scene.id, move)
            row = [number, answer, scene.id, scene.title or None, kind, id_, text, scene.scored]
            database.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _told(scenario: Scenario, scene: str, move: Move) -> tuple[str, str, str]:
    match move.action:
        case Choose(choice):
            return choice, scenario.scenes[scene].choices[choice].text, "choice"
        case Rank(steps):
            return "; ".join(steps), "; ".join(steps), "order"
        case _:
            return f"band={move.number}", f"band {move.number}", "sort"


def _columns(steps: list[Deciding], people: Numbers, first: int) -> dict[str, NDArray[np.generic]]:
    """One entry a decision; ``first`` is the number of the first play."""

    def joined(arrays: list[NDArray[np.generic]]) -> NDArray[np.generic]:
        return np.concatenate(arrays)

    plays = joined([step.people for step in steps])
    return {
        "play": plays + first,
        "person": people[plays],
        "scene": joined([np.full(len(step.people), step.scene) for step in steps]),
        "position": joined([np.full(len(step.people), step.position) for step in steps]),
        "answer": joined([step.answers for step in steps]),
        "credit": joined([step.credit for step in steps]),
        "best_credit": joined([step.best_credit for step in steps]),
    }


def _write(
    database: DuckDBPyConnection,
    columns: dict[str, NDArray[np.generic]],
    scenario: Scenario,
    target: Path,
) -> None:
    database.register("rows", columns)
    about = [scenario.id, scenario.version, "0" * 64, scenario.frame, scenario.role, scenario.kind]
    relation = database.sql(_AS_EXPORTED, params=[str(it) for it in about])
    relation.write_parquet(str(target), compression="zstd")
    database.unregister("rows")


_AS_EXPORTED = """
SELECT format('{:07x}', play) AS play_id,
    'j-' || substr(md5(person::VARCHAR), 1, 16) AS player,
    $1 AS scenario_id, $2::BIGINT AS scenario_version, $3 AS scenario_hash,
    $4 AS frame, $5 AS role, $6 AS kind, 'assessment' AS mode,
    position,
    TIMESTAMP '2026-01-05 09:00:00' + to_seconds(play * 30 + position * 20) AS decided_at,
    scene_id, title AS scene_title, interaction, answer_id, answer_text,
    NULL::BIGINT AS open_options,
    (5 + hash(play, position) % 60)::DOUBLE AS seconds,
    FALSE AS timed_out, scored,
    CASE WHEN scored THEN round(credit, 6) END AS credit,
    CASE WHEN scored THEN round(best_credit, 6) END AS best_credit,
    CASE WHEN scored AND best_credit > 0 THEN round(credit / best_credit, 6) END AS quality,
    NULL::VARCHAR AS grades, NULL::VARCHAR AS principles, NULL::VARCHAR AS breach,
    NULL::VARCHAR AS meters_before, NULL::VARCHAR AS meters_after, NULL::VARCHAR AS note
FROM rows JOIN answers USING (scene, answer)
"""
