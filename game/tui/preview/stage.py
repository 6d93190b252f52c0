"""The story's side of a preview: a scene with its answers, or a page."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from game.authoring.preview_sight import Sight
from game.locale import Messages
from game.tui.boards import Ordering, Sorting
from game.tui.paging import MoreBelow, Paged
from game.tui.preview.parts import prose_of
from game.tui.widgets.choice_list import ChoiceList, Row
from game.tui.widgets.order_board import OrderBoard
from game.tui.widgets.relations_strip import RelationsStrip
from game.tui.widgets.rows import RowList
from game.tui.widgets.sheet import Sheet
from game.tui.widgets.sort_board import SortBoard
from game.tui.widgets.story import Story
from game.views.scene import ChoiceView, SceneView

_LEAST_STORY = 4
"""Lines of story kept in sight however many choices there are."""


class Stage(Vertical):
    """Shows one sight. A new one replaces it, and takes over what was selected or placed."""

    def __init__(self, sight: Sight, messages: Messages, before: Stage | None = None) -> None:
        super().__init__(classes="stage")
        self.sight = sight
        self._say = messages
        self.paged = self._told()
        self.board: SortBoard | OrderBoard | None = None
        self.choices: ChoiceList | None = None
        same = before is not None and before.scene_id == self.scene_id
        self._before = before if same else None
        self._scrolled = self._before.paged.scroll_y if self._before is not None else 0

    @property
    def scene_id(self) -> str:
        return self.sight.scene.id if self.sight.scene is not None else ""

    def _told(self) -> Paged:
        """What is read."""
        if self.sight.scene is not None:
            return Story(self.sight.scene)
        return Paged(Sheet(prose_of(self.sight.page)), classes="preview-page")

    @property
    def answers(self) -> RowList | None:
        """What has the keys where a decision is made."""
        if self.board is not None:
            return self.board.list
        return self.choices

    def compose(self) -> ComposeResult:
        scene = self.sight.scene
        yield self.paged
        yield MoreBelow(self._say("play.scene.more"))
        if scene is not None:
            yield RelationsStrip(scene.relations)
            if self.sight.decides:
                yield from self._answers(scene)
        self._before = None

    def _answers(self, scene: SceneView) -> Iterable[Widget]:
        board = self._board(scene)
        if board is not None:
            self.board = board
            yield board
            return
        rows = tuple(self._row(choice) for choice in scene.choices)
        self.choices = ChoiceList(rows, selected=self._selected(rows))
        yield Static(self._say("play.scene.question"), markup=False, classes="question")
        yield self.choices

    def _row(self, choice: ChoiceView) -> Row:
        if choice.number is not None:
            return Row(choice.id, str(choice.number), choice.text)
        reason = choice.why_not
        words = self._say("play.scene.locked", reason=reason) if reason else ""
        return Row(choice.id, "", choice.text, words or self._say("play.scene.done_already"))

    def _selected(self, rows: tuple[Row, ...]) -> int | None:
        """The row that was selected before the file was saved."""
        before = self._before.choices if self._before is not None else None
        if before is None or before.selected is None:
            return None
        kept = before.rows[before.selected].id
        return next((at for at, row in enumerate(rows) if row.id == kept and row.open), None)

    def _board(self, scene: SceneView) -> SortBoard | OrderBoard | None:
        before = self._before.board if self._before is not None else None
        if scene.sort is not None:
            sort_board = SortBoard(scene.sort, self._say)
            if isinstance(before, SortBoard):
                sort_board.sorting = _placed_as(before.sorting, sort_board.sorting)
            return sort_board
        if scene.order is not None:
            order_board = OrderBoard(scene.order, self._say)
            if isinstance(before, OrderBoard):
                order_board.ordering = _ranked_as(before.ordering, order_board.ordering)
            return order_board
        return None

    def on_mount(self) -> None:
        self.call_after_refresh(self._take_over_scroll)

    def _take_over_scroll(self) -> None:
        if self._scrolled and self.is_attached:
            self.paged.scroll_to(y=self._scrolled, animate=False)

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002  (Textual's signature)
        self.call_after_refresh(self._share_height)

    def _share_height(self) -> None:
        """Give the story what it needs and the answers the rest, each at least its share."""
        answers = self.board or self.choices
        if answers is None or not self.is_attached:
            return
        story = self.paged
        both = story.outer_size.height + answers.outer_size.height
        needed = story.query_one(Static).outer_size.height + story.gutter.height
        free = both - max(_LEAST_STORY, needed)
        if self.board is None:
            answers.styles.max_height = max(free, both - both // 2)
        else:
            answers.styles.height = min(max(free, both - both // 3), self.board.natural_height)


def _placed_as(before: Sorting, now: Sorting) -> Sorting:
    """What was placed stays where it was, as far as items and columns are still there."""
    items = {item.id for item in now.view.items}
    columns = {column.id for column in now.view.columns}
    kept = tuple(pair for pair in before.placed if pair[0] in items and pair[1] in columns)
    return Sorting(now.view, kept)


def _ranked_as(before: Ordering, now: Ordering) -> Ordering:
    """The ranks that were given, where the steps are still the same."""
    index = {step.id: at for at, step in enumerate(now.view.steps)}
    if set(before.step_ids) != index.keys():
        return now
    return Ordering(now.view, tuple(index[step] for step in before.step_ids))
