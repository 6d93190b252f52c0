"""Help and mistakes: in the user's language, with what to do, and the right exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli.program import build, run
from game.locale import Messages


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUETTISTE_HOME", str(tmp_path))
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("COLUMNS", "80")


def plainly(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plya"], "Vouliez-vous dire « play » ?"),
        (["nexistepas"], "Il n’y a pas de commande « nexistepas »."),
        (["play", "--sed"], "Vouliez-vous dire « --seed » ?"),
        (["--langue", "fr"], "Il n’y a pas d’option « --langue » ici."),
        (["play", "--seed"], "L’option --seed attend une valeur."),
        (["play", "--seed", "-3"], "« -3 » n’est pas un nombre entier à partir de 0."),
        (["play", "--seed", "9" * 99], "n’est pas un nombre entier"),
        (["play", "--plain=oui"], "L’option --plain ne prend pas de valeur."),
        (["play", "--mode", "facile"], "Au choix : practice, assessment."),
        (["play", "x", "y"], "C’est trop : « y » n’est pas attendu ici."),
        (["play", "la-toiture"], "Vouliez-vous dire « la-toiture-du-hall » ?"),
        (["play", "--auto", "best"], "Dites quel scénario doit se jouer tout seul."),
        (["play", "\x1b[31m"], "Il n’y a ni scénario ni fichier de ce nom"),
        (["check"], "Il manque CHEMIN…"),
        (["check", "nulle-part.yaml"], "Il n’y a ni fichier ni dossier de ce nom"),
        (["check", "/dev/null"], "Ce n’est ni un fichier ni un dossier"),
        (["export"], "Dites dans quel fichier écrire : duettiste export parties.xlsx"),
        (["completion", "cmd"], "Au choix : bash, zsh, fish."),
        (["--lang", "de"], "Au choix : fr, en."),
        (["--lang", "en", "plya"], "Did you mean “play”?"),
        (["play", "--lang", "en", "--sed"], "There is no option “--sed” here."),
        (["players", "--use", "Personne"], "Il n’y a pas de joueur « Personne »"),
    ],
)
def test_a_mistake_is_explained_in_the_users_language(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    captured = capsys.readouterr()
    assert said in plainly(captured.err)
    assert captured.out == ""
    assert "\x1b" not in captured.err


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_command_and_option_has_help_in_both_languages(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ["", *build(Messages(language)).commands]:
        assert run([*filter(None, [name]), "--help", "--lang", language]) == 0
        text = capsys.readouterr().out
        assert text.startswith("Écrire" if language == "fr" else "Usage")
        assert all(len(line) <= 80 for line in text.splitlines())
        foreign = ("Show this message", "Options:\n ") if language == "fr" else ("Écrire",)
        assert not any(words in text for words in foreign)


def test_the_language_of_the_environment_is_followed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert run(["plya"]) == 2
    assert "Did you mean" in capsys.readouterr().err
