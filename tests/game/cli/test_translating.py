"""``translate extract`` and ``translate check``, as a translator uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli.program import run
from tests.game.plain.small import TEXT

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "petit.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def translation(file: Path) -> Path:
    return file.parent / "translations" / "en" / file.name


def extract(file: Path) -> int:
    return run(["translate", "extract", str(file), "--to-lang", "en", "--lang", "en"])


def check(file: Path) -> int:
    return run(["translate", "check", str(file), "--lang", "en"])


def test_extract_then_check_say_what_is_to_translate(file: Path, capsys: Capture) -> None:
    assert extract(file) == 0
    assert "still to be translated" in capsys.readouterr().out
    assert "source: |-\n      Le petit conseil" in translation(file).read_text("utf-8")

    assert check(file) == 1
    said = capsys.readouterr().out
    assert "texts to translate:" in said
    assert "- title (line " in said


def test_a_text_that_forgets_a_person_is_told_and_a_whole_one_is_played(
    file: Path, capsys: Capture
) -> None:
    extract(file)
    text = translation(file).read_text("utf-8").replace("    text:\n", "    text: Words.\n")
    translation(file).write_text(text, "utf-8")
    capsys.readouterr()
    assert check(file) == 1
    assert "1 text does not name the same characters" in capsys.readouterr().out

    before, name, after = text.partition("  scenes.appel.text:\n")
    after = after.replace("Words.", "${maire.name} calls.", 1)
    translation(file).write_text(before + name + after, "utf-8")
    assert check(file) == 0
    assert "Everything is translated" in capsys.readouterr().out

    assert run(["play", str(file), "--plain", "--auto", "best", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Anne Roy calls." in told
    assert "Il pleut" not in told


def test_a_changed_original_is_to_review(file: Path, capsys: Capture) -> None:
    extract(file)
    text = translation(file).read_text("utf-8").replace("    text:\n", "    text: Words.\n")
    translation(file).write_text(text, "utf-8")
    file.write_text(TEXT.replace("Le petit conseil", "Le grand conseil"), encoding="utf-8")
    capsys.readouterr()

    assert check(file) == 1
    assert "1 text to review" in capsys.readouterr().out
    assert extract(file) == 0
    assert "1 is to be reviewed" in capsys.readouterr().out
    assert "was: |-\n      Le petit conseil" in translation(file).read_text("utf-8")


def test_a_broken_translation_is_never_written_over(file: Path, capsys: Capture) -> None:
    extract(file)
    broken = translation(file).read_text("utf-8").replace("    text:\n", "    texte: Oui\n", 1)
    translation(file).write_text(broken, "utf-8")
    capsys.readouterr()

    assert extract(file) == 1
    said = capsys.readouterr().err
    assert "E201" in said
    assert "Nothing was changed" in said
    assert translation(file).read_text("utf-8") == broken


@pytest.mark.parametrize(
    "words",
    [
        ["translate"],
        ["translate", "extract"],
        ["translate", "extract", "FILE"],
        ["translate", "extract", "FOLDER", "--to-lang", "en"],
        ["translate", "extract", "FILE", "--to-lang", "de"],
        ["translate", "check", "nowhere.yaml"],
        ["translate", "check", "scenarios/appel-du-vestiaire.plays.yaml"],
    ],
)
def test_what_cannot_be_understood_is_misused(
    words: list[str], file: Path, capsys: Capture
) -> None:
    named = {"FILE": str(file), "FOLDER": str(file.parent)}
    assert run([*(named.get(word, word) for word in words), "--lang", "en"]) == 2
    assert capsys.readouterr().err


def test_what_is_not_translated_or_already_there_is_said(file: Path, capsys: Capture) -> None:
    assert check(file) == 1
    assert "has no translation" in capsys.readouterr().err
    assert run(["translate", "check", str(file), "--to-lang", "en", "--lang", "en"]) == 1
    assert "does not exist" in capsys.readouterr().err
    assert run(["translate", "extract", str(file), "--to-lang", "fr", "--lang", "en"]) == 1
    assert "already" in capsys.readouterr().err


def test_the_file_of_another_scenario_is_refused(file: Path, capsys: Capture) -> None:
    extract(file)
    text = translation(file).read_text("utf-8").replace("of: petit", "of: grand")
    translation(file).write_text(text, "utf-8")
    capsys.readouterr()

    assert check(file) == 1
    assert "is not the translation of petit" in capsys.readouterr().err


def test_signs_of_a_terminal_in_a_scenario_have_no_effect(file: Path, capsys: Capture) -> None:
    extract(file)
    text = translation(file).read_text("utf-8")
    translation(file).write_text(text.replace("Le petit", "Le \u202epetit", 1), "utf-8")
    capsys.readouterr()

    check(file)

    captured = capsys.readouterr()
    assert "\u202e" not in captured.out + captured.err
