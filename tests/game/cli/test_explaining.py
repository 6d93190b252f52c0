"""``duettiste explain``: what a code means, with an example, without any network."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli.program import run
from tests.game.plain.small import TEXT

Capture = pytest.CaptureFixture[str]


def test_a_code_is_explained_with_a_broken_and_a_mended_example(capsys: Capture) -> None:
    assert run(["explain", "E246", "--lang", "fr"]) == 0
    said = capsys.readouterr().out
    assert "{ if: arrete_signe, go: tri }" in said
    assert said.index("{ if: arrete_signe") < said.index("identifiant de scène seul")
    assert said.rstrip().endswith("quand aucune autre ne convient.")


def test_the_case_of_a_code_does_not_matter_and_several_can_be_asked(capsys: Capture) -> None:
    assert run(["explain", "w608", "E901", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "W608 (advice)" in said
    assert "E901 (error)" in said


def test_without_a_code_all_are_listed(capsys: Capture) -> None:
    assert run(["explain", "--lang", "fr"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("E101  ")
    assert sum(line.startswith(("E", "W")) for line in lines) > 130


@pytest.mark.parametrize(("word", "said"), [("E1O7", "E107"), ("nimporte", "explain"), ("", "«")])
def test_an_unknown_code_is_said(word: str, said: str, capsys: Capture) -> None:
    assert run(["explain", word, "--lang", "fr"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_what_cannot_be_seen_or_would_act_is_shown_as_its_code(capsys: Capture) -> None:
    assert run(["explain", "E103", "E104", "E105", "E106"]) == 0
    said = capsys.readouterr().out
    for hidden in ("\x1b", "\u202e", "\t"):
        assert hidden not in said
    for shown in ("<U+001B>", "<U+202E>", "<U+0009>", "<U+00A0>"):
        assert shown in said


def test_check_says_how_to_have_a_code_explained(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "petit.yaml"
    path.write_text(TEXT.replace("level: 1", "level: 9"), encoding="utf-8")
    assert run(["check", str(path), "--lang", "fr"]) == 1
    assert "duettiste explain E207" in capsys.readouterr().out
