"""A plain scenario of ten decisions, written to a file, that no author will ever change."""

from __future__ import annotations

from pathlib import Path

DECISIONS = 10
_HEAD = """\
id: semaine
version: 1
title: Une semaine
kind: dilemma
frame: commune-fr
role: dgs
level: 1
minutes: 5
summary: Dix décisions.
objectives: [neutralite-politique]
start: jour1
scenes:
"""
_DAY = """\
  jour{day}:
    text: Jour {day}.
    stakes: [neutralite-politique, conseiller-les-elus]
    choices:
      avancer:
        text: Avancer, jour {day}.
        grades: {{ neutralite-politique: sound, conseiller-les-elus: weak }}
        because: On avance.
        outcome: Le jour {day} avance.
        next: {next}
      attendre:
        text: Attendre, jour {day}.
        grades: {{ neutralite-politique: weak, conseiller-les-elus: sound }}
        because: On attend.
        outcome: Le jour {day} attend.
        next: {next}
"""
_END = """\
  fin:
    ending: { title: Vendredi soir, grade: sound }
    text: La semaine est finie.
"""


def write_week(folder: Path) -> Path:
    """The scenario, in a file of ``folder``."""
    days = [
        _DAY.format(day=day, next=f"jour{day + 1}" if day < DECISIONS else "fin")
        for day in range(1, DECISIONS + 1)
    ]
    path = folder / "semaine.yaml"
    path.write_text(_HEAD + "".join(days) + _END, encoding="utf-8")
    return path
