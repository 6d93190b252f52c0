"""A report as Markdown: read as Markdown it says its texts again, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from game.locale import Messages
from game.reports.document import Bullets, Document, Manner, Paragraph, Section
from game.reports.inert import inert
from game.reports.markdown import to_markdown
from tests.game.reports.hostile import PIECES, report_of, texts
from tests.game.reports.sample import DOCUMENT

FRENCH = Messages("fr")
ALLOWED = {
    *(f"{name}_{side}" for name in ("heading", "paragraph", "blockquote", "strong")
      for side in ("open", "close")),
    *(f"{name}_{side}" for name in ("bullet_list", "ordered_list", "list_item")
      for side in ("open", "close")),
    *(f"{name}_{side}" for name in ("table", "thead", "tbody", "tr", "th", "td")
      for side in ("open", "close")),
    "inline", "text", "hardbreak", "hr",
}  # fmt: skip


def parsed(markdown: str) -> list[Token]:
    """The tokens, those within a line included, of CommonMark with all that GFM adds."""
    return list(_flat(MarkdownIt("gfm-like", {"html": True}).parse(markdown)))


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def said(markdown: str) -> list[str]:
    """The words that a reader of the page would see, line by line."""
    lines = [""]
    for token in parsed(markdown):
        if token.type == "text":
            lines[-1] += token.content
        elif token.type in ("inline", "hardbreak"):
            lines.append("")
    return [" ".join(line.split()) for line in lines]


def alone(text: str) -> Document:
    return Document("x", "", "fr", (), (Section("s", "y", (Paragraph(text), Bullets((text,)))),))


def lines_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in inert(text).splitlines() if line.strip()]


def test_the_sample_reads_again_as_it_was_written() -> None:
    words = said(to_markdown(DOCUMENT, FRENCH))
    for line in (
        "L’appel du vestiaire",
        "Jouée le : 22 novembre 2026",
        "Fin atteinte : ◕ Le circuit tient",
        "Le coup de fil du vestiaire.",
        "Je ne l’attendais pas.",
        "La maire a tranché.",
        "▲ Ligne rouge : Neutralité du service public",
        "Décision 3 : un congé accordé sur un parking",
        "Confirmer le congé, l’incident est clos.",
        "Fait avec Duettiste le 22 novembre 2026.",
    ):
        assert line in words


def test_charts_are_tables_with_all_their_values() -> None:
    markdown = to_markdown(DOCUMENT, FRENCH)
    rows = ["".join(line.split()) for line in markdown.splitlines() if line.startswith("|")]
    assert "|Décision|Confiancedelamaire|Équipes|Adjointauxsports|Cabinet|" in rows
    assert "|8|63|62|64|12|" in rows
    assert "|Continuitéduservice|—|aucuneoccasion|" in rows


def test_headings_follow_the_sections() -> None:
    lines = to_markdown(DOCUMENT, FRENCH).splitlines()
    assert lines[0] == "# L’appel du vestiaire"
    assert "## Votre profil" in lines
    assert "### Ce qui n’est pas venu" in lines


def test_it_reads_without_a_reader_of_markdown() -> None:
    markdown = to_markdown(DOCUMENT, FRENCH)
    assert "\\" not in markdown.replace("\\\n", "\n")
    assert not any(line != line.rstrip() for line in markdown.splitlines())
    assert "\n\n\n" not in markdown


@settings(max_examples=80, deadline=None)
@given(texts, texts, texts)
def test_no_text_has_any_effect(one: str, two: str, three: str) -> None:
    markdown = to_markdown(report_of((f"x{one}", two, three)), FRENCH)
    assert {token.type for token in parsed(markdown)} <= ALLOWED


@settings(max_examples=120, deadline=None)
@given(texts)
@example("1. un\n2. deux")
@example("a\n===\nb\n---")
@example("-\u00a0a")
def test_every_text_is_said_again(text: str) -> None:
    words = said(to_markdown(alone(text), FRENCH))
    lines = lines_of(text)
    assert [line for line in words if line] == [line for line in ("x", "y", *lines, *lines) if line]


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_makes_or_breaks_a_table(piece: str) -> None:
    texts = (piece, f"x{piece}", f"{piece}x")
    kinds = [token.type for token in parsed(to_markdown(report_of(texts), FRENCH))]
    tables, cells = kinds.count("table_open"), kinds.count("td_open")
    assert (tables, cells) == (5, 5 * 4)


def test_paragraphs_of_one_voice_make_one_quotation() -> None:
    told = tuple(Paragraph(text, Manner.STORY) for text in ("a", "b"))
    noted, said_after = Paragraph("c", Manner.NOTE), Paragraph("d")
    document = Document("x", "", "fr", (), (Section("s", "y", (*told, noted, said_after)),))
    markdown = to_markdown(document, FRENCH)
    assert markdown.endswith("> a\n>\n> b\n\n> c\n\nd\n")


def test_two_lists_that_follow_each_other_stay_two() -> None:
    lists = (Bullets(("a", "b"), numbered=True), Bullets(("c",), numbered=True), Bullets(("d",)))
    document = Document("x", "", "fr", (), (Section("s", "y", (*lists, Bullets(("e",)))),))
    kinds = [token.type for token in parsed(to_markdown(document, FRENCH))]
    assert kinds.count("ordered_list_open") == 2
    assert kinds.count("bullet_list_open") == 2
