"""The terminal application: its first screen, its themes, and who may ask it what."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Key

from game.locale import Messages, preferred_language
from game.tui import line_breaking
from game.tui.last_look import Look, keep_look, read_look
from game.tui.screen import GameScreen
from game.tui.screens.home import HomeScreen
from game.tui.themes import DEFAULT_THEME, PALETTES, TERMINAL_THEME, all_themes

if TYPE_CHECKING:
    from textual.screen import Screen

    from engine.session import Decision, Mode
    from game.library import LibraryEntry
    from game.playing import LivePlay
    from game.seat import Seat
    from game.store.errors import StoreError
    from game.tui import requests
    from game.tui.conducting import Conductor


_LEAVING_KEYS = frozenset({"ctrl+q", "ctrl+c"})


@dataclass(frozen=True, slots=True)
class FirstPlay:
    """A play to begin as soon as the seat is open. None means the player's own setting.

    ``journal`` is decided already: the play begins after it.
    """

    entry: LibraryEntry
    mode: Mode | None = None
    timers: str | None = None
    seed: int | None = None
    journal: tuple[Decision, ...] = ()


class DuettisteApp(App[None]):
    """The game in a terminal.

    The first screen is painted before anything heavy is imported; then the seat is opened in a
    thread, and every screen on the stack is told by ``seat_opened``.
    """

    CSS_PATH: ClassVar = ["app.tcss", "screens/home.tcss"]
    COMMAND_PALETTE_BINDING = "ctrl+p"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (Textual's own annotation)
        (0, "-narrow"),
        (80, "-medium"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  (Textual's own annotation)
        (0, "-short"),
        (24, "-even"),
        (34, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "play.key.help"),
        Binding("ctrl+p", "command_palette", "play.key.palette", priority=True),
        Binding("ctrl+q", "quit", "play.key.quit", show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        home: Path,
        language: str | None = None,
        *,
        open_play: str | None = None,
        open_debrief: str | None = None,
        first_play: FirstPlay | None = None,
    ) -> None:
        line_breaking.install()
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self.home = home
        self.language_wanted = language
        self.open_play = open_play
        self.open_debrief = open_debrief
        self.first_play = first_play
        look = read_look(home) or Look(DEFAULT_THEME, "")
        self.messages = Messages(preferred_language(language or look.language))
        self.conductor: Conductor | None = None
        self._seat: Seat | None = None
        self.animation_level = "none"
        for theme in all_themes():
            self.register_theme(theme)
        self.set_reactive(App.theme, self._theme_for(look.theme))
        self._variables_in_use = self.get_css_variables()
        self.stylesheet.set_variables(self._variables_in_use)

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the style sheets again, when the colours have changed.

        Textual does it once more while it starts, which costs a tenth of the first screen.
        """
        variables = self.get_css_variables()
        if variables != self._variables_in_use:
            self._variables_in_use = variables
            super().refresh_css(animate)

    def say(self, key: str, **params: object) -> str:
        """A message in the player's language."""
        return self.messages(key, **params)

    @property
    def seat_is_open(self) -> bool:
        return self._seat is not None

    @property
    def seat(self) -> Seat:
        """Who plays. Only once ``seat_is_open``."""
        assert self._seat is not None
        return self._seat

    async def on_event(self, event: Event) -> None:
        """No key acts on what the notice of a small window hides, save leaving."""
        hidden = getattr(self.screen, "too_small", False) if self.screen_stack else False
        if not (hidden and isinstance(event, Key) and event.key not in _LEAVING_KEYS):
            await super().on_event(event)

    # Beginning

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen()

    def on_mount(self) -> None:
        self.call_after_refresh(self._go_on_starting)

    def _go_on_starting(self) -> None:
        """Once the first screen is painted."""
        gc.enable()
        self.run_worker(self._open_seat, thread=True, exit_on_error=True)

    def _open_seat(self) -> None:
        """In a thread: the heavy imports and the store."""
        from game.seat import open_seat
        from game.store.errors import StoreError

        try:
            seat = open_seat(self.home, self.language_wanted)
        except StoreError as fault:
            self.call_from_thread(self.show_fault, fault)
            return
        self.call_from_thread(self._take_seat, seat)

    def _take_seat(self, seat: Seat) -> None:
        self._seat = seat
        self.apply_settings()
        for screen in self.screen_stack:
            opened = getattr(screen, "seat_opened", None)
            if opened is not None:
                opened()
        self._tell_opening_notice(seat)
        if self.open_play is not None:
            self.resume_play(self.open_play)
        elif self.open_debrief is not None:
            self._show_finished(self.open_debrief)
        elif self.first_play is not None:
            first = self.first_play
            self.start_scenario(
                first.entry, first.mode, first.timers, first.seed, journal=first.journal
            )

    def _tell_opening_notice(self, seat: Seat) -> None:
        if seat.notice is None:
            return
        cause = seat.notice.cause
        self.show_notice(
            self.say("play.fault.title"),
            self.say(cause.key, **cause.params),
            self.say(seat.notice.key, **seat.notice.params),
        )

    def apply_settings(self) -> None:
        """Take up the language and the theme of the seat, after any change of them."""
        self.messages = self.seat.messages
        look = Look(self.seat.setting("theme"), self.seat.setting("language"))
        self.theme = self._theme_for(look.theme)
        self.refresh_bindings()
        if self.seat.store.saves:
            keep_look(self.home, look)

    def _theme_for(self, wanted: str) -> str:
        """The theme of this name where there is one; the terminal's own under ``NO_COLOR``."""
        if self.no_color:
            return TERMINAL_THEME
        return wanted if wanted in PALETTES else DEFAULT_THEME

    # Playing

    def start_scenario(
        self,
        entry: LibraryEntry,
        mode: Mode | None = None,
        timers: str | None = None,
        seed: int | None = None,
        *,
        journal: tuple[Decision, ...] = (),
    ) -> None:
        """Begin a play and show its briefing, or what the last decision of ``journal`` led to.

        None means the player's own setting.
        """
        from engine.session import Mode
        from game.playing import LivePlay
        from game.store.errors import StoreError

        seat = self.seat
        try:
            play = LivePlay.begin(
                seat.store,
                seat.player.id,
                entry.text,
                entry.scenario,
                mode=mode or Mode(seat.setting("mode")),
                seed=seed,
                timers=timers or seat.setting("timers"),
                journal=journal,
            )
        except StoreError as fault:
            self.show_fault(fault)
            return
        self.conduct(play)

    def resume_play(self, play_id: str) -> None:
        """Go on with a play; a changed scenario asks how first, a finished one is debriefed."""
        from game.tui.resuming import resume

        resume(self, play_id)

    def conduct(self, play: LivePlay) -> None:
        """Show the play where it stands, and take its requests from now on."""
        from game.tui.conducting import Conductor

        self.conductor = Conductor(self, play)
        self.conductor.show()

    def _show_finished(self, play_id: str) -> None:
        from game.playing import finished_play
        from game.store.errors import StoreError

        try:
            self.show_debrief(finished_play(self.seat.store, play_id))
        except StoreError as fault:
            self.show_fault(fault)

    def show_debrief(self, play: LivePlay) -> None:
        """The debrief of an ended play, over the first screen."""
        from game.tui.screens.debrief import DebriefScreen

        self.conductor = None
        self.show_over_home(DebriefScreen(play))

    def show_over_home(self, screen: Screen[None]) -> None:
        """Put ``screen`` alone over the first screen."""
        with self.batch_update():
            while len(self.screen_stack) > 2:
                self.pop_screen()
            if len(self.screen_stack) == 2:
                self.switch_screen(screen)
            else:
                self.push_screen(screen)

    def go_home(self) -> None:
        """Back to the first screen."""
        self.conductor = None
        while len(self.screen_stack) > 1:
            self.pop_screen()

    async def action_quit(self) -> None:
        """Leave, unless a screen holds something that would be lost without a word."""
        shown = reversed(self.screen_stack)
        if all(it.ready_to_leave() for it in shown if isinstance(it, GameScreen)):
            self.exit()

    # What screens ask

    def on_decide(self, request: requests.Decide) -> None:
        assert self.conductor is not None
        self.conductor.decide(request.action, request.seconds, request.note)

    def on_expire(self, request: requests.Expire) -> None:
        assert self.conductor is not None
        self.conductor.expire(request.placed, request.seconds, request.note)

    def on_go_on(self, _request: requests.GoOn) -> None:
        assert self.conductor is not None
        self.conductor.go_on()

    def on_take_back(self, request: requests.TakeBack) -> None:
        assert self.conductor is not None
        self.conductor.take_back(request.position)

    def on_keep_note(self, request: requests.KeepNote) -> None:
        assert self.conductor is not None
        self.conductor.keep_note(request.position, request.note)

    def on_show_journal(self, _request: requests.ShowJournal) -> None:
        assert self.conductor is not None
        self.conductor.show_journal()

    def on_show_principles(self, _request: requests.ShowPrinciples) -> None:
        assert self.conductor is not None
        self.conductor.show_principles()

    def on_ask_to_leave(self, _request: requests.AskToLeave) -> None:
        assert self.conductor is not None
        self.conductor.ask_to_leave()

    # Breaking

    def _fatal_error(self) -> None:
        """Leave without Textual's report, which prints what people wrote."""
        self.bell()
        self._close_messages_no_wait()

    @property
    def broken_by(self) -> Exception | None:
        """The error that ended the app, if one did."""
        return self._exception

    # Saying

    def show_notice(
        self, title: str, *paragraphs: str, close: str = "play.dialog.understood"
    ) -> None:
        """Something that must be read, over the present screen; ``close`` names the way on."""
        from game.tui.screens.dialog import Notice

        self.push_screen(Notice(title, paragraphs, self.say(close)))

    def show_fault(self, fault: StoreError) -> None:
        """What the store could not do, in words, over the present screen."""
        self.show_notice(self.say("play.fault.title"), self.say(fault.key, **fault.params))

    # Keys and commands

    def get_key_display(self, binding: Binding) -> str:
        """The key as it is written on keyboards of the player's language."""
        key = f"play.keyname.{binding.key}"
        if binding.key_display or not self.messages.has(key):
            return super().get_key_display(binding)
        return self.say(key)

    def action_help(self) -> None:
        """The help, with the keys of the screen it is asked from."""
        from game.tui.screens.help import HelpScreen

        keys = tuple(
            (self.get_key_display(found.binding), found.binding.description)
            for found in self.screen.active_bindings.values()
            if found.enabled and found.binding.description
        )
        self.push_screen(HelpScreen(keys))

    def action_command_palette(self) -> None:
        from game.tui.palette import ActionPalette

        if not any(isinstance(screen, ActionPalette) for screen in self.screen_stack):
            say = self.say
            self.push_screen(
                ActionPalette(say("play.palette.placeholder"), say("play.palette.none"))
            )

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action that the screen offers, under the words of its key bar."""
        from game.tui.palette import commands_of

        return commands_of(self, screen)
