"""A small scenario with everything a front end meets, and a play of it in memory."""

from __future__ import annotations

import io

from game.locale import Messages
from game.plain.conversation import Conversation
from game.plain.ear import EndOfInput
from game.plain.voice import Voice
from game.playing import LivePlay, scenario_of
from game.store import Store, open_memory_store

TEXT = """\
id: petit
version: 1
title: Le petit conseil
kind: short-circuit
frame: commune-fr
role: dgs
level: 1
minutes: 5
summary: Un essai.
briefing: |-
  Vous arrivez un lundi.
objectives: [neutralite-politique]
cast:
  maire: { name: Anne Roy, title: Maire }
meters:
  confiance: { label: Confiance de la maire, start: 50 }
  equilibre:
    label: Équilibre
    range: [-100, 100]
    start: 0
    target: [-20, 20]
    ends: [séparé, imbriqué]
flags:
  ecrit: Le circuit est écrit
start: matin
scenes:
  matin:
    title: Le matin
    text: Il pleut sur la mairie.
    next: appel
  appel:
    title: L'appel
    speaker: maire
    text: |-
      ${maire.name} vous appelle.
    documents:
      note: { title: Une note, text: Le texte de la note. }
    stakes: [neutralite-politique, conseiller-les-elus]
    choices:
      ecrire:
        text: Écrire le circuit.
        grades: { neutralite-politique: exemplary, conseiller-les-elus: sound }
        because: Le circuit devient lisible.
        set: [ecrit]
        effects: { confiance: -5, equilibre: -10 }
        outcome: La maire soupire.
        later: { after: 1, text: Le circuit écrit sert déjà., effects: { confiance: +15 } }
        next: tri
      dire_oui:
        text: Dire oui tout de suite.
        grades: { neutralite-politique: contrary, conseiller-les-elus: weak }
        because: Vous répondez à la place du chef de service.
        effects: { confiance: +10 }
        outcome: Tout va vite.
        next: tri
      fermee:
        if: confiance > 90
        why_not: La maire n'y est pas prête.
        text: Tout lui laisser.
        grades: { neutralite-politique: weak, conseiller-les-elus: weak }
        because: Rien ne se décide.
        outcome: Rien.
        next: tri
  tri:
    text: Deux tâches à ranger.
    stakes: [neutralite-politique]
    sort:
      columns: { maire: La maire, dgs: Le DGS }
      items:
        cap:
          text: Fixer le cap
          column: maire
          principle: neutralite-politique
          because: C'est politique.
        equipe:
          text: Diriger l'équipe
          column: dgs
          principle: neutralite-politique
          because: C'est administratif.
      because: Chacun son champ.
      bands:
        - { at_least: 80, effects: { confiance: +5 }, outcome: Le mur est net. }
        - { at_least: 0, outcome: Le mur est confus. }
    next: ordre
  ordre:
    text: Trois étapes mélangées.
    stakes: [neutralite-politique]
    timer: { seconds: 60 }
    order:
      steps:
        un: { text: Le problème }
        deux: { text: Les voies }
        trois: { text: La décision }
      because: On ne choisit qu'après.
      bands:
        - { at_least: 80, outcome: La séance est claire. }
        - { at_least: 0, outcome: La séance s'égare. }
    next: dernier
  dernier:
    text: Un dernier mot.
    stakes: [conseiller-les-elus]
    timer: { seconds: 30, then: taire }
    choices:
      taire:
        text: Se taire.
        grades: { conseiller-les-elus: weak }
        because: Le silence inquiète.
        outcome: Un silence.
        next: fin
      parler:
        text: Répondre.
        grades: { conseiller-les-elus: exemplary }
        because: Une réponse est attendue.
        outcome: On vous remercie.
        later: { after: 3, text: On s'en souviendra., effects: { confiance: +5 } }
        next: fin
  fin:
    ending: { title: La porte reste ouverte, grade: sound }
    text: La semaine finit.
"""


class Script:
    """An ear that hears the lines of a script, then nothing more."""

    def __init__(self, *lines: str, at_terminal: bool = False) -> None:
        self.lines = list(lines)
        self.shows_typing = at_terminal

    def line(self, until: float | None = None) -> str:
        del until
        if not self.lines:
            raise EndOfInput
        return self.lines.pop(0)


class Sitting:
    """A play in memory, and what is said of it."""

    def __init__(
        self, *lines: str, mode: str = "practice", language: str = "fr", at_terminal: bool = False
    ) -> None:
        from engine.session import Mode

        self.store: Store = open_memory_store()
        player = self.store.add_player("Anne")
        self.play = LivePlay.begin(
            self.store, player.id, TEXT, scenario_of(TEXT), seed=1, mode=Mode(mode)
        )
        self.stream = io.StringIO()
        self.ear = Script(*lines, at_terminal=at_terminal)
        self.messages = Messages(language)
        self.conversation = Conversation(Voice(self.stream), self.ear, self.messages)

    @property
    def said(self) -> str:
        """What was said, with ordinary spaces."""
        return self.stream.getvalue().replace("\u202f", " ").replace("\u00a0", " ")

    def number_of(self, choice: str) -> str:
        """The number that the present scene gives to a choice."""
        found = {it.id: it.number for it in self.play.scene(self.messages).choices}
        return str(found[choice])
