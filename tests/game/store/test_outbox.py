"""What waits in the outbox leaves it in order, once, and only when it is told to."""

from __future__ import annotations

import pytest

from game.store import NewPlay, Store
from game.store.errors import StorageFailed, StoreError
from game.store.records import QueuedStatement

pytestmark = pytest.mark.usefixtures("each_database")

HERE, THERE = "https://lrs.exemple.invalid/xapi", "https://autre.exemple.invalid/xapi"


@pytest.fixture
def play(store: Store, new_play: NewPlay) -> str:
    return store.begin_play(new_play).id


def queued(play: str, *ids: str) -> list[QueuedStatement]:
    return [QueuedStatement(id_, play, {"id": id_, "verb": "é"}) for id_ in ids]


def waiting(store: Store, endpoint: str = HERE, most: int = 100) -> list[str]:
    return [it.id for it in store.waiting_statements(endpoint, most)]


def test_statements_leave_in_the_order_they_came(store: Store, play: str) -> None:
    store.queue_statements(HERE, queued(play, "c", "a"))
    store.queue_statements(HERE, queued(play, "b"))
    assert waiting(store) == ["c", "a", "b"]
    assert waiting(store, most=2) == ["c", "a"]
    assert store.waiting_statements(HERE, 1)[0].statement == {"id": "c", "verb": "é"}
    store.remove_statements(HERE, ["c", "b"])
    assert waiting(store) == ["a"]


def test_each_server_has_its_own(store: Store, play: str) -> None:
    store.queue_statements(HERE, queued(play, "a", "b"))
    store.queue_statements(THERE, queued(play, "a"))
    store.remove_statements(THERE, ["a"])
    assert waiting(store) == ["a", "b"]
    store.queue_statements(THERE, queued(play, "a"))
    store.clear_outbox(HERE)
    assert (waiting(store), waiting(store, THERE)) == ([], ["a"])


def test_a_statement_queued_again_waits_once_in_its_last_form(store: Store, play: str) -> None:
    store.queue_statements(HERE, queued(play, "a", "b"))
    store.queue_statements(HERE, [QueuedStatement("a", play, {"id": "a", "verb": "nouveau"})])
    assert waiting(store) == ["a", "b"]
    assert store.waiting_statements(HERE, 1)[0].statement["verb"] == "nouveau"


def test_a_refused_statement_is_set_aside_with_its_reason(store: Store, play: str) -> None:
    store.queue_statements(HERE, queued(play, "a", "b"))
    store.refuse_statement(HERE, "a", "400: bad verb")
    assert waiting(store) == ["b"]
    ((refused, reason),) = store.refusals(HERE)
    assert (refused.id, reason) == ("a", "400: bad verb")
    (state,) = store.outbox_states()
    assert repr((state.endpoint, state.waiting, state.refused)) == repr((HERE, 1, 1))
    assert state.oldest.year == 2026
    store.retry_refused(HERE)
    assert waiting(store) == ["a", "b"]
    assert store.refusals(HERE) == ()


def test_nothing_is_queued_when_one_statement_cannot_be(store: Store, play: str) -> None:
    wrong = [*queued(play, "a"), *queued("aucune", "b")]
    with pytest.raises(StoreError) as fault:
        store.queue_statements(HERE, wrong)
    assert isinstance(fault.value, StorageFailed)
    assert store.outbox_states() == ()
