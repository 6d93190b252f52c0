"""The settings of the player, kept as soon as they change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from game.locale import LANGUAGES
from game.store.errors import StoreError
from game.tui.screens.page import Page
from game.tui.screens.start import MODES, TIMERS
from game.tui.themes import PALETTES
from game.tui.widgets.picker import Picker
from game.tui.widgets.sheet import Prose, Sheet


class SettingsScreen(Page):
    CSS_PATH: ClassVar = ["page.tcss", "settings.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "players", "tui.home.players"),
    ]

    def page_title(self) -> str:
        return self.say("tui.home.settings")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(*self._parts(), classes="page-body", can_focus=False)

    def _parts(self) -> Iterable[Widget]:
        seat = self.duettiste.seat
        yield Picker(
            self.say("tui.settings.theme"),
            [(name, self.say(f"play.theme.{name}")) for name in PALETTES],
            self.app.theme,
            dict.fromkeys(PALETTES, self.say("tui.settings.no_color")) if self.app.no_color else {},
            id="theme",
        )
        yield Picker(
            self.say("tui.settings.language"),
            [(language, self.say(f"tui.settings.{language}")) for language in LANGUAGES],
            seat.messages.language,
            {"en": self.say("tui.settings.stories_in_french")},
            id="language",
        )
        yield Picker(
            self.say("tui.settings.mode"),
            [(mode, self.say(f"views.mode.{mode}")) for mode in MODES],
            seat.setting("mode"),
            {mode: self.say(f"tui.start.{mode}_hint") for mode in MODES},
            id="mode",
        )
        yield Picker(
            self.say("tui.settings.timers"),
            [(timers, self.say(f"tui.start.timers_{timers}")) for timers in TIMERS],
            seat.setting("timers"),
            id="timers",
        )
        yield Sheet(self._place())

    def _place(self) -> Prose:
        seat, prose = self.duettiste.seat, Prose()
        prose.pair(self.say("views.label", name=self.say("tui.settings.player")), seat.player.name)
        if not seat.store.saves:
            prose.text(self.say("tui.home.not_saved"))
        else:
            prose.pair(
                self.say("views.label", name=self.say("tui.settings.place")), str(seat.store.place)
            )
        prose.text(self.say("tui.players.no_password"))
        return prose

    def on_mount(self) -> None:
        self.query_one("#theme").focus()

    def on_screen_resume(self) -> None:
        self.query_one(Sheet).show(self._place())

    async def on_picker_picked(self, event: Picker.Picked) -> None:
        event.stop()
        setting = str(event.picker.id)
        try:
            self.duettiste.seat.change_setting(setting, event.value)
        except StoreError as fault:
            self.duettiste.show_fault(fault)
            return
        self.duettiste.apply_settings()
        if setting == "language":
            await self.recompose()
            self.query_one("#language").focus()

    def action_players(self) -> None:
        from game.tui.screens.players import PlayersScreen

        self.app.push_screen(PlayersScreen())
