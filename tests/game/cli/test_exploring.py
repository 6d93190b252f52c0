"""``explore`` and ``play --decisions`` on the command line."""

from __future__ import annotations

import json
import re
import signal
import time
from pathlib import Path

import pytest

from engine.proof.budget import Progress
from game.authoring.exploration_reading import Source, read_to_explore
from game.authoring.exploration_running import Limits, Stop, search
from game.cli.program import run
from game.cli.search_progress import SearchProgress
from game.content import scenario_files
from game.locale import LANGUAGES
from tests.game.authoring.explored import decision, scenario_text, written
from tests.game.plain.small import TEXT

Capture = pytest.CaptureFixture[str]
SOUND = scenario_text(decision("un", "next: deux", "next: deux") + decision("deux"))
FLAWED = scenario_text(
    decision("un", "next:\n  - { if: promis, go: cache }\n  - fin") + decision("cache"), "faux"
)
GUARD_LINE = FLAWED.splitlines().index("          - { if: promis, go: cache }") + 1
ADVISED = SOUND.replace("exemplary, conseiller-les-elus: sound", "sound, conseiller-les-elus: weak")
HOSTILE = "\x1b[31m<script>[bold]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path, SOUND)
    written(tmp_path, FLAWED, "faux.yaml")
    written(tmp_path, "plays: {}\n", "essai.plays.yaml")
    return tmp_path


def said(capsys: Capture) -> str:
    return capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_told(folder: Path, capsys: Capture, language: str) -> None:
    assert run(["explore", str(folder), "--lang", language]) == 0
    told = said(capsys)
    assert told.count("=====") >= 2
    assert f"faux.yaml:{GUARD_LINE}:19" in told
    assert "--decisions" in told
    assert {"fr": "Prouvé :", "en": "Proved:"}[language] in told
    assert {"fr": "faux.yaml: 2 points à corriger.", "en": "faux.yaml: 2 points to mend."}[
        language
    ] in told


def test_strict_fails_on_flaws_but_not_on_advice(folder: Path, capsys: Capture) -> None:
    path = str(folder / "faux.yaml")
    assert run(["explore", path]) == 0
    assert run(["explore", path, "--strict"]) == 1
    advised = written(folder, ADVISED)
    assert run(["explore", str(advised), "--strict", "--lang", "fr"]) == 0
    assert "conseil" in said(capsys)
    assert run(["explore", str(advised), "--strict", "--states", "1"]) == 1


