"""A report as PDF: everything said, tagged for screen readers, and no text with any effect."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from pypdf import PdfReader

from game.locale import LANGUAGES, Messages
from game.reports.document import Document, Manner, Paragraph, Section
from game.reports.pdf import to_pdf
from tests.game.reports.hostile import report_of, texts
from tests.game.reports.sample import DOCUMENT

FRENCH = Messages("fr")
TYPST_WORDS = (
    '#panic("lu")',
    '#import "@preview/a:1.0.0"',
    '#read("/etc/passwd")',
    "$ x^2 $",
    "@cible",
    "= titre",
    '"; panic(1); "',
    "{page}",
)


def said(content: bytes) -> str:
    """All the words of the pages, without their spaces: lines are broken where they must be."""
    pages = PdfReader(io.BytesIO(content)).pages
    return _packed(" ".join(page.extract_text() for page in pages))


def root_of(content: bytes) -> Any:  # noqa: ANN401
    """The catalogue of the file, whose values are PDF's own."""
    return PdfReader(io.BytesIO(content)).trailer["/Root"]


def _packed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def alone(text: str) -> Document:
    return Document("Titre", "", "fr", (), (Section("s", "Partie", (Paragraph(text),)),))


def test_every_text_of_the_report_is_on_the_pages() -> None:
    words = said(to_pdf(DOCUMENT, FRENCH))
    for text in (
        "L’appel du vestiaire",
        "22 novembre 2026",
        "Qu’est-ce qui vous reste de cette semaine ?",
        "Le coup de fil du vestiaire. Je ne l’attendais pas.",
        "◕ Le circuit tient",
        "▲ Ligne rouge",
        "Fiche commune, règles de conduite, 2e ligne.",
        "Décision 3 : un congé accordé sur un parking",
        "J’ai hésité : la maire attendait une réponse. Trop vite ?",
        "Fait avec Duettiste le 22 novembre 2026.",
    ):
        assert _packed(text) in words


def test_the_values_of_the_charts_stand_beside_them() -> None:
    words = said(to_pdf(DOCUMENT, FRENCH))
    assert words.count(_packed("Confiance de la maire")) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_tagged_named_and_says_its_language(language: str) -> None:
    document = Document("Un bilan", "", language, (), DOCUMENT.sections)
    content = to_pdf(document, Messages(language))
    reader, root = PdfReader(io.BytesIO(content)), root_of(content)
    assert reader.metadata is not None
    assert reader.metadata.title == "Un bilan"
    assert str(root["/Lang"]).startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize("text", TYPST_WORDS)
def test_no_text_is_read_as_markup(text: str) -> None:
    assert _packed(text) in said(to_pdf(alone(text), FRENCH))


@settings(max_examples=15, deadline=None)
@given(texts, texts, texts)
@example("日本", "😀", "\ue000")
def test_any_text_makes_a_file(one: str, two: str, three: str) -> None:
    content = to_pdf(report_of((f"x{one}", two, three)), FRENCH)
    reader, root = PdfReader(io.BytesIO(content)), root_of(content)
    assert len(reader.pages) >= 1
    assert "/OpenAction" not in root
    assert "/Names" not in root or "/JavaScript" not in root["/Names"]
    assert not any("/URI" in str(page.get("/Annots", "")) for page in reader.pages)


def test_a_long_report_numbers_its_pages() -> None:
    paragraphs = tuple(Paragraph("Une ligne, puis une autre. " * 20) for _ in range(20))
    document = Document("Long", "", "fr", (), (Section("s", "Partie", paragraphs),))
    reader = PdfReader(io.BytesIO(to_pdf(document, FRENCH)))
    count = len(reader.pages)
    assert count > 1
    assert f"Page {count} sur {count}" in reader.pages[-1].extract_text()


def test_a_story_told_in_another_language_says_which() -> None:
    section = Section("one", "One", (Paragraph("Il pleut.", Manner.STORY), Paragraph("Plain.")))
    document = Document("Title", "", "en", (), (section,), story_language="fr")

    content = to_pdf(document, Messages("en"))

    assert root_of(content)["/Lang"] == "en"
    page = PdfReader(io.BytesIO(content)).pages[0].get_contents()
    assert page is not None
    assert page.get_data().count(b"/Lang(fr)") == 1
