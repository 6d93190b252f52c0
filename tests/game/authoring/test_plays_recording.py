"""A play is added to its file whole, and everything else in the file stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.rules import Place, Rank, Rules
from game.authoring.plays import WrittenDecision, WrittenPlay
from game.authoring.plays_reading import read_plays
from game.authoring.plays_recording import CannotAddError, add_to_file, recorded, with_play
from game.authoring.plays_running import differences, run
from game.playing import scenario_of
from tests.game.plain.small import TEXT

SCENARIO = scenario_of(TEXT)
RULES = Rules(SCENARIO)
OTHERS = """\
# en tête
plays:
    # avant
    une:  # à côté
        decisions: [ecrire]
        expect: { met: [tri] }  # après
    # à la fin
"""


def play(name: str = "neuve", seed: int = 0) -> WrittenPlay:
    answers = (
        "ecrire",
        Place((("cap", "dgs"), ("equipe", "dgs"))),
        Rank(("deux", "un", "trois")),
        "taire",
    )
    decisions = tuple(WrittenDecision(answer) for answer in answers)
    return recorded(name, seed, decisions, run(RULES, seed, decisions), RULES)


def test_a_recorded_play_holds_when_it_is_run_again(tmp_path: Path) -> None:
    path = tmp_path / "petit.plays.yaml"
    add_to_file(path, play(seed=7), SCENARIO, "En tête.")
    text = path.read_text("utf-8")
    assert text.startswith("# En tête.\nplays:\n  neuve:\n    seed: 7\n")
    (read,) = read_plays(text, SCENARIO).plays
    assert read == play(seed=7)
    assert read.expect.ending == "fin"
    assert set(read.expect.meters) == {"confiance", "equilibre"}
    assert differences(RULES, read) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_other_plays_and_comments_stay_as_they_were(tmp_path: Path, end: str) -> None:
    path = tmp_path / "petit.plays.yaml"
    before = OTHERS.replace("\n", end)
    path.write_bytes(before.encode())
    path.chmod(0o640)
    add_to_file(path, play(), SCENARIO, "")
    after = path.read_bytes().decode()
    assert after.startswith(before.rstrip())
    assert after.count("\r\n") == (after.count("\n") if end == "\r\n" else 0)
    assert [one.name for one in read_plays(after, SCENARIO).plays] == ["une", "neuve"]
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (OTHERS.replace("une:", "neuve:"), "taken"),
        (OTHERS.replace("ecrire", "ecrir"), "mistakes"),
        ("plays: { une: { decisions: [ecrire], expect: { met: [tri] } } }\n", "other_form"),
        ("", "mistakes"),
    ],
)
def test_a_file_that_cannot_take_it_is_left_alone(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "petit.plays.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(CannotAddError) as refused:
        add_to_file(path, play(), SCENARIO, "")
    assert refused.value.reason == reason
    assert path.read_text("utf-8") == text
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_not_text_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "petit.plays.yaml"
    path.write_bytes(b"\xff\x00")
    with pytest.raises(CannotAddError, match="not_text"):
        add_to_file(path, play(), SCENARIO, "")
    assert path.read_bytes() == b"\xff\x00"


def test_a_name_must_be_an_identifier() -> None:
    with pytest.raises(CannotAddError, match="bad_name"):
        play("Ma partie")


def test_a_play_that_stops_expects_the_scene_where_it_stopped() -> None:
    decisions = (WrittenDecision("ecrire"),)
    stopped = recorded("debut", 0, decisions, run(RULES, 0, decisions), RULES)
    assert stopped.expect.ending is None
    assert stopped.expect.met == ("tri",)
    added = read_plays(with_play(OTHERS, stopped, SCENARIO), SCENARIO)
    assert differences(RULES, added.plays[-1]) == ()
