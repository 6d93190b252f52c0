"""How easily French prose is read: words, sentences, spoken syllables.

The measure is Flesch's reading ease as adapted to French by L. Kandel and A. Moles,
"Application de l'indice de Flesch à la langue française", Cahiers d'études de
radio-télévision 19, 1958, p. 253-274: 207 - 1.015 (words a sentence) - 73.6 (syllables a word).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FEWEST_WORDS = 100
"""Below, the measure says nothing: Flesch took samples of a hundred words."""

_ELIDED = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)"
_WORD = re.compile(rf"{_ELIDED}|\d+(?:[  \u202f.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s»”\")]|$)|\n\s*\n")
_LEVELS = (
    (90, "very_easy"),
    (80, "easy"),
    (70, "fairly_easy"),
    (60, "standard"),
    (50, "fairly_hard"),
    (30, "hard"),
)
"""The lowest ease of each of Flesch's steps, from the easiest."""

_VOWEL = "aàâäeéèêëiîïoôöuùûüyœæ"
_GROUP = re.compile(f"[{_VOWEL}]+")
_MUTE_U = re.compile(r"(?<=[qg])u(?=[eéèêiîyaoà])")
_CONSONANT_Y = re.compile(r"(?<=[aou])y(?=[aeéèiou])")
"""Between vowels it is a consonant: moyen, payer."""
_HIATUS = re.compile(
    r"(?<=[aoéèêëï])(?=[éèïü])"  # poésie, naïf
    r"|(?<=é)(?=[aàâeiouœ])"  # réel, idéal, réunir
    r"|(?<=a)(?=o[^uû])|(?<=o)(?=a)"  # chaos, coalition
    r"|(?<=[bcdfgptv][lr][iu])(?=[aeéèêo])"  # février, cruel
)
_LAST_E = re.compile(r"es?$")
_LAST_ENT = re.compile(r"(?<!m)(?:(?<!i)|(?<=[ao]i))ent$")
_SAID_ENT = """
absent accident adhérent agent antécédent argent cent cohérent compétent conséquent content
continent contingent couvent dent différent diligent équivalent éminent évident excellent
fréquent imminent imprudent incident indifférent indigent innocent intelligent lent mécontent
occident parent permanent pertinent précédent présent président prudent récent référent résident
souvent talent transparent urgent vent violent
"""
"""Words whose last syllable is heard; in verbs (ils décident) it is not."""
_HEARD = frozenset(_SAID_ENT.split())
_EXCEPTIONS = {"pays": 2, "paysage": 3, "abbaye": 3}


@dataclass(frozen=True, slots=True)
class Ease:
    """``ease`` is 100 for the easiest; ``level`` names its step; the lengths are means."""

    ease: float
    level: str
    words_a_sentence: float
    syllables_a_word: float


def words_of(text: str) -> list[str]:
    """The words of ``text``: elided ones (« l' ») and numbers count for one each."""
    return _WORD.findall(text)


def sentences_of(text: str) -> int:
    """How many sentences ``text`` has: ended by a sign, or by the end of a paragraph."""
    return sum(bool(words_of(piece)) for piece in _SENTENCE_END.split(text))


def syllables(word: str) -> int:
    """Syllables of a French word as it is spoken; an elided word has none, a digit one."""
    if word[-1] in "'’":
        return 0
    if word[0].isdigit():
        return sum(sign.isdigit() for sign in word)
    return sum(_syllables(part) for part in word.lower().split("-"))


def _syllables(word: str) -> int:
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    spoken = _CONSONANT_Y.sub("j", _MUTE_U.sub("", word))
    if word not in _HEARD:
        spoken = _without_end(spoken, _LAST_ENT)
    spoken = _without_end(spoken, _LAST_E)
    apart = _HIATUS.sub(" ", spoken)
    return max(1, len(_GROUP.findall(apart)))


def _without_end(word: str, end: re.Pattern[str]) -> str:
    """``word`` without a silent ``end``, which is heard where it holds the only vowel."""
    rest = end.sub("", word)
    return rest if _GROUP.search(rest) else word


def ease_of(texts: list[str]) -> Ease | None:
    """The reading ease of several texts together; None below a hundred words."""
    words = [word for text in texts for word in words_of(text)]
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(sentences_of(text) for text in texts)
    words_a_sentence = len(words) / sentences
    syllables_a_word = sum(map(syllables, words)) / len(words)
    ease = 207 - 1.015 * words_a_sentence - 73.6 * syllables_a_word
    level = next((name for least, name in _LEVELS if ease >= least), "very_hard")
    return Ease(ease, level, words_a_sentence, syllables_a_word)
