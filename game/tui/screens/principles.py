"""The principles: by axis, searched, each with its force, its words and its places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from game.tui.screens.page import Page
from game.tui.widgets.laid import titled
from game.tui.widgets.list_and_detail import ListAndDetail
from game.tui.widgets.sheet import Prose, joined, literal

if TYPE_CHECKING:
    from game.views.catalogue import AxisCards, PrincipleCard


class PrinciplesScreen(Page):
    """``system`` narrows the list to one frame, ``focus`` is the principle to show first."""

    CSS_PATH: ClassVar = ["page.tcss", "principles.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "tui.key.search"),
        Binding("c", "widen", "tui.principles.widen"),
    ]

    def __init__(self, system: str | None, focus: str | None) -> None:
        super().__init__()
        self._system = system or ""
        self._narrowed = bool(system)
        self._focus = focus
        self._axes: tuple[AxisCards, ...] = ()
        self._cards: dict[str, PrincipleCard] = {}

    def page_title(self) -> str:
        if not self._narrowed:
            return self.say("tui.home.principles")
        from game.content import load_frames

        messages = self.duettiste.messages
        frame = messages.typeset(load_frames(messages.language)[self._system].title)
        return self.say("tui.principles.title_in", frame=frame)

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            Static(self.say("tui.library.search"), markup=False),
            Input(placeholder=self.say("tui.principles.search_hint")),
            classes="search",
        )
        yield ListAndDetail()

    def on_mount(self) -> None:
        self._read()
        self._board.lines.focus()
        if self._focus is not None:
            self.call_after_refresh(self._open_focus)

    def _open_focus(self) -> None:
        """The principle asked for is read at once, even where the list would hide it."""
        if self._board.one_at_a_time:
            self._board.read()

    @property
    def _board(self) -> ListAndDetail:
        return self.query_one(ListAndDetail)

    def _read(self) -> None:
        from game.content import load_frames
        from game.views.catalogue import catalogue_view

        system = self._system if self._narrowed else ""
        wording = self.wording(system)
        frames = load_frames(wording.messages.language)
        self._axes = catalogue_view(wording, frames, system)
        self._cards = {card.id: card for axis in self._axes for card in axis.principles}
        self._show_list()

    def _show_list(self) -> None:
        words = self.query_one(Input).value
        options: list[Option] = []
        for axis in self._axes:
            found = [card for card in axis.principles if card.found_by(words)]
            if found:
                options.append(Option(literal(axis.title), disabled=True))
                options.extend(_line(card) for card in found)
        board = self._board
        board.lines.show_options(options, board.lines.highlighted_id or self._focus)
        if not options:
            nothing = Prose()
            nothing.text(self.say("tui.principles.nothing"))
            board.lines.add_option(Option(self.say("tui.principles.nothing"), disabled=True))
            board.show_detail(nothing)

    def on_list_and_detail_moved(self, event: ListAndDetail.Moved) -> None:
        event.stop()
        if event.line_id in self._cards:
            self._board.show_detail(self._detail(self._cards[event.line_id]))

    def on_list_and_detail_opened(self, event: ListAndDetail.Opened) -> None:
        event.stop()
        self._board.read()

    def _detail(self, card: PrincipleCard) -> Prose:
        prose = Prose()
        prose.text(card.title, "bold")
        prose.text(f"{card.force} · {card.axis}", "$soft")
        prose.gap()
        prose.text(card.statement)
        prose.heading(self.say("tui.principles.where"))
        for place in card.places:
            prose.bullet(place)
        prose.heading(self.say("tui.principles.systems"))
        prose.pair(
            self.say("views.label", name=self.say("tui.principles.stated")),
            ", ".join(card.stated_in),
        )
        if card.extended_to:
            prose.pair(
                self.say("views.label", name=self.say("tui.principles.transposed")),
                ", ".join(card.extended_to),
            )
        prose.heading(self.say("tui.principles.roles"))
        prose.text(", ".join(card.roles))
        for difference in card.differences:
            prose.heading(difference.nature)
            prose.text(difference.subject, "bold")
            for document, words in difference.says:
                label = self.say("views.label", name=document)
                prose.bullet(joined(literal(f"{label} ", "italic"), words))
            prose.text(difference.consequence)
        return prose

    def on_input_changed(self) -> None:
        self._show_list()

    def on_input_submitted(self) -> None:
        self._board.lines.focus()

    def action_search(self) -> None:
        self.query_one(Input).focus()

    def action_widen(self) -> None:
        """All principles, or those of the play's frame only."""
        self._narrowed = not self._narrowed
        self.retitle()
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "widen" and not self._system:
            return False
        return super().check_action(action, parameters)

    def step_back(self) -> bool:
        if self.query_one(Input).has_focus:
            self._board.lines.focus()
            return True
        return self._board.step_back()


def _line(card: PrincipleCard) -> Option:
    return Option(titled("  ", card.title, strong=False), id=card.id)
