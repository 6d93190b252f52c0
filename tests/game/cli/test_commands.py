"""What each command says of plays, scenarios, principles and players."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from game.cli.program import run
from tests.game.plain.small import TEXT


class Program:
    """The program run inside this process, on a folder of its own."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.code = 0
        self.out = ""
        self.errors = ""

    def __call__(self, *words: str, typed: str = "") -> str:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        self.code = run(words)
        captured = self._capsys.readouterr()
        self.out, self.errors = (
            text.replace("\u202f", " ").replace("\u00a0", " ") for text in captured
        )
        return self.out


@pytest.fixture
def program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Program:
    monkeypatch.setenv("DUETTISTE_HOME", str(tmp_path / "parties"))
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.chdir(tmp_path)
    return Program(capsys, monkeypatch)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "petit.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


THE_END = "1\n1\n2\nok\n1 2 3\nok\n1\n"


def play_id(said: str) -> str:
    found = re.search(r"Partie (\w{6}), en mode", said)
    assert found is not None
    return found[1]


def test_the_list_tells_each_scenario_and_its_best_result(program: Program) -> None:
    said = program("list")
    assert program.code == 0
    assert "La toiture du hall (la-toiture-du-hall)" in said
    assert said.count("Pas encore joué.") == said.count("Durée :") >= 5


def test_a_play_is_begun_left_resumed_debriefed_and_listed(
    program: Program, scenario: Path
) -> None:
    begun = program("play", str(scenario), "--plain", "--seed", "1", typed="1\nquit\n")
    play = play_id(begun)
    assert f"duettiste resume {play} --plain" in begun
    assert play in program("history")
    assert "1 décision" in program.out
    program("debrief", play)
    assert program.code == 1
    assert f"La partie {play} n’est pas finie" in program.errors
    resumed = program("resume", "--plain", typed="1\n2\nok\n1 2 3\nok\n1\n")
    assert f"Vous reprenez la partie {play}" in resumed
    assert "Bilan : Le petit conseil" in resumed
    again = program("debrief")
    assert program.code == 0
    assert again.strip() in resumed
    program("resume", play)
    assert program.code == 1
    assert "est finie" in program.errors


def test_options_of_a_play_are_kept_with_it(program: Program, scenario: Path) -> None:
    program(
        "play",
        str(scenario),
        "--plain",
        "--mode=assessment",
        "--timers=off",
        "--seed=7",
        typed=THE_END,
    )
    assert "Vous avez 60 secondes" not in program.out
    said = program("debrief")
    assert "Joué en évaluation" in said
    assert "Les minuteurs ont été retirés." in said


def test_the_same_seed_lets_the_same_automatic_play_be_told(program: Program) -> None:
    words = ("play", "la-toiture-du-hall", "--auto", "random", "--seed", "5")
    first = program(*words)
    assert program(*words) == first
    assert program("play", "la-toiture-du-hall", "--auto", "random", "--seed", "6") != first
    assert "Vous n’avez encore joué aucune partie" in program("history")


@pytest.mark.parametrize("name", ["appel-du-vestiaire", "la-zone-du-milieu"])
def test_the_best_player_scores_all_that_was_possible(program: Program, name: str) -> None:
    assert "100 % de ce qui était possible" in program("demo", name, "--auto", "best")


def test_a_scenario_is_chosen_by_its_number(program: Program) -> None:
    said = program("play", "--plain", typed="0\n1\nquit\n")
    assert "Répondez par un numéro de 1 à" in said
    assert "en mode entraînement" in said


def test_principles_are_listed_found_and_told_in_full(program: Program) -> None:
    assert len(re.findall(r"\([a-z-]+\)", program("principles"))) == 68
    assert "(partager-les-analyses)" in program("principles", "arbitrage")
    said = program("principles", "neutralite-politique")
    assert "Dit dans :" in said
    assert "(l.6-7)" in said
    assert "Transposé, c’est-à-dire étendu par nous, à :" in said
    program("principles", "neutralite-politiqe")
    assert program.code == 1
    assert "Vouliez-vous dire « neutralite-politique »" in program.errors


def test_a_play_travels_as_one_file(program: Program, scenario: Path, tmp_path: Path) -> None:
    play = play_id(program("play", str(scenario), "--plain", "--seed=1", typed=THE_END))
    debrief = program("debrief", play)
    file = tmp_path / "partie.duettiste"
    assert str(file) in program("export", play, str(file))
    program("export", play, str(file))
    assert program.code == 1
    assert "existe déjà" in program.errors
    elsewhere = ("--home", str(tmp_path / "ailleurs"))
    assert f"La partie {play} a été ajoutée." in program("import", str(file), *elsewhere)
    assert program("debrief", play, *elsewhere) == debrief
    assert "était déjà là" in program("import", str(file), *elsewhere)
    program("import", str(scenario), *elsewhere)
    assert program.code == 1
    assert "n’est pas une partie exportée" in program.errors


def test_several_people_play_on_one_machine(program: Program, scenario: Path) -> None:
    program("play", str(scenario), "--plain", typed="1\n")
    assert "Hélène joue maintenant" not in program("players")
    assert "- Hélène (joue maintenant)" in program("players", "--add", "Hélène")
    assert "Il n’y a pas de mot de passe" in program.out
    assert "Vous n’avez encore joué aucune partie" in program("history")
    program("players", "--use", "joueur 1")
    assert "en cours" in program("history")
    program("players", "--add", "HÉLÈNE")
    assert program.code == 1
    assert "Il y a déjà un joueur" in program.errors
    assert "Léa" in program("players", "--rename", "Léa")


def test_completion_gives_each_shell_its_script(program: Program) -> None:
    for shell in ("bash", "zsh", "fish"):
        said = program("completion", shell)
        assert "_DUETTISTE_COMPLETE" in said
        assert program.code == 0


def test_an_unknown_play_is_said_plainly(program: Program) -> None:
    for command in ("resume", "debrief"):
        program(command, "zzzzzz")
        assert program.code == 1
        assert "Aucune partie ne porte le numéro « zzzzzz »" in program.errors


def test_a_faulty_scenario_is_not_played_but_explained(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "abime.yaml"
    file.write_text(TEXT.replace("next: appel", "next: appell"), encoding="utf-8")
    program("play", str(file), "--plain")
    assert program.code == 1
    assert "appell" in program.errors
    assert "ne peut pas être joué" in program.errors
