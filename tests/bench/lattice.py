"""A scenario whose reachable states fill most of a lattice: meters in steps, flags, many scenes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
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
METERS = ("confiance", "equipes", "dialogue", "calme")
USUAL_METERS = 3
FLAGS = ("ecrit", "annonce", "chiffre", "partage", "vote", "signe", "public", "clos")
USUAL_FLAGS = 4
STEP = 5
MOVES = (-2, -1, 1, 2)
OPENING_SCENES, OPENING_CHOICES = 8, 8
"""Few states have many choices, so that the states of the other scenes fill the lattice."""
CHOICES = 2
STAKE = "reponse-attente"


def lattice_scenario(
    seed: int = 1, scenes: int = SCENES, meters: int = USUAL_METERS, flags: int = USUAL_FLAGS
) -> Scenario:
    """Thirty scenes, three meters in steps of five, four flags: 1.6 million states in all.

    Most scenes have two choices, so that there are two to three edges a state. The last one asks
    about every meter and flag, so that all of them matter from the first scene on.
    """
    return _Lattice(Random(seed), scenes, METERS[:meters], FLAGS[:flags]).scenario()


@dataclass(frozen=True, slots=True)
class _Lattice:
    draw: Random
    scenes: int
    meters: tuple[str, ...]
    flags: tuple[str, ...]

    def scenario(self) -> Scenario:
        deciding = [f"scene_{number:02}" for number in range(self.scenes - 2)]
        onward = [*deciding[1:], "fin_haute", "fin_basse"]
        scenes = [self._scene(id_, number, onward) for number, id_ in enumerate(deciding)]
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
            meters={meter: Meter(meter, meter, 50) for meter in self.meters},
            flags={flag: flag for flag in self.flags},
        )

    def _scene(self, id_: str, number: int, onward: list[str]) -> Scene:
        count = OPENING_CHOICES if number < OPENING_SCENES else CHOICES
        choices = [self._choice(f"choix_{place}", number, onward) for place in range(count)]
        return Scene(id_, text=id_, stakes=(STAKE,), choices={one.id: one for one in choices})

    def _choice(self, id_: str, number: int, onward: list[str]) -> Choice:
        draw = self.draw
        effects = {meter: draw.choice(MOVES) * STEP for meter in self.meters}
        flag = self.flags[draw.randrange(len(self.flags))]
        change = Change(effects, (flag,)) if draw.random() < 0.5 else Change(effects, (), (flag,))
        return Choice(
            id_,
            text=id_,
            because=id_,
            grades={STAKE: draw.choice(list(Grade))},
            change=change,
            next=self._next(number, onward),
        )

    def _next(self, number: int, onward: list[str]) -> tuple[Branch, ...]:
        if onward[number] != "fin_haute":
            return (Branch(onward[number]),)
        return (Branch("fin_haute", parse_guard(self._everything())), Branch("fin_basse"))

    def _everything(self) -> str:
        """A guard that asks about every meter and every flag."""
        *others, last = self.meters
        guard = f"{' + '.join(others)} > {last}" if others else f"{last} > 50"
        for joined, flag in zip(cycle(("and", "or")), self.flags, strict=False):
            guard = f"{guard} {joined} {flag}"
        return guard


def _ending(id_: str, grade: Grade) -> Scene:
    return Scene(id_, text=id_, ending=Ending(id_, grade))
