"""The same walkthrough on the engine and on the real program in lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import run
from tests.journeys.walkthrough import ALL, Walkthrough, read


@pytest.fixture(params=sorted(ALL))
def walkthrough(request: pytest.FixtureRequest) -> Walkthrough:
    return read(ALL[request.param])


def test_the_engine_goes_where_the_walkthrough_says(walkthrough: Walkthrough) -> None:
    session = walkthrough.played()
    assert session.phase == "debrief"
    assert walkthrough.ending in ("*", session.scene_id)


def test_plain_mode_tells_what_the_walkthrough_says(
    walkthrough: Walkthrough, tmp_path: Path
) -> None:
    typed = "\n".join(answer for answers in walkthrough.typed() for answer in answers)
    words = ("play", walkthrough.scenario, "--plain", "--seed", str(walkthrough.seed))
    played = run(tmp_path, *words, typed=f"{typed}\n")
    assert played.code == 0
    assert played.errors == ""
    story, debrief = played.out.split("\nBilan : ", 1)
    told = story.split("\nVous avez décidé : ")[1:]
    assert len(told) == len(walkthrough.lines)
    for line, text in zip(walkthrough.lines, told, strict=True):
        for words_said in line.says:
            assert words_said in text, line.scene
    ending = walkthrough.played()
    title = ending.rules.scene(ending.state).ending
    assert title is not None
    assert title.title.replace("'", "’") in debrief
    again = run(tmp_path, "debrief")
    assert again.code == 0
    assert debrief.startswith(again.out.split("Bilan : ", 1)[1].rstrip())
