"""The screen of a preview: the story on the left, the author's panel on the right.

On smaller terminals the panel takes the place of the story while its key is on.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.message import Message
from textual.reactive import var

from engine.rules import Action, Choose, IllegalActionError
from engine.session import SessionError
from game.authoring.preview_desk import LARGEST_SEED, Desk, Draft
from game.authoring.preview_pages import Part, graph_page, mistakes_page, state_page
from game.authoring.preview_road import Jump
from game.authoring.preview_sight import Sight, banner, sight
from game.content import load_catalogue
from game.tui.paging import Paged, PagedScreen
from game.tui.preview.panel import Panel
from game.tui.preview.parts import prose_of
from game.tui.preview.stage import Stage
from game.tui.preview.watcher import Watcher
from game.tui.screens.dialog import Answer, Question
from game.tui.widgets.choice_list import ChoiceList
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.order_board import OrderBoard
from game.tui.widgets.scene_header import SceneHeader
from game.tui.widgets.sheet import Sheet
from game.tui.widgets.sort_board import SortBoard
from game.views.words import Wording

PAGES = {"mistakes": "f", "state": "e", "graph": "g"}
"""The pages of the panel and their keys."""


_WITH_A_VERSION = frozenset({"author", "jump", "restart", "seed", "page", "panel"})
"""Actions that need something to play; until then the mistakes stand in the place of the story."""


class Saved(Message):
    """The file was saved, and read."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft


