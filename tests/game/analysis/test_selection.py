"""Which plays are analysed together, and what is never told apart."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from game.analysis.analysing import analyse
from game.analysis.faults import AnalysisError
from game.analysis.results import Story, Turns
from tests.game.analysis.cohort import (
    BEGINNING,
    Rows,
    decision,
    plays_of_answers,
    written,
    written_title,
)


def stories_of(folder: Path, rows: Rows, turns: Turns = Turns.FIRST) -> tuple[Story, ...]:
    written(folder / "parties.parquet", rows)
    return analyse([folder], turns).stories


def counts_of(story: Story, scene: int = 0) -> dict[str, int]:
    return {answer.id: answer.count for answer in story.decisions[scene].answers}


def played_again(answers: list[str], later: timedelta, **values: str) -> Rows:
    rows = plays_of_answers(answers, decided_at=BEGINNING + later)
    return [{**row, "play_id": f"again-{row['play_id']}", **values} for row in rows]


def test_the_first_play_of_each_person_counts_and_replays_are_set_aside(tmp_path: Path) -> None:
    rows = [
        *played_again(["non"] * 6, timedelta(days=1)),
        *plays_of_answers(["oui"] * 10),
        *played_again(["non"], timedelta(days=2), play_id="third"),
    ]
    (first,) = stories_of(tmp_path, rows)
    assert (first.plays, first.left_aside, counts_of(first)) == (10, 7, {"oui": 10})
    (again,) = stories_of(tmp_path, rows, Turns.AGAIN)
    assert (again.plays, again.left_aside, counts_of(again)) == (7, 10, {"non": 7})
    (everything,) = stories_of(tmp_path, rows, Turns.ALL)
    assert (everything.plays, everything.left_aside) == (17, 0)


def test_a_first_play_in_practice_makes_the_assessment_a_replay(tmp_path: Path) -> None:
    rows = [
        *plays_of_answers(["oui"] * 8, mode="practice"),
        *played_again(["non"] * 8, timedelta(days=1), mode="assessment"),
    ]
    assessment, practice = stories_of(tmp_path, rows)
    assert (assessment.mode, assessment.plays, assessment.left_aside) == ("assessment", 0, 8)
    assert (practice.mode, practice.plays, practice.left_aside) == ("practice", 8, 0)


def test_another_scenario_is_another_first_play(tmp_path: Path) -> None:
    rows = [
        *plays_of_answers(["oui"] * 8),
        *played_again(["non"] * 8, timedelta(days=1), scenario_id="autre"),
    ]
    assert [(it.scenario_id, it.plays) for it in stories_of(tmp_path, rows)] == [
        ("autre", 8),
        ("essai", 8),
    ]


def test_versions_texts_and_modes_are_never_mixed(tmp_path: Path) -> None:
    kinds: list[dict[str, object]] = [
        {"scenario_version": 1, "scenario_hash": "a" * 64, "mode": "assessment"},
        {"scenario_version": 2, "scenario_hash": "b" * 64, "mode": "assessment"},
        {"scenario_version": 2, "scenario_hash": "c" * 64, "mode": "assessment"},
        {"scenario_version": 2, "scenario_hash": "c" * 64, "mode": "practice"},
    ]
    rows: Rows = [
        {**row, "play_id": f"{number}{row['play_id']}", "player": f"{number}{row['player']}"}
        for number, kind in enumerate(kinds)
        for row in plays_of_answers(["oui"] * (5 + number), **kind)  # type: ignore[arg-type]
    ]
    stories = stories_of(tmp_path, rows)
    found = {(it.version, it.text_hash[0], it.mode): (it.plays, it.texts) for it in stories}
    assert found == {
        (1, "a", "assessment"): (5, 1),
        (2, "b", "assessment"): (6, 2),
        (2, "c", "assessment"): (7, 2),
        (2, "c", "practice"): (8, 1),
    }
    assert [story.version for story in stories] == [2, 2, 2, 1]


def test_a_play_that_was_exported_twice_counts_once_and_in_its_latest_state(
    tmp_path: Path,
) -> None:
    january = plays_of_answers(["oui"] * 9)
    february = [
        *january,
        decision(
            play_id="p0",
            player="j-0",
            scene_id="suite",
            position=2,
            decided_at=BEGINNING + timedelta(days=30),
        ),
        *[
            {**row, "play_id": f"n{row['play_id']}", "player": f"n{row['player']}"}
            for row in plays_of_answers(["non"] * 6)
        ],
    ]
    (tmp_path / "a").mkdir()
    written(tmp_path / "a" / "fevrier.parquet", february)
    written(tmp_path / "janvier.parquet", january)
    analysis = analyse([tmp_path])
    assert (analysis.plays, analysis.twice, analysis.files) == (15, 9, 2)
    (story,) = analysis.stories
    assert counts_of(story) == {"oui": 9, "non": 6}
    assert [it.scene_id for it in story.decisions] == ["appel", "suite"]


def test_a_row_that_came_twice_counts_once(tmp_path: Path) -> None:
    rows = plays_of_answers(["oui"] * 7)
    (story,) = stories_of(tmp_path, [*rows, *rows[:3]])
    assert (story.plays, counts_of(story)) == (7, {"oui": 7})


def test_the_same_number_of_play_on_two_machines_is_two_plays(tmp_path: Path) -> None:
    written(tmp_path / "ici.parquet", plays_of_answers(["oui"] * 6))
    there = [{**row, "player": f"la-{row['player']}"} for row in plays_of_answers(["oui"] * 6)]
    written(tmp_path / "la.parquet", there)
    assert analyse([tmp_path]).stories[0].plays == 12


def test_a_scene_met_again_counts_for_its_first_time(tmp_path: Path) -> None:
    rows = plays_of_answers(["oui"] * 7)
    rows += [{**row, "position": 2, "answer_id": "non", "credit": 0.0} for row in rows]
    (story,) = stories_of(tmp_path, rows)
    assert counts_of(story) == {"oui": 7}
    assert story.decisions[0].count == 7


def test_what_the_timer_decided_stands_apart_from_the_same_answer(tmp_path: Path) -> None:
    rows = plays_of_answers(["oui"] * 6) + [
        {**row, "play_id": f"t{row['play_id']}", "player": f"t{row['player']}"}
        for row in plays_of_answers(["oui"] * 5, timed_out=True)
    ]
    (story,) = stories_of(tmp_path, rows)
    found = [(it.id, it.timed_out, it.count) for it in story.decisions[0].answers]
    assert found == [("oui", False, 6), ("", True, 5)]


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({"a": 40, "b": 5}, {"a": 40, "b": 5}),
        ({"a": 40, "b": 3, "c": 2}, {"a": 40, "2 together": 5}),
        ({"a": 40, "b": 6, "c": 1}, {"a": 40, "2 together": 7}),
        ({"a": 40, "c": 4}, {"2 together": 44}),
        ({"a": 2, "b": 2, "c": 1}, {"3 together": 5}),
        ({"a": 2, "b": 2}, {}),
    ],
)
def test_a_rare_answer_is_never_told_nor_to_be_found_by_subtraction(
    tmp_path: Path, answers: dict[str, int], shown: dict[str, int]
) -> None:
    (story,) = stories_of(tmp_path, plays_of_answers(Counter(answers).elements()))
    found = {
        it.id or f"{it.together} together": it.count
        for decision in story.decisions
        for it in decision.answers
    }
    assert found == shown
    assert all(count >= 5 for count in found.values())


@pytest.mark.parametrize(("best", "told"), [(3, False), (37, False), (5, True), (0, True)])
def test_the_share_of_the_best_answer_hides_what_the_answers_hide(
    tmp_path: Path, best: int, told: bool
) -> None:
    rows = plays_of_answers(["oui"] * best + ["non"] * (40 - best))
    for row in rows:
        row["credit"] = 1.0 if row["answer_id"] == "oui" else 0.0
    (story,) = stories_of(tmp_path, rows)
    found = story.decisions[0].best
    assert found is not None
    assert (found.interval is not None) == told
    assert (found.count == 40) == told


def test_a_board_with_thousands_of_answers_tells_the_commonest(tmp_path: Path) -> None:
    answers = [f"ordre-{number:03}" for number in range(300)] + ["juste"] * 20 + ["inverse"] * 9
    (story,) = stories_of(tmp_path, plays_of_answers(answers, interaction="order"))
    found = story.decisions[0].answers
    assert [(it.id, it.count, it.together) for it in found] == [
        ("juste", 20, 1),
        ("inverse", 9, 1),
        ("", 300, 300),
    ]


def test_a_scenario_few_people_played_is_named_and_nothing_of_it_is_told(tmp_path: Path) -> None:
    (story,) = stories_of(tmp_path, plays_of_answers(["oui"] * 4))
    assert story.plays is None
    assert story.decisions[0].count is None
    assert story.decisions[0].answers == ()
    assert story.coherence.figure.count in (0, None)


def test_titles_come_from_the_file_of_the_plays(tmp_path: Path) -> None:
    rows = plays_of_answers(["oui"] * 5, scenario_hash="a" * 64)
    written_title(tmp_path / "jeu.parquet", "L'appel du vestiaire")
    (story,) = stories_of(tmp_path, rows)
    assert story.title == "L'appel du vestiaire"


def test_one_scenario_can_be_asked_for(tmp_path: Path) -> None:
    rows = [
        *plays_of_answers(["oui"] * 5),
        *played_again(["non"] * 5, timedelta(days=1), scenario_id="autre"),
    ]
    written(tmp_path / "parties.parquet", rows)
    (story,) = analyse([tmp_path], scenario="autre").stories
    assert (story.scenario_id, counts_of(story)) == ("autre", {"non": 5})
    with pytest.raises(AnalysisError) as fault:
        analyse([tmp_path], scenario="absent")
    assert fault.value.key == "analysis.fault.no_such_scenario"
