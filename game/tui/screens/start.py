"""How to play a scenario: practice or assessment, timers, or the play already begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.tui.screen import Dialog
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.list_and_detail import Lines
from game.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from game.library import LibraryEntry

MODES = ("practice", "assessment")
TIMERS = ("normal", "long", "off")


class StartDialog(Dialog[None]):
    """Starts ``entry``, or resumes ``unfinished``, the play of it that was left."""

    CSS_PATH: ClassVar = ["page.tcss", "dialog.tcss", "start.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "play.key.back"),
        Binding("m", "next_mode", "tui.start.mode"),
        Binding("t", "next_timers", "tui.start.timers"),
    ]

    def __init__(self, entry: LibraryEntry, unfinished: str | None) -> None:
        super().__init__(classes="sheet-dialog")
        self._entry = entry
        self._unfinished = unfinished

    def compose(self) -> ComposeResult:
        seat = self.duettiste.seat
        title = seat.messages.typeset(self._entry.scenario.title)
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(title, markup=False, classes="dialog-title")
            yield Lines(*self._ways(), opens_at_once=True)
            yield Picker(
                self.say("tui.start.mode_label"),
                [(mode, self.say(f"views.mode.{mode}")) for mode in MODES],
                seat.setting("mode"),
                {mode: self.say(f"tui.start.{mode}_hint") for mode in MODES},
                id="mode",
            )
            yield Picker(
                self.say("tui.start.timers_label"),
                [(timers, self.say(f"tui.start.timers_{timers}")) for timers in TIMERS],
                seat.setting("timers"),
                id="timers",
            )
            yield KeyBar()

    def _ways(self) -> list[Option]:
        ways = [Option(self.say("tui.start.begin"), id="begin")]
        if self._unfinished is not None:
            ways.insert(0, Option(self.say("tui.start.resume"), id="resume"))
            ways[1] = Option(self.say("tui.start.begin_anew"), id="begin")
        return ways

    def on_mount(self) -> None:
        lines = self.query_one(Lines)
        lines.highlighted = 0
        lines.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss()
        if event.option.id == "resume" and self._unfinished is not None:
            self.duettiste.resume_play(self._unfinished)
            return
        from engine.session import Mode

        mode = Mode(self.query_one("#mode", Picker).value)
        timers = self.query_one("#timers", Picker).value
        self.duettiste.start_scenario(self._entry, mode, timers)

    def action_next_mode(self) -> None:
        self.query_one("#mode", Picker).action_move(1)

    def action_next_timers(self) -> None:
        self.query_one("#timers", Picker).action_move(1)

    def action_cancel(self) -> None:
        self.dismiss()
