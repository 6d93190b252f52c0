"""The list of actions under Ctrl+P: Textual's own, in the player's language.

Textual writes that nothing was found in English, in a method that is replaced here; pinned to
Textual 8.2 and held by a test.
"""

from __future__ import annotations

from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option


class ActionPalette(CommandPalette):
    """``nothing_found`` is what stands in the list when no action has the words typed."""

    def __init__(self, placeholder: str, nothing_found: str) -> None:
        super().__init__(placeholder=placeholder, id="--command-palette")
        self._nothing_found = nothing_found

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def tell() -> None:
            if search_value:
                found = self.query_one(CommandList)
                found.add_option(Option(self._nothing_found, disabled=True, id=self._NO_MATCHES))
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)
