"""The sorting and ordering boards as values: what stands where, apart from any screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.views.scene import OrderView, SortView


@dataclass(frozen=True, slots=True)
class Sorting:
    """Items and the columns they stand in. ``placed`` maps item to column."""

    view: SortView
    placed: tuple[tuple[str, str], ...] = ()

    @property
    def remaining(self) -> int:
        return len(self.view.items) - len(self.placed)

    def column_of(self, item: int) -> int | None:
        """The index of the column where the item of this index stands."""
        column = dict(self.placed).get(self.view.items[item].id)
        ids = [each.id for each in self.view.columns]
        return None if column is None else ids.index(column)

    def count(self, column: int) -> int:
        return sum(held == self.view.columns[column].id for _, held in self.placed)

    def place(self, item: int, column: int) -> Sorting:
        """With the item in the column, wherever it stood before."""
        standing = self.take_back(item).placed
        pair = (self.view.items[item].id, self.view.columns[column].id)
        return replace(self, placed=(*standing, pair))

    def take_back(self, item: int) -> Sorting:
        """With the item in no column."""
        wanted = self.view.items[item].id
        return replace(self, placed=tuple(pair for pair in self.placed if pair[0] != wanted))

    def next_unplaced(self, after: int) -> int | None:
        """The next item that stands nowhere, going round; None when all are placed."""
        total = len(self.view.items)
        following = ((after + step) % total for step in range(1, total + 1))
        return next((item for item in following if self.column_of(item) is None), None)


@dataclass(frozen=True, slots=True)
class Ordering:
    """Steps in the order given so far, by index in the view."""

    view: OrderView
    ranked: tuple[int, ...]

    @classmethod
    def begin(cls, view: OrderView) -> Ordering:
        return cls(view, tuple(range(len(view.steps))))

    @property
    def step_ids(self) -> tuple[str, ...]:
        return tuple(self.view.steps[index].id for index in self.ranked)

    def move(self, rank: int, to: int) -> Ordering:
        """With the step at ``rank`` (from 0) moved to another rank, the others closing up."""
        steps = list(self.ranked)
        step = steps.pop(rank)
        steps.insert(max(0, min(to, len(steps))), step)
        return replace(self, ranked=tuple(steps))
