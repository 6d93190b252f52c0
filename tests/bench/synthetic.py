"""Scenarios of any size made from a seed, valid and as varied as real ones, to measure on.

A scene has three or four choices on two stakes. A choice leads to the next scene or to the one
after it, so that 30 scenes give a play of about 21 decisions. Conditional paragraphs, locked
choices, delayed consequences and chance come about as often as in the scenarios of the game.
"""

from __future__ import annotations

import random
from fractions import Fraction

from engine.expressions import Expression, parse_guard
from engine.scenario import (
    Branch,
    Change,
    Choice,
    Ending,
    Grade,
    Kind,
    Later,
    Meter,
    Paragraph,
    Person,
    Scenario,
    Scene,
)

METERS = ("confiance_maire", "equipes", "equilibre")
FLAGS = ("circuit_ecrit", "presse_prevenue", "note_rendue", "adjoint_informe")
STAKES = (
    "proces-verbaux",
    "sans-voix-deliberative",
    "neutralite-politique",
    "conseiller-les-elus",
    "formaliser-les-arbitrages",
    "garant-de-la-legalite",
)
ENDINGS = 3
CHANCE_OF_SKIPPING_A_SCENE = 0.3

_PHRASES = (
    "le dossier la séance du conseil une note de service le calendrier les équipes un courrier "
    "des riverains la salle le marché public un agent le lundi matin avant midi sans attendre "
    "avec prudence la demande écrite le bureau des adjoints la réponse promise un délai plus long "
    "les chiffres de septembre le budget supplémentaire la chaudière une réunion à dix-huit heures"
)
_WORDS = _PHRASES.split()


def synthetic_scenario(scenes: int, seed: int = 1) -> Scenario:
    """A scenario of ``scenes`` scenes (10 or more), 3 of them endings; same seed, same file."""
    return _Generator(scenes, seed).scenario()


