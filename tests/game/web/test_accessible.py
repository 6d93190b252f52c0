"""Every page held to WCAG 2.2 AA by axe, light and dark, and light enough for a poor network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

import game.reports
import game.web
from game.store import open_memory_store
from game.web.app import make_app
from game.web.site import Site
from game.web.tokens import new_token, token_hash
from game.web.visits import COOKIE
from tests.game.reports.conftest import chromium as chromium
from tests.game.reports.played import REFLECTION, finished
from tests.game.web.running import running

SORTED, TIMED = "la-zone-du-milieu", "appel-du-vestiaire"
REPORTS = Path(game.reports.__file__).parent
PAGES_FOLDER = Path(game.web.__file__).parent
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"runOnly": ["color-contrast"]}
"""All that differs from light to dark."""
FIRST_PAGE_BYTES = 60 * 1024
PAGES = (
    *("/", "/mon-lien", "/bibliotheque?niveau=2", f"/scenario/{TIMED}", "/progres", "/principes"),
    *("/principes/voie-hierarchique", "/historique", "/reglages", "/reglages/effacer", "/nulle"),
)
PARTS = ("", "/regard", "/tournants", "/profil", "/suite", "/annexes")
LOOKED_BACK = ("depart", "decision/1", "suite/1", "journal", "decision/3")


class Seen:
    """A page, and the address of its server with the play that it may show."""

    def __init__(self, page: Page, address: str, play_id: str) -> None:
        self.page = page
        self.address = address
        self.play_id = play_id

    def violations(self, path: str, *, dark: bool = False) -> list[str]:
        """What axe finds on a page; in dark, in its colours."""
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.page.goto(self.address + path)
        result = Axe().run(self.page, options=COLOURS if dark else RULES).response
        return [
            f"{path}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in result["violations"]
        ]


@pytest.fixture(scope="module")
def seen(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """Someone with a finished play, at 390 pixels."""
    store = open_memory_store()
    play = finished(store, SORTED, reflection=REFLECTION)
    token = new_token()
    store.add_link(play.header.player_id, token_hash(token))
    folder: Path = tmp_path_factory.mktemp("site")
    with running(make_app(Site(store, folder, language="fr"))) as address:
        context = chromium.new_context(
            viewport={"width": 390, "height": 844}, locale="fr-FR", bypass_csp=True
        )
        context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
        yield Seen(context.new_page(), address, play.header.id)
        context.close()


def test_the_pages_of_the_site(seen: Seen) -> None:
    assert [found for path in PAGES for found in seen.violations(path)] == []


def test_the_debrief(seen: Seen) -> None:
    start = f"/partie/{seen.play_id}/bilan"
    assert [found for part in PARTS for found in seen.violations(start + part)] == []


def test_the_dark_colours(seen: Seen) -> None:
    start = f"/partie/{seen.play_id}"
    parts = ("/decision/1", "/suite/1", "/bilan/profil", "/bilan/suite")
    paths = ("/", "/reglages", *(start + part for part in parts))
    assert [found for path in paths for found in seen.violations(path, dark=True)] == []


def test_a_play_looked_back_at(seen: Seen) -> None:
    start = f"/partie/{seen.play_id}"
    assert [found for part in LOOKED_BACK for found in seen.violations(f"{start}/{part}")] == []


def test_a_decision_to_make(seen: Seen) -> None:
    seen.page.goto(f"{seen.address}/scenario/{TIMED}")
    seen.page.click("main form button")
    seen.page.click(".actions .main")
    path = seen.page.url.removeprefix(seen.address)
    assert "/decision/1" in path
    assert seen.violations(path) == []
    seen.page.click(".stop button")
    seen.page.wait_for_selector("text=Prenez le temps")
    assert seen.violations(path) == []


def test_a_stranger_loads_less_than_a_photograph(chromium: Browser, seen: Seen) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR")
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(seen.address)
    page.wait_for_load_state("networkidle")
    assert page.inner_text("h1") == "Duettiste"
    assert len(sizes) >= 3
    assert sum(sizes) < FIRST_PAGE_BYTES
    assert Axe().run(page, options=RULES).violations_count == 0
    context.close()


def test_the_colours_chosen_are_those_of_the_device() -> None:
    """A theme chosen in the settings repeats the colours that the reports take from the device."""
    reports = (REPORTS / "templates" / "document.css").read_text("utf-8")
    pages = (PAGES_FOLDER / "static" / "site.css").read_text("utf-8")
    light, dark = (colours_after(reports, start) for start in (":root {", "dark) {"))
    assert len(light) > 12
    assert colours_after(pages, '[data-theme="light"] {\n    --') == light
    assert colours_after(pages, '[data-theme="dark"] {\n    --') == light | dark


def colours_after(sheet: str, start: str) -> dict[str, str]:
    """The colours of the first block of variables from ``start`` on."""
    begin = sheet.index("--", sheet.index(start))
    block = sheet[begin : sheet.index("}", begin)]
    return dict(re.findall(r"(--[\w-]+): (#\w+);", block))
