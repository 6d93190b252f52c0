"""``stats``: every figure against one counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.reading import read_scenario
from engine.scenario import Person, Scenario
from game.authoring.figures import READING_SPEED, figures, prose
from game.authoring.figures_view import sentences
from game.authoring.functions import Count, Gender, function_of, genders_by_function
from game.authoring.readability import ease_of, sentences_of, syllables, words_of
from game.cli.program import run
from game.content import scenario_files
from game.locale import Messages
from tests.engine.broken_cases import base_text
from tests.game.plain.small import TEXT

Capture = pytest.CaptureFixture[str]

SPOKEN = {
    0: "l' qu’",
    1: "le vie août groupe qui oui bruit fille que guerre lent dent parlent femmes vingt nuit "
    "maire lion cœur œuvre yeux voient",
    2: "commune moyen payer janvier argent agent conseil réel plier idée musées décident urgent "
    "pitié cruel chaos naïf élus vouloir client pays adjointe question équipe oiseau nation "
    "voyaient appelle bourgmestre tranquille curieux théâtre chef-lieu",
    3: "février poésie réunir travailler président décision collectif idéal situation souvenir "
    "conseiller évaluer paysage directrice échevin règlement citoyen appuyer obéir",
    4: "européen délibérer réalité neutralité coalition 2026",
    5: "administration",
    6: "municipalité",
}


@pytest.mark.parametrize(("count", "words"), SPOKEN.items())
def test_syllables_are_those_that_are_spoken(count: int, words: str) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_words_and_sentences() -> None:
    text = "« L'élu dit qu'il n'est pas d'accord ! » Vraiment ?\n\nÀ 12 h 30… puis M. Roy part"
    words = "L' élu dit qu' il n' est pas d' accord Vraiment À 12 h 30 puis M Roy part"
    assert " ".join(words_of(text)) == words
    assert sentences_of("Oui. Non ! « Quoi ? » Un titre\n\nEncore…") == 5
    assert sentences_of("  ") == 0


def test_ease_is_the_formula_of_kandel_and_moles() -> None:
    # Ten sentences of ten words, each of one syllable but « conseil », of two.
    texts = ["Le chat dort et le chien veut un bon conseil. "] * 10
    ease = ease_of(texts)
    assert ease is not None
    assert ease.words_a_sentence == 10
    assert ease.syllables_a_word == 1.1
    assert ease.ease == pytest.approx(207 - 1.015 * 10 - 73.6 * 1.1)
    assert ease.level == "very_easy"
    assert ease_of(texts[:9]) is None


def test_harder_prose_is_told_as_harder() -> None:
    hard = ["L'administration départementale communique préalablement les modalités. "] * 20
    ease = ease_of(hard)
    assert ease is not None
    assert ease.level == "very_hard"


@pytest.mark.parametrize(
    ("title", "function", "gender"),
    [
        ("Maire", "maire", Gender.UNKNOWN),
        ("Mairesse", "maire", Gender.FEMININE),
        ("Maire adjointe", "maire adjoint", Gender.FEMININE),
        ("Adjoint aux sports", "adjoint", Gender.MASCULINE),
        ("Adjointe au maire", "adjoint", Gender.FEMININE),
        ("Directrice générale des services", "directeur général", Gender.FEMININE),
        ("Directeur général", "directeur général", Gender.MASCULINE),
        ("Bourgmestre", "bourgmestre", Gender.UNKNOWN),
        ("Échevine de la culture", "échevin", Gender.FEMININE),
        ("Conseillère municipale", "conseiller municipal", Gender.FEMININE),
        ("Cheffe du service municipal", "chef", Gender.FEMININE),
        ("Secrétaire générale de mairie", "secrétaire général", Gender.FEMININE),
        ("Responsable de l'équipe", "responsable", Gender.UNKNOWN),
        ("Greffière-trésorière", "greffier-trésorier", Gender.FEMININE),
        ("Vice-présidente", "vice-président", Gender.FEMININE),
        ("Élu de la majorité", "élu", Gender.MASCULINE),
    ],
)
def test_a_title_tells_its_function_and_perhaps_a_gender(
    title: str, function: str, gender: Gender
) -> None:
    assert function_of(title) == (function, gender)


def test_people_are_counted_by_function() -> None:
    titles = ("Adjointe à la culture", "Adjoint aux sports", "Maire", "Adjointe")
    cast = [Person(f"p{n}", "Camille Roy", title) for n, title in enumerate(titles)]
    assert genders_by_function(cast) == (Count("adjoint", 2, 1, 0), Count("maire", 0, 0, 1))


def small() -> Scenario:
    scenario = read_scenario(TEXT).scenario
    assert scenario is not None
    return scenario


def graded(*options: tuple[int, str]) -> Scenario:
    """The small scenario with choices of those lengths and grades in its second scene."""
    choices = "".join(
        f"      c{n}:\n        text: {'x' * length}\n        grades: {{ p: {grade} }}\n"
        f"        because: Oui.\n        next: fin\n"
        for n, (length, grade) in enumerate(options)
    )
    head = TEXT.partition("scenes:")[0].replace("start: matin", "start: appel")
    text = (
        f"{head}scenes:\n  appel:\n    text: Oui.\n    stakes: [p]\n    choices:\n{choices}"
        "  fin:\n    text: Fini.\n    ending: { title: Fin, grade: sound }\n"
    )
    scenario = read_scenario(text).scenario
    assert scenario is not None
    return scenario


def test_length_against_grade() -> None:
    telling = figures(graded((10, "contrary"), (20, "weak"), (30, "sound"), (40, "exemplary")))
    assert telling.lengths.correlation == pytest.approx(1)
    assert (telling.lengths.best_longest, telling.lengths.compared) == (1, 1)
    opposite = figures(graded((40, "contrary"), (30, "weak"), (20, "sound"), (10, "exemplary")))
    assert opposite.lengths.correlation == pytest.approx(-1)
    assert (opposite.lengths.best_longest, opposite.lengths.compared) == (0, 1)
    shared = figures(graded((40, "contrary"), (40, "exemplary"), (10, "weak")))
    assert shared.lengths.best_longest == 0
    alike = figures(graded((10, "weak"), (20, "weak"), (30, "weak")))
    assert (alike.lengths.correlation, alike.lengths.compared) == (None, 0)


def test_scenes_and_what_they_hold_are_counted() -> None:
    scenario = read_scenario(base_text()).scenario
    assert scenario is not None
    found = figures(scenario)
    text = base_text()
    assert found.scenes == len(scenario.scenes)
    assert found.endings == text.count("    ending:")
    assert found.timers == text.count("    timer:")
    assert found.sorts == text.count("    sort:")
    assert found.orders == text.count("    order:")
    assert found.laters == text.count("after:")
    assert found.options is not None
    assert found.options.scenes == text.count("    choices:")


def test_every_text_that_is_read_counts() -> None:
    scenario = read_scenario(base_text()).scenario
    assert scenario is not None
    said = " ".join(prose(scenario))
    for line in base_text().splitlines():
        key, _, value = line.strip().partition(": ")
        if key in ("text", "because", "outcome", "why_not", "summary") and len(value) > 3:
            assert value.strip("\"'") in said


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_the_games_own_scenarios_have_figures_that_hold_together(path: Path) -> None:
    scenario = read_scenario(path.read_text(encoding="utf-8")).scenario
    assert scenario is not None
    found = figures(scenario)
    assert found.minutes - 1 < found.words / READING_SPEED <= found.minutes
    assert found.ease is not None
    assert 50 < found.ease.ease < 110
    told = sum(one.feminine + one.masculine + one.unknown for one in found.cast)
    assert told == len(scenario.cast)
    assert found.lengths.best_longest <= found.lengths.compared <= found.scored


@pytest.mark.parametrize("language", ["fr", "en"])
def test_people_read_sentences_and_tools_a_record(
    language: str, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "petit.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert run(["stats", str(path), "--lang", language]) == 0
    said = capsys.readouterr().out
    assert str(figures(small()).words) in said
    assert ("Personnages" if language == "fr" else "Characters") in said
    assert run(["stats", str(path), "--format", "json", "--lang", language]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["words"] == figures(small()).words
    assert record["cast"] == [{"function": "maire", "feminine": 0, "masculine": 0, "unknown": 1}]
    assert record["options"]["scenes"] >= 1


def test_scenes_with_as_many_choices_are_told_without_a_range() -> None:
    scenario = graded((10, "weak"), (20, "sound"))
    said = "\n".join(sentences(figures(scenario), scenario, "petit.yaml", Messages("fr")))
    assert "Choix par scène\u00a0: 2 partout. Scènes à choix\u00a0: 1." in said
    assert " de 2 à 2" not in said


def test_a_faulty_file_has_no_figures(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "petit.yaml"
    path.write_text(TEXT.replace("level: 1", "level: 9"), encoding="utf-8")
    assert run(["stats", str(path), "--format", "json", "--lang", "fr"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out) == []
    assert "1 erreur" in captured.err
