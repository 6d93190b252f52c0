"""The first screen: go on with a play, or go to any page. Painted before the store is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.tui.screen import GameScreen
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.list_and_detail import Lines
from game.tui.widgets.sheet import joined, literal

if TYPE_CHECKING:
    from game.store.records import PlayHeader


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The play to go on with: its title, how far it went, what comes next."""

    play_id: str
    title: str
    where: str


_PAGES = (
    ("library", "b"),
    ("progress", "o"),
    ("principles", "p"),
    ("history", "h"),
    ("settings", "g"),
    ("players", "u"),
    ("help", "?"),
    ("quit", ""),
)
_TITLE_CELLS = 20


class HomeScreen(GameScreen[None]):
    """Painted before anything heavy is imported."""

    CSS_PATH: ClassVar = ["home.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "go('resume')", "tui.home.resume", show=False),
        *(
            Binding(key, f"go('{page}')", f"tui.home.{page}", show=False)
            for page, key in _PAGES
            if key not in ("", "?")
        ),
        Binding("escape", "quit_game", "play.key.quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._unfinished: Unfinished | None = None
        self._language = ""

    def compose(self) -> ComposeResult:
        yield Static("Duettiste", markup=False, classes="page-title")
        yield Static(self.say("tui.home.tagline"), markup=False, classes="page-note", id="tagline")
        yield Lines(*self._options(), opens_at_once=True, id="menu")
        yield Static("", markup=False, classes="page-note", id="seat")
        yield KeyBar()

    def on_mount(self) -> None:
        self._language = self.duettiste.messages.language
        menu = self.query_one(Lines)
        menu.highlighted = 1
        menu.focus()

    def seat_opened(self) -> None:
        self._fill()

    def on_screen_resume(self) -> None:
        if self.duettiste.seat_is_open:
            self._fill()

    # What is shown

    def _options(self) -> list[Option]:
        resume = Option(self._resume_prompt(), id="resume", disabled=self._unfinished is None)
        return [resume, *(Option(self._prompt(page, key), id=page) for page, key in _PAGES)]

    def _resume_prompt(self) -> Content:
        title = literal(f" r  {self.say('tui.home.resume')}")
        if self._unfinished is None:
            key = "nothing" if self.duettiste.seat_is_open else "looking"
            return joined(_padded(title), literal(self.say(f"tui.home.{key}"), "$soft"), "\n")
        return joined(
            _padded(title),
            literal(self.say("tui.home.unfinished", title=self._unfinished.title), "bold"),
            literal(f"\n    {self._unfinished.where}"),
        )

    def _prompt(self, page: str, key: str) -> Content:
        shown = key or self.say("tui.home.escape")
        title = literal(f" {shown}  {self.say(f'tui.home.{page}')}")
        return joined(_padded(title), literal(self.say(f"tui.home.{page}_what")))

    def _fill(self) -> None:
        seat = self.duettiste.seat
        if self._language != seat.messages.language:
            self._language = seat.messages.language
            self._show_texts()
        saved = "" if seat.store.saves else self.say("tui.home.not_saved")
        note = self.say("tui.home.player", name=seat.player.name)
        self.query_one("#seat", Static).update(literal(f"{note} {saved}".strip()))
        self.run_worker(self._find_unfinished, thread=True, exclusive=True)

    def _show_texts(self) -> None:
        self.query_one("#tagline", Static).update(literal(self.say("tui.home.tagline")))
        menu = self.query_one(Lines)
        menu.show_options(self._options(), menu.highlighted_id)
        self.refresh_bindings()

    def _find_unfinished(self) -> None:
        """In a thread: reading the play's scenario takes a moment."""
        from game.store.errors import StoreError

        seat = self.duettiste.seat
        try:
            plays = seat.store.unfinished(seat.player.id)
            found = self._described(plays[0]) if plays else None
        except StoreError as fault:
            self.app.call_from_thread(self.duettiste.show_fault, fault)
            return
        self.app.call_from_thread(self._show_unfinished, found)

    def _described(self, header: PlayHeader) -> Unfinished:
        from game.tui.played_texts import PlayedTexts, next_scene_title
        from game.typography import typeset
        from game.views.plays import date_words, stopped_where

        seat = self.duettiste.seat
        scenario = PlayedTexts(seat.store).scenario(header)
        title = typeset(scenario.title) if scenario else header.scenario_id
        where = [stopped_where(header, seat.messages)]
        following = next_scene_title(seat.store, header.id, seat.messages)
        if following:
            where.append(self.say("tui.home.then", scene=following))
        where.append(date_words(header.moved_at, seat.messages))
        return Unfinished(header.id, title, " · ".join(where))

    def _show_unfinished(self, found: Unfinished | None) -> None:
        if not self.is_attached:
            return
        appeared = found is not None and self._unfinished is None
        self._unfinished = found
        menu = self.query_one(Lines)
        kept = menu.highlighted_id
        untouched = kept in ("library", "resume", None)
        menu.show_options(self._options(), "resume" if appeared and untouched else kept)
        self.refresh_bindings()

    # What is done

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id == "quit":
            self.action_quit_game()
        elif event.option.id is not None:
            self.action_go(event.option.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "go" and parameters == ("resume",) and self._unfinished is None:
            return False
        return super().check_action(action, parameters)

    def action_go(self, page: str) -> None:
        """Open a page. Those that need the player wait for the seat to be open."""
        if page == "help":
            self.duettiste.action_help()
        elif not self.duettiste.seat_is_open:
            self.notify(self.say("tui.home.wait"))
        elif page == "resume":
            if self._unfinished is not None:
                self.duettiste.resume_play(self._unfinished.play_id)
        else:
            self.app.push_screen(_page(page))

    def action_quit_game(self) -> None:
        self.app.exit()


def _padded(title: Content) -> Content:
    return title.pad_right(max(_TITLE_CELLS - title.cell_length, 1))


def _page(name: str) -> GameScreen[None]:
    """The page of that name, imported when it is first wanted."""
    match name:
        case "library":
            from game.tui.screens.library import LibraryScreen

            return LibraryScreen()
        case "progress":
            from game.tui.screens.progress import ProgressScreen

            return ProgressScreen()
        case "principles":
            from game.tui.screens.principles import PrinciplesScreen

            return PrinciplesScreen(None, None)
        case "history":
            from game.tui.screens.history import HistoryScreen

            return HistoryScreen()
        case "settings":
            from game.tui.screens.settings import SettingsScreen

            return SettingsScreen()
        case "players":
            from game.tui.screens.players import PlayersScreen

            return PlayersScreen()
    raise ValueError(name)
