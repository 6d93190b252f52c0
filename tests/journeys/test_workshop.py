"""A whole workshop in Chromium: phones, a projected page, a facilitator, a kill, a late joiner."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.game.reports.conftest import chromium as chromium
from tests.journeys.test_preview import Window

PHONE, WALL = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
MOST_MILLISECONDS = 30_000
PATIENCE_SECONDS = 30.0


class Host:
    """``duettiste workshop`` as a program of its own, killed and taken up again."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._port = "0"
        self.code = ""
        self._start("appel-du-vestiaire", "--seconds", "0")

    def _start(self, *words: str) -> None:
        command = [sys.executable, "-u", "-m", "game", "workshop", *words]
        command += ["--host", "127.0.0.1", "--port", self._port, "--no-open"]
        environment = {**os.environ, "DUETTISTE_HOME": str(self._home), "DUETTISTE_LANG": "fr"}
        self._program = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self.facilitating = self._read(r"http://\S+/animer/\w+")
        self.address = self.facilitating.partition("/animer/")[0]
        self._port = self.address.rpartition(":")[2]

    def _read(self, wanted: str) -> str:
        """What the program says, up to ``wanted``; its code on the way."""
        assert self._program.stdout is not None
        for line in self._program.stdout:
            code = re.search(r"/a/(\w{8})", line)
            self.code = code[1] if code else self.code
            found = re.search(wanted, line)
            if found:
                return found[0]
        raise AssertionError("the program ended before it had said where to go")

    def kill_and_resume(self) -> None:
        self._program.send_signal(signal.SIGKILL)
        self._program.wait(PATIENCE_SECONDS)
        self._close()
        self._start("--resume", self.code)

    def stop(self) -> None:
        self._program.send_signal(signal.SIGINT)
        assert self._program.wait(PATIENCE_SECONDS) == 0
        self._close()

    def _close(self) -> None:
        assert self._program.stdout is not None
        self._program.stdout.close()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    started = Host(tmp_path)
    yield started
    started.stop()


