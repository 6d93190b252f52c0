"""A play in a browser is the play of the terminal: the same decisions, journal and debrief."""

from __future__ import annotations

import pytest

from game.store import Store
from tests.game.web.playing import begin, play_on
from tests.game.web.visitor import Visitor


@pytest.mark.parametrize("scenario", ["appel-du-vestiaire", "la-zone-du-milieu"])
def test_a_scenario_is_played_to_its_debrief_without_script(
    visitor: Visitor, store: Store, scenario: str
) -> None:
    play_id = begin(visitor, scenario)
    made = play_on(visitor, store, play_id)
    header = store.play(play_id).header
    assert header.finished
    assert header.length == made
    assert header.overall == 1.0
    assert "qu’est-ce qui vous reste" in visitor.text
