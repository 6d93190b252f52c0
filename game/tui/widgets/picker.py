"""One value among a few, all in view: arrows or a click choose, a sign shows the choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from game.tui.widgets.sheet import broken, joined, literal

_NO_BREAK = "\u00a0"


class Picker(Widget, can_focus=True):
    """``choices`` are ``(value, word)``; ``hints`` say what a value means, by value."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "tui.key.pick", key_display="← →"),
        Binding("right", "move(1)", "tui.key.pick", show=False),
        Binding("space", "move(1)", "tui.key.pick", show=False),
        Binding("down", "app.focus_next", "tui.settings.next", show=False),
        Binding("up", "app.focus_previous", "tui.settings.previous", show=False),
    ]
    value: reactive[str] = reactive("", layout=True)

    class Picked(Message):
        def __init__(self, picker: Picker, value: str) -> None:
            super().__init__()
            self.picker = picker
            self.value = value

        @property
        def control(self) -> Picker:
            return self.picker

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]],
        value: str,
        hints: dict[str, str] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self._choices = tuple(choices)
        self._hints = hints or {}
        self.set_reactive(Picker.value, value)

    def offer(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Put other choices in the place of these, without asking anyone."""
        self._choices = tuple(choices)
        self.set_reactive(Picker.value, value)
        self.refresh(layout=True)

    def pick(self, value: str) -> None:
        """Choose ``value`` as the player would."""
        if value != self.value:
            self.value = value
            self.post_message(self.Picked(self, value))

    def action_move(self, by: int) -> None:
        values = [value for value, _ in self._choices]
        here = values.index(self.value) if self.value in values else -by
        self.pick(values[(here + by) % len(values)])

    def on_click(self, event: Click) -> None:
        value = event.style.meta.get("value")
        if isinstance(value, str):
            self.pick(value)

    def _lines(self, width: int) -> list[Content]:
        choices = [self._choice(value, word) for value, word in self._choices]
        shown = broken(Content("  ").join(choices), max(width - 2, 1))
        lines = [literal(self._label, "bold"), *(joined("  ", line) for line in shown)]
        hint = self._hints.get(self.value, "")
        if hint:
            below = broken(literal(hint, "$soft"), max(width - 2, 1))
            lines.extend(joined("  ", line) for line in below)
        return lines

    def _choice(self, value: str, word: str) -> Content:
        chosen = value == self.value
        sign = "(•)" if chosen else "( )"
        text = f"{sign} {word}".replace(" ", _NO_BREAK)
        return literal(text, "bold $lead" if chosen else "").stylize(
            Style.from_meta({"value": value})
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))