class WatchFailed(Message):
    """The file can no longer be watched, for a reason that nobody foresaw."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Moved(Message):
    """The play went somewhere else: it is to be shown."""


class PreviewScreen(PagedScreen[None]):
    """Every change of the desk is at once; showing it is one thing after the other."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "further", "play.key.further"),
        Binding("enter", "go_on", "play.key.go_on"),
        Binding("b", "step_back", "preview.key.back"),
        Binding("a", "author", "preview.key.author"),
        Binding("s", "jump", "preview.key.jump"),
        *(Binding(key, f"page('{page}')", f"preview.key.{page}") for page, key in PAGES.items()),
        Binding("c", "restart", "preview.key.restart"),
        Binding("h", "seed", "preview.key.seed"),
        Binding("d", "documents", "play.key.documents"),
        Binding("q", "who", "play.key.who", show=False),
        Binding("tab", "panel", "preview.key.panel"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("escape", "leave", "preview.key.leave"),
    ]
    panel_open = var(False, toggle_class="-panel-open")
    """Whether the panel stands in the place of the story, where there is no room for both."""

    def __init__(self, path: Path, seed: int) -> None:
        super().__init__()
        self.desk = Desk(seed)
        self.stage: Stage
        self.path = path
        self._page = "mistakes"
        self._author_view = False
        self._watcher = Watcher(
            path,
            lambda draft: self.post_message(Saved(draft)),
            lambda error: self.post_message(WatchFailed(error)),
        )

    def compose(self) -> ComposeResult:
        self.stage = Stage(self._sight(), self.duettiste.messages)
        yield SceneHeader(self.path.name, "")
        yield Sheet(classes="preview-banner")
        with Horizontal(classes="preview"):
            yield self.stage
            yield Panel()
        yield KeyBar()

    def on_mount(self) -> None:
        self._tell()
        self.call_after_refresh(self._watcher.start)

    def on_unmount(self) -> None:
        self._watcher.stop()

    # The file

    async def on_saved(self, event: Saved) -> None:
        first = self.desk.version is None
        self.desk.take(event.draft)
        if first and self.desk.version is not None:
            self.panel_open = False
        await self._show()

    def on_watch_failed(self, event: WatchFailed) -> None:
        raise event.error

    # Showing

    @property
    def _wording(self) -> Wording:
        version = self.desk.version
        frame = version.rules.scenario.frame if version is not None else ""
        return Wording(
            self.duettiste.messages, load_catalogue(self.duettiste.messages.language), frame
        )

    def _sight(self) -> Sight:
        return sight(self.desk, self._wording, author_view=self._author_view)

    @property
    def paged(self) -> Paged:
        """Not looked for by a query: Textual keeps what queries found, old stories included."""
        return self.stage.paged

    @property
    def panel(self) -> Panel:
        return self.query_one(Panel)

    @property
    def _folded(self) -> bool:
        """Whether there is no room for the panel beside the story."""
        return not self.has_class("-wide")

    async def on_moved(self, event: Moved) -> None:
        event.stop()
        await self._show()

    async def _show(self) -> None:
        """Show where the play stands, and everything about it."""
        seen, stage = self._sight(), self.stage
        if seen != stage.sight:
            reading = self.panel.scroll.has_focus
            with self.app.batch_update():
                await self._put(Stage(seen, self.duettiste.messages, stage), stage)
            self._give_keys(reading)
            self.call_after_refresh(self._give_keys, reading)
        self._tell()

    async def _put(self, new: Stage, old: Stage) -> None:
        """The new story is there before the old one goes: a key may be pressed in between."""
        await self.query_one(".preview").mount(new, after=old)
        self.stage = new
        await old.remove()

    def _give_keys(self, to_panel: bool) -> None:
        if not self.is_attached or not self.stage.is_attached:
            return  # the preview is being left
        if to_panel or (self.panel_open and self._folded):
            self.set_focus(self.panel.scroll)
        else:
            self.set_focus(self.stage.answers)
        self.more_below = False
        self.on_paged_moved(Paged.Moved())

    def _tell(self) -> None:
        """Say what stands around the story."""
        self.set_class(self.desk.version is None, "-waiting")
        seen = self.stage.sight
        header = self.query_one(SceneHeader)
        header.left = seen.place or self.path.name
        header.right = seen.right
        header.refresh()
        news = banner(self.desk, self._wording)
        shown = self.query_one(".preview-banner", Sheet)
        shown.display = bool(news)
        shown.show(prose_of(news))
        self._show_panel()
        self.refresh_bindings()

    def _show_panel(self) -> None:
        tabs = [(key, self._tab(page), page == self._page) for page, key in PAGES.items()]
        self.panel.show(self._page, self._parts(self._page), tabs)

    def _tab(self, page: str) -> str:
        words = self.say(f"preview.tab.{page}")
        draft = self.desk.draft
        if draft is None or page != "mistakes":
            return words
        found = draft.errors or len(draft.diagnostics)
        return f"{words} ({found})" if found else words

    def _parts(self, page: str) -> tuple[Part, ...]:
        messages = self.duettiste.messages
        pages: dict[str, Callable[[], tuple[Part, ...]]] = {
            "mistakes": lambda: mistakes_page(self.desk, messages),
            "state": lambda: state_page(self.desk, messages),
            "graph": lambda: graph_page(self.desk, messages),
        }
        return pages[page]()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        seen = self.stage.sight
        covered = self.panel_open and self._folded
        if action in ("further", "go_on") and covered:
            return False
        if action == "go_on" and (self.more_below or not seen.reads_on):
            return False
        if action == "documents" and (seen.scene is None or not seen.scene.documents):
            return False
        if action == "who" and (seen.scene is None):
            return False
        if action in _WITH_A_VERSION and self.desk.version is None:
            return action == "page" and isinstance(parameters[0], int)
        if action == "step_back" and (self.desk.version is None or not self.desk.can_step_back):
            return False
        return super().check_action(action, parameters)

    def _moved(self) -> None:
        self.panel_open = False
        self.post_message(Moved())

    def action_go_on(self) -> None:
        self.desk.read_on()
        self._moved()

    def action_step_back(self) -> None:
        self.desk.step_back()
        self._moved()

    def action_restart(self) -> None:
        self.desk.restart()
        self._moved()

    def action_seed(self) -> None:
        """The same decisions under the next seed."""
        self.desk.change_seed((self.desk.seed + 1) % (LARGEST_SEED + 1))
        self._moved()

    def action_author(self) -> None:
        """Show what each choice is worth and does, or hide it."""
        self._author_view = not self._author_view
        self._moved()

    def action_page(self, page: str | int) -> None:
        """A page of the panel; where the story and the panel take turns, its key also closes it.

        A number scrolls the story by as many pages.
        """
        if isinstance(page, int):
            super().action_page(page)
            return
        shut = self._folded and self.panel_open and page == self._page
        self._page = page
        self.panel_open = not shut
        self._show_panel()
        if self._folded:
            self._give_keys(to_panel=False)
        self.refresh_bindings()

    def action_panel(self) -> None:
        """Give the keys to the panel, or back to the story."""
        if self._folded:
            self.panel_open = not self.panel_open
            self._give_keys(to_panel=False)
        else:
            self._give_keys(to_panel=not self.panel.scroll.has_focus)
        self.refresh_bindings()

    def action_documents(self) -> None:
        from game.tui.screens.documents import DocumentsScreen

        scene = self.stage.sight.scene
        if scene is not None:
            self.app.push_screen(DocumentsScreen(scene.documents, self.duettiste.messages))

    def action_who(self) -> None:
        from game.tui.screens.who import WhoScreen

        scene = self.stage.sight.scene
        if scene is not None:
            self.app.push_screen(WhoScreen(scene.cast, self.duettiste.messages))

    def action_jump(self) -> None:
        from game.tui.preview.jump import JumpDialog

        def answered(jump: Jump | None) -> None:
            if jump is not None:
                self.desk.jump(jump)
                self._moved()

        session = self.desk.session
        self.app.push_screen(JumpDialog(session.rules, session.state), answered)

    def action_leave(self) -> None:
        if self.panel_open and self._folded:
            self.action_panel()
        elif self.panel.scroll.has_focus:
            self._give_keys(to_panel=False)
        else:
            self._ask_to_leave()

    def _ask_to_leave(self) -> None:
        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.app.exit()

        question = Question(
            self.say("preview.leave.title"),
            (self.say("preview.leave.text"),),
            (
                Answer("yes", self.say("preview.leave.yes")),
                Answer("no", self.say("preview.leave.no")),
            ),
            escape="no",
        )
        self.app.push_screen(question, answered)

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002  (Textual's signature)
        self.call_after_refresh(self._give_keys, self.panel.scroll.has_focus)

    # Deciding

    def on_choice_list_confirmed(self, event: ChoiceList.Confirmed) -> None:
        event.stop()
        self._decide(Choose(event.row_id))

    def on_sort_board_confirmed(self, event: SortBoard.Confirmed) -> None:
        event.stop()
        self._decide(event.place)

    def on_sort_board_incomplete(self, event: SortBoard.Incomplete) -> None:
        event.stop()
        self.duettiste.show_notice(
            self.say("play.sort.not_yet"), self.say("play.sort.left", count=event.remaining)
        )

    def on_order_board_confirmed(self, event: OrderBoard.Confirmed) -> None:
        event.stop()
        self._decide(event.rank)

    def _decide(self, action: Action) -> None:
        """Decide; what a save has just taken away is no longer there to be decided."""
        with suppress(SessionError, IllegalActionError):
            self.desk.decide(action)
        self._moved()
