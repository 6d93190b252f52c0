"""``fmt``: keys in order, not a word changed, and laying out twice is laying out once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.reading import read_scenario
from engine.scenario import Scenario
from engine.writing import write_scenario
from game.authoring import grammar
from game.authoring.canonical import key_order
from game.authoring.grammar import PARTS, Held, Part, item_of, under
from game.authoring.layout import laid_out
from game.content import scenario_files
from tests.engine.broken_cases import base_text
from tests.game.plain.small import TEXT
from tests.generators import scenarios

_ROOT = Held(grammar.Form.PART, grammar.SCENARIO)


def without_blank_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def order_faults(text: str) -> list[str]:
    """The parts of a file whose keys are not in order, those over several lines in braces aside."""

    def look(node: yaml.Node | None, held: Held | None, where: str) -> list[str]:
        faults = []
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                faults += look(item, item_of(held), f"{where}[]")
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            is_part = held is not None and held.form in (
                grammar.Form.PART,
                grammar.Form.ONE_OR_MORE,
            )
            if is_part and held is not None and held.part is not None:
                order = key_order(held.part)
                if keys != sorted(keys, key=order.index):
                    faults.append(where)
            for key, value in node.value:
                faults += look(value, under(held, key.value), f"{where}/{key.value}")
        return faults

    return look(yaml.compose(text, Loader=yaml.SafeLoader), _ROOT, "")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_key_of_the_format_has_its_place(part: Part) -> None:
    assert sorted(key_order(part)) == sorted(part.keys.all)


@given(scenarios())
@settings(max_examples=20, deadline=None)
def test_what_the_engine_writes_is_laid_out_but_for_blank_lines(scenario: Scenario) -> None:
    written = write_scenario(scenario)
    once = laid_out(written)
    assert without_blank_lines(once) == without_blank_lines(written)
    assert laid_out(once) == once


def in_another_order(node: object, order: Random) -> object:
    """``node`` with the keys of every mapping moved, but for the tables that a play follows."""
    if isinstance(node, list):
        return [in_another_order(item, order) for item in node]
    if not isinstance(node, dict):
        return node
    keys = list(node)
    order.shuffle(keys)
    return {
        key: node[key] if key == "steps" else in_another_order(node[key], order) for key in keys
    }


def key_lines(text: str) -> dict[int, tuple[str, int]]:
    """The key that stands first on each line, and its column, where YAML says that one does."""
    found: dict[int, tuple[str, int]] = {}

    def look(node: yaml.Node | None) -> None:
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                look(item)
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            for key, value in node.value:
                found[key.start_mark.line] = (key.value, key.start_mark.column)
                look(value)

    look(yaml.compose(text, Loader=yaml.SafeLoader))
    return found


def with_comments(text: str, order: Random) -> str:
    """``text`` with a comment above many of its keys, each naming the key below it."""
    keys = key_lines(text)
    lines = []
    for number, line in enumerate(text.splitlines()):
        if (
            number in keys
            and number
            and "- " not in line[: keys[number][1]]
            and order.random() < 0.6
        ):
            key, column = keys[number]
            lines += [""] * order.randrange(3)
            lines.append(f"{' ' * order.choice((0, column))}# sur {key}, n° {number}")
        lines.append(line)
    return "\n".join(lines) + "\n"


def comments_with_what_follows(text: str) -> Counter[tuple[str, str]]:
    """Every comment of ``with_comments`` with the key on the next line that is none."""
    lines = text.splitlines()
    keys = key_lines(text)
    pairs: Counter[tuple[str, str]] = Counter()
    for number, line in enumerate(lines):
        if line.strip().startswith("# sur "):
            after = number + 1
            while lines[after].strip().startswith("# sur ") or not lines[after].strip():
                after += 1
            pairs[line.strip(), keys[after][0]] += 1
    return pairs


@given(scenarios(), st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=30, deadline=None)
def test_any_order_of_keys_becomes_the_canonical_one(
    scenario: Scenario, order: Random, turned_round: bool
) -> None:
    text = write_scenario(scenario)
    if turned_round:
        moved = in_another_order(yaml.load(text, yaml.BaseLoader), order)
        text = yaml.safe_dump(moved, allow_unicode=True, sort_keys=False)
    before = with_comments(text, order)
    read = read_scenario(before).scenario
    assert read is not None
    after = laid_out(before)
    assert read_scenario(after).scenario == read
    assert order_faults(after) == []
    assert laid_out(after) == after
    assert comments_with_what_follows(after) == comments_with_what_follows(before)


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_the_games_own_scenarios_keep_every_word_and_comment(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    after = laid_out(before)
    assert read_scenario(after).scenario == read_scenario(before).scenario
    assert order_faults(after) == []
    assert Counter(before.split()) == Counter(after.split())
    assert laid_out(after) == after


@pytest.mark.parametrize("text", [base_text(), TEXT], ids=["nearly-everything", "small"])
def test_files_with_everything_keep_their_meaning(text: str) -> None:
    after = laid_out(text)
    assert read_scenario(after).scenario == read_scenario(text).scenario
    assert order_faults(after) == []
    assert laid_out(after) == after


BEFORE = """\
# yaml-language-server: $schema=ici.json
# Qui a écrit ceci.

version: 1
id: petit
title: "Un titre"   # provisoire
kind: dilemma
role: dgs
frame: commune-fr
level: 1
minutes: 5
summary: >
     Un texte qui
     se replie.


flags: {}
scenes:
    # La première.
    debut:
        stakes:
        - conseiller-les-elus
        choices:
            # Celui du milieu.
            oui:
                next:
                # si tout va bien
                - go: fin
                  if: visited(debut)
                - {go: fin, chance: 1/3}
                - fin
                grades: {conseiller-les-elus: weak}
                because: "Parce que,
                  sur deux lignes."
                # ce que l'on décide
                text: |2
                    Décalé.
                  # pas un commentaire
                # pour finir
        open: false
        text: |-
            Un texte.

              Un retrait.
    fin: {text: Fini., ending: {grade: sound, title: Fin}}
# dernier mot
start: debut
"""
AFTER = """\
# yaml-language-server: $schema=ici.json
# Qui a écrit ceci.

id: petit
version: 1
title: "Un titre"   # provisoire
kind: dilemma
frame: commune-fr
role: dgs
level: 1
minutes: 5
summary: >
  Un texte qui
  se replie.

flags: {}
# dernier mot
start: debut

scenes:
  # La première.
  debut:
    text: |-
      Un texte.

        Un retrait.
    stakes:
      - conseiller-les-elus
    open: false
    choices:
      # Celui du milieu.
      oui:
        # ce que l'on décide
        text: |2
            Décalé.
          # pas un commentaire
        grades: {conseiller-les-elus: weak}
        because: "Parce que,
          sur deux lignes."
        next:
          # si tout va bien
          - if: visited(debut)
            go: fin
          - {chance: 1/3, go: fin}
          - fin
        # pour finir

  fin: {text: Fini., ending: {title: Fin, grade: sound}}
"""


def test_layout_as_it_is_seen() -> None:
    assert laid_out(BEFORE) == AFTER


def test_line_ends_and_the_mark_of_the_file_stay() -> None:
    windows = "\ufeff" + BEFORE.replace("\n", "\r\n")
    assert laid_out(windows) == "\ufeff" + AFTER.replace("\n", "\r\n")
