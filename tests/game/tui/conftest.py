"""Screens are waited for until they are done, and no longer."""

from __future__ import annotations

import pytest
import textual.app
import textual.pilot

from tests.game.tui.stillness import still


@pytest.fixture(autouse=True)
def waits_until_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual.app, "wait_for_idle", still)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", still)
