"""The order in which the keys of each part stand in a file laid out canonically.

The same as that of ``engine.writing``: what it writes is already laid out.
"""

from __future__ import annotations

from game.authoring.grammar import Part

_CHANGE = ("effects", "set", "clear")
_ORDERS = {
    "scenario": (
        *(
            "id",
            "version",
            "language",
            "title",
            "kind",
            "frame",
            "role",
            "level",
            "minutes",
            "summary",
        ),
        *(
            "briefing",
            "notice",
            "objectives",
            "panel",
            "cast",
            "meters",
            "flags",
            "start",
            "scenes",
        ),
    ),
    "panel": ("who", "number", "when"),
    "person": ("name", "title"),
    "meter": ("label", "start", "range", "target", "ends"),
    "scene": (
        *("title", "speaker", "text", "also", "documents", "stakes", "open", "timer", "panel"),
        *("choices", "sort", "order", "fallback", "next", "ending"),
    ),
    "paragraph": ("if", "text"),
    "document": ("title", "text"),
    "timer": ("seconds", "then"),
    "ending": ("title", "grade"),
    "choice": (
        *("text", "if", "why_not", "once", "grades", "because", "breach", *_CHANGE),
        *("outcome", "later", "next"),
    ),
    "later": ("after", "text", *_CHANGE),
    "branch": ("if", "chance", "go"),
    "sort": ("columns", "items", "because", "bands"),
    "item": ("text", "column", "acceptable", "principle", "because"),
    "order": ("steps", "because", "bands"),
    "step": ("text",),
    "band": ("at_least", *_CHANGE, "outcome", "later", "next"),
}


def key_order(part: Part) -> tuple[str, ...]:
    """Every key of ``part``, the one to write first at the head."""
    return _ORDERS[part.name]
