"""The sorting board: items to put in columns, by number, arrows, click or drag."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key, MouseDown, MouseUp
from textual.message import Message
from textual.widgets import Static

from engine.rules import Place
from game.locale import Messages
from game.tui.boards import Sorting
from game.tui.widgets.rows import RowList, RowText, widget_under
from game.views.scene import SortView

_TAG_CELLS, _TAG_CELLS_NARROW = 16, 1
"""Cells in which a row says where it stands: the column's number, and its name if there is room."""
_ROOM_FOR_NAMES = 76
"""Width of the board from which rows name their column."""

_TAG_PADDING = 3
"""Cells around the name of a column."""


class ColumnTag(Static):
    """The name of a column with its number and how many items it holds."""

    ALLOW_SELECT = False

    def __init__(self, index: int) -> None:
        super().__init__("", markup=False, classes="column-tag")
        self.index = index


class SortBoard(Vertical):
    """Columns on top, items below. Every item can be taken back until the whole is confirmed."""

    class Confirmed(Message):
        """Every item stands somewhere and the player says it is done."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class Incomplete(Message):
        """The player says it is done, and ``remaining`` items stand nowhere."""

        def __init__(self, remaining: int) -> None:
            super().__init__()
            self.remaining = remaining

    def __init__(self, view: SortView, messages: Messages) -> None:
        super().__init__(classes="board")
        self.sorting = Sorting(view)
        self._say = messages
        self._dragged: int | None = None
        self.tags = tuple(ColumnTag(index) for index in range(len(view.columns)))
        self.list = SortItems(self)

    def compose(self) -> ComposeResult:
        yield Static("", markup=False, classes="remaining")
        with Vertical(classes="column-tags"):
            yield from self.tags
        yield self.list

    def on_mount(self) -> None:
        self._tell()

    def on_resize(self) -> None:
        self._tell()

    @property
    def touched(self) -> bool:
        """Whether the player has begun to answer."""
        return bool(self.sorting.placed)

    @property
    def natural_height(self) -> int:
        """Lines that the whole board takes, nothing scrolled."""
        above = sum(part.outer_size.height for part in self.children if part is not self.list)
        return above + self.list.virtual_size.height

    @property
    def action(self) -> Place:
        """The board as it stands."""
        return Place(self.sorting.placed)

    def put(self, column: int, item: int | None = None) -> None:
        """Put an item (the selected one by default) in a column, then show the next to place."""
        moved = self.list.selected if item is None else item
        if moved is None or not 0 <= column < len(self.tags):
            return
        was_unplaced = self.sorting.column_of(moved) is None
        self.sorting = self.sorting.place(moved, column)
        self._tell()
        following = self.sorting.next_unplaced(moved)
        if was_unplaced and following is not None:
            self.list.select(following)

    def shift(self, by: int) -> None:
        """Put the selected item in the column beside its own."""
        item = self.list.selected
        if item is None:
            return
        column = self.sorting.column_of(item)
        last = len(self.tags) - 1
        start = (0 if by > 0 else last) if column is None else column + by
        self.sorting = self.sorting.place(item, max(0, min(start, last)))
        self._tell()

    def take_back(self) -> None:
        """Leave the selected item in no column."""
        if self.list.selected is not None:
            self.sorting = self.sorting.take_back(self.list.selected)
            self._tell()

    def confirm(self) -> None:
        if self.sorting.remaining:
            self.post_message(self.Incomplete(self.sorting.remaining))
        else:
            self.post_message(self.Confirmed(self.action))

    def row_texts(self) -> list[RowText]:
        """Each item, and where it stands."""
        items = self.sorting.view.items
        return [RowText(self.place_words(index), item.text) for index, item in enumerate(items)]

    def place_words(self, item: int) -> str:
        """Where an item stands, in a fixed width."""
        column = self.sorting.column_of(item)
        columns = self.sorting.view.columns
        words = "·" if column is None else f"{column + 1} {columns[column].text}"
        narrow = self.size.width < _ROOM_FOR_NAMES
        if narrow:
            return set_cell_size(words, _TAG_CELLS_NARROW) + "  "
        if cell_len(words) > _TAG_CELLS:
            words = set_cell_size(words, _TAG_CELLS - 1).rstrip() + "…"
        return set_cell_size(words, _TAG_CELLS) + "  "

    def _tell(self) -> None:
        sorting = self.sorting
        total = len(sorting.view.items)
        left = sorting.remaining
        key = "play.sort.remaining" if left else "play.sort.all_placed"
        self.query_one(".remaining", Static).update(self._say(key, count=left, total=total))
        heads = [self._head(tag.index) for tag in self.tags]
        room = self.size.width - _TAG_PADDING * len(heads)
        self.set_class(sum(head.cell_length for head in heads) > room, "-tight")
        for tag, head in zip(self.tags, heads, strict=True):
            tag.update(head)
        self.list.tell(self.row_texts())

    def _head(self, column: int) -> Content:
        held = self._say("play.sort.held", count=self.sorting.count(column))
        return Content.assemble(
            (f"{column + 1} ", "bold $lead"),
            (self.sorting.view.columns[column].text, "bold"),
            (f" {held}", "$soft"),
        )

    def on_mouse_down(self, event: MouseDown) -> None:
        self._dragged = self.list.row_at(event)

    def on_mouse_up(self, event: MouseUp) -> None:
        """An item let go over a column is put there."""
        dragged, self._dragged = self._dragged, None
        under = widget_under(event, self.screen)
        if dragged is not None and isinstance(under, ColumnTag):
            self.put(under.index, dragged)

    def on_click(self, event: Click) -> None:
        if isinstance(event.widget, ColumnTag):
            self.put(event.widget.index)
            return
        index = self.list.row_at(event)
        if index is not None:
            self.list.select(index)


class SortItems(RowList):
    """The items, in the order of the scene; the keys of the board act on the selected one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "play.key.confirm"),
        Binding("left", "shift(-1)", "play.key.column", key_display="← →"),
        Binding("right", "shift(1)", "play.key.column", show=False),
        Binding("backspace,delete", "take_back", "play.key.take_back"),
    ]

    def __init__(self, board: SortBoard) -> None:
        self._board = board
        super().__init__(board.row_texts(), selected=0)

    def on_key(self, event: Key) -> None:
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._board.tags):
            event.stop()
            self._board.put(int(event.key) - 1)

    def action_shift(self, by: int) -> None:
        self._board.shift(by)

    def action_take_back(self) -> None:
        self._board.take_back()

    def action_confirm(self) -> None:
        self._board.confirm()