class _Generator:
    def __init__(self, scenes: int, seed: int) -> None:
        self.draw = random.Random(seed)
        self.deciding = scenes - ENDINGS
        self.ids = [f"scene_{index:03}" for index in range(self.deciding)]
        self.ids += [f"fin_{index}" for index in range(ENDINGS)]

    def scenario(self) -> Scenario:
        scenes = [self._scene(index) for index in range(self.deciding)]
        scenes += [self._ending(index) for index in range(ENDINGS)]
        return Scenario(
            id="synthetic",
            version=1,
            title="Scénario de mesure",
            kind=Kind.DILEMMA,
            frame="commune-fr",
            role="dgs",
            level=1,
            minutes=20,
            summary=self._prose(30),
            start=self.ids[0],
            scenes={scene.id: scene for scene in scenes},
            objectives=STAKES,
            briefing=self._prose(60),
            cast={
                "maire": Person("maire", "Jeanne Vasseur", "Maire"),
                "adjoint": Person("adjoint", "Paul Estève", "Adjoint aux travaux"),
            },
            meters={
                "confiance_maire": Meter("confiance_maire", "Confiance de la maire", 55),
                "equipes": Meter("equipes", "Équipes", 60),
                "equilibre": Meter(
                    "equilibre", "Équilibre", 0, -100, 100, (-20, 20), ("séparé", "imbriqué")
                ),
            },
            flags={flag: f"{self._prose(5)}" for flag in FLAGS},
        )

    def _prose(self, words: int) -> str:
        text = " ".join(self.draw.choices(_WORDS, k=words))
        return text[0].upper() + text[1:] + "."

    def _happens(self, probability: float) -> bool:
        return self.draw.random() < probability

    def _guard(self) -> Expression:
        meter, flag = self.draw.choice(METERS), self.draw.choice(FLAGS)
        return parse_guard(
            self.draw.choice(
                (
                    f"{meter} < {self.draw.randrange(30, 70)}",
                    flag,
                    f"not {flag} and {meter} >= {self.draw.randrange(20, 60)}",
                    f"visited({self.ids[1]}) or {flag}",
                )
            )
        )

    def _change(self) -> Change:
        moved = self.draw.sample(METERS, self.draw.choice((1, 1, 2)))
        effects = {meter: self.draw.choice((-20, -10, -5, 5, 10, 20)) for meter in moved}
        flag = self.draw.choice(FLAGS)
        if self._happens(0.2):
            return Change(effects, set=(flag,))
        return Change(effects, clear=(flag,)) if self._happens(0.1) else Change(effects)

    def _scene(self, index: int) -> Scene:
        stakes = tuple(self.draw.sample(STAKES, 2))
        choices = self._choices(index, stakes)
        return Scene(
            self.ids[index],
            text=f"${{adjoint.name}} vous appelle. {self._prose(45)}",
            title=self._prose(3),
            speaker=self.draw.choice(("maire", "adjoint")),
            also=(Paragraph(self._guard(), self._prose(20)),) if self._happens(0.25) else (),
            stakes=stakes,
            choices={choice.id: choice for choice in choices},
        )

    def _choices(self, index: int, stakes: tuple[str, ...]) -> list[Choice]:
        count = self.draw.choice((3, 4))
        grades = self._grades(count, stakes)
        texts = sorted((self._prose(self.draw.randrange(10, 14)) for _ in grades), key=len)
        longest_last = sorted(grades, key=_credit, reverse=True)
        locked = self.draw.randrange(1, count) if self._happens(0.2) else 0
        return [
            self._choice(index, position, text, graded, locked=0 < position == locked)
            for position, (text, graded) in enumerate(zip(texts, longest_last, strict=True))
        ]

    def _grades(self, count: int, stakes: tuple[str, ...]) -> list[dict[str, Grade]]:
        """Grades of each choice; none is exemplary throughout, and the best stands alone."""
        best = dict(zip(stakes, (Grade.EXEMPLARY, Grade.SOUND), strict=True))
        lesser = (Grade.SOUND, Grade.WEAK, Grade.CONTRARY)
        others = [{stake: self.draw.choice(lesser) for stake in stakes} for _ in range(count - 1)]
        return [best, *others]

    def _choice(
        self, index: int, position: int, text: str, grades: dict[str, Grade], *, locked: bool
    ) -> Choice:
        later = Later(self.draw.choice((1, 2, 3)), self._prose(14), self._change())
        return Choice(
            f"choix_{position + 1}",
            text=text,
            because=self._prose(13),
            grades=grades,
            change=self._change(),
            outcome=self._prose(17),
            later=(later,) if self._happens(0.1) else (),
            next=self._next(index, position),
            condition=self._guard() if locked else None,
            why_not=self._prose(8) if locked else "",
        )

    def _next(self, index: int, position: int) -> tuple[Branch, ...]:
        """The first choice always leads one scene on, so that every scene can be reached."""
        following = Branch(self._id_of(index + 1, position))
        if position == 0:
            return (following,)
        further = self._id_of(index + 2, position)
        if self._happens(0.1):
            return (Branch(further, chance=Fraction(1, 3)), following)
        if self._happens(0.1):
            return (Branch(further, condition=self._guard()), following)
        # The first choice of three or four never skips: the others make up for it.
        skips = self._happens(CHANCE_OF_SKIPPING_A_SCENE * 7 / 5)
        return (Branch(further),) if skips else (following,)

    def _id_of(self, index: int, position: int) -> str:
        """The scene at ``index``, or beyond the last decision one of the endings."""
        if index < self.deciding:
            return self.ids[index]
        return self.ids[self.deciding + position % ENDINGS]

    def _ending(self, index: int) -> Scene:
        grade = (Grade.SOUND, Grade.WEAK, Grade.CONTRARY)[index]
        return Scene(
            self.ids[self.deciding + index],
            text=self._prose(60),
            ending=Ending(self._prose(4), grade),
        )


def _credit(grades: dict[str, Grade]) -> Fraction:
    return sum((grade.credit for grade in grades.values()), Fraction(0))
