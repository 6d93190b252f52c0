"""French words that authors write for the English ones of the format, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagnostics import closest

KEYS = {
    "si": "if",
    "titre": "title",
    "texte": "text",
    "nom": "name",
    "resume": "summary",
    "cadre": "frame",
    "niveau": "level",
    "duree": "minutes",
    "genre": "kind",
    "objectifs": "objectives",
    "personnages": "cast",
    "relations": "meters",
    "faits": "flags",
    "depart": "start",
    "debut": "start",
    "choix": "choices",
    "enjeux": "stakes",
    "appreciations": "grades",
    "appreciation": "grade",
    "pourquoi": "because",
    "effets": "effects",
    "suite": "next",
    "ensuite": "next",
    "fin": "ending",
    "minuteur": "timer",
    "secondes": "seconds",
    "colonnes": "columns",
    "colonne": "column",
    "etapes": "steps",
    "bandes": "bands",
    "aller": "go",
}
WORDS = {
    "exemplaire": "exemplary",
    "solide": "sound",
    "fragile": "weak",
    "faible": "weak",
    "contraire": "contrary",
    "dilemme": "dilemma",
    "court-circuit": "short-circuit",
    "zone-mixte": "mixed-zone",
    "cadrage": "framing",
}
"""French words, without accents, and what they mean in the format."""
_ACCENTS = str.maketrans("àâéèêëîïôûùç", "aaeeeeiioouc")


def meant_key(word: str, known: Iterable[str]) -> str:
    """The key among ``known`` that ``word`` was probably meant to be, or an empty string."""
    return _meant(word, tuple(known), KEYS)


def meant_word(word: str, known: Iterable[str]) -> str:
    """The fixed word among ``known`` that was probably meant, or an empty string."""
    return _meant(word, tuple(known), WORDS)


def _meant(word: str, known: tuple[str, ...], french: dict[str, str]) -> str:
    english = french.get(word.lower().translate(_ACCENTS), "")
    return english if english in known else closest(word, known)
