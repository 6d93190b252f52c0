"""A scenario whose reachable states fill most of a lattice: meters in steps, flags, many scenes."""

from __future__ import annotations

from random import Random

from engine.expressions import parse_guard
from engine.scenario import (
    Branch,
    Change,
    Choice,
    Ending,
    Grade,
    Kind,
    Meter,
    Scenario,
    Scene,
)

SCENES = 30
METERS = ("confiance", "equipes", "dialogue")
FLAGS = ("ecrit", "annonce", "chiffre", "partage")
STEP = 5
MOVES = (-2, -1, 1, 2)
OPENING_SCENES, OPENING_CHOICES = 8, 8
"""Few states have many choices, so that the states of the other scenes fill the lattice."""
CHOICES = 2
STAKE = "reponse-attente"


def lattice_scenario(seed: int = 1) -> Scenario:
    """Thirty scenes, three meters in steps of five, four flags: 1.6 million states in all.

    Most scenes have two choices, so that there are two to three edges a state. The last one asks
    about every meter and flag, so that all of them matter from the first scene on.
    """
    draw = Random(seed)
    deciding = [f"scene_{number:02}" for number in range(SCENES - 2)]
    onward = [*deciding[1:], "fin_haute", "fin_basse"]
    scenes = [_scene(draw, id_, number, onward) for number, id_ in enumerate(deciding)]
    scenes += [_ending("fin_haute", Grade.EXEMPLARY), _ending("fin_basse", Grade.WEAK)]
    return Scenario(
        id="lattice",
        version=1,
        title="Treillis",
        kind=Kind.DILEMMA,
        frame="commune-fr",
        role="dgs",
        level=1,
        minutes=20,
        summary="Pour mesurer.",
        start=deciding[0],
        scenes={scene.id: scene for scene in scenes},
        meters={meter: Meter(meter, meter, 50) for meter in METERS},
        flags={flag: flag for flag in FLAGS},
    )


def _scene(draw: Random, id_: str, number: int, onward: list[str]) -> Scene:
    count = OPENING_CHOICES if number < OPENING_SCENES else CHOICES
    choices = [_choice(draw, f"choix_{position}", number, onward) for position in range(count)]
    return Scene(id_, text=id_, stakes=(STAKE,), choices={one.id: one for one in choices})


def _choice(draw: Random, id_: str, number: int, onward: list[str]) -> Choice:
    effects = {meter: draw.choice(MOVES) * STEP for meter in METERS}
    flag = FLAGS[draw.randrange(len(FLAGS))]
    change = Change(effects, (flag,)) if draw.random() < 0.5 else Change(effects, (), (flag,))
    return Choice(
        id_,
        text=id_,
        because=id_,
        grades={STAKE: draw.choice(list(Grade))},
        change=change,
        next=_next(number, onward),
    )


def _next(number: int, onward: list[str]) -> tuple[Branch, ...]:
    if onward[number] != "fin_haute":
        return (Branch(onward[number]),)
    everything = (
        f"{METERS[0]} + {METERS[1]} > {METERS[2]} and ecrit or annonce and chiffre or partage"
    )
    return (Branch("fin_haute", parse_guard(everything)), Branch("fin_basse"))


def _ending(id_: str, grade: Grade) -> Scene:
    return Scene(id_, text=id_, ending=Ending(id_, grade))
