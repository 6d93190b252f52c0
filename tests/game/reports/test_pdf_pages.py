"""Where the pages of a PDF are cut: never in the middle of what is read at one glance."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from game.locale import Messages
from game.reports.document import (
    Block,
    Bullets,
    Column,
    Document,
    Manner,
    Paragraph,
    Section,
    Table,
)
from game.reports.pdf import to_pdf

FRENCH = Messages("fr")
LINE = "Une phrase de remplissage, pour descendre dans la page."
FILLED = range(34, 42)
"""Numbers of lines that bring what follows to the foot of a page."""
REASON = " ".join(["Une raison assez longue pour prendre plusieurs lignes de sa colonne."] * 6)


def pages_of(*blocks: Block, closing: str = "") -> list[str]:
    """The words of each page of a report with one part."""
    document = Document("T", "", "fr", (), (Section("s", "Partie", blocks),), closing=closing)
    pages = PdfReader(io.BytesIO(to_pdf(document, FRENCH))).pages
    return [re.sub(r"\s+", "", page.extract_text()) for page in pages]


def page_with(pages: list[str], word: str) -> int:
    return next(number for number, page in enumerate(pages) if word in page)


def filling(lines: int) -> tuple[Paragraph, ...]:
    return (Paragraph(LINE),) * lines


def test_a_row_of_a_table_is_on_one_page() -> None:
    rows = tuple(
        (f"R{number}", f"Premier{number} {REASON} Dernier{number}") for number in range(40)
    )
    table = Table("Les réponses", (Column("Réponse"), Column("Pourquoi")), rows)
    pages = pages_of(table)
    assert len(pages) > 3
    for number in range(40):
        first = page_with(pages, f"Premier{number}Une")
        assert f"Dernier{number}" in pages[first]


def test_a_row_longer_than_a_page_is_told_to_its_end() -> None:
    rows = (("R", f"Premier {REASON * 20} Dernier"),)
    pages = pages_of(Table("Les réponses", (Column("Réponse"), Column("Pourquoi")), rows))
    assert page_with(pages, "Premier") < page_with(pages, "Dernier")


@pytest.mark.parametrize("lines", FILLED)
def test_a_short_table_is_on_one_page(lines: int) -> None:
    rows = tuple((f"Enjeu{number}", "● exemplaire") for number in range(5))
    table = Table("Appréciations", (Column("En jeu"), Column("Réponse")), rows)
    pages = pages_of(*filling(lines), table)
    assert page_with(pages, "Enjeu0") == page_with(pages, "Enjeu4")
    assert page_with(pages, "Appréciations") == page_with(pages, "Enjeu0")


@pytest.mark.parametrize("lines", FILLED)
def test_what_announces_a_list_is_on_the_page_where_it_begins(lines: int) -> None:
    pages = pages_of(*filling(lines), Paragraph("À jouer :"), Bullets(("Premier", "Second")))
    assert page_with(pages, "Àjouer") == page_with(pages, "Premier")


@pytest.mark.parametrize("lines", FILLED)
def test_the_last_line_is_never_alone_on_its_page(lines: int) -> None:
    last = Paragraph("Fin du texte.", Manner.QUIET)
    pages = pages_of(*filling(lines), last, closing="Document fait un lundi.")
    assert page_with(pages, "Findutexte") == page_with(pages, "Documentfait")
