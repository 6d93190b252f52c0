"""A scenario with one of everything: document, timer, locked choice, boards, an ending."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from engine.session import Mode
from game.library import LibraryEntry
from game.playing import LivePlay, scenario_of
from game.tui.app import DuettisteApp, FirstPlay
from tests.game.tui.evening_plays import press, screen_text, settled, until

ITEMS = 14
_MOST_PAGES = 12
"""More pages than there are to read between two decisions."""
COLUMNS = ("dgs", "mixte", "cabinet")

_ITEM_LINES = "\n".join(
    f"""\
        item{number}:
          text: Tâche numéro {number}, qui se dit en une phrase assez longue pour deux lignes
          column: {COLUMNS[number % 3]}
          principle: reponses-types
          because: C'est ainsi."""
    for number in range(ITEMS)
)

LONG_DAY = f"""\
id: une-longue-journee
version: 1
title: Une longue journée
kind: dilemma
frame: trinome
role: dgs
level: 1
minutes: 10
summary: >-
  De l'aube au soir.
briefing: |-
  Vous arrivez tôt.
objectives: [reponses-types]
cast:
  maire: {{ name: Anne Roux, title: Maire }}
meters:
  confiance: {{ label: Confiance, start: 50 }}
  equilibre:
    label: Équilibre
    range: [-100, 100]
    start: 0
    target: [-20, 20]
    ends: [séparé, imbriqué]
start: aube
scenes:
  aube:
    title: À l'aube
    speaker: maire
    text: |-
      « [red]Alors ?[/red] » ${{maire.name}} attend ; elle n'a pas le temps !
    documents:
      note: {{ title: La note de service, text: Elle dit tout. }}
      plan: {{ title: Le plan, text: Il dit le reste. }}
    stakes: [reponses-types, acces-a-l-information]
    timer: {{ seconds: 60, then: attendre }}
    choices:
      attendre:
        text: Attendre un peu.
        grades: {{ reponses-types: weak, acces-a-l-information: weak }}
        because: Attendre est une réponse.
        outcome: Elle soupire.
        effects: {{ confiance: -10 }}
        next: couloir
      repondre:
        text: Répondre tout de suite.
        grades: {{ reponses-types: exemplary, acces-a-l-information: sound }}
        because: La réponse est prête.
        outcome: Elle remercie.
        effects: {{ confiance: +5, equilibre: -30 }}
        later: {{ after: 1, text: La réponse du matin vous revient. }}
        next: couloir
      refuser:
        text: Refuser le dossier.
        grades: {{ reponses-types: contrary, acces-a-l-information: contrary }}
        breach: [acces-a-l-information]
        because: Le dossier lui est dû.
        outcome: Elle insiste.
        next: couloir
      crier:
        if: confiance > 90
        why_not: Vous ne la connaissez pas assez.
        text: Crier.
        grades: {{ reponses-types: contrary, acces-a-l-information: weak }}
        because: On n'y gagne rien.
        outcome: Silence.
        next: couloir
  couloir:
    title: Le couloir
    text: Vous marchez jusqu'à la salle.
    next: tri
  tri:
    title: Le tri
    text: |-
      Tout est à ranger, du sol au plafond, avant que la première réunion commence.

      Personne ne vous aidera, et c'est tant mieux : chacun aurait son idée de la place des choses.

      Vous posez les bandes de papier sur la table, une à une, et vous commencez.
    stakes: [reponses-types]
    sort:
      columns: {{ dgs: DGS, mixte: Zone mixte, cabinet: Directeur de cabinet }}
      items:
{_ITEM_LINES}
      because: Chacun sa part.
      bands:
        - {{ at_least: 50, outcome: Le mur tient. }}
        - {{ at_least: 0, outcome: Le mur penche. }}
    next: ordre
  ordre:
    title: L'ordre
    text: Dans quel ordre ?
    stakes: [reponses-types]
    order:
      steps:
        un: {{ text: Le premier pas }}
        deux: {{ text: Le deuxième pas }}
        trois: {{ text: Le troisième pas }}
        quatre: {{ text: Le quatrième pas }}
      because: Un pas après l'autre.
      bands:
        - {{ at_least: 80, outcome: Tout suit. }}
        - {{ at_least: 0, outcome: On se marche dessus. }}
    next: soir
  soir:
    ending: {{ title: Le soir, grade: sound }}
    text: La journée finit.
"""


def entry(text: str = LONG_DAY) -> LibraryEntry:
    return LibraryEntry(Path("une-longue-journee.yaml"), text, scenario_of(text))


@asynccontextmanager
async def playing(
    home: Path,
    size: tuple[int, int] = (80, 24),
    *,
    language: str = "fr",
    mode: Mode = Mode.PRACTICE,
    timers: str = "normal",
) -> AsyncIterator[tuple[DuettisteApp, Pilot[None]]]:
    """The app at the briefing of a play of the long day, always with the same seed."""
    first = FirstPlay(entry(), mode, timers, seed=1)
    app = DuettisteApp(home, language, first_play=first)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.conductor is not None)
        await settled(pilot)
        yield app, pilot
        app.exit()


def live_play(app: DuettisteApp) -> LivePlay:
    """The play being conducted."""
    assert app.conductor is not None
    return app.conductor.play


def number_of(app: DuettisteApp, choice: str) -> str:
    """The number under which the first scene shows this choice, shuffled by the seed."""
    shown = live_play(app).scene(app.messages).choices
    return next(str(it.number) for it in shown if it.id == choice)


async def read_on_to(app: DuettisteApp, pilot: Pilot[None], kind: type[Widget] | str) -> None:
    """Press Enter until the screen is, or holds, a widget of this kind."""
    name = kind if isinstance(kind, str) else kind.__name__
    for _ in range(_MOST_PAGES):
        if type(app.screen).__name__ == name or app.screen.query(name):
            return
        await press(pilot, "enter")
    raise AssertionError(screen_text(app))


def shows(app: DuettisteApp, kind: type[Screen[Any]]) -> bool:
    """Whether the present screen is of this kind."""
    return isinstance(app.screen, kind)
