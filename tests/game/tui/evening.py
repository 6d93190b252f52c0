"""A short scenario whose every answer is known, as an author would write it."""

EVENING = """\
id: un-soir
version: 1
title: Un soir
kind: short-circuit
frame: commune-fr
role: dgs
level: 1
minutes: 5
summary: >-
  Un adjoint appelle : il a promis un congé.
notice: Une colère.
objectives: [eviter-les-courts-circuits]
cast:
  adjoint: { name: Karim Delorme, title: Adjoint aux sports }
meters:
  confiance: { label: Confiance de la maire, start: 50 }
  equilibre:
    label: Équilibre du duo
    range: [-100, 100]
    start: 0
    target: [-20, 20]
    ends: [séparé, imbriqué]
start: appel
scenes:
  appel:
    title: L'appel
    text: |-
      ${adjoint.name} vous appelle [bold]tard[/bold].
    stakes: [eviter-les-courts-circuits, reponses-types]
    choices:
      confirmer:
        text: Confirmer le congé.
        grades: { eviter-les-courts-circuits: contrary, reponses-types: contrary }
        because: Répondre vaut décision.
        effects: { confiance: +5, equilibre: +40 }
        outcome: Il vous remercie.
        later: { after: 1, text: La maire l'apprend., effects: { confiance: -15 } }
        next: reunion
      differer:
        text: Dire que le chef de service répondra.
        grades: { eviter-les-courts-circuits: exemplary, reponses-types: sound }
        because: La demande repart par la bonne porte.
        outcome: Il soupire.
        next: reunion
      fermer:
        if: confiance > 90
        why_not: La confiance n'est pas encore là.
        text: Raccrocher.
        grades: { eviter-les-courts-circuits: weak, reponses-types: contrary }
        because: Rien n'est dit.
        outcome: Silence.
        next: reunion
  reunion:
    title: La réunion
    text: |-
      Jeudi, on en parle.
    stakes: [acces-a-l-information]
    choices:
      cacher:
        text: Garder le dossier.
        grades: { acces-a-l-information: contrary }
        breach: [acces-a-l-information]
        because: Les élus y ont droit.
        outcome: On vous le redemande.
        next: fin
      montrer:
        text: Ouvrir le dossier.
        grades: { acces-a-l-information: exemplary }
        because: C'est leur droit.
        outcome: On le lit.
        later: { after: 3, text: Le conseil s'en souviendra. }
        next: fin
  fin:
    ending: { title: Le calme, grade: sound }
    text: La semaine finit.
"""
