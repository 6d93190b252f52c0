"""Whatever the network does, the server gets every statement once and the outbox loses none."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

import game.exports.lrs as lrs_module
from game.exports.lrs import (
    Credentials,
    EndpointRefusedError,
    Lrs,
    Verdict,
    checked_endpoint,
)
from game.exports.sending import BATCH, LONGEST_PAUSE_SECONDS, PAUSES_SECONDS, Sent, send_waiting
from game.store import NewPlay, Store, open_memory_store
from game.store.records import JsonObject, QueuedStatement
from tests.game.exports.lrs_server import (
    PASSWORD,
    USER,
    Fault,
    Server,
    cuts,
    keeps_then_cuts,
    running_server,
    says,
    sleeps,
)

COUNT = 2 * BATCH + 10


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as state:
        yield state


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    """A store whose outbox holds ``COUNT`` statements for the server."""
    with open_memory_store() as opened:
        player = opened.add_player("Zoé")
        new = NewPlay(player.id, "a", 1, opened.keep_text("texte"), 1, "practice")
        play = opened.begin_play(new).id
        statements: list[JsonObject] = [{"id": f"s{number:04}"} for number in range(COUNT)]
        queued = [QueuedStatement(str(it["id"]), play, it) for it in statements]
        opened.queue_statements(server.url, queued)
        yield opened


class Pauses(list[float]):
    """The pauses asked for; none is made."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


def send(store: Store, server: Server, pauses: Pauses, password: str = PASSWORD) -> Sent:
    with Lrs(server.url, Credentials(USER, password)) as lrs:
        return send_waiting(store, lrs, pause=pauses)


def waiting(store: Store, server: Server) -> int:
    return len(store.waiting_statements(server.url, 10 * COUNT))


def test_everything_arrives_in_order_and_leaves_the_outbox(
    store: Store, server: Server, pauses: Pauses
) -> None:
    assert send(store, server, pauses) == Sent(COUNT, 0, 0, None)
    assert list(server.kept) == [f"s{number:04}" for number in range(COUNT)]
    assert server.batches == [BATCH, BATCH, COUNT - 2 * BATCH]
    assert store.outbox_states() == ()
    assert pauses == []
    assert {it["Content-Type"] for it in server.headers} == {"application/json"}


@pytest.mark.parametrize(
    "faults",
    [
        [says(500)],
        [says(503, "later"), says(502), says(504), says(429)],
        [cuts],
        [cuts, keeps_then_cuts, says(500), keeps_then_cuts],
    ],
)
def test_a_server_that_fails_for_a_while_gets_everything_once(
    store: Store, server: Server, pauses: Pauses, faults: list[Fault]
) -> None:
    server.faults = list(faults)
    assert send(store, server, pauses).stopped is None
    assert len(server.kept) == COUNT
    assert waiting(store, server) == 0
    assert pauses == list(PAUSES_SECONDS[: len(faults)])


def test_a_server_that_stays_away_stops_the_sending_and_loses_nothing(
    store: Store, server: Server, pauses: Pauses
) -> None:
    server.faults = [lambda _: False, *[says(503, "\x1b[31mmaintenance")] * 5]
    sent = send(store, server, pauses)
    assert sent.acknowledged == BATCH
    assert sent.stopped is not None
    assert sent.stopped.verdict is Verdict.LATER
    assert sent.stopped.detail == "503 [31mmaintenance"
    assert waiting(store, server) == COUNT - BATCH
    assert send(store, server, pauses).stopped is None
    assert (len(server.kept), server.duplicates) == (COUNT, 0)


def test_a_server_that_asks_for_time_is_given_some(
    store: Store, server: Server, pauses: Pauses
) -> None:
    server.faults = [says(429, "", {"Retry-After": "7"}), says(503, "", {"Retry-After": "99999"})]
    assert send(store, server, pauses).stopped is None
    assert pauses == [7.0, LONGEST_PAUSE_SECONDS]


def test_a_server_that_is_too_slow_is_tried_again(
    store: Store, server: Server, pauses: Pauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lrs_module, "_SECONDS", 0.3)
    server.faults = [sleeps(0.6)]
    assert send(store, server, pauses).stopped is None
    assert len(server.kept) == COUNT
    assert pauses == [PAUSES_SECONDS[0]]


def test_a_program_killed_between_the_answer_and_the_outbox_sends_again_the_same(
    store: Store, server: Server, pauses: Pauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Store, "remove_statements", killed)
        with pytest.raises(KeyboardInterrupt):
            send(store, server, pauses)
    assert (len(server.kept), waiting(store, server)) == (BATCH, COUNT)
    assert send(store, server, pauses).acknowledged == COUNT
    assert (len(server.kept), server.duplicates) == (COUNT, BATCH)


def test_a_refused_statement_is_found_named_and_does_not_hold_the_others(
    store: Store, server: Server, pauses: Pauses
) -> None:
    server.refused = {"s0003", "s0104"}
    assert send(store, server, pauses) == Sent(COUNT - 2, 0, 2, None)
    assert len(server.kept) == COUNT - 2
    refusals = store.refusals(server.url)
    assert [(queued.id, detail) for queued, detail in refusals] == [
        (id_, "400 [31mbad statement[0m second line") for id_ in sorted(server.refused)
    ]
    server.refused = set()
    store.retry_refused(server.url)
    assert send(store, server, pauses).acknowledged == 2
    assert len(server.kept) == COUNT