@pytest.fixture
def page_of(chromium: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def opened(address: str, viewport: dict[str, int]) -> Page:
        context = chromium.new_context(viewport=viewport, locale="fr-FR")  # type: ignore[arg-type]
        context.set_default_timeout(MOST_MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def sees(page: Page, text: str) -> None:
    """Wait for ``text``, whatever spaces typography puts in it."""
    spaced = re.compile(r"\s".join(map(re.escape, text.split())))
    expect(page.locator("body")).to_contain_text(spaced, timeout=MOST_MILLISECONDS)


def vote(phone: Page, number: int, reason: str = "") -> None:
    phone.locator("label.choice").nth(number).click()
    phone.fill("#raison", reason)
    phone.locator("#decision button.main").click()
    sees(phone, "Votre vote est enregistré.")


def complaints(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_a_workshop_with_a_kill_a_revote_and_a_late_joiner(
    host: Host, page_of: Callable[..., Page]
) -> None:
    join = f"{host.address}/a/{host.code}"
    facilitator = page_of(host.facilitating, WALL)
    workshop = facilitator.url.rpartition("/")[2]
    wall = page_of(f"{host.address}/projection/{workshop}", WALL)
    phones = [page_of(join, PHONE) for _ in range(5)]
    assert complaints(phones[0]) == []
    for number, phone in enumerate(phones):
        phone.fill("#nom", f"P{number}")
        phone.click("button.main")
    sees(wall, "5 personnes sont là")
    assert complaints(wall) == []
    for key, phase in (("d", "la situation"), ("s", "lecture"), ("o", "vote ouvert")):
        facilitator.keyboard.press(key)
        expect(facilitator.locator(".where")).to_contain_text(phase)
    for number, phone in enumerate(phones):
        sees(phone, "Que feriez-vous")
        vote(phone, number % 2, f"Raison {number}")
    sees(wall, "Votes reçus : 5 sur 5")
    assert complaints(phones[0]) == []

    host.kill_and_resume()
    sees(facilitator, "Votes reçus : 5 sur 5")
    late = page_of(join, PHONE)
    late.click("button.main")
    sees(late, "Que feriez-vous")
    vote(late, 1)
    sees(wall, "Votes reçus : 6 sur 6")
    for _ in range(3):
        phones[2].reload()
        sees(phones[2], "Changer mon vote")

    facilitator.keyboard.press("f")
    sees(facilitator, "Faire revoter")
    assert "3 votes" not in wall.inner_text("main")
    facilitator.keyboard.press("m")
    sees(wall, "3 votes")
    assert complaints(wall) == []
    assert complaints(facilitator) == []
    facilitator.keyboard.press("v")
    for phone in (*phones, late):
        sees(phone, "Que feriez-vous")
        expect(phone.locator("#decision button.main")).to_have_text("Voter")
        vote(phone, 0)
    sees(wall, "Votes reçus : 6 sur 6")
    facilitator.keyboard.press("f")
    sees(facilitator, "Suivre la majorité")
    facilitator.keyboard.press("m")
    for page in (wall, phones[0], late, facilitator):
        sees(page, "3 personnes sur 6 ont changé d’avis")
    facilitator.keyboard.press("j")
    for page in (wall, phones[0], late):
        sees(page, "Le groupe a décidé")
    facilitator.get_by_role("button", name="Passer au bilan").click()
    sees(wall, "Ce qui a divisé la salle")
    assert complaints(wall) == []
    phones[0].get_by_role("link", name="Mon bilan").click()
    sees(phones[0], "Vos votes")
    assert complaints(phones[0]) == []


def test_a_workshop_led_from_the_terminal(tmp_path: Path, page_of: Callable[..., Page]) -> None:
    words = ("--seconds", "0", "--host", "127.0.0.1", "--port", "0", "--no-open", "--lang", "fr")
    window = Window(tmp_path, "workshop", "appel-du-vestiaire", *words)
    try:
        window.see("/a/")
        found = re.search(r"(http://127\.0\.0\.1:\d+)/a/(\w{8})", window.text)
        assert found is not None, window.text
        phones = [page_of(found[0], PHONE) for _ in range(2)]
        for phone in phones:
            phone.click("button.main")
        window.see("2 personnes sont là")
        for key, phase in (("d", "la situation"), ("s", "vote fermé"), ("o", "vote ouvert")):
            window.send(key)
            window.see(phase)
        for phone in phones:
            sees(phone, "Que feriez-vous")
            vote(phone, 1)
        window.see("2 sur 2")
        window.send("f")
        window.see("vote clos")
        window.send("m")
        sees(phones[0], "2 votes")
        window.send("j")
        sees(phones[1], "Le groupe a décidé")
    finally:
        window.kill()


def test_a_phone_without_script_votes_all_the_same(
    host: Host, chromium: Browser, page_of: Callable[..., Page]
) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="fr-FR")
    phone = context.new_page()
    phone.goto(f"{host.address}/a/{host.code}")
    phone.click("button.main")
    facilitator = page_of(host.facilitating, WALL)
    for key, phase in (("d", "la situation"), ("s", "lecture"), ("o", "vote ouvert")):
        facilitator.keyboard.press(key)
        expect(facilitator.locator(".where")).to_contain_text(phase)
    phone.get_by_role("link", name="Voir où en est l’atelier").click()
    phone.locator("label.choice").first.click()
    phone.locator("#decision button.main").click()
    sees(phone, "Votre vote est enregistré.")
    sees(facilitator, "Votes reçus : 1 sur 1")
    context.close()


def test_the_page_to_join_is_light(host: Host, page_of: Callable[..., Page]) -> None:
    """Under 60 kB in all, as a room's poor network wants."""
    sizes: list[int] = []
    page = page_of("about:blank", PHONE)
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(f"{host.address}/a/{host.code}", wait_until="networkidle")
    assert 0 < sum(sizes) < 60_000
