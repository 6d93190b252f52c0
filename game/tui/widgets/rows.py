"""Rows of which one is selected, by the arrows or a click: what every list here is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.errors import NoWidget
from textual.events import Leave, MouseEvent, MouseMove
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from game.tui.line_breaking import hanging

_TALL = 34
"""Lines of a terminal that has room to spare between rows."""


@dataclass(frozen=True, slots=True)
class RowText:
    """A short lead, and the text set in beside it. A locked row cannot be selected."""

    lead: str
    text: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class _Layout:
    """The rows broken to one width: the row of each line, its text, the first line of each row."""

    width: int
    lines: tuple[tuple[int, str], ...]
    tops: tuple[int, ...]


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows one below the other; ``selected`` is the index of the one selected, if any.

    One widget draws them all: moving in a list repaints two rows and nothing else. The page keys
    are left to the screen, whose story they scroll.
    """

    ALLOW_SELECT = False
    SPACED: ClassVar[bool] = False
    """Whether rows stand apart in a tall terminal."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--selected", "row--locked", "row--hover"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "play.key.move", show=False),
        Binding("down", "move(1)", "play.key.move", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    def __init__(self, rows: Sequence[RowText], *, selected: int | None = None) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._layout_made: _Layout | None = None
        self._hovered: int | None = None
        self.selected = selected

    def on_mount(self) -> None:
        self.focus(scroll_visible=False)

    @property
    def selectable(self) -> list[int]:
        """The indexes of the rows that can be selected."""
        return [index for index, row in enumerate(self._rows) if not row.locked]

    def tell(self, rows: Sequence[RowText]) -> None:
        """Show these rows in place of the ones before, as many of them."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._forget_layout()

    def row_at(self, event: MouseEvent) -> int | None:
        """The index of the row under the mouse."""
        offset = event.screen_offset - self.content_region.offset
        lines = self._laid_out().lines
        line = offset.y + self.scroll_offset.y
        inside = self.content_region.contains_point(event.screen_offset) and line < len(lines)
        return lines[line][0] if inside else None

    def row_region(self, index: int) -> Region:
        """Where a row is on the screen, even when it is scrolled out of sight."""
        top, height = self._extent(index)
        corner = self.content_region.offset
        return Region(corner.x, corner.y + top - self.scroll_offset.y, self._width, height)

    # Selecting

    def select(self, index: int) -> None:
        """Make the row at ``index`` the selected one, in sight."""
        if index == self.selected:
            return
        previous, self.selected = self.selected, index
        if previous is not None:
            self._repaint(previous)
        self._repaint(index)
        top, height = self._extent(index)
        self.scroll_to_region(
            Region(0, top, self._width, height), animate=False, force=True, immediate=True
        )

    def action_move(self, by: int) -> None:
        rows = self.selectable
        if not rows:
            return
        if self.selected is None:
            self.select(rows[0] if by > 0 else rows[-1])
            return
        self.select(rows[max(0, min(rows.index(self.selected) + by, len(rows) - 1))])

    def action_first(self) -> None:
        if self.selectable:
            self.select(self.selectable[0])

    def action_last(self) -> None:
        if self.selectable:
            self.select(self.selectable[-1])

    # Drawing

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return len(self._broken(width).lines)

    def on_resize(self) -> None:
        self._forget_layout()

    def render_line(self, y: int) -> Strip:
        layout, line = self._laid_out(), y + self.scroll_offset.y
        if line >= len(layout.lines):
            return Strip.blank(layout.width, self.rich_style)
        index, text = layout.lines[line]
        style = self.rich_style
        if index == self.selected:
            style = self.get_component_rich_style("row--selected")
            if line == layout.tops[index]:
                text = f" ›{text[2:]}"
        elif self._rows[index].locked:
            style = self.get_component_rich_style("row--locked")
        elif index == self._hovered:
            style = self.get_component_rich_style("row--hover")
        return Strip([Segment(set_cell_size(text, layout.width), style)], layout.width)

    def on_mouse_move(self, event: MouseMove) -> None:
        self._hover(self.row_at(event))

    def on_leave(self, _event: Leave) -> None:
        self._hover(None)

    def _hover(self, index: int | None) -> None:
        previous, self._hovered = self._hovered, index
        for row in {previous, index} - {None} if previous != index else ():
            assert row is not None
            self._repaint(row)

    def _repaint(self, index: int) -> None:
        top, height = self._extent(index)
        self.refresh(Region(0, top - self.scroll_offset.y, self.size.width, height))

    # Breaking the rows into lines

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _extent(self, index: int) -> tuple[int, int]:
        """The first line of a row, and its height."""
        layout = self._laid_out()
        top = layout.tops[index]
        return top, sum(row == index for row, _ in layout.lines[top:])

    def _forget_layout(self) -> None:
        self._layout_made = None
        self.virtual_size = Size(self._width, len(self._laid_out().lines))
        self.refresh(layout=True)

    def _laid_out(self) -> _Layout:
        if self._layout_made is None or self._layout_made.width != self._width:
            self._layout_made = self._broken(self._width)
        return self._layout_made

    def _broken(self, width: int) -> _Layout:
        gap = 1 if self.SPACED and self.app.size.height >= _TALL else 0
        lines: list[tuple[int, str]] = []
        tops = []
        for index, row in enumerate(self._rows):
            tops.append(len(lines))
            text = hanging(f"   {row.lead}", row.text, max(1, width - 1))
            lines.extend((index, line) for line in text.split("\n"))
            lines.extend([(index, "")] * gap if index + 1 < len(self._rows) else [])
        return _Layout(width, tuple(lines), tuple(tops))


def widget_under(event: MouseEvent, screen: Screen[object]) -> Widget | None:
    """The widget under the mouse, which only clicks name by themselves."""
    try:
        widget, _ = screen.get_widget_at(event.screen_x, event.screen_y)
    except NoWidget:
        return None
    return widget
