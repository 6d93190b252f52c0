"""The page in a real browser: for everyone, on a phone, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from game.locale import Messages
from game.reports.html import to_html
from tests.game.reports.sample import DOCUMENT

HTML = to_html(DOCUMENT, Messages("fr"))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MOST_SHEETS = 7
"""The sample takes five or six sheets; more would mean that something is broken apart."""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1200, "height": 900})
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.set_content(HTML)
    yield page
    page.close()
    assert requested == []


def _open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1200)])
def test_axe_finds_nothing(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    _open_all(page)
    results = Axe().run(page, options=RULES)
    assert results.response["passes"]
    assert [found["id"] for found in results.response["violations"]] == []


def test_nothing_goes_out_of_the_page_sideways(page: Page) -> None:
    _open_all(page)
    for width in (1200, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_each_chart_is_seen_once_and_said_once(page: Page) -> None:
    for width in (1200, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for title in ("Vos axes dans cette partie", "L’équilibre du duo"):
            assert page.get_by_role("img", name=title).count() == 1


def test_the_words_of_a_chart_stay_in_it(page: Page) -> None:
    out = """() => [...document.querySelectorAll('svg')].filter(svg => svg.checkVisibility())
        .flatMap(svg => [...svg.querySelectorAll('text')].filter(text => {
            const word = text.getBoundingClientRect(), whole = svg.getBoundingClientRect();
            return word.left < whole.left - 1 || word.right > whole.right + 1
                || word.top < whole.top - 1 || word.bottom > whole.bottom + 1;
        }).map(text => text.textContent))"""
    for width in (1200, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(out) == []


def test_the_first_stop_of_the_keyboard_leads_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_on_paper_all_is_open_light_and_numbered(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    words = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    for folded in ("J’ai hésité", "Ce que valait chaque option", "Adjoint aux sports Cabinet"):
        assert folded in words
    assert f"1 / {len(paper.pages)}" in words
    assert len(paper.pages) <= MOST_SHEETS
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
