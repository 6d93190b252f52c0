"""``new``: what it writes checks without a word, plays to each of its endings, and stays put."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pytest

from engine.chance import seeded_chance
from engine.principles import Force
from engine.reading import read_scenario
from engine.rules import Rules
from engine.scenario import Kind, Scenario
from game.authoring.layout import laid_out
from game.authoring.schema import is_our_schema
from game.authoring.starter import SCHEMA_FILE, Start, is_fit_title, slug, starter_text
from game.cli.program import run
from game.content import load_catalogue, load_frames
from game.library import read_entry
from tests.game.authoring.test_schema import schema_errors

Capture = pytest.CaptureFixture[str]
STARTS = [
    (frame.id, role, kind)
    for frame in load_frames().values()
    for number, role in enumerate(frame.roles)
    for kind in [list(Kind)[number % len(Kind)]]
]
OPTIONS = ["--frame", "commune-fr", "--role", "dgs", "--kind", "dilemma"]


def text_of(frame: str, role: str = "dgs", kind: Kind = Kind.DILEMMA) -> str:
    return starter_text(Start(load_frames()[frame], role, kind, 'L\'été : "quoi" ?', "essai.yaml"))


def scenario_of(text: str) -> Scenario:
    reading = read_scenario(
        text, file="essai.yaml", catalogue=load_catalogue(), frames=load_frames()
    )
    assert reading.diagnostics == ()
    assert reading.scenario is not None
    return reading.scenario


@pytest.mark.parametrize(("frame", "role", "kind"), STARTS)
def test_every_start_is_sound(frame: str, role: str, kind: Kind) -> None:
    text = text_of(frame, role, kind)
    scenario = scenario_of(text)
    assert (scenario.frame, scenario.role, scenario.kind) == (frame, role, kind)
    assert scenario.title == 'L\'été : "quoi" ?'
    assert text.startswith(f"# yaml-language-server: $schema=./{SCHEMA_FILE}\n")
    assert schema_errors(text) == []
    assert "@" not in text


@pytest.mark.parametrize("frame", load_frames())
def test_what_it_judges_by_is_said_in_the_frames_own_document(frame: str) -> None:
    scenario = scenario_of(text_of(frame, next(iter(load_frames()[frame].roles))))
    principles = load_catalogue().principles
    stakes = {stake for scene in scenario.scenes.values() for stake in scene.stakes}
    assert all(frame in principles[stake].explicit for stake in stakes)
    breached = {
        principle
        for scene in scenario.scenes.values()
        for choice in scene.choices.values()
        for principle in choice.breach
    }
    assert breached
    assert all(principles[one].force is Force.DUTY for one in breached)


@pytest.mark.parametrize("frame", load_frames())
def test_words_that_have_no_place_in_the_frame_are_not_used(frame: str) -> None:
    scenario = scenario_of(text_of(frame, next(iter(load_frames()[frame].roles))))
    said = " ".join(
        [scenario.briefing, *(scene.text for scene in scenario.scenes.values())]
        + [person.title for person in scenario.cast.values()]
    ).lower()
    foreign = {
        "quebec": ("délibér", "arrêté", "adjoint", "échevin", "bourgmestre", "communal"),
        "wallonie": ("municipal", "maire", "adjoint", "résolution", "préfet"),
        "commune-fr": ("échevin", "bourgmestre", "communal", "résolution", "cabinet"),
        "trinome": ("échevin", "bourgmestre", "résolution"),
        "departement": ("maire", "mairie", "municipal", "communal", "conseil général"),
    }
    assert not [word for word in foreign[frame] if word in said]


def test_every_ending_and_every_way_is_met_by_some_play() -> None:
    rules = Rules(scenario_of(text_of("commune-fr")))
    waiting = [rules.start()]
    scenes: set[str] = set()
    fallen_due = set()
    while waiting:
        state = waiting.pop()
        scenes.add(rules.scene(state).id)
        for choice in rules.options(state):
            outcome = rules.step(state, choice, seeded_chance(1))
            fallen_due.add(bool(outcome.due))
            waiting.append(outcome.state)
    assert scenes == set(rules.scenario.scenes)
    assert fallen_due == {True, False}


def test_it_is_laid_out_already() -> None:
    text = text_of("quebec", "dg")
    assert laid_out(text) == text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("L'appel du vestiaire", "l-appel-du-vestiaire"),
        ("Été 2026 : l’œuvre", "ete-2026-l-oeuvre"),
        ("3 clefs", "s-3-clefs"),
        ("  !!  ", ""),
        ("日本", ""),
    ],
)
def test_an_identifier_is_made_of_the_title(title: str, expected: str) -> None:
    assert slug(title) == expected
    assert is_fit_title(title) == bool(expected)


def test_the_file_and_its_schema_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", *OPTIONS, "--title", "Une salle libre"]) == 0
    written = tmp_path / "une-salle-libre.yaml"
    assert read_entry(written).scenario.title == "Une salle libre"
    assert is_our_schema((tmp_path / SCHEMA_FILE).read_text(encoding="utf-8"))
    assert run(["check", str(written)]) == 0
    assert "W6" not in capsys.readouterr().out


def test_no_file_is_ever_replaced(tmp_path: Path, capsys: Capture) -> None:
    there = tmp_path / "une-salle.yaml"
    there.write_text("à moi", encoding="utf-8")
    (tmp_path / SCHEMA_FILE).write_text("{}", encoding="utf-8")
    assert run(["new", *OPTIONS, "--title", "Une salle", "--to", str(there)]) == 1
    assert there.read_text(encoding="utf-8") == "à moi"
    assert "existe déjà" in capsys.readouterr().err
    assert run(["new", *OPTIONS, "--title", "Autre", "--to", str(tmp_path)]) == 0
    assert (tmp_path / SCHEMA_FILE).read_text(encoding="utf-8") == "{}"
    assert "n’a pas pu être mis" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new"], "--frame, --role, --kind, --title"),
        (["new", *OPTIONS], "--title"),
        (["new", "--frame", "lune", "--role", "x", "--kind", "dilemma", "--title", "T"], "lune"),
        (["new", *OPTIONS, "--role", "bourgmestre", "--title", "T"], "bourgmestre"),
        (["new", *OPTIONS, "--title", "!!"], "Ce titre"),
        (["new", *OPTIONS, "--title", "T", "--to", "Mon Fichier.yaml"], "mon-fichier.yaml"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([*words, "--lang", "fr"]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_given_is_asked_until_it_makes_sense(tmp_path: Path) -> None:
    words = ["-m", "game", "new", "--lang", "fr", "--to", str(tmp_path)]
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=20, dimensions=(40, 100))
    for question, answers in (
        ("Le cadre", ["9", "2"]),
        ("Qui joue-t-on", ["1"]),
        ("La sorte", ["x", "3"]),
        ("Le titre", ["!!", "Le fil de l'eau"]),
    ):
        for answer in answers:
            child.expect(question + ".*\\?")
            child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    scenario = read_entry(tmp_path / "le-fil-de-l-eau.yaml").scenario
    frame = list(load_frames())[1]
    assert (scenario.frame, scenario.kind) == (frame, list(Kind)[2])
    assert scenario.role == next(iter(load_frames()[frame].roles))


@pytest.mark.parametrize("frame", load_frames())
def test_the_length_of_a_choice_does_not_give_the_answer(frame: str) -> None:
    scenario = scenario_of(text_of(frame, next(iter(load_frames()[frame].roles))))
    ranks = set()
    for scene in scenario.scenes.values():
        if len(scene.choices) > 2:
            worth = {
                one.id: sum(grade.credit for grade in one.grades.values())
                for one in scene.choices.values()
            }
            by_length = sorted(scene.choices.values(), key=lambda one: len(one.text))
            ranks.add([one.id for one in by_length].index(max(worth, key=worth.__getitem__)))
    assert ranks
    assert not ranks & {0, 2}
