"""The list of actions under Ctrl+P: Textual's own, in the player's language.

Textual writes that nothing was found in English, in a method that is replaced here; pinned to
Textual 8.2 and held by a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from textual.screen import Screen

_NOT_COMMANDS = frozenset({"command_palette", "move", "step", "shift", "scroll"})
"""Actions that only make sense under one's fingers, or that opened the list of commands."""


def commands_of(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Every action that ``screen`` offers, under the words of its key bar, each said once."""
    told: set[str] = set()
    for node, binding, enabled, _tooltip in screen.active_bindings.values():
        if not enabled or not binding.description or binding.description in told:
            continue
        if binding.action.split("(")[0] in _NOT_COMMANDS:
            continue
        told.add(binding.description)
        yield SystemCommand(
            binding.description[:1].upper() + binding.description[1:],
            app.get_key_display(binding),
            lambda action=binding.action, node=node: app.call_later(app.run_action, action, node),
        )


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
