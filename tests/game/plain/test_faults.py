"""What plain mode does when the store refuses a decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.plain.playing import Stopped
from game.plain.sitting import play_by_typing
from game.store.errors import DiskFull, PlayMovedOn, StoreError
from tests.game.plain.small import Sitting


def refusing(sitting: Sitting, fault: StoreError, times: int) -> None:
    """Make the store refuse the next decisions."""
    left = [times]
    append: Callable[..., None] = sitting.store.append_decision

    def refuse(*values: object, **named: object) -> None:
        if left[0]:
            left[0] -= 1
            raise fault
        append(*values, **named)

    sitting.store.append_decision = refuse  # type: ignore[method-assign]


def test_a_full_disk_is_said_and_the_decision_can_be_tried_again() -> None:
    sitting = Sitting("1", "1", "quit")
    refusing(sitting, DiskFull("parties.db"), 1)
    play_by_typing(sitting.play, sitting.conversation)
    assert "Il n’y a plus de place sur le disque" in sitting.said
    assert "1 : essayer encore" in sitting.said
    assert len(sitting.store.play(sitting.play.header.id).decisions) == 1


def test_the_play_goes_on_without_saving_when_wished() -> None:
    sitting = Sitting("1", "2", "1", "2", "ok", "quit")
    refusing(sitting, DiskFull("parties.db"), 99)
    assert play_by_typing(sitting.play, sitting.conversation) is Stopped.BY_WISH
    assert "Vous continuez sans enregistrer" in sitting.said
    assert len(sitting.play.session.journal) == 2


def test_stopping_there_loses_nothing_but_the_decision_refused() -> None:
    sitting = Sitting("1", "3")
    refusing(sitting, DiskFull("parties.db"), 99)
    assert play_by_typing(sitting.play, sitting.conversation) is Stopped.BY_WISH
    assert sitting.play.session.journal == ()


@pytest.mark.parametrize("answer", ["1"])
def test_a_play_that_moved_on_elsewhere_is_taken_up_where_it_is(answer: str) -> None:
    sitting = Sitting("1", answer, "quit")
    fault = PlayMovedOn(play=sitting.play.header.id, length=3)
    refusing(sitting, fault, 1)
    play_by_typing(sitting.play, sitting.conversation)
    assert "a avancé dans une autre fenêtre" in sitting.said
    assert "Vous reprenez la partie" in sitting.said
