"""Who plays on this computer: choose, add, rename, take away or erase what is kept.

No password, and it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from game.store.errors import StoreError
from game.store.records import NAME_LIMIT, Player
from game.tui.screen import Dialog
from game.tui.screens.page import Page
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.laid import titled
from game.tui.widgets.list_and_detail import Lines
from game.tui.widgets.sheet import literal


class NameDialog(Dialog[bool]):
    """Asks for a name until ``keep`` takes it; True when it was taken."""

    CSS_PATH: ClassVar = ["page.tcss", "dialog.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "do", "tui.players.keep", priority=True),
        Binding("escape", "cancel", "play.key.back"),
    ]

    def __init__(self, title: str, name: str, keep: Callable[[str], None]) -> None:
        super().__init__(classes="sheet-dialog")
        self._title_text = title
        self._name_before = name
        self._keep = keep

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal(self._title_text), classes="dialog-title")
            yield Input(self._name_before, max_length=NAME_LIMIT, select_on_focus=False)
            yield Static("", markup=False, id="refusal", classes="alert")
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def action_do(self) -> None:
        try:
            self._keep(self.query_one(Input).value)
        except StoreError as fault:
            words = self.say(fault.key, **fault.params)
            self.query_one("#refusal", Static).update(literal(words))
            return
        self.dismiss(True)

    def action_cancel(self) -> None:
        self.dismiss(False)


class PlayersScreen(Page):
    CSS_PATH: ClassVar = ["page.tcss", "players.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "tui.players.add"),
        Binding("m", "rename", "tui.players.rename"),
        Binding("e", "export", "personal.key.export"),
        Binding("x", "erase", "personal.key.erase"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._players: tuple[Player, ...] = ()

    def page_title(self) -> str:
        return self.say("tui.home.players")

    def body(self) -> Iterable[Widget]:
        yield Static(self.say("tui.players.no_password"), markup=False, classes="page-note")
        yield Lines()

    def on_mount(self) -> None:
        self._show()
        self.query_one(Lines).focus()

    def _show(self) -> None:
        seat = self.duettiste.seat
        try:
            self._players = seat.store.players()
        except StoreError as fault:
            self.duettiste.show_fault(fault)
            return
        self.query_one(Lines).show_options(
            [self._line(player) for player in self._players], str(seat.player.id)
        )

    def _line(self, player: Player) -> Option:
        playing = player.id == self.duettiste.seat.player.id
        about = self.say("tui.players.playing") if playing else ""
        return Option(titled("› " if playing else "  ", player.name, about), id=str(player.id))

    @property
    def _chosen(self) -> Player | None:
        wanted = self.query_one(Lines).highlighted_id
        return next((player for player in self._players if str(player.id) == wanted), None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if (player := self._chosen) is not None:
            self._let_play(player)

    def _let_play(self, player: Player) -> None:
        try:
            self.duettiste.seat.change_player(player)
        except StoreError as fault:
            self.duettiste.show_fault(fault)
            return
        self.duettiste.apply_settings()
        self.app.pop_screen()

    def action_add(self) -> None:
        seat = self.duettiste.seat

        def keep(name: str) -> None:
            player = seat.store.add_player(name)
            seat.change_player(player)
            self.duettiste.apply_settings()

        dialog = NameDialog(self.say("tui.players.add_title"), "", keep)
        self.app.push_screen(dialog, self._named)

    def action_rename(self) -> None:
        seat = self.duettiste.seat
        player = self._chosen
        if player is None:
            return

        def keep(name: str) -> None:
            renamed = seat.store.rename_player(player.id, name)
            if renamed.id == seat.player.id:
                seat.player = renamed

        dialog = NameDialog(self.say("tui.players.rename_title"), player.name, keep)
        self.app.push_screen(dialog, self._named)

    def action_export(self) -> None:
        from game.tui.personal import export_data

        if (player := self._chosen) is not None:
            export_data(self.duettiste, player)

    def action_erase(self) -> None:
        from game.tui.personal import erase_data

        if (player := self._chosen) is not None:
            erase_data(self.duettiste, player, self._show)

    def _named(self, kept: bool | None) -> None:
        if kept:
            self._show()
