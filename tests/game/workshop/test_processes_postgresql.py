"""Kills, threads and rivals again, on a server: nothing is lost, nothing is counted twice."""

from __future__ import annotations

import pytest

from tests.game.workshop.test_processes import (  # noqa: F401  (run here on another database)
    test_a_crowd_votes_at_once_from_many_threads,
    test_a_kill_loses_no_acknowledged_vote,
    test_two_processes_share_a_workshop,
)

pytestmark = pytest.mark.usefixtures("in_postgresql")
