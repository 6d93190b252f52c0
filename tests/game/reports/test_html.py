"""A report as a page: whole, in order, without a network; no text of it has any effect."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings

from game.locale import Messages
from game.reports.document import Column, Document, Manner, Paragraph, Section, Table
from game.reports.html import to_html
from game.reports.inert import inert
from game.reports.svg import PRINTED
from tests.game.reports.hostile import PIECES, report_of, texts
from tests.game.reports.sample import DOCUMENT

FRENCH = Messages("fr")
PAGE = to_html(DOCUMENT, FRENCH)
TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0
LINES = tuple(f"line-{number}" for number in range(1, 7))


class _Page(HTMLParser):
    """What a page is made of: tags with their attributes, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.comments = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self.comments += 1

    def skeleton(self) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
        """The tags, with the attributes that hold no text of the report."""
        return [
            (
                tag,
                tuple((name, value) for name, value in attributes.items() if name != "data-column"),
            )
            for tag, attributes in self.tags
        ]

    def texts(self) -> str:
        return " ".join("".join(self.words).split())


def test_every_text_of_the_report_is_in_the_page() -> None:
    page = _Page(PAGE).texts()
    for text in (
        "L’appel du vestiaire",
        "22 novembre 2026",
        "Qu’est-ce qui vous reste de cette semaine ?",
        "Le coup de fil du vestiaire. Je ne l’attendais pas.",
        "La maire a tranché.",
        "Ce qui n’est pas venu",
        "◕ Le circuit tient",
        "▲ Ligne rouge Neutralité du service public",
        "Fiche commune, règles de conduite, 2e ligne.",
        "Décision 3 : un congé accordé sur un parking",
        "J’ai hésité : la maire attendait une réponse. Trop vite ?",
        "Fait avec Duettiste le 22 novembre 2026.",
    ):
        assert " ".join(text.split()) in page


def test_a_page_needs_nothing_from_elsewhere_and_forbids_it() -> None:
    page = _Page(PAGE)
    addresses = set(re.findall(r"https?://[^\"' ]+", PAGE))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", PAGE))
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in page.tags}
    policies = [given.get("content") for tag, given in page.tags if "http-equiv" in given]
    assert policies == [
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    ]


def test_headings_go_down_one_level_at_a_time_from_one_title() -> None:
    levels = [int(tag[1]) for tag, _ in _Page(PAGE).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_whatever_is_named_exists() -> None:
    tags = _Page(PAGE).tags
    ids = [given["id"] for _, given in tags if "id" in given]
    assert len(ids) == len(set(ids))
    named = " ".join(
        str(given["aria-labelledby"]) for _, given in tags if "aria-labelledby" in given
    )
    links = {str(given["href"]).removeprefix("#") for _, given in tags if "href" in given}
    assert set(named.split()) | links <= set(ids)
    assert {section.id for section in DOCUMENT.sections} < links


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_says_its_language_and_speaks_it(language: str) -> None:
    from dataclasses import replace

    page = to_html(replace(DOCUMENT, language=language), Messages(language))
    assert f'<html lang="{language}">' in page
    assert {"fr": "Table des valeurs", "en": "Table of values"}[language] in page


def test_a_grade_is_a_sign_and_a_word() -> None:
    page = PAGE.replace("\n", "")
    assert re.search(
        r'class="mark contrary"><span class="sign"[^>]*>○</span> contraire</span>', page
    )
    assert re.search(r'class="mark exemplary"><span class="sign"[^>]*>●</span> exemplaire', page)


def test_tables_name_their_columns_and_rows() -> None:
    tags = _Page(PAGE).tags
    scopes = [given.get("scope") for tag, given in tags if tag == "th"]
    assert set(scopes) == {"col", "row"}
    tables = sum(tag == "table" for tag, _ in tags)
    assert sum(tag == "caption" for tag, _ in tags) == tables == 5


@settings(max_examples=60, deadline=None)
@given(texts, texts, texts)
def test_no_text_has_any_effect(one: str, two: str, three: str) -> None:
    hostile = _Page(to_html(report_of((f"x{one}", f"x{two}", f"x{three}")), FRENCH))
    harmless = _Page(to_html(report_of(("x", "x", "x")), FRENCH))
    assert hostile.skeleton() == harmless.skeleton()
    assert hostile.comments == 0
    for text in (one, two, three):
        assert " ".join(f"x{inert(text)}".split()) in hostile.texts()


@pytest.mark.parametrize("piece", PIECES)
def test_a_page_can_be_kept_and_holds_no_sign_that_changes_reading(piece: str) -> None:
    page = to_html(report_of((piece, piece, piece)), FRENCH).encode("utf-8").decode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", page)


def _schemes() -> dict[str, dict[str, str]]:
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rules))
        for rules in re.findall(r":root \{(.*?)\}", PAGE, re.DOTALL)[:2]
    )
    printed = {
        "paper": PRINTED.paper,
        "ink": PRINTED.ink,
        "quiet": PRINTED.quiet,
        "rule": PRINTED.rule,
        "accent": PRINTED.fill,
        "band": PRINTED.band,
        **dict(zip(LINES, PRINTED.lines, strict=True)),
    }
    return {"light": light, "dark": dark, "printed": printed}


def _contrast(one: str, two: str) -> float:
    """The ratio that WCAG 2.2 defines, from 1 to 21."""
    low, high = sorted(map(_luminance, (one, two)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark", "printed"])
def test_what_is_drawn_stands_out(scheme: str) -> None:
    colors = _schemes()[scheme]
    for name in ("rule", "accent", *LINES):
        assert _contrast(colors[name], colors["paper"]) >= SHAPE_CONTRAST, name
    for name in ("ink", "quiet", *LINES):
        assert _contrast(colors[name], colors["paper"]) >= TEXT_CONTRAST, name
    for name in ("ink", "quiet"):
        assert _contrast(colors[name], colors["band"]) >= TEXT_CONTRAST, name
    for name in LINES:
        assert _contrast(colors[name], colors["band"]) >= SHAPE_CONTRAST, name


def told(language: str, story_language: str) -> _Page:
    story = Paragraph("Il pleut.", Manner.STORY)
    note = Paragraph("A note.", Manner.NOTE)
    columns = (Column("Answer"), Column("Why", told=True))
    table = Table("", columns, (("A", "Parce que."),))
    section = Section("one", "One", (story, Paragraph("Plain."), note, table))
    document = Document("T", "", language, (), (section,), story_language=story_language)
    return _Page(to_html(document, Messages(language)))


def test_a_story_told_in_another_language_says_which() -> None:
    page = told("en", "fr")

    marked = [(tag, attributes["lang"]) for tag, attributes in page.tags if "lang" in attributes]
    assert marked == [("html", "en"), ("blockquote", "fr"), ("td", "fr")]


@pytest.mark.parametrize("story_language", ["en", ""])
def test_a_story_in_the_language_of_the_report_needs_no_mark(story_language: str) -> None:
    page = told("en", story_language)

    assert [tag for tag, attributes in page.tags if "lang" in attributes] == ["html"]
