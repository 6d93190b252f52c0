"""Every flaw that authors put in is found, at its line, with a way that shows it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.chance import seeded_chance
from engine.findings import ADVICE, Kind
from engine.rules import CONTINUE, Rules, State
from game.authoring.exploration_running import Limits
from game.authoring.exploration_ways import decisions_made, way_words
from game.cli.program import run
from tests.game.authoring.explored import decision, explored, scenario_text, told, written

Capture = pytest.CaptureFixture[str]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What was written wrong: ``line`` is the text of the line that is pointed at.

    ``scene`` is where the way leads; "" where nothing leads to the flaw.
    """

    kind: Kind
    scenes: str
    line: str
    scene: str
    decisions: int | None = None
    objectives: str = "neutralite-politique"


NEXT_IF = "next:\n  - {{ if: {0}, go: {1} }}\n  - fin"
LOCKED = "if: {0}\nwhy_not: >-\n  Pas maintenant.\nnext: fin"
BOARD = """\
  un:
    text: >-
      Ranger.
    stakes: [neutralite-politique]
    order:
      steps:
        a: { text: Une }
        b: { text: Deux }
        c: { text: Trois }
      because: >-
        Une raison.
      bands:
        - { at_least: 100, outcome: Tout. }
        - { at_least: 90, outcome: Presque. }
        - { at_least: 0, outcome: Rien. }
    next: fin
"""
LOOP = decision("un", "next: salle", "next: salle") + (
    """\
  salle:
    text: >-
      La salle.
    open: true
    choices:
      entrer:
        text: >-
          Entrer.
        set: [promis]
        outcome: >-
          La porte claque.
        next: salle
      sortir:
        text: >-
          Sortir.
        if: not promis
        why_not: >-
          La porte est fermée.
        outcome: >-
          Dehors.
        next: fin
"""
)
STUCK = decision("un", "set: [promis]\nnext: salle", "next: salle") + (
    """\
  salle:
    text: >-
      La salle.
    open: true
    choices:
      sortir:
        text: >-
          Sortir.
        if: not promis
        why_not: >-
          La porte est fermée.
        outcome: >-
          Dehors.
        next: fin
      attendre:
        text: >-
          Attendre.
        if: not promis or ecrit
        why_not: >-
          Personne ne viendra.
        outcome: >-
          Dehors.
        next: fin
"""
)
PAPER_ENDING = """\
  gloire:
    text: >-
      La gloire.
    ending: { title: Gloire, grade: exemplary }
"""
BEST_IS_LONG = """\
  {0}:
    text: >-
      Une situation.
    stakes: [neutralite-politique]
    choices:
      bon:
        text: >-
          Répondre à chacun par écrit, avec les raisons, et l'annoncer à tous.
        grades: {{ neutralite-politique: exemplary }}
        because: >-
          Une raison.
        effects: {{ confiance: -5 }}
        outcome: >-
          Une suite.
        next: {1}
      mauvais:
        text: >-
          Se taire.
        grades: {{ neutralite-politique: weak }}
        because: >-
          Une raison.
        outcome: >-
          Une suite.
        next: {1}
"""
LONGEST = BEST_IS_LONG.format("un", "deux") + BEST_IS_LONG.format("deux", "trois")
LONGEST += BEST_IS_LONG.format("trois", "fin")
DOMINATED = BEST_IS_LONG.format("un", "fin").replace("confiance: -5", "confiance: +5")

FLAWS = {
    "a branch that only a test covers": Flaw(
        Kind.UNREACHABLE_SCENE,
        decision("un", NEXT_IF.format("confiance > 60", "cache")) + decision("cache"),
        "  cache:",
        "",
    ),
    "the guard that hides it": Flaw(
        Kind.GUARD_NEVER,
        decision("un", NEXT_IF.format("confiance > 60", "cache")) + decision("cache"),
        "          - { if: confiance > 60, go: cache }",
        "un",
        0,
    ),
    "a path that leaves no option open": Flaw(Kind.NOTHING_OPEN, STUCK, "  salle:", "salle", 1),
    "an impossible option": Flaw(
        Kind.CHOICE_NEVER_OPEN,
        decision("un", "next: deux", "next: deux")
        + decision("deux", "next: fin", LOCKED.format("ecrit and not ecrit")),
        "      non:",
        "deux",
        1,
    ),
    "a guard that is always true": Flaw(
        Kind.GUARD_ALWAYS,
        decision("un", NEXT_IF.format("confiance >= 50", "fin")),
        "          - { if: confiance >= 50, go: fin }",
        "un",
        0,
    ),
    "a soft lock by a loop": Flaw(Kind.NO_END_AHEAD, LOOP, "  salle:", "salle", 2),
    "an ending on paper only": Flaw(
        Kind.UNREACHABLE_ENDING,
        decision("un", NEXT_IF.format("promis", "gloire")) + PAPER_ENDING,
        "  gloire:",
        "",
    ),
    "a delayed consequence that never falls due": Flaw(
        Kind.LATER_NEVER_DUE,
        decision(
            "un",
            "later: { after: 2, text: Trop tard., effects: { confiance: -5 } }\nnext: deux",
            "next: deux",
        )
        + decision("deux"),
        "        later: { after: 2, text: Trop tard., effects: { confiance: -5 } }",
        "un",
        0,
    ),
    "an objective never at stake": Flaw(
        Kind.OBJECTIVE_NEVER_AT_STAKE,
        decision("un"),
        "objectives: [neutralite-politique, formaliser-les-arbitrages]",
        "",
        None,
        "neutralite-politique, formaliser-les-arbitrages",
    ),
    "a band that no answer reaches": Flaw(
        Kind.BAND_OUT_OF_REACH, BOARD, "        - { at_least: 90, outcome: Presque. }", "un", 0
    ),
    "a best choice that is always the longest": Flaw(Kind.BEST_IS_LONGEST, LONGEST, "scenes:", ""),
    "a dominated choice": Flaw(Kind.DOMINATED_CHOICE, DOMINATED, "      mauvais:", "un", 0),
    "no dilemma": Flaw(Kind.NO_DILEMMA, LONGEST, "      bon:", "un", 0),
}


