"""What every screen of the game shares: messages, translated keys, the notice when too small."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from textual.binding import Binding
from textual.events import Resize
from textual.screen import ModalScreen, Screen

from game.tui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from game.tui.app import DuettisteApp

LEAST_WIDTH, LEAST_HEIGHT = 60, 20
"""Cells below which a notice stands in place of the screen."""

_ALWAYS_ALLOWED = frozenset({"quit", "leave_game"})

Result = TypeVar("Result")


class GameScreen(Screen[Result]):
    """A screen whose bindings are described by keys of messages (``play.key.note``).

    ``-wide`` and ``-tall`` are set where there is room to spare, ``-narrow`` and ``-short`` where
    there is little.
    """

    too_small = False

    @property
    def duettiste(self) -> DuettisteApp:
        """The app, under its own type."""
        return cast("DuettisteApp", self.app)

    def say(self, key: str, **params: object) -> str:
        """A message in the player's language."""
        return self.duettiste.say(key, **params)

    def ready_to_leave(self) -> bool:
        """Whether the program may end without losing anything: else the player was asked first."""
        return True

    def seat_opened(self) -> None:
        """The player, the settings and the plays are known from now on."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The bindings of the moment, described in the player's language."""
        return {
            key: found._replace(binding=self._translated(found.binding))
            for key, found in super().active_bindings.items()
        }

    def _translated(self, binding: Binding) -> Binding:
        description = binding.description
        if "." not in description or " " in description:
            return replace(binding, description="")  # Textual's own, in English: left untold
        return replace(binding, description=self.say(description))

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  (Textual's signature)
    ) -> bool | None:
        """No action can be taken on what a notice hides."""
        return not self.too_small or action in _ALWAYS_ALLOWED

    def on_mount(self) -> None:
        self._measure(self.app.size.width, self.app.size.height)

    def on_resize(self, event: Resize) -> None:
        self._measure(event.size.width, event.size.height)

    def _measure(self, width: int, height: int) -> None:
        too_small = width < LEAST_WIDTH or height < LEAST_HEIGHT
        if too_small != self.too_small:
            self.too_small = too_small
            if not self.query(TooSmall):
                self.mount(TooSmall())
            self.set_class(too_small, "-too-small")
            self.refresh_bindings()


class Dialog(GameScreen[Result], ModalScreen[Result]):
    """A screen over another one, that returns an answer."""
