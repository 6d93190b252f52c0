"""Who plays on this machine and how: store, player, settings and language, opened together."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.session import Mode
from game.locale import LANGUAGES, Messages, preferred_language
from game.store import OpeningNotice, open_store_or_memory
from game.store.records import JsonObject, JsonValue, Player

if TYPE_CHECKING:
    from game.store import Store

DEFAULTS: JsonObject = {
    "theme": "duettiste-dark",
    "language": "",
    "mode": Mode.PRACTICE.value,
    "timers": "normal",
}
"""Settings of a player who has set nothing; an empty language is that of the environment."""


@dataclass(slots=True)
class Seat:
    """The place of one player. ``notice`` is what opening the store had to say, if anything."""

    store: Store
    player: Player
    settings: JsonObject
    messages: Messages
    notice: OpeningNotice | None

    def setting(self, key: str) -> str:
        """A setting as text: the player's own or the default."""
        return str(self.settings.get(key, DEFAULTS[key]))

    def change_setting(self, key: str, value: JsonValue) -> None:
        """Keep a setting; a new language applies to ``messages`` at once. Raises StoreError."""
        self.store.set_setting(self.player.id, key, value)
        self.settings[key] = value
        if key == "language":
            self.messages = Messages(preferred_language(str(value)))

    def change_player(self, player: Player) -> None:
        """Let another person of this machine play. Raises StoreError."""
        self.store.set_current_player(player.id)
        self.player = player
        self.settings = self.store.settings(player.id)
        self.messages = Messages(preferred_language(self.setting("language")))


def open_seat(home: Path, language: str | None = None) -> Seat:
    """The seat of the player who played last, or of a first one made here.

    ``language`` (``--lang``) is stronger than the player's setting. Raises StoreError when not
    even memory can be used.
    """
    store, notice = open_store_or_memory(home)
    wanted = preferred_language(language)
    player = store.current_player() or first_player(store, Messages(wanted))
    settings = store.settings(player.id)
    if language not in LANGUAGES:
        wanted = preferred_language(str(settings.get("language", "")))
    return Seat(store, player, settings, Messages(wanted), notice)


def first_player(store: Store, messages: Messages) -> Player:
    """The player to begin with; another window may be making one at this very moment."""
    from game.store.errors import PlayerNameRefused

    if not store.players():
        with suppress(PlayerNameRefused):
            store.add_player(messages("seat.first_player"))
    player = store.players()[0]
    store.set_current_player(player.id)
    return player
