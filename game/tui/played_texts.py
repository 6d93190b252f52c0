"""The scenarios of plays as they were played, each read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.playing import LivePlay, UnreadableTextError, scenario_of
from game.store.errors import StoreError

if TYPE_CHECKING:
    from engine.scenario import Scenario
    from game.locale import Messages
    from game.store import Store
    from game.store.records import PlayHeader


class PlayedTexts:
    """Scenarios by the hash of their text. ``store`` may be used from another thread."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._read: dict[str, Scenario | None] = {}

    def scenario(self, header: PlayHeader) -> Scenario | None:
        """The scenario played; None when its text is gone or can no longer be read."""
        if header.text_hash not in self._read:
            self._read[header.text_hash] = self._scenario(header.text_hash)
        return self._read[header.text_hash]

    def _scenario(self, text_hash: str) -> Scenario | None:
        try:
            return scenario_of(self.store.text(text_hash))
        except (StoreError, UnreadableTextError):
            return None


def next_scene_title(store: Store, play_id: str, messages: Messages) -> str:
    """The title of the scene an unfinished play would show next; empty when it has none."""
    from engine.session import Phase, SessionError

    try:
        session = LivePlay.resume(store, play_id).session
        while session.phase in (Phase.BRIEFING, Phase.OUTCOME):
            session.go_on()
    except (StoreError, UnreadableTextError, SessionError):
        return ""
    scene = session.rules.scene(session.state)
    return messages.typeset(scene.title)
