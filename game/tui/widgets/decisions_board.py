"""The decisions of a play and the detail of each: turning points first, hindsight at the end."""

from __future__ import annotations

from game.locale import Messages
from game.tui.widgets.debrief_sheets import decision_sheet
from game.tui.widgets.decision_lines import HINDSIGHT, decision_lines
from game.tui.widgets.hindsight_sheet import hindsight_sheet
from game.tui.widgets.list_and_detail import ListAndDetail
from game.tui.widgets.sheet import Prose
from game.views.debrief import DebriefView, DecisionView
from game.views.hindsight import HindsightView


class DecisionsBoard(ListAndDetail):
    """``can_replay`` is whether a play can begin again from one of its decisions."""

    def __init__(self, view: DebriefView, messages: Messages, *, can_replay: bool) -> None:
        super().__init__(needs_room=True)
        self._view = view
        self._messages = messages
        self._can_replay = can_replay
        self._hindsight: HindsightView | None = None
        self._touched = False

    def on_mount(self) -> None:
        self._fill()

    def show_hindsight(self, hindsight: HindsightView) -> None:
        """Put the turning points first; a line already read stays the one in view."""
        self._hindsight = hindsight
        self._fill()

    def _fill(self) -> None:
        here = self.lines.highlighted_id if self._touched else None
        self.lines.show_options(decision_lines(self._view, self._hindsight, self._messages), here)

    @property
    def decision(self) -> DecisionView | None:
        """The decision in view; None on the line of the hindsight."""
        here = self.lines.highlighted_id
        return None if here in (None, HINDSIGHT) else self._view.decisions[int(here) - 1]

    def on_descendant_focus(self) -> None:
        self._touched = True

    def on_list_and_detail_moved(self, event: ListAndDetail.Moved) -> None:
        event.stop()
        sheet = self._detail()
        if sheet is not None:
            self.show_detail(sheet)
        self.screen.refresh_bindings()

    def _detail(self) -> Prose | None:
        decision, hindsight = self.decision, self._hindsight
        if decision is not None:
            points = () if hindsight is None else hindsight.turning_points
            point = next((it for it in points if it.position == decision.position), None)
            return decision_sheet(decision, self._messages, point)
        if hindsight is not None:
            return hindsight_sheet(hindsight, self._messages, can_replay=self._can_replay)
        return None

    def on_list_and_detail_opened(self, event: ListAndDetail.Opened) -> None:
        event.stop()
        self.read()

    def move(self, by: int) -> None:
        """To the line after or before this one, in the list or in the detail."""
        open_lines = [at for at, it in enumerate(self.lines.options) if not it.disabled]
        here = self.lines.highlighted
        if here in open_lines:
            wanted = open_lines.index(here) + by
            if 0 <= wanted < len(open_lines):
                self.lines.highlighted = open_lines[wanted]

    def to_next_turning_point(self) -> bool:
        """From a turning point to the one after it; False where there is none."""
        points = () if self._hindsight is None else self._hindsight.turning_points
        positions = [str(point.position) for point in points]
        if self.lines.highlighted_id not in positions[:-1]:
            return False
        self.move(1)
        return True
