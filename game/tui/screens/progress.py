"""What was trained so far: a modest page, axis by axis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget

from game.tui.screens.page import Page
from game.tui.widgets.pictures import ShareRow
from game.tui.widgets.sheet import Prose, Sheet

if TYPE_CHECKING:
    from game.views.plays import ProgressView


class ProgressScreen(Page):
    CSS_PATH: ClassVar = ["page.tcss", "progress.tcss"]

    def page_title(self) -> str:
        return self.say("tui.home.progress")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Sheet(), classes="page-body")

    def on_mount(self) -> None:
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        """In a thread: each finished play is read."""
        from game.store.errors import StoreError
        from game.views.plays import progress_view

        seat = self.duettiste.seat
        try:
            headers = seat.store.plays(seat.player.id)
            summaries = [seat.store.play(it.id).summary for it in headers if it.finished]
        except StoreError as fault:
            self.app.call_from_thread(self.duettiste.show_fault, fault)
            return
        view = progress_view(headers, summaries, self.wording())
        self.app.call_from_thread(self._show, view)

    def _show(self, view: ProgressView) -> None:
        if not self.is_attached:
            return
        prose = Prose()
        prose.texts(view.sentences)
        if view.axes:
            prose.heading(self.say("tui.progress.axes"))
            for axis in view.axes:
                prose.add(
                    ShareRow(axis.title, axis.share, axis.quality, axis.occasions, axis.enough)
                )
        if view.untouched:
            prose.heading(self.say("tui.progress.untouched"))
            for title in view.untouched:
                prose.bullet(title)
        self.query_one(Sheet).show(prose)
        self.query_one(VerticalScroll).focus()
