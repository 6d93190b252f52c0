"""The small parts: codes, limits on attempts, the bulletin, counting."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rules import Action, Choose, Place, Rank
from engine.scenario import Scene
from game.playing import scenario_of
from game.workshop.bulletin import LocalBulletin
from game.workshop.codes import ALPHABET, CODE_LENGTH, draw_code, draw_token, shown_code, typed_code
from game.workshop.counting import Majority, division, majority
from game.workshop.limits import Limiter
from tests.game.workshop.rooms import LET, REMIND, SUSPEND, TEXT

SCENES = scenario_of(TEXT).scenes


def scene(id_: str) -> Scene:
    return SCENES[id_]


def test_codes_are_many_and_can_be_read_aloud() -> None:
    codes = {draw_code(os.urandom) for _ in range(2000)}
    assert len(codes) == 2000
    assert len(ALPHABET) ** CODE_LENGTH > 2**39
    assert set(Counter(sign for code in codes for sign in code)) == set(ALPHABET)
    assert not set("01ILO") & set(ALPHABET)
    assert len({draw_token(os.urandom) for _ in range(100)}) == 100
    assert len(draw_token(os.urandom)) == 32


@given(st.text(ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_is_known_however_it_is_typed(code: str) -> None:
    shown = shown_code(code)
    for typed in (code, shown, shown.lower(), f"  {code[:2]} {code[2:]}\n"):
        assert typed_code(typed) == code


@given(st.text(max_size=12))
def test_anything_else_typed_is_no_code(typed: str) -> None:
    code = typed_code(typed)
    assert code is None or (len(code) == CODE_LENGTH and set(code) <= set(ALPHABET))


def test_attempts_are_given_back_with_time() -> None:
    limiter = Limiter(attempts=3, seconds=30)
    assert [limiter.allows("a", 0) for _ in range(5)] == [True, True, True, False, False]
    assert limiter.allows("b", 0)
    assert limiter.seconds_to_wait("a", 0) == pytest.approx(10)
    assert not limiter.allows("a", 9.9)
    assert limiter.allows("a", 10.1)
    assert [limiter.allows("a", 1000) for _ in range(4)] == [True, True, True, False]
    assert not limiter.allows("a", 0)
    limiter.forgive("a")
    assert limiter.allows("a", 1000)


def test_the_limiter_forgets_who_tried_longest_ago() -> None:
    limiter = Limiter(attempts=1, seconds=1000, most_keys=2)
    assert [limiter.allows(key, 0) for key in "abc"] == [True, True, True]
    assert [limiter.allows(key, 0) for key in "cb"] == [False, False]
    assert limiter.allows("a", 0)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60))
def test_no_key_ever_gets_more_than_its_share(times: list[float]) -> None:
    limiter = Limiter(attempts=5, seconds=10)
    allowed = [now for now in sorted(times) if limiter.allows("a", now)]
    for at, start in enumerate(allowed):
        within = [now for now in allowed[at:] if now <= start + 10]
        assert len(within) <= 5 + 5 + 1


async def test_bursts_are_told_as_their_last_version() -> None:
    bulletin = LocalBulletin()
    reader, elsewhere = bulletin.subscribe("w"), bulletin.subscribe("other")

    def tell() -> None:
        for version in range(1, 500):
            bulletin.publish("w", version)

    teller = Thread(target=tell)
    teller.start()
    teller.join()
    told: list[int] = []
    while not told or told[-1] != 499:
        told.append(await asyncio.wait_for(anext(reader), 5))
    assert len(told) < 20
    assert told == sorted(told)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(elsewhere), 0.01)
    await reader.aclose()
    await elsewhere.aclose()
    assert bulletin.subscribers("w") == 0
    with pytest.raises(StopAsyncIteration):
        await anext(reader)


async def test_closing_the_bulletin_ends_every_subscription() -> None:
    bulletin = LocalBulletin()
    readers = [bulletin.subscribe("w") for _ in range(3)]
    waiting = [asyncio.create_task(anext(reader), name="waiting") for reader in readers]
    await asyncio.sleep(0)
    bulletin.close()
    done, _ = await asyncio.wait(waiting, timeout=5)
    assert len(done) == 3
    assert all(isinstance(task.exception(), StopAsyncIteration | RuntimeError) for task in done)


def test_a_loop_that_has_closed_is_told_nothing() -> None:
    bulletin = LocalBulletin()

    async def subscribe() -> None:
        bulletin.subscribe("w")

    asyncio.run(subscribe())
    bulletin.publish("w", 1)
    assert bulletin.subscribers("w") == 1


@pytest.mark.parametrize(
    ("votes", "decided"),
    [
        ({}, Majority(None, ())),
        ({LET: 3, SUSPEND: 2}, Majority(LET, ())),
        ({LET: 2, REMIND: 2, SUSPEND: 1}, Majority(None, ("laisser", "rappeler"))),
        ({REMIND: 1}, Majority(REMIND, ())),
    ],
)
def test_the_majority_of_choices(votes: dict[Action, int], decided: Majority) -> None:
    assert majority(scene("appel"), votes) == decided


def test_a_sorting_is_decided_item_by_item() -> None:
    def put(**columns: str) -> Place:
        return Place(tuple(sorted(columns.items())))

    votes: Counter[Action] = Counter(
        {
            put(priorite="elus", equipe="elus"): 2,
            put(priorite="elus", equipe="direction"): 2,
            put(priorite="direction"): 1,
        }
    )
    decided = majority(scene("qui"), votes)
    assert decided == Majority(put(priorite="elus", equipe="elus"), ("equipe",))
    votes[put(equipe="direction")] += 1
    assert majority(scene("qui"), votes) == Majority(put(priorite="elus", equipe="direction"), ())
    assert division(scene("qui"), votes) == pytest.approx((2 * 4 * 1 / 20 + 2 * 2 * 3 / 20) / 2)


def test_an_order_is_decided_by_mean_ranks() -> None:
    votes: dict[Action, int] = {
        Rank(("faits", "regle", "suite")): 3,
        Rank(("regle", "suite", "faits")): 2,
    }
    decided = majority(scene("etapes"), votes)
    assert decided == Majority(Rank(("regle", "faits", "suite")), ())
    tied: dict[Action, int] = {
        Rank(("faits", "regle", "suite")): 1,
        Rank(("regle", "faits", "suite")): 1,
    }
    assert majority(scene("etapes"), tied).ties == ("faits", "regle")
    assert division(scene("etapes"), tied) == pytest.approx(1 / 3)


def test_division_goes_from_agreement_to_none() -> None:
    assert division(scene("appel"), {LET: 5}) == 0
    assert division(scene("appel"), {LET: 1, SUSPEND: 1}) == 1
    assert division(scene("appel"), {LET: 1}) is None
    assert division(scene("appel"), {}) is None
    assert division(scene("appel"), {LET: 2, SUSPEND: 2}) == pytest.approx(2 / 3)


@given(
    st.dictionaries(st.sampled_from(sorted(scene("appel").choices)), st.integers(1, 50), min_size=1)
)
def test_the_majority_never_has_fewer_votes_than_another(votes: dict[str, int]) -> None:
    decided = majority(scene("appel"), {Choose(choice): count for choice, count in votes.items()})
    most = max(votes.values())
    if decided.action is None:
        assert {votes[choice] for choice in decided.ties} == {most}
        assert len(decided.ties) > 1
    else:
        assert isinstance(decided.action, Choose)
        assert votes[decided.action.choice] == most
        assert list(votes.values()).count(most) == 1
