"""Progress: what was trained by axis and principle, what to review, what to play next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets.option_list import Option

from game.tui.screens.page import Page
from game.tui.widgets.laid import Laid, titled
from game.tui.widgets.list_and_detail import ListAndDetail
from game.tui.widgets.sheet import Prose, literal

if TYPE_CHECKING:
    from pathlib import Path

    from game.library import Library
    from game.locale import Messages
    from game.progress.overview import Progress
    from game.views.progress import MeasureView, PrincipleProgressView, ProgressView

_OVERVIEW = "overview"
_PLAY, _PRINCIPLE = "play:", "principle:"
"""Beginnings of the ids of the lines of scenarios and of principles."""


class ProgressScreen(Page):
    CSS_PATH: ClassVar = ["page.tcss", "progress.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "tui.library.start"),
        Binding("p", "read_principle", "progress.key.principle"),
        Binding("e", "save", "progress.key.save"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._library: Library | None = None
        self._progress: Progress | None = None
        self._sheets: dict[str, Callable[[], Prose]] = {}

    def page_title(self) -> str:
        return self.say("tui.home.progress")

    def body(self) -> Iterable[Widget]:
        yield ListAndDetail()

    def on_mount(self) -> None:
        self._board.lines.focus()

    def on_screen_resume(self) -> None:
        self.run_worker(self._read, thread=True, exclusive=True)

    @property
    def _board(self) -> ListAndDetail:
        return self.query_one(ListAndDetail)

    def _read(self) -> None:
        """In a thread: the scenarios and the finished plays are read."""
        from game.content import load_catalogue
        from game.library import read_library
        from game.progress.overview import read_progress
        from game.store.clock import utc_now
        from game.store.errors import StoreError
        from game.views.progress import progress_view

        seat = self.duettiste.seat
        library = self._library or read_library(self.duettiste.messages.language)
        try:
            progress = read_progress(seat.store, seat.player, library, load_catalogue(), utc_now())
        except StoreError as fault:
            self.app.call_from_thread(self.duettiste.show_fault, fault)
            return
        view = progress_view(progress, self.wording())
        self.app.call_from_thread(self._show, library, progress, view)

    def _show(self, library: Library, progress: Progress, view: ProgressView) -> None:
        if not self.is_attached:
            return
        self._library, self._progress = library, progress
        self._sheets = {}
        options = list(self._options(view))
        board = self._board
        board.lines.show_options(options, board.lines.highlighted_id or _OVERVIEW)
        self._show_detail(board.lines.highlighted_id)
        self.refresh_bindings()

    def _options(self, view: ProgressView) -> Iterable[Option]:
        """The lines of the list; the sheet of each is made when it is wanted."""
        from game.tui.widgets import progress_sheets as sheets

        say = self.duettiste.messages
        overview = titled("", say("progress.heading.overview"))
        yield self._line(_OVERVIEW, overview, partial(sheets.overview_sheet, view, say))
        if view.axes:
            due = say("progress.due_count", count=len(view.to_review))
            review = titled("", say("progress.heading.review"), due)
            yield self._line("review", review, partial(sheets.review_sheet, view, say))
        if view.next_plays:
            yield _heading(say("progress.heading.next"))
        for suggestion in view.next_plays:
            line = titled("  ", suggestion.title, strong=False)
            yield self._line(
                f"{_PLAY}{suggestion.id}",
                line,
                partial(sheets.suggestion_sheet, suggestion, say),
            )
        for axis in view.axes:
            line = titled(_worth(axis.measure, say), axis.measure.title)
            yield self._line(f"axis:{axis.measure.id}", line, partial(sheets.axis_sheet, axis, say))
            for it in axis.principles:
                yield self._line(
                    f"{_PRINCIPLE}{it.measure.id}",
                    _principle_line(it, say),
                    partial(sheets.principle_sheet, it, say),
                )
        if view.axes:
            method = titled("", say("progress.heading.method"))
            yield self._line("method", method, partial(sheets.method_sheet, view, say))

    def _line(self, id_: str, line: Laid, sheet: Callable[[], Prose]) -> Option:
        self._sheets[id_] = sheet
        return Option(line, id=id_)

    def on_list_and_detail_moved(self, event: ListAndDetail.Moved) -> None:
        event.stop()
        self._show_detail(event.line_id)
        self.refresh_bindings()

    def _show_detail(self, line_id: str | None) -> None:
        if line_id in self._sheets:
            self._board.show_detail(self._sheets[line_id]())

    def on_list_and_detail_opened(self, event: ListAndDetail.Opened) -> None:
        event.stop()
        if not self._start(event.line_id):
            self._board.read()

    def _start(self, line_id: str) -> bool:
        """Begin the scenario of a line; False where it is the line of none."""
        from game.tui.screens.start import StartDialog

        if not line_id.startswith(_PLAY) or self._library is None:
            return False
        self.app.push_screen(StartDialog(self._library.entries[line_id[len(_PLAY) :]], None))
        return True

    def action_start(self) -> None:
        """From the detail, where the list no longer has the keys."""
        self._start(self._line_id)

    @property
    def _line_id(self) -> str:
        """The line that is highlighted, empty where there is none yet."""
        return (self._board.lines.highlighted_id or "") if self.is_mounted else ""

    def action_read_principle(self) -> None:
        from game.tui.screens.principles import PrinciplesScreen

        self.app.push_screen(PrinciplesScreen(None, self._line_id[len(_PRINCIPLE) :]))

    def action_save(self) -> None:
        from game.tui.screens.transfer import PathDialog, usual_folder

        if self._progress is None:
            return
        title = self.say("progress.report.save_title")
        name = f"{self.say('progress.report.file_name')}.html"
        dialog = PathDialog(
            title, self.say("progress.report.save_what"), str(usual_folder() / name), self._write
        )
        self.app.push_screen(dialog, self._tell_written)

    def _write(self, target: Path) -> str:
        """Write what is shown to a file. Raises ReportError."""
        from game.reports.progress_file import save_progress
        from game.store.errors import shown

        assert self._progress is not None
        messages, player = self.duettiste.messages, self.duettiste.seat.player
        path = save_progress(self._progress, target, messages, player=player.name)
        return self.say("progress.report.written", path=shown(path))

    def _tell_written(self, said: str | None) -> None:
        if said:
            self.duettiste.show_notice(self.say("progress.report.save_title"), said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        line_id = self._line_id
        if action == "read_principle" and not line_id.startswith(_PRINCIPLE):
            return False
        if action == "start" and not line_id.startswith(_PLAY):
            return False
        if action == "save" and (self._progress is None or not self._progress.record.plays):
            return False
        return super().check_action(action, parameters)

    def step_back(self) -> bool:
        return self._board.step_back()


def _heading(words: str) -> Option:
    return Option(literal(words), disabled=True)


def _principle_line(principle: PrincipleProgressView, say: Messages) -> Laid:
    due = say("progress.due") if principle.due else ""
    return titled(_worth(principle.measure, say), principle.measure.title, due, strong=False)


def _worth(measure: MeasureView, say: Messages) -> str:
    """Its quality in front of a title, or that too little is known."""
    worth = measure.whole.quality if measure.whole.enough else say("progress.too_few")
    return f"{worth:>5} "