def test_what_is_said_to_tools(folder: Path, capsys: Capture) -> None:
    assert run(["explore", str(folder), "--format", "json", "--strict", "--lang", "fr"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["holds"]) == (1, False)
    sound, flawed = told["scenarios"]
    assert (sound["id"], sound["proved"], sound["flaws"], sound["findings"]) == (
        "essai",
        True,
        0,
        [],
    )
    assert sound["figures"]["plays"]["best"]["quality"] == 1
    assert sound["figures"]["choices"]["un"]["ici"]["random"] == 0.5
    assert sound["figures"]["principles"]["neutralite-politique"] == {
        "objective": True,
        "least": 2,
        "random": 2.0,
        "most": 2,
    }
    guard = next(it for it in flawed["findings"] if it["kind"] == "guard-never")
    assert (guard["line"], guard["column"], guard["advice"]) == (GUARD_LINE, 19, False)
    assert guard["way"]["command"].startswith("duettiste play ")
    assert guard["way"]["decisions"] == ""


def test_a_page_that_stands_alone(folder: Path, capsys: Capture) -> None:
    hostile = SOUND.replace("title: Un essai", f"title: '{HOSTILE[5:]}'")
    path = written(folder, hostile)
    page = folder / "rapport.html"
    assert run(["explore", str(path), "--to", str(page), "--lang", "fr"]) == 0
    assert "rapport.html" in said(capsys)
    text = page.read_text(encoding="utf-8")
    assert text.lstrip().lower().startswith("<!doctype html")
    assert "<script" not in text.lower()
    assert "Scènes et choix" in text
    assert not re.search(r"(?:src|href)=.https?:", text)


def test_the_report_is_written_beside_and_never_over_the_scenario(
    folder: Path, capsys: Capture
) -> None:
    path = folder / "essai.yaml"
    assert run(["explore", str(path), "--to", str(path), "--lang", "fr"]) == 2
    assert run(["explore", str(path), "--to", str(folder), "--lang", "fr"]) == 2
    assert run(["explore", str(path), "--to", str(folder / "non" / "a.json")]) == 1
    assert path.read_text(encoding="utf-8") == SOUND
    capsys.readouterr()
    assert run(["explore", str(path), "--to", str(folder / "a.txt"), "--lang", "fr"]) == 0
    assert (folder / "a.txt").read_text(encoding="utf-8").startswith("Exploration de")
    assert [it.name for it in folder.glob("*.tmp")] == []


def test_a_file_with_mistakes_is_told_and_the_others_are_explored(
    folder: Path, capsys: Capture
) -> None:
    broken = written(folder, SOUND.replace("next: fin", "next: nulle-part"), "casse.yaml")
    plays = folder / "essai.plays.yaml"
    words = ["explore", str(broken), str(plays), str(folder / "essai.yaml"), "--lang", "fr"]
    assert run(words) == 1
    told = capsys.readouterr()
    assert "E301" in told.err
    assert "duettiste test" in told.err
    assert "Prouvé" in told.out
    assert run([*words, "--format", "json"]) == 1
    unread = json.loads(capsys.readouterr().out)["unread"]
    assert [len(it["errors"]) > 0 for it in unread] == [True, False]


def test_mistakes_that_exploring_shows_best_are_explored(folder: Path, capsys: Capture) -> None:
    cut_off = written(folder, SOUND + decision("seule"), "essai.yaml")
    assert run(["explore", str(cut_off), "--lang", "fr"]) == 1
    told = said(capsys)
    assert "Aucun chemin ne mène à la scène « seule »." in told
    assert "« duettiste check » y trouve 1 faute" in told
    assert "duettiste play" not in told


@pytest.mark.parametrize("words", [["--states", "0"], ["--memory", "x"], ["--seconds", "1e3"]])
def test_a_limit_is_a_whole_number(words: list[str], folder: Path, capsys: Capture) -> None:
    assert run(["explore", str(folder), *words, "--lang", "fr"]) == 2
    assert "n’est pas un nombre entier" in capsys.readouterr().err


def test_an_empty_folder_is_not_sound(tmp_path: Path, capsys: Capture) -> None:
    assert run(["explore", str(tmp_path), "--lang", "fr"]) == 1
    assert "Aucun scénario" in capsys.readouterr().err
    assert run(["explore", str(tmp_path / "rien.yaml"), "--lang", "fr"]) == 2


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_a_bundled_scenario_is_proved_without_a_flaw(path: Path, capsys: Capture) -> None:
    assert run(["explore", path.stem, "--strict", "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["scenarios"]
    assert told["proved"]
    assert told["figures"]["plays"]["best"]["loss"] == 0
    assert all(use["random"] > 0 for use in told["figures"]["scenes"].values())


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """More states than any search meets in a few seconds."""
    meters = "\n".join(f"  m{number}: {{ label: M, start: 50 }}" for number in range(6))
    week = """\
  un:
    text: >-
      Une semaine.
    open: true
    choices:
"""
    for number in range(6):
        week += f"""\
      plus_{number}:
        text: >-
          Encore.
        effects: {{ m{number}: +1 }}
        outcome: >-
          Une suite.
        next: un
"""
    total = " + ".join(f"m{number}" for number in range(6))
    week += f"""\
      finir:
        text: >-
          Finir.
        outcome: >-
          Une suite.
        next:
          - {{ if: {total} > 590, go: deux }}
          - fin
"""
    text = scenario_text(week + decision("deux"), "large").replace("flags:", f"{meters}\nflags:", 1)
    return written(tmp_path, text, "large.yaml")


def test_a_budget_that_runs_out_says_so_and_what_it_knows(wide: Path, capsys: Capture) -> None:
    assert run(["explore", str(wide), "--states", "20 000", "--lang", "fr"]) == 0
    told = said(capsys)
    assert "la recherche s’est arrêtée à 20 000 états, sa limite." in told
    assert "Aucune des" in told
    assert "inconnue, faute de preuve" in told


@pytest.mark.parametrize(
    ("limits", "stop"),
    [
        (Limits(states=20_000), Stop.STATES),
        (Limits(megabytes=1), Stop.MEMORY),
        (Limits(seconds=0), Stop.TIME),
    ],
)
def test_a_search_says_what_it_ran_out_of(wide: Path, limits: Limits, stop: Stop) -> None:
    source = read_to_explore(wide)
    assert isinstance(source, Source)
    found = search(source.scenario, limits, time.monotonic, lambda _progress, _seconds: True)
    assert found.stop is stop
    assert found.exploration.states > 0


def test_an_interruption_tells_what_is_known_and_what_is_left(
    wide: Path, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = SearchProgress.told

    def interrupted(self: SearchProgress, progress: Progress, seconds: float) -> bool:
        if progress.states > 1_000:
            signal.raise_signal(signal.SIGINT)
        return told(self, progress, seconds)

    monkeypatch.setattr(SearchProgress, "told", interrupted)
    before = signal.getsignal(signal.SIGINT)
    assert run(["explore", str(wide), str(folder / "faux.yaml"), "--lang", "fr"]) == 130
    captured = capsys.readouterr()
    assert "vous avez interrompu la recherche, ce rapport est partiel" in captured.out
    assert "faux.yaml" in captured.err
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interruption_while_judging_tells_how_far_the_search_came(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judging(self: SearchProgress) -> None:
        judged(self)
        monkeypatch.setattr("game.cli.expedition.judge", _interrupted)

    judged = SearchProgress.judging
    monkeypatch.setattr(SearchProgress, "judging", judging)
    path = str(folder / "faux.yaml")
    assert run(["explore", path, "--lang", "fr"]) == 130
    assert "rien n’en a encore été tiré" in said(capsys)
    assert run(["explore", path, "--format", "json"]) == 130
    (scenario,) = json.loads(capsys.readouterr().out)["scenarios"]
    assert (scenario["proved"], scenario["figures"]) == (False, None)


def _interrupted(*_: object) -> None:
    signal.raise_signal(signal.SIGINT)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DUETTISTE_HOME", str(tmp_path / "plays"))
    monkeypatch.setattr("sys.stdin", None)
    return str(written(tmp_path, TEXT, "petit.yaml"))


def test_a_play_begins_after_the_decisions_given(small: str, capsys: Capture) -> None:
    words = ["play", small, "--plain", "--decisions", "appel=ecrire,tri=band-2", "--lang", "fr"]
    assert run(words) == 0
    told = said(capsys)
    assert "2 décisions sont déjà prises." in told
    assert "Le mur est confus." in told
    assert "Trois étapes mélangées." in told
    assert "entraînement" in told


def test_an_automatic_player_goes_on_from_there(small: str, capsys: Capture) -> None:
    words = ["play", small, "--auto", "best", "--decisions", "dire_oui", "--lang", "fr"]
    assert run(words) == 0
    told = said(capsys)
    assert "1 décision est déjà prise." in told
    assert "La porte reste ouverte" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--decisions", "appel=ecrir"], "Vouliez-vous dire « ecrire »"),
        (["--decisions", "appel=fermee"], "ce choix est fermé"),
        (["--decisions", "ecrire,tri=x"], "la scène tri est un tri ou un ordre"),
        (["--decisions", f"{HOSTILE}"], "n’a pas ce choix"),
        (["--decisions", "ecrire", "--mode", "assessment"], "entraînement"),
    ],
)
def test_what_cannot_be_decided_is_told(
    words: list[str], told: str, small: str, capsys: Capture
) -> None:
    assert run(["play", small, "--plain", *words, "--lang", "fr"]) == 2
    err = capsys.readouterr().err.replace("\u202f", " ").replace("\u00a0", " ")
    assert told in err
    assert "\x1b" not in err


def test_decisions_need_a_scenario(capsys: Capture) -> None:
    assert run(["play", "--decisions", "a=b", "--lang", "fr"]) == 2
    assert "quel scénario" in capsys.readouterr().err
