"""A workshop full of simulated participants on loopback, beside a server that only echoes."""

from __future__ import annotations

import asyncio
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from game.web.tokens import form_token
from tests.bench.http_client import Person
from tests.bench.measuring import Figure, seconds_below

LARGE, USUAL = 1000, 40
LARGE_SECONDS, USUAL_SECONDS = 7.0, 4.0
"""Over which the votes of a round arrive, at random times."""
_MOST_SECONDS = 10.0
_MOST_MEGABYTES = 400
_AT_ONCE = 40
_SETTLING_SECONDS = 3.0
_ECHO = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
async def echo(request):
    return PlainTextResponse(await request.body())
app = Starlette(routes=[Route("/", echo, methods=["POST"])])
print("ready", flush=True)
uvicorn.run(app, port=int(sys.argv[1]), http="h11", log_level="critical", access_log=False)
"""


def workshop_figures() -> list[Figure]:
    _allow_many_files()
    return [*_measured(USUAL, USUAL_SECONDS), *_measured(LARGE, LARGE_SECONDS)]


@dataclass(frozen=True, slots=True)
class Round:
    """``waits`` are the seconds until each vote was acknowledged, ``shown`` until the projected
    page counted it. ``all_in`` is the time from the first vote to the last acknowledgement."""

    waits: list[float]
    shown: list[float]
    all_in: float
    counted: int
    megabytes: float


def _measured(people: int, seconds: float) -> list[Figure]:
    with tempfile.TemporaryDirectory() as home, hosted(Path(home)) as (code, link, process):
        held = asyncio.run(_hold_round(people, seconds, code, link, process.pid))
    with _echo() as address:
        echo = asyncio.run(_echo_waits(people, seconds, address))
    most = 0.1 if people == USUAL else 0.5
    who = f"workshop of {people:,}"
    ratio = _percentile(held.waits) / _percentile(echo)
    figures = [
        seconds_below(f"{who}: 95 % of votes acknowledged", _percentile(held.waits), most),
        seconds_below(f"{who}: 95 % of votes on the wall", _percentile(held.shown), most),
        Figure(f"{who}: acknowledging, to a bare echo", f"× {ratio:.1f}"),
        Figure(f"{who}: votes lost", f"{people - held.counted}", "0", held.counted == people),
    ]
    if people == LARGE:
        memory = f"{held.megabytes:.0f} MB"
        figures += [
            seconds_below(f"{who}: all votes in", held.all_in, _MOST_SECONDS),
            Figure(
                f"{who}: memory of the server",
                memory,
                f"< {_MOST_MEGABYTES} MB",
                held.megabytes < _MOST_MEGABYTES,
            ),
        ]
    return figures


async def _hold_round(people: int, seconds: float, code: str, link: str, server: int) -> Round:
    address, _, secret = link.partition("/animer/")
    facilitator = Person(address)
    workshop = (await facilitator.get(f"/animer/{secret}")).headers["location"].rpartition("/")[2]
    voters = await _joined(people, address, code)
    for deed in ("start", "go-on", "open"):
        await _do(facilitator, workshop, deed)
    choices = await _choices(voters[0], workshop)
    listening = [asyncio.create_task(_listen(voter, workshop)) for voter in voters]
    wall = _Wall(address, workshop)
    watching = asyncio.create_task(wall.watch())
    await asyncio.sleep(_SETTLING_SECONDS)

    def voting(voter: Person) -> Callable[[], Awaitable[None]]:
        token = voter.cookies[f"atelier-{workshop}"]
        fields = {"jeton": form_token(token), "tour": "1", "manche": "1", "geste": "decider"}
        fields["choix"] = random.choice(choices)

        async def vote() -> None:
            answer = await voter.post(f"/atelier/{workshop}/vote", fields)
            assert answer.status == 303, answer.text[:500]

        return vote

    sent, acknowledged = await _spread([voting(voter) for voter in voters], seconds)
    await asyncio.sleep(_SETTLING_SECONDS)
    counted = await wall.count()
    megabytes = _peak_megabytes(server)
    for task in (*listening, watching):
        task.cancel()
    await asyncio.gather(*listening, watching, return_exceptions=True)
    waits = [end - start for start, end in zip(sent, acknowledged, strict=True)]
    shown = wall.waits(sorted(zip(acknowledged, sent, strict=True)))
    return Round(waits, shown, max(acknowledged) - min(sent), counted, megabytes)


class _Wall:
    """The projected page: told of a change, it asks for itself again, as a browser does."""

    def __init__(self, address: str, workshop: str) -> None:
        self._path = f"/projection/{workshop}"
        self._page, self._stream = Person(address), Person(address)
        self._seen: list[tuple[float, int]] = []

    async def watch(self) -> None:
        async for _stamp in self._stream.events(f"{self._path}/flux"):
            self._seen.append((time.perf_counter(), await self.count()))
            self._seen[-1] = (time.perf_counter(), self._seen[-1][1])

    async def count(self) -> int:
        text = (await self._page.get(self._path)).text
        found = re.search(r"Votes reçus\s:\s(\d+) sur", text)
        assert found is not None, text[:500]
        return int(found[1])

    def waits(self, votes: list[tuple[float, float]]) -> list[float]:
        """For each vote, in the order of acknowledgement: from sending to being counted here."""
        found = []
        for number, (_acknowledged, sent) in enumerate(votes, 1):
            times = [at for at, count in self._seen if count >= number]
            found.append((times[0] if times else float("inf")) - sent)
        return found


async def _joined(people: int, address: str, code: str) -> list[Person]:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def join(number: int) -> Person:
        async with gate:
            person = Person(address)
            answer = await person.post(f"/a/{code}", {"nom": f"P{number}"})
            assert answer.status == 303, answer.text[:500]
            return person

    return list(await asyncio.gather(*(join(number) for number in range(people))))


async def _do(facilitator: Person, workshop: str, deed: str) -> None:
    page = (await facilitator.get(f"/animation/{workshop}")).text
    step = re.search(r'name="pas" value="(\d+)"', page)
    assert step is not None
    token = form_token(facilitator.cookies[f"animation-{workshop}"])
    path = f"/animation/{workshop}/{deed}"
    answer = await facilitator.post(path, {"jeton": token, "pas": step[1]})
    assert answer.status == 303, answer.text[:500]


async def _choices(voter: Person, workshop: str) -> list[str]:
    page = (await voter.get(f"/atelier/{workshop}")).text
    return re.findall(r'name="choix" value="([\w-]+)"', page)


async def _listen(voter: Person, workshop: str) -> None:
    """A page that stays open; another connection than the one that votes."""
    stream = Person(voter.address, voter.cookies)
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        async for _stamp in stream.events(f"/atelier/{workshop}/flux"):
            pass


async def _spread(
    deeds: list[Callable[[], Awaitable[None]]], seconds: float
) -> tuple[list[float], list[float]]:
    """Do each deed once at a random time within ``seconds``: when sent, when acknowledged."""
    draw = random.Random(1)
    sent, acknowledged = [0.0] * len(deeds), [0.0] * len(deeds)

    async def later(at: int, delay: float) -> None:
        await asyncio.sleep(delay)
        sent[at] = time.perf_counter()
        await deeds[at]()
        acknowledged[at] = time.perf_counter()

    await asyncio.gather(*(later(at, draw.uniform(0, seconds)) for at in range(len(deeds))))
    return sent, acknowledged


async def _echo_waits(people: int, seconds: float, address: str) -> list[float]:
    persons = [Person(address) for _ in range(people)]

    def echoing(person: Person) -> Callable[[], Awaitable[None]]:
        async def echo() -> None:
            await person.post("/", {"choix": "x" * 20})

        return echo

    sent, acknowledged = await _spread([echoing(person) for person in persons], seconds)
    return [end - start for start, end in zip(sent, acknowledged, strict=True)]


@contextmanager
def hosted(home: Path) -> Iterator[tuple[str, str, subprocess.Popen[str]]]:
    """A new workshop in a process of its own: its code, the address that facilitates it."""
    words = ["workshop", "appel-du-vestiaire", "--seconds", "0", "--port", "0"]
    command = [sys.executable, "-u", "-m", "game", *words, "--host", "127.0.0.1", "--no-open"]
    environment = {**os.environ, "DUETTISTE_HOME": str(home), "DUETTISTE_LANG": "fr"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        code, link = "", ""
        assert process.stdout is not None
        for line in process.stdout:
            found = re.search(r"/a/(\w{8})", line)
            code = found[1] if found else code
            if "/animer/" in line:
                link = line.strip()
                break
        try:
            yield code, link, process
        finally:
            process.kill()


@contextmanager
def _echo() -> Iterator[str]:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _ECHO, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(1.0)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def _percentile(values: list[float], share: float = 0.95) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def _peak_megabytes(process: int) -> float:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def _allow_many_files() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(hard, 8192)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
