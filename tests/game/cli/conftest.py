"""Commands are told on lines as long as they need, whatever a test before has set."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def long_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are cut for a terminal or for the ``COLUMNS`` of the environment: here is neither."""
    monkeypatch.delenv("COLUMNS", raising=False)
