"""Screens with one text that scrolls: pages, lines, and word of what is left to read."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from game.tui.screen import GameScreen

Result = TypeVar("Result")


class Paged(VerticalScroll):
    """The text that scrolls. It takes no focus: its keys belong to the screen."""

    can_focus = False

    class Moved(Message):
        """How much there is to read below may have changed."""

    @property
    def more_below(self) -> bool:
        return self.max_scroll_y > round(self.scroll_y)

    def on_mount(self) -> None:
        self.watch(self, "scroll_y", self._tell, init=False)
        self.watch(self, "virtual_size", self._tell_soon, init=False)

    def on_resize(self) -> None:
        self._tell_soon()

    def _tell_soon(self) -> None:
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        self.post_message(self.Moved())


class MoreBelow(Static):
    """A rule, and on it the key that shows what is below."""

    def __init__(self, words: str) -> None:
        super().__init__("", markup=False, classes="rule")
        self._words = words
        self._more = False

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def tell(self, more: bool) -> None:
        """Say whether there is more to read."""
        self._more = more
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        if not self._more:
            self.update(Content("─" * width))
            return
        words = f" {self._words} "
        before = max(0, width - len(words) - 3)
        self.update(Content.assemble("─" * before, (words, "bold $lead"), "───"))


class PagedScreen(GameScreen[Result]):
    """Has one ``Paged`` and, below it, one ``MoreBelow``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page(1)", "play.key.page_down", show=False),
        Binding("pageup", "page(-1)", "play.key.page_up", show=False),
    ]

    @property
    def paged(self) -> Paged:
        return self.query_one(Paged)

    more_below = False
    """Whether there is more to read."""

    def on_paged_moved(self, event: Paged.Moved) -> None:
        event.stop()
        more = self.paged.more_below
        if more != self.more_below:
            self.more_below = more
            self.query_one(MoreBelow).tell(more)
            self.refresh_bindings()

    def action_page(self, by: int) -> None:
        paged = self.paged
        paged.scroll_relative(y=by * max(1, paged.size.height - 1), animate=False)

    def action_scroll(self, by: int) -> None:
        self.paged.scroll_relative(y=by, animate=False)

    def action_edge(self, to: int) -> None:
        paged = self.paged
        paged.scroll_to(y=paged.max_scroll_y if to > 0 else 0, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "further":
            return self.more_below and not self.too_small
        return super().check_action(action, parameters)

    def action_further(self) -> None:
        """A page further, while there is more to read."""
        self.action_page(1)
