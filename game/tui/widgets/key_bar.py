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

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self._show(self.screen)

    def _show(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        shown: list[Content] = []
        told: set[str] = set()
        bindings = sorted(
            screen.active_bindings.items(), key=lambda item: _PLACES.get(item[0], _OWN_PLACE)
        )
        for key, (_, binding, enabled, _tooltip) in bindings:
            if not binding.show or not enabled or binding.action in told:
                continue
            told.add(binding.action)
            name = self.app.get_key_display(binding).replace(" ", _NO_BREAK)
            words = binding.description.replace(" ", _NO_BREAK)
            item = Content.assemble((name, "bold $lead"), f"{_NO_BREAK}{words}")
            if shown:
                shown.append(Content((_NO_BREAK if name == "?" else " ") * 2))
            shown.append(item.stylize(Style.from_meta({"key": key})))
        self.update(Content("").join(shown))

    def on_click(self, event: Click) -> None:
        key = event.style.meta.get("key")
        if isinstance(key, str):
            event.stop()
            self.app.simulate_key(key)
