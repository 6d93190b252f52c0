"""Something to read over the game, that scrolls and closes with Escape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from game.tui.paging import MoreBelow, Paged, PagedScreen
from game.tui.widgets.key_bar import KeyBar


class ReadingScreen(PagedScreen[None]):
    """A title and parts below it; a number goes to the part of that number."""

    CSS_PATH: ClassVar = ["playing.tcss", "reading.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "play.key.scroll", key_display="↑ ↓"),
        Binding("up,k", "scroll(-1)", "play.key.scroll", show=False),
        Binding("pagedown,space", "page(1)", "play.key.page_down"),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("escape,enter", "close", "play.key.back"),
    ]

    def __init__(self, title: str, parts: Sequence[Content], *, from_end: bool = False) -> None:
        super().__init__()
        self.heading = title
        self.parts = tuple(parts)
        self.from_end = from_end

    def compose(self) -> ComposeResult:
        yield Static(self.heading, markup=False, classes="heading reading-title")
        with Paged(classes="reading"):
            for part in self.parts:
                yield Static(part, markup=False, classes="reading-part")
        yield MoreBelow(self.say("play.scene.more"))
        yield KeyBar()

    def on_mount(self) -> None:
        if self.from_end:
            self.call_after_refresh(self.action_edge, 1)

    def on_key(self, event: Key) -> None:
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self.parts):
            event.stop()
            part = self.query(".reading-part")[int(event.key) - 1]
            self.paged.scroll_to_widget(part, top=True, animate=False)

    def action_close(self) -> None:
        self.dismiss()
