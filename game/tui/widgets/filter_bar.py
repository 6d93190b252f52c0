"""The filters of a list with the key of each; a click presses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.style import Style
from textual.widgets import Static

from game.tui.widgets.sheet import joined, literal

_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class FilterShown:
    """``set`` is whether the filter leaves something out."""

    key: str
    label: str
    value: str
    set: bool


class FilterBar(Static):
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, filters: Sequence[FilterShown]) -> None:
        self.update(Content("  ").join(self._drawn(shown) for shown in filters))

    def _drawn(self, shown: FilterShown) -> Content:
        value = literal(_unbroken(shown.value), "bold" if shown.set else "$soft")
        label = _unbroken(f"{_NO_BREAK}{shown.label} ")
        drawn = joined(literal(shown.key, "bold $lead"), label, value)
        return drawn.stylize(Style.from_meta({"key": shown.key}))

    def on_click(self, event: Click) -> None:
        key = event.style.meta.get("key")
        if isinstance(key, str):
            event.stop()
            self.app.simulate_key(key)


def _unbroken(text: str) -> str:
    return text.replace(" ", _NO_BREAK)
