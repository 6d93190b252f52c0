"""Women and men by function in a cast, told by the forms of their titles and by nothing else.

A given name is no evidence; a title with one form for all (maire, bourgmestre, responsable) is
told as unknown unless another of its words agrees (maire adjointe).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from engine.scenario import Person


class Gender(StrEnum):
    FEMININE = "feminine"
    MASCULINE = "masculine"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """How many hold a ``function``, named by its masculine or only form."""

    function: str
    feminine: int = 0
    masculine: int = 0
    unknown: int = 0


_AFTER_FUNCTION = re.compile(
    r"\s+(?:de|du|des|à|au|aux|en|sur|pour|par|chargée?|et)\b|\s+d['’]|,|\("
)
_WORDS = {
    "cheffe": "chef",
    "mairesse": "maire",
    "contremaîtresse": "contremaître",
    "échevine": "échevin",
    "élue": "élu",
    "déléguée": "délégué",
    "employée": "employé",
    "attachée": "attaché",
    "chargée": "chargé",
    "députée": "député",
    "préfète": "préfet",
    "avocate": "avocat",
    "habitante": "habitant",
    "citoyenne": "citoyen",
    "doyenne": "doyen",
    "voisine": "voisin",
}
"""Feminine words whose masculine no ending tells."""
_ENDINGS = (
    ("trice", "teur"),
    ("euse", "eur"),
    ("ière", "ier"),
    ("llère", "ller"),
    ("gère", "ger"),
    ("ienne", "ien"),
    ("ente", "ent"),
    ("ante", "ant"),
    ("ointe", "oint"),
    ("ale", "al"),
    ("elle", "el"),
    ("ive", "if"),
)
"""Feminine endings and their masculine."""


def genders_by_function(cast: Iterable[Person]) -> tuple[Count, ...]:
    """One count for each function of ``cast``, in the order in which they come."""
    found: dict[str, list[Gender]] = {}
    for person in cast:
        function, gender = function_of(person.title)
        found.setdefault(function, []).append(gender)
    return tuple(
        Count(
            function,
            genders.count(Gender.FEMININE),
            genders.count(Gender.MASCULINE),
            genders.count(Gender.UNKNOWN),
        )
        for function, genders in found.items()
    )


def function_of(title: str) -> tuple[str, Gender]:
    """The function that a title names, in its masculine or only form, and its gender."""
    words = _AFTER_FUNCTION.split(title.lower().strip())[0].split()
    forms = [_form(word) for word in words]
    told = [gender for _, gender in forms if gender is not Gender.UNKNOWN]
    return " ".join(word for word, _ in forms), told[0] if told else Gender.UNKNOWN


def _form(word: str) -> tuple[str, Gender]:
    """The masculine or only form of a word, and the gender that the word tells."""
    parts = [_form_of_part(part) for part in word.split("-")]
    told = [gender for _, gender in parts if gender is not Gender.UNKNOWN]
    return "-".join(form for form, _ in parts), told[-1] if told else Gender.UNKNOWN


def _form_of_part(word: str) -> tuple[str, Gender]:
    if word in _WORDS:
        return _WORDS[word], Gender.FEMININE
    if word in _WORDS.values() and word != "maire":
        return word, Gender.MASCULINE
    for feminine, masculine in _ENDINGS:
        if word.endswith(feminine):
            return word.removesuffix(feminine) + masculine, Gender.FEMININE
        if word.endswith(masculine):
            return word, Gender.MASCULINE
    return word, Gender.UNKNOWN