def test_a_statement_that_is_there_in_another_form_is_left_as_it_is(
    store: Store, server: Server, pauses: Pauses
) -> None:
    server.kept["s0042"] = {"id": "s0042", "as": "before"}
    assert send(store, server, pauses) == Sent(COUNT - 1, 1, 0, None)
    assert server.kept["s0042"] == {"id": "s0042", "as": "before"}
    assert waiting(store, server) == 0


def test_a_batch_that_is_too_large_is_cut(store: Store, server: Server, pauses: Pauses) -> None:
    server.faults = [says(413)]
    assert send(store, server, pauses).acknowledged == COUNT
    assert server.batches[:3] == [BATCH, BATCH // 2, BATCH // 2]


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        (says(403, "no right"), Verdict.FORBIDDEN),
        (says(404, "no page"), Verdict.NOT_AN_LRS),
        (says(200, "<html>Bienvenue à l'hôtel</html>"), Verdict.NOT_AN_LRS),
        (says(200, "[]"), Verdict.NOT_AN_LRS),
        (says(200, "[" * 1_000_000), Verdict.NOT_AN_LRS),
        (says(200, json.dumps(["s0000"])), Verdict.NOT_AN_LRS),
        (says(302, "", {"Location": "http://127.0.0.1:9/portail"}), Verdict.MOVED),
    ],
)
def test_what_is_not_the_right_server_gets_no_second_try(
    store: Store, server: Server, pauses: Pauses, fault: Fault, verdict: Verdict
) -> None:
    server.faults = [fault]
    sent = send(store, server, pauses)
    assert sent.stopped is not None
    assert sent.stopped.verdict is verdict
    assert (len(server.batches), pauses) == (1, [])
    assert waiting(store, server) == COUNT


def test_a_wrong_password_is_told_as_such(store: Store, server: Server, pauses: Pauses) -> None:
    sent = send(store, server, pauses, password="autre")
    assert sent.stopped is not None
    assert sent.stopped.verdict is Verdict.UNAUTHORISED
    assert "autre" not in sent.stopped.detail
    assert waiting(store, server) == COUNT


def test_nothing_answers_at_all(store: Store, server: Server, pauses: Pauses) -> None:
    nowhere = "http://127.0.0.1:9/xapi"
    store.queue_statements(nowhere, store.waiting_statements(server.url, 1))
    with Lrs(nowhere, Credentials(USER, PASSWORD)) as lrs:
        sent = send_waiting(store, lrs, pause=pauses)
    assert sent.stopped is not None
    assert sent.stopped.verdict is Verdict.LATER
    assert pauses == list(PAUSES_SECONDS)


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        ("https://lrs.fr/xapi", "https://lrs.fr/xapi"),
        (" https://LRS.fr/xapi/ ", "https://lrs.fr/xapi"),
        ("https://lrs.fr/xapi/statements/", "https://lrs.fr/xapi"),
        ("https://lrs.fr:8443/", "https://lrs.fr:8443"),
        ("http://localhost:8080/xapi", "http://localhost:8080/xapi"),
        ("http://[::1]/xapi", "http://[::1]/xapi"),
        ("https://récits.fr/xapi", "https://récits.fr/xapi"),
    ],
)
def test_an_address_is_taken_as_people_copy_it(address: str, endpoint: str) -> None:
    assert checked_endpoint(address) == endpoint


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("lrs.fr/xapi", "unreadable"),
        ("ftp://lrs.fr", "unreadable"),
        ("https://", "unreadable"),
        ("https://lrs.fr:port/", "unreadable"),
        ("https://lrs\x1b.fr/", "unreadable"),
        ("https://lrs..fr/", "unreadable"),
        ("https://é..fr/", "unreadable"),
        ("https://" + "a" * 80 + ".fr/", "unreadable"),
        ("https://lrs.fr/a b", "unreadable"),
        ("https://lrs_%41.fr", "unreadable"),
        ("https://moi:secret@lrs.fr/", "credentials"),
        ("https://lrs.fr/xapi?clef=1", "query"),
        ("https://lrs.fr/xapi#a", "query"),
        ("http://lrs.fr/xapi", "in_clear"),
        ("http://127.0.0.1.lrs.fr/xapi", "in_clear"),
    ],
)
def test_an_address_that_would_give_something_away_is_refused(address: str, reason: str) -> None:
    with pytest.raises(EndpointRefusedError) as refusal:
        checked_endpoint(address)
    assert refusal.value.key == f"exports.endpoint.{reason}"


def test_an_address_in_clear_is_taken_when_it_is_insisted_on() -> None:
    assert checked_endpoint("http://lrs.fr/xapi", insecure=True) == "http://lrs.fr/xapi"


def test_credentials_never_show_themselves() -> None:
    assert "secret" not in repr(Credentials("nom secret", "mot secret"))
