"""The last lines of every screen: what can be done here, and the key of each."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

_NO_BREAK = "\u00a0"
_PLACES = {"enter": 0, "escape": 2, "question_mark": 3, "ctrl+p": 4}
"""Where the keys that every screen has stand; the screen's own are in between."""
_OWN_PLACE = 1


class KeyBar(Static):
    """Every action of the moment with its key, on as many lines as needed; a click presses it."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._items: list[tuple[str, str, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self._show(self.screen)

    def _show(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        items = self._found(screen)
        if items != self._items:
            self._items = items
            self.update(_in_a_row(items))

    def _found(self, screen: Screen[object]) -> list[tuple[str, str, str]]:
        """Each action to show: its key, the key's name, its words."""
        bindings = sorted(
            screen.active_bindings.items(), key=lambda item: _PLACES.get(item[0], _OWN_PLACE)
        )
        items: list[tuple[str, str, str]] = []
        told: set[str] = set()
        for key, (_, binding, enabled, _tooltip) in bindings:
            if binding.show and enabled and binding.action not in told:
                told.add(binding.action)
                items.append((key, self.app.get_key_display(binding), binding.description))
        return items

    def on_click(self, event: Click) -> None:
        key = event.style.meta.get("key")
        if isinstance(key, str):
            event.stop()
            self.app.simulate_key(key)


def _in_a_row(items: list[tuple[str, str, str]]) -> Content:
    """The actions side by side; none is broken over two lines, and none begins one with ``?``."""
    parts: list[Content] = []
    for key, name, words in items:
        if parts:
            parts.append(Content((_NO_BREAK if name == "?" else " ") * 2))
        shown = Content.assemble(
            (name.replace(" ", _NO_BREAK), "bold $lead"),
            _NO_BREAK,
            words.replace(" ", _NO_BREAK),
        )
        parts.append(shown.stylize(Style.from_meta({"key": key})))
    return Content("").join(parts)
