"""Signs said as words: what a screen reader would skip or spell out."""

from __future__ import annotations

from game.locale import Messages
from game.views.scene import RelationView

_SIGN_KEYS = {"●": "right", "◕": "acceptable", "◔": "weak", "○": "wrong"}


def spoken(text: str, messages: Messages) -> str:
    """``text`` with its leading sign and its arrows in words."""
    sign, rest = text[:1], text[1:].strip()
    if sign in _SIGN_KEYS:
        text = messages(f"plain.sign.{_SIGN_KEYS[sign]}", text=rest)
    return text.replace(" → ", messages("plain.sign.then"))


def move(relation: RelationView, messages: Messages) -> str:
    """What the last decision did to a relation."""
    params = {
        "label": relation.label,
        "count": abs(relation.change),
        "value": relation.value,
        "high": relation.high,
        "word": relation.word,
    }
    if relation.target is None:
        key = "up" if relation.change > 0 else "down"
        return messages(f"plain.relation.{key}", **params)
    if not any(relation.ends):
        key = "balance_up" if relation.change > 0 else "balance_down"
        return messages(f"plain.relation.{key}", **params)
    end = relation.ends[1] if relation.change > 0 else relation.ends[0]
    return messages("plain.relation.balance_towards", end=end, **params)


def standing(relation: RelationView, messages: Messages) -> str:
    """Where a relation stands."""
    key = "standing" if relation.target is None else "balance_standing"
    return messages(
        f"plain.relation.{key}",
        label=relation.label,
        value=relation.value,
        low=relation.low,
        high=relation.high,
        word=relation.word,
    )
