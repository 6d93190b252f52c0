"""What a scenario's file says is what the model holds."""

from __future__ import annotations

from fractions import Fraction

import pytest
import yaml

from engine.reading import read_scenario
from engine.scenario import Grade, Scenario
from tests.engine.broken_cases import (
    REPOSITORY,
    base_text,
    broken,
    codes_of,
    reading_of,
    reading_of_bytes,
)

LIBRARY = sorted(
    path
    for path in (REPOSITORY / "scenarios").glob("*.yaml")
    if "\nscenes:" in path.read_text(encoding="utf-8")
)


def _scenario(text: str) -> Scenario:
    reading = reading_of(text)
    assert reading.scenario is not None, reading.diagnostics
    return reading.scenario


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_the_bundled_scenarios_read_without_an_error(path: object) -> None:
    text = (REPOSITORY / "scenarios" / str(path)).read_text(encoding="utf-8")

    reading = read_scenario(text, file=str(path))

    assert reading.scenario is not None, reading.diagnostics


def test_a_scene_is_read_whole() -> None:
    scene = _scenario(base_text()).scenes["appel"]

    assert scene.speaker == "adjoint"
    assert scene.timer is not None
    assert scene.timer.then == "attendre"
    assert scene.documents["note"].text == "Le panneau attend un arrêté."
    assert scene.also[0].condition.source == "confiance < 40"
    signer = scene.choices["signer"]
    assert signer.grades["neutralite-politique"] is Grade.SOUND
    assert signer.breach == ("neutralite-politique",)
    assert signer.change.set == ("arrete_signe",)
    assert [branch.go for branch in signer.next] == ["rupture", "suite", "tri"]
    assert signer.next[1].chance == Fraction(1, 3)
    assert scene.choices["deposer"].once


def test_a_later_consequence_may_be_written_alone() -> None:
    later = _scenario(base_text()).scenes["appel"].choices["attendre"].later

    assert [(one.after, one.text) for one in later] == [(2, "La presse appelle.")]


def test_a_meter_has_its_range_target_and_ends() -> None:
    meters = _scenario(base_text()).meters

    assert (meters["confiance"].low, meters["confiance"].high) == (0, 100)
    assert (meters["equilibre"].low, meters["equilibre"].high) == (-100, 100)
    assert meters["equilibre"].target == (-20, 20)
    assert meters["equilibre"].ends == ("séparé", "imbriqué")


@pytest.mark.parametrize("written", ["no", "12:30", "01000", "2024-01-31", "~", "1e3", "0x1F"])
def test_what_yaml_would_convert_stays_as_written(written: str) -> None:
    text = broken("outcome: Le panneau reste.", f"outcome: {written}")

    assert _scenario(text).scenes["appel"].choices["attendre"].outcome == written


@pytest.mark.parametrize(
    ("written", "chance"),
    [
        ("1/3", Fraction(1, 3)),
        ("0.25", Fraction(1, 4)),
        (".5", Fraction(1, 2)),
        ("30%", Fraction(3, 10)),
    ],
)
def test_a_chance_has_three_forms(written: str, chance: Fraction) -> None:
    text = broken("chance: 1/3", f"chance: {written}")

    assert _scenario(text).scenes["appel"].choices["signer"].next[1].chance == chance


@pytest.mark.parametrize("written", ["0", "1", "1/0", "-1/3", "2", "100%", "inf", "½", "0.0"])
def test_a_chance_is_strictly_between_never_and_always(written: str) -> None:
    assert codes_of(broken("chance: 1/3", f"chance: {written}")) == ["E219"]


def test_blocks_keep_or_fold_their_lines() -> None:
    kept = broken(
        "outcome: Le panneau reste.", "outcome: |\n          Un : deux.\n\n          Trois.\n"
    )
    folded = kept.replace("outcome: |", "outcome: >-")

    assert _scenario(kept).scenes["appel"].choices["attendre"].outcome == "Un : deux.\n\nTrois."
    assert _scenario(folded).scenes["appel"].choices["attendre"].outcome == "Un : deux.\nTrois."


def test_a_comment_set_apart_is_a_comment() -> None:
    text = broken("title: Le panneau\n", "title: Le panneau  # à revoir\n")
    text = text.replace("outcome: Bien.", "outcome: Bien. # à revoir")
    text = text.replace("minutes: 12", "minutes: 12 # peut-être 15")

    scenario = _scenario(text)

    assert scenario.title == "Le panneau"
    assert scenario.minutes == 12


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    expected = _scenario(base_text())
    windows = "\ufeff" + base_text().replace("\n", "\r\n")

    assert reading_of_bytes(windows.encode()).scenario == expected
    assert reading_of(base_text().replace("\n", "\r")).scenario == expected


def test_the_order_of_keys_changes_nothing() -> None:
    head, scenes = base_text().split("scenes:\n")
    before, after = head.replace("\n\n", "\n").split("\nlevel: 2\n")

    swapped = f"level: 2\nscenes:\n{scenes}{after}{before}\n"

    assert _scenario(swapped) == _scenario(base_text())


def test_scenes_may_come_in_any_order() -> None:
    head, scenes = base_text().split("  fin:\n")
    fin, rupture = scenes.split("  rupture:\n")

    swapped = f"{head}  rupture:\n{rupture}  fin:\n{fin}"

    assert _scenario(swapped) == _scenario(base_text())


def test_the_slower_parser_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    broken_text = base_text().replace("go: suite", "go: suitte").replace("level: 2", "level: [2")
    with_c = [(one.code, one.place) for one in reading_of(broken_text).diagnostics]
    monkeypatch.setattr("engine.source.parser._LOADER", yaml.Loader)

    assert [(one.code, one.place) for one in reading_of(broken_text).diagnostics] == with_c
    assert reading_of(base_text()).scenario is not None


def test_without_catalogue_or_frames_their_names_are_taken_on_trust() -> None:
    text = broken("frame: commune-fr", "frame: ailleurs").replace("neutralite", "neutralité")

    assert read_scenario(text).scenario is not None


def test_the_place_of_each_part_is_kept_for_other_tools() -> None:
    places = reading_of(base_text()).places

    lines = base_text().splitlines()
    at = places.at(("scenes", "tri", "sort", "items", "presse"))
    assert lines[at.line - 1] == "        presse:"
    nearest = places.at(("scenes", "tri", "sort", "items", "presse", "nothing", 3))
    assert nearest == at
