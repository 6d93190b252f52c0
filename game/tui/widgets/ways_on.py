"""The last part of a debrief: one commitment, what to work on, and the ways on from here."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.locale import Messages
from game.tui.widgets.kept_line import KeptLine
from game.tui.widgets.laid import Laid, titled
from game.tui.widgets.list_and_detail import Lines
from game.tui.widgets.sheet import Paragraph, literal
from game.views.debrief import DebriefView
from game.views.suggestions import SuggestionView

SUGGESTED = "play:"
"""How the id of a way to another scenario begins; the id of the scenario follows."""

WAYS = ("report", "read", "export", "home")

_AS_TEXT = "not bold $ink"
"""In a list, what cannot be opened is drawn as a heading unless told otherwise."""


class WaysOn(Vertical):
    def __init__(self, view: DebriefView, commitment: str, messages: Messages) -> None:
        super().__init__()
        self._view = view
        self._commitment = commitment
        self._messages = messages

    def compose(self) -> ComposeResult:
        say = self._messages
        yield Static(literal(say("reports.question.commitment")), classes="heading")
        yield KeptLine("commitment", self._commitment, id="commitment")
        yield Static("", markup=False, id="committed", classes="soft")
        yield Lines(id="ways")

    def _advice(self) -> Option:
        """What to work on, above the ways and scrolled with them."""
        say, titles = self._messages, self._view.work_on
        heading = say("tui.debrief.work_on") if titles else say("tui.debrief.nothing_weak")
        blocks = [Paragraph(literal(heading, "bold $lead" if titles else _AS_TEXT))]
        blocks += [Paragraph(literal(title, _AS_TEXT), literal("– ", _AS_TEXT)) for title in titles]
        return Option(Laid(*blocks), disabled=True)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """From the first way up there is only what to work on: show it again."""
        if event.option_index == 1:
            event.option_list.scroll_home(animate=False)

    def show_ways(self, suggested: Sequence[SuggestionView], *, again: bool) -> None:
        """``again`` is False where the scenario is in the library no longer."""
        say = self._messages
        options = [
            Option(
                titled("  ", say("tui.debrief.way_next", title=one.title), one.why, strong=False),
                id=f"{SUGGESTED}{one.id}",
            )
            for one in suggested
        ]
        ways = ("again", *WAYS) if again else WAYS
        options += [
            Option(titled("  ", say(f"tui.debrief.way_{way}"), strong=False), id=way)
            for way in ways
        ]
        lines = self.query_one("#ways", Lines)
        lines.show_options(
            [self._advice(), *options], lines.highlighted_id if lines.has_focus else None
        )

    def tell(self, words: str) -> None:
        """What became of the commitment."""
        self.query_one("#committed", Static).update(literal(words))
