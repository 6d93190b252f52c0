"""What the pages for authors say is what the programs do: every key, every code, every example."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from engine.reading import read_scenario
from game.authoring.explaining import explained_codes, explanation
from game.authoring.faults import Fault, diagnostics_of, faults, lessons
from game.authoring.grammar import PARTS, Part
from game.authoring.layout import laid_out
from game.authoring.plays_reading import BOARD, EXPECT, FILE, PLAY
from game.authoring.plays_suite import run_suite
from game.content import load_catalogue, load_frames
from game.locale import LANGUAGES, Messages
from tests.documentation import PAGES, ROOT
from tests.format_reference import EXAMPLE, EXAMPLE_PLAYS, FORMAT_PAGE, keys_shown

CODE = re.compile(r'"([EW]\d{3})"')
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")
AUTHORS_PAGES = [FORMAT_PAGE, *sorted((ROOT / "docs" / "auteurs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_made_from_the_code_is_in_step(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == PAGES[page](), "write it again: make docs"


def test_every_code_that_the_programs_give_is_explained() -> None:
    sources = [*(ROOT / "engine").rglob("*.py"), *(ROOT / "game").rglob("*.py")]
    given = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert given == set(explained_codes())


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: f"{fault.code} {fault.what}")
def test_a_broken_example_gives_its_code_and_the_mended_one_gives_none(fault: Fault) -> None:
    found = {one.code for one in diagnostics_of(fault.broken, fault.file)}
    assert found == {fault.code, *fault.others}
    assert diagnostics_of(fault.mended, fault.file) == ()


def test_every_example_shows_what_changes() -> None:
    alike = [fault.code for fault in faults() if fault.lesson and fault.wrong == fault.right]
    assert alike == []
    assert all(lessons(fault.code) for fault in faults())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained_in_words_that_are_filled(language: str) -> None:
    messages = Messages(language)
    for code in explained_codes():
        found = explanation(code, messages)
        assert found is not None
        for example in found.examples:
            words = f"{example.message} {example.hint}"
            assert not re.search(r"(?<!\$)\{\w+\}", words), (code, words)
        assert found.message
        assert found.hint


def test_the_example_of_every_key_is_without_a_fault_and_laid_out() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    reading = read_scenario(
        text, file=EXAMPLE.name, catalogue=load_catalogue(), frames=load_frames()
    )
    assert reading.diagnostics == ()
    assert laid_out(text) == text


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_key_has_an_example(part: Part) -> None:
    assert keys_shown(part) == set(part.keys.all)


def test_the_plays_of_the_example_hold_and_use_every_key() -> None:
    suite = run_suite(EXAMPLE_PLAYS)
    assert suite.diagnostics == ()
    assert suite.holds
    page = FORMAT_PAGE.read_text(encoding="utf-8")
    text = EXAMPLE_PLAYS.read_text(encoding="utf-8")
    for keys in (FILE, PLAY, EXPECT, BOARD):
        for key in keys.all:
            assert f"\n| `{key}` |" in page
            assert re.search(rf"\b{key}:", text), key


@pytest.mark.parametrize("page", AUTHORS_PAGES, ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for link, heading in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        target = page.parent / link if link else page
        assert target.exists(), link
        assert not heading or heading in _anchors(target), f"{link}#{heading}"


@cache
def _anchors(page: Path) -> frozenset[str]:
    """The names that the headings of a Markdown page can be linked by."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings
    )
