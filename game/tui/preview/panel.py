"""Beside the story: the mistakes, the state or the graph, one at a time."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.style import Style
from textual.widgets import Static

from game.authoring.preview_pages import HERE, Part
from game.tui.preview.parts import prose_of
from game.tui.widgets.sheet import Sheet, joined, literal

_NO_BREAK = "\u00a0"


class PanelTabs(Static):
    """The names of the pages with their keys; a click presses the key."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(markup=False, classes="panel-tabs")

    def show(self, tabs: Sequence[tuple[str, str, bool]]) -> None:
        """``tabs`` are key, words, and whether the page is the one shown."""
        self.update(Content("  ").join(self._drawn(*tab) for tab in tabs))

    def _drawn(self, key: str, words: str, shown: bool) -> Content:
        style = "bold underline" if shown else "$soft"
        words = words.replace(" ", _NO_BREAK)
        drawn = joined(literal(key, "bold $lead"), _NO_BREAK, literal(words, style))
        return drawn.stylize(Style.from_meta({"key": key}))

    def on_click(self, event: Click) -> None:
        key = event.style.meta.get("key")
        if isinstance(key, str):
            event.stop()
            self.app.simulate_key(key)


class Panel(Vertical):
    """Tabs, and a page that scrolls. A page that changes keeps where it was read."""

    def __init__(self) -> None:
        super().__init__(classes="panel")
        self._page = ""
        self._parts: tuple[Part, ...] = ()

    def compose(self) -> ComposeResult:
        yield PanelTabs()
        with VerticalScroll(classes="panel-page", can_focus=True):
            yield Sheet()

    @property
    def scroll(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    @property
    def plain(self) -> str:
        """What the page says, at the present width."""
        return self.query_one(Sheet).plain

    def show(
        self, page: str, parts: tuple[Part, ...], tabs: Sequence[tuple[str, str, bool]]
    ) -> None:
        self.query_one(PanelTabs).show(tabs)
        if (page, parts) == (self._page, self._parts):
            return
        another = page != self._page
        self._page, self._parts = page, parts
        self.query_one(Sheet).show(prose_of(parts))
        if another:
            self.scroll.scroll_home(animate=False)
        self.call_after_refresh(self.go_to_mark)

    def on_resize(self) -> None:
        self.call_after_refresh(self.go_to_mark)

    def go_to_mark(self) -> None:
        """Bring the present scene of the graph into sight."""
        if not self.is_attached:
            return
        lines = self.plain.split("\n")
        marked = next((at for at, line in enumerate(lines) if HERE in line), None)
        if marked is not None:
            third = self.scroll.size.height // 3
            self.scroll.scroll_to(y=max(0, marked - third), animate=False)
