"""The keys of the format: which ones each part of a scenario has, and which hold prose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that one part of a file must and may have."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.required + self.optional


CHANGE = ("effects", "set", "clear")

SCENARIO = Keys(
    required=(
        *("id", "version", "title", "kind", "frame", "role", "level", "minutes", "summary"),
        *("start", "scenes"),
    ),
    optional=("language", "briefing", "notice", "objectives", "panel", "cast", "meters", "flags"),
)
PANEL = Keys(required=("who", "number", "when"))
PERSON = Keys(required=("name", "title"))
METER = Keys(required=("label", "start"), optional=("range", "target", "ends"))
SCENE = Keys(
    required=("text",),
    optional=(
        *("title", "speaker", "also", "documents", "stakes", "open", "timer", "panel"),
        *("choices", "sort", "order", "next", "fallback", "ending"),
    ),
)
PARAGRAPH = Keys(required=("if", "text"))
DOCUMENT = Keys(required=("title", "text"))
TIMER = Keys(required=("seconds",), optional=("then",))
ENDING = Keys(required=("title", "grade"))
CHOICE = Keys(
    required=("text", "next"),
    optional=(
        *("grades", "because", "breach", *CHANGE, "outcome", "later"),
        *("if", "why_not", "once"),
    ),
)
LATER = Keys(required=("after", "text"), optional=CHANGE)
BRANCH = Keys(required=("go",), optional=("if", "chance"))
SORT = Keys(required=("columns", "items", "bands"), optional=("because",))
SORT_ITEM = Keys(required=("text", "column", "principle", "because"), optional=("acceptable",))
ORDER = Keys(required=("steps", "bands"), optional=("because",))
STEP = Keys(required=("text",))
BAND = Keys(required=("at_least",), optional=(*CHANGE, "outcome", "later", "next"))


def _keys_of(parts: Iterable[Keys]) -> frozenset[str]:
    return frozenset(key for part in parts for key in part.all)


KNOWN_KEYS = _keys_of(
    (
        *(SCENARIO, PANEL, PERSON, METER, SCENE, PARAGRAPH, DOCUMENT, TIMER, ENDING, CHOICE),
        *(LATER, BRANCH, SORT, SORT_ITEM, ORDER, STEP, BAND),
    )
)
PROSE_KEYS = frozenset(
    {
        *("title", "summary", "briefing", "notice", "name", "label", "text"),
        *("because", "outcome", "why_not", "who", "when"),
    }
)
"""Keys whose value is written for the player."""

ID_TABLES = frozenset(
    {
        *("cast", "meters", "flags", "scenes", "choices", "documents", "items", "steps"),
        *("columns", "grades", "effects", "texts", "parked"),
    }
)
"""Keys under which the author's own identifiers stand, one a line; the last two are those of a
file of translated texts, whose names may be those of keys."""

PROSE_TABLES = frozenset({"flags", "columns"})
"""Tables of identifiers whose values are prose."""
PROSE_LISTS = frozenset({"ends"})
