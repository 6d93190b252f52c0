"""Every play: go on with it, read its debrief, write it to a file, take one in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.tui.screens.page import Page
from game.tui.widgets.laid import Laid, titled
from game.tui.widgets.list_and_detail import Lines

if TYPE_CHECKING:
    from game.tui.played_texts import PlayedTexts
    from game.views.plays import PlayView


class HistoryScreen(Page):
    CSS_PATH: ClassVar = ["page.tcss", "history.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export", "tui.history.export"),
        Binding("i", "import", "tui.history.import"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._texts: PlayedTexts | None = None
        self._views: dict[str, PlayView] = {}

    def page_title(self) -> str:
        return self.say("tui.home.history")

    def body(self) -> Iterable[Widget]:
        yield Static(self.say("tui.home.looking"), markup=False, classes="page-note", id="what")
        yield Lines()

    def on_mount(self) -> None:
        self.query_one(Lines).focus()

    def on_screen_resume(self) -> None:
        self._refill()

    def _refill(self) -> None:
        self.run_worker(self._read, thread=True, exclusive=True)

    def _read(self) -> None:
        """In a thread: the scenario of each play is read."""
        from game.store.errors import StoreError
        from game.tui.played_texts import PlayedTexts
        from game.views.plays import play_view

        seat = self.duettiste.seat
        texts = self._texts = self._texts or PlayedTexts(seat.store)
        wording = self.wording()
        try:
            headers = seat.store.plays(seat.player.id)
        except StoreError as fault:
            self.app.call_from_thread(self.duettiste.show_fault, fault)
            return
        views = [play_view(header, texts.scenario(header), wording) for header in headers]
        self.app.call_from_thread(self._show, views)

    def _show(self, views: list[PlayView]) -> None:
        if not self.is_attached:
            return
        self._views = {view.id: view for view in views}
        what = self.say("tui.history.count", count=len(views)) if views else ""
        note = what or self.say("tui.history.none")
        self.query_one("#what", Static).update(note)
        lines = self.query_one(Lines)
        options = [Option(_line(view), id=view.id) for view in views]
        lines.show_options(options, lines.highlighted_id)
        self.refresh_bindings()

    @property
    def _chosen(self) -> PlayView | None:
        return self._views.get(self.query_one(Lines).highlighted_id or "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        view = self._chosen
        if view is None:
            return
        if view.finished:
            self._open_debrief(view.id)
        else:
            self.duettiste.resume_play(view.id)

    def _open_debrief(self, play_id: str) -> None:
        """The debrief on the very text that was played, even if the scenario changed since."""
        from game.playing import UnreadableTextError, finished_play
        from game.store.errors import StoreError
        from game.tui.screens.debrief import DebriefScreen

        try:
            play = finished_play(self.duettiste.seat.store, play_id)
        except StoreError as fault:
            self.duettiste.show_fault(fault)
            return
        except (UnreadableTextError, ValueError):
            title = self.say("tui.home.history")
            self.duettiste.show_notice(title, self.say("tui.history.unreadable", play=play_id))
            return
        self.app.push_screen(DebriefScreen(play, ask=False))

    def action_export(self) -> None:
        from game.tui.exchanging import export_play

        if (view := self._chosen) is not None:
            export_play(self.duettiste, self.duettiste.seat.store, view.id)

    def action_import(self) -> None:
        from game.tui.exchanging import import_play

        import_play(self.duettiste, self._refill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "export" and not self._views:
            return False
        return super().check_action(action, parameters)


def _line(view: PlayView) -> Laid:
    sign = "✓ " if view.finished else "· "
    about = " · ".join(part for part in (view.date, view.mode, view.result, view.ending) if part)
    return titled(sign, view.title, about)
