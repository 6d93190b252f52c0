"""The screen of a decision: the situation, then choices or a board."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.events import Resize
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from engine.rules import Action, Choose
from game.tui import requests
from game.tui.screens.dialog import Answer, Question
from game.tui.screens.leaving import LeavingDialog
from game.tui.screens.telling import TellingScreen
from game.tui.stopwatch import Stopwatch
from game.tui.widgets.choice_list import ChoiceList, Row
from game.tui.widgets.order_board import OrderBoard
from game.tui.widgets.scene_header import SceneHeader
from game.tui.widgets.sort_board import SortBoard
from game.tui.widgets.story import Story
from game.views.scene import ChoiceView, SceneView

_TICK_SECONDS = 0.2
"""How often the time left is looked at; the screen changes once a second."""
_URGENT_SECONDS = 10
_LEAST_STORY = 4
"""Lines of story kept in sight however many choices there are."""


class SceneScreen(TellingScreen):
    """Posts ``Decide`` once the player confirms, ``Expire`` when time has run out."""

    def __init__(
        self,
        view: SceneView,
        *,
        practice: bool,
        note: str = "",
        stopwatch: Callable[[], Stopwatch] = Stopwatch,
    ) -> None:
        super().__init__(view, practice=practice)
        self.note = note
        self.stopwatch = stopwatch()
        self._reading = False
        self._ended = False
        self._ticking: Timer | None = None
        self.board: SortBoard | OrderBoard | None = None

    def answers(self) -> Iterable[Widget]:
        if self.view.sort is not None:
            self.board = SortBoard(self.view.sort, self.duettiste.messages)
        elif self.view.order is not None:
            self.board = OrderBoard(self.view.order, self.duettiste.messages)
        if self.board is not None:
            self.add_class("-board")
            yield self.board
            return
        yield Static(self.say("play.scene.question"), markup=False, classes="question")
        yield ChoiceList(tuple(self._row(choice) for choice in self.view.choices))

    def _row(self, choice: ChoiceView) -> Row:
        if choice.number is not None:
            return Row(choice.id, str(choice.number), choice.text)
        reason = choice.why_not
        words = self.say("play.scene.locked", reason=reason) if reason else ""
        return Row(choice.id, "", choice.text, words or self.say("play.scene.done_already"))

    def on_mount(self) -> None:
        if self.view.seconds is not None:
            self._ticking = self.set_interval(_TICK_SECONDS, self._tick)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """What leaving now would not keep: ``board``, ``draft``."""
        found = []
        if self.board is not None and self.board.touched:
            found.append("board")
        if self.note:
            found.append("draft")
        return tuple(found)

    def ready_to_leave(self) -> bool:
        """What is not decided yet is asked about; asked once more, it is left."""
        if not self.unfinished or isinstance(self.app.screen, LeavingDialog):
            return True
        self.post_message(requests.AskToLeave())
        return False

    # Room

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002  (Textual's signature)
        self.call_after_refresh(self._share_height)

    def _share_height(self) -> None:
        """Give the story what it needs and the answers the rest, each at least its share."""
        story = self.query_one(Story)
        answers = self.board or self.query_one(ChoiceList)
        both = story.outer_size.height + answers.outer_size.height
        needed = story.query_one(Static).outer_size.height + story.gutter.height
        free = both - max(_LEAST_STORY, needed)
        if self.board is None:
            answers.styles.max_height = max(free, both - both // 2)
        else:
            rest = max(free, both - both // 3)
            answers.styles.height = min(rest, self.board.natural_height)

    # Time

    @property
    def seconds_left(self) -> int | None:
        """Whole seconds before the timer runs out, rounded up; None without a timer."""
        if self.view.seconds is None:
            return None
        return max(0, -int(-(self.view.seconds - self.stopwatch.elapsed) // 1))

    def right_words(self) -> str:
        words = [super().right_words()]
        if self.note:
            words.insert(0, self.say("play.note.kept"))
        left = self.seconds_left
        if left is not None:
            minutes, seconds = divmod(left, 60)
            words.append(self.say("play.scene.left", minutes=minutes, seconds=f"{seconds:02}"))
        return " · ".join(words)

    def _tick(self) -> None:
        if self._ended:
            return
        header = self.query_one(SceneHeader)
        header.right = self.right_words()
        left = self.seconds_left
        header.urgent = left is not None and left <= _URGENT_SECONDS
        if left == 0:
            self._ended = True
            placed = None if self.board is None else self.board.action
            self.post_message(requests.Expire(placed, self.stopwatch.elapsed, self.note))

    def before_reading(self) -> None:
        self._reading = True

    def on_screen_suspend(self) -> None:
        """What is not part of the decision stops its time."""
        if not self._reading:
            self.stopwatch.stop()

    def on_screen_resume(self) -> None:
        self._reading = False
        self.stopwatch.start()

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "note":
            return not self.too_small
        if action == "stop_time":
            return self.practice and self.view.seconds is not None and not self.too_small
        return super().check_action(action, parameters)

    def action_stop_time(self) -> None:
        self.duettiste.show_notice(
            self.say("play.pause.title"), self.say("play.pause.text"), close="play.pause.resume"
        )

    def action_note(self) -> None:
        from game.tui.screens.notes import NoteDialog

        def keep(note: str | None) -> None:
            if note is not None:
                self.note = note
                self.query_one(SceneHeader).right = self.right_words()

        self.before_reading()
        self.app.push_screen(NoteDialog(self.note), keep)

    def on_choice_list_confirmed(self, event: ChoiceList.Confirmed) -> None:
        event.stop()
        self._decide(Choose(event.row_id))

    def on_sort_board_incomplete(self, event: SortBoard.Incomplete) -> None:
        event.stop()
        self.before_reading()
        self.duettiste.show_notice(
            self.say("play.sort.not_yet"), self.say("play.sort.left", count=event.remaining)
        )

    def on_sort_board_confirmed(self, event: SortBoard.Confirmed) -> None:
        event.stop()
        self._confirm(event.place)

    def on_order_board_confirmed(self, event: OrderBoard.Confirmed) -> None:
        event.stop()
        self._confirm(event.rank)

    def _confirm(self, action: Action) -> None:
        """A board is asked for once more: it holds many answers."""

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._decide(action)

        question = Question(
            self.say("play.board.sure"),
            (self.say("play.board.sure_text"),),
            (
                Answer("yes", self.say("play.board.yes")),
                Answer("no", self.say("play.board.no")),
            ),
            escape="no",
        )
        self.before_reading()
        self.app.push_screen(question, answered)

    def _decide(self, action: Action) -> None:
        self.post_message(requests.Decide(action, self.stopwatch.elapsed, self.note))
