"""Small scenario files to explore, each with one thing wrong, and what is said of them."""

from __future__ import annotations

import time
from pathlib import Path

from engine.findings import Kind
from game.authoring.exploration_document import Chapter, chapter
from game.authoring.exploration_reading import Source, read_to_explore
from game.authoring.exploration_running import Limits, judge, search
from game.authoring.exploration_view import FindingView
from game.content import load_catalogue
from game.locale import Messages

HEAD = """\
id: {id}
version: 1
title: Un essai
kind: dilemma
frame: commune-fr
role: dgs
level: 1
minutes: 5
summary: >-
  Un essai.
objectives: [{objectives}]
meters:
  confiance: {{ label: Confiance, start: 50 }}
flags:
  ecrit: Le circuit est écrit
  promis: La salle est promise
start: un
scenes:
"""
END = """\
  fin:
    text: >-
      C'est fini.
    ending: { title: Fin, grade: sound }
"""
DEFAULT_LIMITS = Limits()


def scenario_text(scenes: str, id_: str = "essai", objectives: str = "neutralite-politique") -> str:
    """A scenario of these scenes, and the ending ``fin``."""
    return HEAD.format(id=id_, objectives=objectives) + scenes + END


def decision(id_: str, first: str = "next: fin", second: str = "next: fin") -> str:
    """A scene with two choices, each with its merit and neither longer than the other."""
    return f"""\
  {id_}:
    text: >-
      Une situation.
    stakes: [neutralite-politique, conseiller-les-elus]
    choices:
      ici:
        text: >-
          Rester.
        grades: {{ neutralite-politique: exemplary, conseiller-les-elus: sound }}
        because: >-
          Une raison.
        outcome: >-
          Une suite.
{_indented(first)}
      non:
        text: >-
          Partir.
        grades: {{ neutralite-politique: sound, conseiller-les-elus: exemplary }}
        because: >-
          Une raison.
        outcome: >-
          Une suite.
{_indented(second)}
"""


def _indented(lines: str) -> str:
    return "\n".join(f"        {line}" for line in lines.splitlines())


def written(folder: Path, text: str, name: str = "essai.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def explored(path: Path, limits: Limits = DEFAULT_LIMITS, language: str = "fr") -> Chapter:
    """All that is said of the scenario in a file."""
    source = read_to_explore(path)
    assert isinstance(source, Source), source
    found = search(source.scenario, limits, time.monotonic, lambda _progress, _seconds: True)
    done = judge(found, load_catalogue(), time.monotonic)
    return chapter(source, done, load_catalogue(), Messages(language))


def told(of: Chapter, kind: Kind) -> list[FindingView]:
    return [one for one in of.reading.findings if one.finding.kind is kind]
