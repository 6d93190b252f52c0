"""The ordering board: steps to put in sequence, by rank, by moving, or by dragging."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Click, Key, MouseDown, MouseUp
from textual.message import Message
from textual.widgets import Static

from engine.rules import Rank
from game.locale import Messages
from game.tui.boards import Ordering
from game.tui.widgets.rows import RowList, RowText
from game.views.scene import OrderView


class OrderBoard(Vertical):
    """The steps in the order given so far. The selected one moves once it is taken in hand."""

    class Confirmed(Message):
        """The player says that the order is right."""

        def __init__(self, rank: Rank) -> None:
            super().__init__()
            self.rank = rank

    def __init__(self, view: OrderView, messages: Messages) -> None:
        super().__init__(classes="board")
        self.ordering = Ordering.begin(view)
        self.in_hand = False
        self._say = messages
        self._dragged: int | None = None
        self.list = OrderSteps(self)

    def compose(self) -> ComposeResult:
        yield Static("", markup=False, classes="remaining")
        yield self.list

    def on_mount(self) -> None:
        self._tell()

    @property
    def touched(self) -> bool:
        """Whether the player has begun to answer."""
        return self.ordering != Ordering.begin(self.ordering.view)

    @property
    def natural_height(self) -> int:
        """Lines that the whole board takes, nothing scrolled."""
        above = sum(part.outer_size.height for part in self.children if part is not self.list)
        return above + self.list.virtual_size.height

    @property
    def action(self) -> Rank:
        """The order as it stands."""
        return Rank(self.ordering.step_ids)

    def move_to(self, rank: int, start: int | None = None) -> None:
        """Give the step at ``start`` (the selected one by default) the rank, from 0."""
        start = self.list.selected if start is None else start
        if start is None:
            return
        rank = max(0, min(rank, len(self.ordering.ranked) - 1))
        self.ordering = self.ordering.move(start, rank)
        self.list.select(rank)
        self._tell()

    def take(self) -> None:
        """Take the selected step in hand, or lay it down."""
        self.in_hand = not self.in_hand
        self._tell()

    def step(self, by: int) -> None:
        """Move the step in hand; without one, move the selection."""
        if self.in_hand and self.list.selected is not None:
            self.move_to(self.list.selected + by)
        else:
            self.list.move(by)

    def row_texts(self) -> list[RowText]:
        """Each step at its rank."""
        steps = self.ordering.view.steps
        ranked = enumerate(self.ordering.ranked)
        return [RowText(self._lead(rank), steps[step].text) for rank, step in ranked]

    def _lead(self, rank: int) -> str:
        hand = "↕" if self.in_hand and rank == self.list.selected else " "
        return f"{rank + 1:>2} {hand} "

    def confirm(self) -> None:
        self.in_hand = False
        self._tell()
        self.post_message(self.Confirmed(self.action))

    def _tell(self) -> None:
        key = "play.order.in_hand" if self.in_hand else "play.order.how"
        self.query_one(".remaining", Static).update(self._say(key))
        self.list.set_class(self.in_hand, "-in-hand")
        self.list.tell(self.row_texts())

    def on_mouse_down(self, event: MouseDown) -> None:
        self._dragged = self.list.row_at(event)

    def on_mouse_up(self, event: MouseUp) -> None:
        """A step let go over another one takes its rank."""
        dragged, self._dragged = self._dragged, None
        onto = self.list.row_at(event)
        if dragged is not None and onto is not None and onto != dragged:
            self.in_hand = False
            self.move_to(onto, dragged)

    def on_click(self, event: Click) -> None:
        """A click selects; with a step in hand, it lays it down there; a second one takes it."""
        index = self.list.row_at(event)
        if index is None:
            return
        if self.in_hand:
            if index != self.list.selected:
                self.move_to(index)
            self.take()
        elif index == self.list.selected:
            self.take()
        else:
            self.list.select(index)


class OrderSteps(RowList):
    """The steps by rank; the keys of the board act on the selected one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "play.key.confirm"),
        Binding("space", "take", "play.key.take"),
        Binding("up", "step(-1)", "play.key.move", show=False),
        Binding("down", "step(1)", "play.key.move", show=False),
    ]

    def __init__(self, board: OrderBoard) -> None:
        self._board = board
        super().__init__(board.row_texts(), selected=0)

    def move(self, by: int) -> None:
        super().action_move(by)

    def on_key(self, event: Key) -> None:
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._board.ordering.ranked):
            event.stop()
            self._board.move_to(int(event.key) - 1)

    def action_step(self, by: int) -> None:
        self._board.step(by)

    def action_take(self) -> None:
        self._board.take()

    def action_confirm(self) -> None:
        self._board.confirm()
