"""The library: find a scenario, see what it trains, start it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from game.tui.screens.dialog import Answer, Question
from game.tui.screens.page import Page
from game.tui.screens.start import StartDialog
from game.tui.widgets.filter_bar import FilterBar, FilterShown
from game.tui.widgets.laid import Laid, titled
from game.tui.widgets.list_and_detail import ListAndDetail
from game.tui.widgets.sheet import Prose, literal

if TYPE_CHECKING:
    from game.library import Library
    from game.views.library import LibraryFilter, ScenarioView

_FACET_KEYS = {"frame": "c", "role": "r", "kind": "g", "level": "n"}
_DONE_KEY = "e"
_DONE_VALUES = {"done": True, "not_done": False}


class LibraryScreen(Page):
    CSS_PATH: ClassVar = ["page.tcss", "library.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "tui.library.start"),
        Binding("slash", "search", "tui.key.search"),
        *(
            Binding(key, f"facet('{name}')", f"tui.library.by_{name}", show=False)
            for name, key in _FACET_KEYS.items()
        ),
        Binding(_DONE_KEY, "done", "tui.library.by_done", show=False),
        Binding("x", "show_all", "tui.library.show_all"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._library: Library | None = None
        self._views: tuple[ScenarioView, ...] = ()
        self._facets: dict[str, str] = {}
        self._done: bool | None = None

    def page_title(self) -> str:
        return self.say("tui.home.library")

    def body(self) -> Iterable[Widget]:
        yield FilterBar()
        yield Horizontal(
            Static(self.say("tui.library.search"), markup=False),
            Input(placeholder=self.say("tui.library.search_hint")),
            classes="search",
        )
        yield ListAndDetail()
        yield Static("", markup=False, classes="page-note", id="broken")

    def on_mount(self) -> None:
        self._board.lines.focus()

    def on_screen_resume(self) -> None:
        self.run_worker(self._read, thread=True, exclusive=True)

    def _read(self) -> None:
        """In a thread: reading the scenarios takes a moment."""
        from game.library import read_library
        from game.store.errors import StoreError
        from game.tui.shelf import described

        library = self._library or read_library(self.duettiste.messages.language)
        try:
            views = described(library, self.duettiste.seat, self.wording())
        except StoreError as fault:
            self.app.call_from_thread(self.duettiste.show_fault, fault)
            return
        self.app.call_from_thread(self._fill, library, views)

    def _fill(self, library: Library, views: tuple[ScenarioView, ...]) -> None:
        if not self.is_attached:
            return
        self._library, self._views = library, views
        broken = self.query_one("#broken", Static)
        broken.display = bool(library.faulty)
        if library.faulty:
            files = ", ".join(library.faulty)
            words = self.say("tui.library.broken", count=len(library.faulty), files=files)
            broken.update(literal(words))
        self._show_list()

    # The list

    @property
    def _board(self) -> ListAndDetail:
        return self.query_one(ListAndDetail)

    @property
    def _chosen(self) -> ScenarioView | None:
        wanted = self._board.lines.highlighted_id
        return next((view for view in self._views if view.id == wanted), None)

    def _filter(self) -> LibraryFilter:
        from game.views.library import LibraryFilter

        return LibraryFilter(self._facets, self._done, self.query_one(Input).value)

    def _show_list(self) -> None:
        self._show_filters()
        wanted = self._filter()
        shown = [view for view in self._views if wanted.shows(view)]
        board = self._board
        kept = board.lines.highlighted_id
        board.lines.show_options([Option(_line(view), id=view.id) for view in shown], kept)
        if not shown:
            nothing = Prose()
            nothing.text(self.say("tui.library.nothing"))
            board.lines.add_option(Option(self.say("tui.library.nothing"), disabled=True))
            board.show_detail(nothing)
        self.refresh_bindings()

    def _show_filters(self) -> None:
        shown = []
        for name, key in _FACET_KEYS.items():
            value = self._facets.get(name)
            word = self._facet_word(name, value) if value else self.say("tui.library.all")
            label = self._label(name)
            shown.append(FilterShown(key, label, word, value is not None))
        state = {None: "all", True: "done", False: "not_done"}[self._done]
        word = self.say(f"tui.library.{state}")
        done = self._label("done_label")
        shown.append(FilterShown(_DONE_KEY, done, word, self._done is not None))
        self.query_one(FilterBar).show(shown)

    def _label(self, name: str) -> str:
        return self.say("views.label", name=self.say(f"tui.library.{name}"))

    def _facet_word(self, name: str, value: str) -> str:
        found = (view.facet(name) for view in self._views)
        return next((facet.word for facet in found if facet.value == value), value)

    def on_list_and_detail_moved(self, event: ListAndDetail.Moved) -> None:
        event.stop()
        if (view := self._chosen) is not None and view.id == event.line_id:
            self._board.show_detail(self._detail(view))

    def on_list_and_detail_opened(self, event: ListAndDetail.Opened) -> None:
        event.stop()
        self.action_start()

    def _detail(self, view: ScenarioView) -> Prose:
        prose = Prose()
        prose.text(view.title, "bold")
        prose.text(" · ".join((view.kind.word, view.level.word, view.minutes)), "$soft")
        prose.text(view.frame.word)
        prose.text(self.say("tui.library.you_are", role=view.role.word))
        prose.gap()
        if view.notice:
            prose.text(self.say("tui.library.notice", notice=view.notice), "italic")
            prose.gap()
        prose.texts(view.summary)
        if view.objectives:
            prose.heading(self.say("tui.library.trains"))
            for objective in view.objectives:
                prose.bullet(objective)
        prose.gap()
        prose.text(view.state)
        if view.best:
            prose.text(view.best)
        return prose

    # Filters

    def action_facet(self, name: str) -> None:
        from game.views.library import facet_values

        facets = facet_values(self._views, name)
        answers = (
            Answer("", self.say("tui.library.all")),
            *(Answer(facet.value, facet.word) for facet in facets),
        )
        question = Question(self.say(f"tui.library.{name}"), (), answers, escape="?")

        def answered(value: str | None) -> None:
            if value is None or value == "?":
                return
            self._facets.pop(name, None)
            if value:
                self._facets[name] = value
            self._show_list()

        self.app.push_screen(question, answered)

    def action_done(self) -> None:
        """Show all, those played to the end, those not, in turn."""
        self._done = {None: False, False: True, True: None}[self._done]
        self._show_list()

    def action_show_all(self) -> None:
        self._facets.clear()
        self._done = None
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self._show_list()

    def action_search(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self) -> None:
        self._show_list()

    def on_input_submitted(self) -> None:
        self._board.lines.focus()

    def step_back(self) -> bool:
        if self.query_one(Input).has_focus:
            self._board.lines.focus()
            return True
        return self._board.step_back()

    # Starting

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "start" and self._board.lines.has_focus:
            return False
        return super().check_action(action, parameters)

    def action_start(self) -> None:
        view = self._chosen
        if view is None or self._library is None:
            return
        dialog = StartDialog(self._library.entries[view.id], view.unfinished)
        self.app.push_screen(dialog)


def _line(view: ScenarioView) -> Laid:
    """Title, then what tells scenarios apart; a sign for those played to the end."""
    sign = "✓ " if view.done else "· " if view.unfinished else "  "
    return titled(sign, view.title, f"{view.kind.word}, {view.minutes}")
