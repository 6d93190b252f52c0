"""Whole plays in Chromium: by keyboard alone, by touch on a phone, without script, interrupted."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from game.store import Store, open_store
from game.web.app import make_app
from game.web.site import Site
from tests.game.reports.conftest import chromium as chromium
from tests.game.web.running import running

TIMED, SORTED = "appel-du-vestiaire", "la-zone-du-milieu"
MOST_PAGES = 80


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def address(store: Store, tmp_path: Path) -> Iterator[str]:
    with running(make_app(Site(store, tmp_path, language="fr"))) as found:
        yield found


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """A page that may complain of nothing: no error of a script, nothing that the policy blocks."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(10_000)
    yield page
    assert [said for said in complaints if "422" not in said] == []
    context.close()


def headers_of(store: Store) -> list[tuple[bool, int]]:
    players = store.players()
    return [(it.finished, it.length) for who in players for it in store.plays(who.id)]


class ByKeyboard:
    """Someone who has no mouse: Tab, arrows, figures, Space and Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str) -> None:
        """Tab to the first element that ``selector`` finds."""
        for _ in range(60):
            if self.page.evaluate(f"document.activeElement.matches({selector!r})"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(selector)

    def press(self, selector: str) -> None:
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def decide(self) -> None:
        """The second choice by its figure; on a board, the first step one rank further."""
        if self.page.locator(".steps").count():
            second = self.page.locator(".step .what").nth(1).inner_text()
            self.to(".moves button:enabled")
            self.page.keyboard.press("Space")
            assert self.page.locator(".step .what").first.inner_text() == second
            self.press(".decide button")
            return
        self.page.keyboard.press("2")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def test_a_play_by_keyboard_alone(chromium: Browser, address: str, store: Store) -> None:
    with watched(chromium.new_context(locale="fr-FR")) as page:
        keys = ByKeyboard(page)
        page.goto(address)
        keys.to("#nom")
        page.keyboard.type("Zoé")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.goto(f"{address}/scenario/{TIMED}")
        keys.press("main form button")
        for _ in range(MOST_PAGES):
            if "/bilan" in page.url:
                break
            if "/decision/" in page.url:
                keys.decide()
            else:
                keys.press(".actions .main")
        keys.to("#reponse")
        page.keyboard.type("L'appel du soir")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith("/bilan/recit")
    ((finished, length),) = headers_of(store)
    assert finished
    assert length > 3


def test_a_play_by_touch_on_a_phone(chromium: Browser, address: str, store: Store) -> None:
    phone = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="fr-FR"
    )
    with watched(phone) as page:
        page.goto(address)
        tap_on(page, "form button.main")
        page.goto(f"{address}/scenario/{SORTED}")
        tap_on(page, "main form button")
        seen = set()
        for _ in range(MOST_PAGES):
            if "/bilan" in page.url:
                break
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide, page.url
            if "/decision/" not in page.url:
                tap_on(page, ".actions .main")
                continue
            seen.add(_answer_by_touch(page))
            tap_on(page, ".decide button")
        assert seen == {"choice", "sort", "order"}
        assert "/bilan" in page.url
    assert [finished for finished, _ in headers_of(store)] == [True]


def tap_on(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.tap(selector)


def _answer_by_touch(page: Page) -> str:
    if page.locator(".items").count():
        for item in page.locator(".item").all():
            item.locator("label").first.tap()
        assert page.inner_text("#reste") == "Tout est placé."
        return "sort"
    if page.locator(".steps").count():
        _drag_first_step_below_second(page)
        return "order"
    page.locator("label.choice").first.tap()
    return "choice"


def _drag_first_step_below_second(page: Page) -> None:
    names = ".step .what"
    before = page.locator(names).all_inner_texts()
    page.evaluate("document.querySelector('.step').scrollIntoView({block: 'center'})")
    first = page.locator(".grip").nth(0).bounding_box()
    second = page.locator(".step").nth(1).bounding_box()
    assert first is not None
    assert second is not None
    page.mouse.move(first["x"] + 5, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(first["x"] + 5, second["y"] + second["height"] - 4, steps=4)
    page.mouse.up()
    assert page.locator(names).all_inner_texts()[:2] == before[:2][::-1]
    page.locator(".step").nth(0).locator("button").nth(1).tap()
    assert page.locator(names).all_inner_texts() == before


def test_a_play_without_script(chromium: Browser, address: str, store: Store) -> None:
    with watched(chromium.new_context(java_script_enabled=False, locale="fr-FR")) as page:
        page.goto(address)
        page.click("form button.main")
        page.goto(f"{address}/scenario/{TIMED}")
        page.click("main form button")
        for _ in range(MOST_PAGES):
            if "/bilan" in page.url:
                break
            if "/decision/" not in page.url:
                page.click(".actions .main")
                continue
            if page.locator(".steps").count():
                page.locator(".step").nth(0).locator("button").nth(1).click()
            if page.locator(".choices").count():
                page.locator("label.choice input").first.check()
            page.click(".decide button")
        assert "/bilan" in page.url
    assert [finished for finished, _ in headers_of(store)] == [True]


def test_a_server_that_is_killed_and_starts_again_resumes_at_the_same_decision(
    chromium: Browser, tmp_path: Path
) -> None:
    with watched(chromium.new_context(locale="fr-FR")) as page:
        with served(tmp_path) as link:
            page.goto(link)
            address = link.partition("/moi/")[0]
            page.goto(f"{address}/scenario/{SORTED}")
            page.click("main form button")
            while "/decision/1" not in page.url:
                page.click(".actions .main")
            page.check("input[name=choix] >> nth=0")
            page.click(".decide button")
            page.wait_for_url("**/suite/1")
            here = page.url
        port = int(address.rpartition(":")[2])
        with served(tmp_path, port):
            page.goto(address)
            page.click(".cards .card >> nth=0")
            assert page.url == here
            page.reload()
            assert page.url == here
    with open_store(tmp_path) as store:
        assert headers_of(store) == [(False, 1)]


@contextmanager
def served(home: Path, port: int = 0) -> Iterator[str]:
    """``duettiste serve`` in a process that ends by SIGKILL; the link it prints."""
    command = [sys.executable, "-m", "game", "serve", "--no-open", "--lang", "fr"]
    process = subprocess.Popen(
        [*command, "--home", str(home), "--port", str(port)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        found = next(found for line in lines if (found := re.search(r"http://\S+/moi/\S+", line)))
        yield found[0]
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
