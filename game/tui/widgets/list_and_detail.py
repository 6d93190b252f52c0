"""A list and the detail of its line: side by side where there is room, else one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Click
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.tui.widgets.sheet import Prose, Sheet


class Lines(OptionList):
    """A list where a click shows a line and a second click opens it, as Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "tui.key.open")]

    def __init__(
        self,
        *options: Option,
        opens_at_once: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(*options, id=id, classes=classes, markup=False)
        self.opens_at_once = opens_at_once

    def on_click(self, event: Click) -> None:
        index = event.style.meta.get("option")
        event.prevent_default()
        if index is None or self.get_option_at_index(index).disabled:
            return
        again = index == self.highlighted
        self.highlighted = index
        if again or self.opens_at_once:
            self.action_select()

    @property
    def highlighted_id(self) -> str | None:
        option = self.highlighted_option
        return option.id if option is not None else None

    def show_options(self, options: Sequence[Option], highlight: str | None = None) -> None:
        """Replace the lines, keeping on ``highlight`` or on the first that can be opened."""
        self.clear_options()
        self.add_options(options)
        open_lines = [index for index, option in enumerate(options) if not option.disabled]
        wanted = [index for index in open_lines if options[index].id == highlight]
        self.highlighted = next(iter((*wanted, *open_lines)), None)


class ListAndDetail(Horizontal):
    """Lines on the left, a sheet on the right.

    ``needs_room`` asks for a wide screen before showing both.
    """

    reading = var(False, toggle_class="-reading")

    class Moved(Message):
        """Another line is highlighted: its detail is wanted."""

        def __init__(self, line_id: str) -> None:
            super().__init__()
            self.line_id = line_id

    class Opened(Message):
        """A line was opened while its detail was in view."""

        def __init__(self, line_id: str) -> None:
            super().__init__()
            self.line_id = line_id

    def __init__(self, *, needs_room: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, classes="-needs-room" if needs_room else None)

    def compose(self) -> ComposeResult:
        yield Lines()
        with VerticalScroll(classes="detail", can_focus=True):
            yield Sheet()

    @property
    def lines(self) -> Lines:
        return self.query_one(Lines)

    @property
    def detail(self) -> VerticalScroll:
        return self.query_one(".detail", VerticalScroll)

    @property
    def sheet(self) -> Sheet:
        return self.query_one(Sheet)

    @property
    def one_at_a_time(self) -> bool:
        return not (self.lines.display and self.detail.display)

    def show_detail(self, prose: Prose) -> None:
        self.sheet.show(prose)
        self.detail.scroll_home(animate=False)

    def read(self) -> None:
        """Go to the detail."""
        self.reading = True
        self.detail.focus()

    def step_back(self) -> bool:
        """From the detail to the list; False when the list has the keys already."""
        if not self.detail.has_focus and not (self.reading and self.one_at_a_time):
            return False
        self.reading = False
        self.lines.focus()
        return True

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option.id is not None:
            self.post_message(self.Moved(event.option.id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id is None:
            return
        if self.one_at_a_time:
            self.read()
        else:
            self.post_message(self.Opened(event.option.id))

    def on_resize(self) -> None:
        self.call_after_refresh(self._follow_size)

    def _follow_size(self) -> None:
        self.lines.opens_at_once = self.one_at_a_time

    def on_descendant_focus(self) -> None:
        """The part that has the keys is the one that stays in view on a smaller screen."""
        if not self.one_at_a_time:
            self.reading = self.detail.has_focus
