"""Playing alone in browsers, many at once: how long a decision takes to be acknowledged.

The server is the real command in a process of its own, on a file; the players are simulated here,
on the same machine: both share its cores.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

import httpx

from tests.bench.measuring import Figure, seconds_below
from tests.game.web.visitor import Form, PageReader

PLAYERS = 200
SECONDS_BETWEEN_DECISIONS = 10.0
SECONDS_MEASURED = 20.0
SCENARIO = "le-bilan-de-septembre"
_AT_ONCE = 10
"""Players who come in together, before anything is measured."""


@dataclass(slots=True)
class Measured:
    """Seconds of each decision until it was acknowledged, and until what follows was read."""

    acknowledged: list[float] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    faults: int = 0


def web_figures() -> list[Figure]:
    with served() as address:
        measured = asyncio.run(_play_together(address))
    made = len(measured.acknowledged)
    what = f"web: 95% of {made} decisions of {PLAYERS} players alone"
    return [
        seconds_below(f"{what}, acknowledged", _share(measured.acknowledged, 0.95), 0.1),
        seconds_below(f"{what}, and what follows read", _share(measured.read, 0.95), 0.2),
        Figure("web: answers that were faults", str(measured.faults), "0", measured.faults == 0),
    ]


def _share(times: list[float], share: float) -> float:
    """The time that this share of ``times`` does not exceed."""
    return sorted(times)[int(len(times) * share)] if times else float("inf")


@contextmanager
def served() -> Iterator[str]:
    """The address of ``duettiste serve`` on an empty store of its own."""
    command = [sys.executable, "-m", "game", "serve", "--no-open", "--lang", "fr", "--port", "0"]
    with tempfile.TemporaryDirectory() as home:
        process = subprocess.Popen(
            [*command, "--home", home], stdout=subprocess.PIPE, encoding="utf-8"
        )
        try:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            link = r"(http://\S+)/moi/"
            yield next(found[1] for line in lines if (found := re.search(link, line)))
        finally:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


async def _play_together(address: str) -> Measured:
    measured, entrance = Measured(), asyncio.Semaphore(_AT_ONCE)
    players = [_Player(address, number, measured) for number in range(PLAYERS)]
    try:
        await asyncio.gather(*(player.come_in(entrance) for player in players))
        until = time.monotonic() + SECONDS_MEASURED
        await asyncio.gather(*(player.play(until) for player in players))
    finally:
        await asyncio.gather(*(player.client.aclose() for player in players))
    return measured


class _Player:
    """Reads a page for a while, answers its form, goes on; begins again at the debrief."""

    def __init__(self, address: str, number: int, measured: Measured) -> None:
        self.client = httpx.AsyncClient(
            base_url=address, headers={"origin": address}, follow_redirects=False, timeout=30
        )
        self._chance = Random(number)
        self._measured = measured
        self._page = httpx.Response(200)
        self._form = Form("get", "")

    async def come_in(self, entrance: asyncio.Semaphore) -> None:
        async with entrance:
            await self._post("/bienvenue", {"nom": "", "vers": "/"})
            await self._begin()

    async def play(self, until: float) -> None:
        """A decision each ``SECONDS_BETWEEN_DECISIONS``, beginning at any moment of them."""
        await asyncio.sleep(self._chance.uniform(0, SECONDS_BETWEEN_DECISIONS))
        while time.monotonic() < until:
            began = time.monotonic()
            await self._decide()
            await self._to_decision()
            rest = SECONDS_BETWEEN_DECISIONS - (time.monotonic() - began)
            await asyncio.sleep(max(0.0, min(rest, until - time.monotonic())))

    async def _begin(self) -> None:
        await self._get(f"/scenario/{SCENARIO}")
        form = self._form_to(f"/scenario/{SCENARIO}")
        await self._post(form.action, {**dict(form.fields), "minuteurs": "off"})
        await self._get(self._page.headers["location"])
        await self._to_decision()

    async def _decide(self) -> None:
        form = self._form
        answer: dict[str, str | list[str]] = {
            name: self._chance.choice(values) for name, values in form.choices.items()
        }
        ranks = [value for name, value in form.fields if name == "rang"]
        if ranks:
            answer["rang"] = ranks
        began = time.perf_counter()
        await self._post(form.action, {**dict(form.fields), **answer, "geste": "decider"})
        self._measured.acknowledged.append(time.perf_counter() - began)
        if self._page.status_code != 303:
            self._measured.faults += 1
            return
        await self._get(self._page.headers["location"])
        self._measured.read.append(time.perf_counter() - began)

    async def _to_decision(self) -> None:
        """On to the next decision, of another play when this one has ended."""
        while True:
            reader = PageReader()
            reader.feed(self._page.text)
            deciding = [form for form in reader.forms if "/decision/" in form.action]
            if deciding:
                self._form = deciding[0]
                return
            if any(form.action.endswith("/finir") for form in reader.forms):
                await self._begin()
                return
            onward = [it for it in reader.links if "/decision/" in it or "/recit/" in it]
            await self._get(onward[-1])

    def _form_to(self, action: str) -> Form:
        reader = PageReader()
        reader.feed(self._page.text)
        return next(form for form in reader.forms if form.action == action)

    async def _get(self, path: str) -> None:
        self._page = await self.client.get(path)
        if self._page.status_code != 200:
            self._measured.faults += 1

    async def _post(self, path: str, data: dict[str, str | list[str]]) -> None:
        self._page = await self.client.post(path, data=data)


if __name__ == "__main__":
    from tests.bench.measuring import table

    print(table(web_figures()))
