"""Turning the engine's values into the words that people read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from engine.principles import Catalogue, Place
from engine.scenario import Grade, Language, Meter, Scene
from game.locale import Messages

_FULL_LINE = 60
"""Characters: texts of shorter lines are broken on purpose."""
_NEARLY = 0.75
_LIST_ITEM = re.compile(r"\s*(?:[-–—•*]|\d+[.)])\s")

LONGEST_TITLE = 60
"""Characters of a title made from a scene's first sentence."""

GRADE_SIGNS = {
    Grade.EXEMPLARY: "●",
    Grade.SOUND: "◕",
    Grade.WEAK: "◔",
    Grade.CONTRARY: "○",
}


@dataclass(frozen=True, slots=True)
class GradeView:
    """A grade as a word and a sign, never as a colour alone. ``level`` names its style."""

    sign: str
    word: str
    level: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document that states a principle, and each place where it does: ``(where, lines)``."""

    document: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PrincipleView:
    """A principle named in a judgement: where the document says it, or that it is transposed.

    ``places`` and ``sources`` tell the same places, one by one or document by document.
    """

    id: str
    title: str
    force: str
    places: tuple[str, ...]
    sources: tuple[SourceView, ...]
    transposed: str


def nearest_grade(credit: Fraction) -> Grade:
    """The grade whose credit is nearest (the better one of two at equal distance)."""
    return min(Grade, key=lambda grade: (abs(grade.credit - credit), -grade.credit))


class Wording:
    """Says grades, principles, places, relations and shares in one language.

    ``told_in`` is the language of the story, which may not be that of ``messages``.
    """

    def __init__(
        self,
        messages: Messages,
        catalogue: Catalogue,
        system: str = "",
        told_in: str = Language.FRENCH,
    ) -> None:
        self.messages = messages
        self.catalogue = catalogue
        self.system = system
        self.told_in = told_in

    def prose(self, text: str) -> str:
        """A text of the content, by the typography of the language that the story is told in."""
        from game.typography import typeset, typeset_english

        return typeset(text) if self.told_in == Language.FRENCH else typeset_english(text)

    def named(self, name: str, what: str) -> str:
        """Two texts of the content, the second said of the first: who does what."""
        return self.messages("views.named", name=self.prose(name), what=self.prose(what))

    def paragraphs(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Each paragraph of each text; blank lines separate paragraphs."""
        return tuple(
            self.prose(part.strip())
            for text in texts
            for part in unfolded(text).split("\n\n")
            if part.strip()
        )

    def scene_title(self, scene: Scene, paragraphs: tuple[str, ...]) -> str:
        """The scene's title, or the first sentence that is read in it, cut at a word."""
        if scene.title:
            return self.prose(scene.title)
        sentence = (paragraphs[0] if paragraphs else "").split(". ")[0].rstrip(".")
        if len(sentence) <= LONGEST_TITLE:
            return sentence
        return sentence[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"

    def grade(self, grade: Grade) -> GradeView:
        return GradeView(GRADE_SIGNS[grade], self.messages(f"views.grade.{grade}"), grade.value)

    def credit(self, credit: Fraction) -> GradeView:
        """A share as the nearest grade's sign and a percentage."""
        near = nearest_grade(credit)
        return GradeView(GRADE_SIGNS[near], self.percent(credit), near.value)

    def percent(self, share: Fraction | float | None) -> str:
        if share is None:
            return self.messages("views.share.none")
        return self.messages("views.share.percent", value=round(float(share) * 100))

    def place(self, place: Place) -> str:
        document = self.catalogue.document_of(place)
        return self.prose(
            self.messages(
                "views.principle.place",
                document=document.cite,
                where=place.where,
                lines=place.lines,
            )
        )

    def principle(self, principle_id: str) -> PrincipleView:
        """The principle as judged in this system: its places there, or where it comes from."""
        principle = self.catalogue.principle(principle_id)
        here = self.catalogue.places_in(principle_id, self.system)
        transposed = self.catalogue.is_transposed(principle_id, self.system)
        note = ""
        if transposed:
            documents = ", ".join(
                dict.fromkeys(self.catalogue.document_of(place).cite for place in principle.places)
            )
            note = self.prose(self.messages("views.principle.transposed", documents=documents))
        return PrincipleView(
            id=principle_id,
            title=self.prose(principle.title),
            force=self.messages(f"views.force.{principle.force}"),
            places=tuple(self.place(place) for place in here or principle.places),
            sources=self._sources(here or principle.places),
            transposed=note,
        )

    def _sources(self, places: tuple[Place, ...]) -> tuple[SourceView, ...]:
        found: dict[str, list[tuple[str, str]]] = {}
        for place in places:
            cite = self.prose(self.catalogue.document_of(place).cite)
            found.setdefault(cite, []).append((self.prose(place.where), place.lines))
        return tuple(SourceView(cite, tuple(held)) for cite, held in found.items())

    def relation_word(self, meter: Meter, value: int) -> str:
        """A relation in words: for screen readers and small screens."""
        if meter.target is not None:
            return self._balance_word(meter, value)
        share = (value - meter.low) / (meter.high - meter.low)
        level = min(4, int(share * 5))
        return self.messages(f"views.relation.level{level}")

    def _balance_word(self, meter: Meter, value: int) -> str:
        assert meter.target is not None
        ends = meter.ends or ("", "")
        low, high = meter.target
        if low <= value <= high:
            return self.messages("views.relation.balanced")
        end = ends[0] if value < low else ends[1]
        edge = low if value < low else high
        limit = meter.low if value < low else meter.high
        far = abs(value - edge) * 2 > abs(limit - edge)
        return self.messages(
            "views.relation.far" if far else "views.relation.leaning", end=self.prose(end)
        )

    def change_word(self, change: int) -> str:
        """A move of a relation in words and sign: ``↑`` or ``↓`` with its points."""
        if change == 0:
            return self.messages("views.relation.same")
        key = "views.relation.up" if change > 0 else "views.relation.down"
        return self.messages(key, points=abs(change))


def unfolded(text: str) -> str:
    """``text`` without the line ends that its author made only for the width of the editor.

    Such a line is nearly as long as the longest of its text, and the next is no item of a list;
    every other line end is meant, and stays.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    longest = max(map(len, lines))
    if longest < _FULL_LINE:
        return "\n".join(lines)
    parts = [lines[0]]
    for line, following in pairwise(lines):
        full = len(line) >= longest * _NEARLY
        folded = full and following and not _LIST_ITEM.match(following)
        parts.append((" " if folded else "\n") + following)
    return "".join(parts)