def scenes_met(rules: Rules, words: str, seed: int) -> list[str]:
    """The scenes of a play after these decisions, up to where it has to decide again."""
    chance = seeded_chance(seed)
    state: State = rules.start()
    made = list(decisions_made(rules, words, seed).decisions) if words else []
    met = [rules.scene(state).id]
    while not rules.ended(state) and (made or not rules.decides(state)):
        if not made and rules.scene(state).choices:
            break
        action = made.pop(0).action if rules.decides(state) else CONTINUE
        state = rules.step(state, action, chance).state
        met.append(rules.scene(state).id)
    return met


@pytest.mark.parametrize("name", FLAWS)
def test_a_flaw_is_found_at_its_line_with_the_way_to_it(name: str, tmp_path: Path) -> None:
    flaw = FLAWS[name]
    path = written(tmp_path, scenario_text(flaw.scenes, objectives=flaw.objectives))
    chapter = explored(path)
    finding = told(chapter, flaw.kind)[0]
    assert finding.finding.proved
    assert finding.advice == (flaw.kind in ADVICE)
    assert path.read_text(encoding="utf-8").splitlines()[finding.place.line - 1] == flaw.line
    assert finding.what
    assert finding.fix
    way = finding.finding.way
    if not flaw.scene:
        assert way is None
        return
    assert way is not None
    assert len(way.decisions) == flaw.decisions
    rules = chapter.explored.rules
    assert way.seed is not None
    assert scenes_met(rules, way_words(rules, way), way.seed)[-1] == flaw.scene


@pytest.mark.parametrize("name", [one for one, flaw in FLAWS.items() if flaw.scene])
def test_the_command_given_plays_to_where_the_flaw_shows(
    name: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUETTISTE_HOME", str(tmp_path / "plays"))
    flaw = FLAWS[name]
    path = written(tmp_path, scenario_text(flaw.scenes, objectives=flaw.objectives))
    finding = told(explored(path), flaw.kind)[0]
    if flaw.kind is Kind.NOTHING_OPEN:
        assert finding.command == ""
        assert "un=ici" in finding.way
        return
    program, *words = shlex.split(finding.command)
    assert program == "duettiste"
    monkeypatch.setattr("sys.stdin", None)
    run([*words, "--plain", "--lang", "fr"])
    said = capsys.readouterr().out
    assert "ne peut pas être prise" not in said
    if flaw.decisions:
        assert f"{flaw.decisions} décision" in said


def test_a_sound_scenario_is_proved_without_a_word(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        scenario_text(decision("un", "next: deux", "next: deux") + decision("deux")),
    )
    chapter = explored(path)
    assert chapter.reading.findings == ()
    assert chapter.reading.verdict.startswith("Prouvé")
    assert chapter.reading.count == "rien à corriger, aucun conseil."


CHANCE = decision("un", "next:\n  - { chance: 1/9, go: rare }\n  - fin") + decision(
    "rare", NEXT_IF.format("confiance > 60", "fin")
)


def test_a_way_by_chance_comes_with_a_seed_that_makes_it_happen(tmp_path: Path) -> None:
    chapter = explored(written(tmp_path, scenario_text(CHANCE)))
    finding = told(chapter, Kind.GUARD_NEVER)[0]
    rules = chapter.explored.rules
    way = finding.finding.way
    assert way is not None
    assert way.seed is not None
    assert finding.command.endswith(f"--seed {way.seed}")
    assert scenes_met(rules, way_words(rules, way), way.seed)[-1] == "rare"
    assert scenes_met(rules, way_words(rules, way), 0)[-1] == "fin"


def test_beyond_the_budget_it_says_not_met_and_in_how_many_plays(tmp_path: Path) -> None:
    scenes = decision("un", "next: deux", "next: trois") + decision("deux") + decision("trois")
    scenes += decision("quatre", NEXT_IF.format("promis", "gloire")) + PAPER_ENDING
    path = written(tmp_path, scenario_text(scenes.replace("next: fin", "next: quatre", 1)))
    chapter = explored(path, Limits(states=1))
    finding = told(chapter, Kind.UNREACHABLE_ENDING)[0]
    assert not finding.finding.proved
    assert "Aucune des 2 000 parties essayées" in finding.what.replace("\u202f", " ")
    assert chapter.reading.verdict.startswith("Rien n’est prouvé")
    assert "À vérifier" in finding.label
