"""The progress of a player as a document and as data."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from game.content import load_catalogue
from game.locale import Messages
from game.progress.measuring import training_of
from game.progress.overview import Progress
from game.progress.record import TrainingRecord
from game.progress.reviewing import recalls
from game.reports.document import Bars, Curves, Document, Figure, Section, Table
from game.reports.progress import progress_document
from game.reports.progress_data import progress_json
from game.reports.progress_file import progress_content, save_progress
from game.reports.writing import Form, ReportError
from game.views.progress import ProgressView, progress_view
from game.views.words import Wording
from tests.game.progress.training import FIRST, SECOND, answered, day, record_of


def progress_of(record: TrainingRecord, now: datetime) -> Progress:
    catalogue = load_catalogue()
    return Progress(now, record, training_of(record, catalogue), recalls(record, now), ())


@pytest.fixture
def progress() -> Progress:
    """Five plays: a rise on the first principle, one answer to the second, one play again."""
    plays = [
        answered(0, {FIRST: (0.0, 0.0, 0.5), SECOND: (1.0,)}),
        answered(5, {FIRST: (0.5,)}),
        answered(10, {FIRST: (1.0, 1.0)}, mode="assessment"),
        answered(15, {FIRST: (1.0,)}),
        answered(16, {FIRST: (1.0,)}, first_sight=False),
    ]
    return progress_of(record_of(*plays), day(30))


def view_of(progress: Progress, language: str) -> ProgressView:
    return progress_view(progress, Wording(Messages(language), load_catalogue()))


def document_of(progress: Progress, language: str, player: str = "Hélène") -> Document:
    view = view_of(progress, language)
    return progress_document(view, Messages(language), player=player, day="1er avril 2026")


def section(document: Document, id_: str) -> Section:
    return next(it for it in document.sections if it.id == id_)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_document_says_the_whole_then_what_to_do_then_each_axis(
    progress: Progress, language: str
) -> None:
    document = document_of(progress, language)
    ids = [it.id for it in document.sections]
    assert ids == ["summary", "next", "review", "axis-circuit", "method"]
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", id_) for id_ in ids)
    bars = [it for it in section(document, "summary").blocks if isinstance(it, Figure)]
    assert [type(it.chart) for it in bars] == [Bars]
    (curve,) = [it for it in section(document, "axis-circuit").blocks if isinstance(it, Figure)]
    assert isinstance(curve.chart, Curves)
    assert [round(value) for value in curve.chart.curves[0].values] == [38, 50, 100, 100]


def test_each_principle_stands_in_its_table_with_dates_that_last(progress: Progress) -> None:
    blocks = section(document_of(progress, "fr"), "axis-circuit").blocks
    (table,) = [it for it in blocks if isinstance(it, Table)]
    rows = {str(row[0]): [plain(str(cell)) for cell in row[1:]] for row in table.rows}
    assert rows["Préparer des réponses types"] == [
        "100 %",
        "1 occasion, trop peu pour conclure",
        "2 mars 2026",
        "maintenant",
    ]
    assert rows["Consulter le responsable, éviter les courts-circuits"][:3] == [
        "57 %",
        "7 occasions",
        "18 mars 2026",
    ]


def test_the_words_tell_modes_repeats_and_trend_apart(progress: Progress) -> None:
    (axis,) = view_of(progress, "fr").axes
    measure = next(it.measure for it in axis.principles if it.measure.id == FIRST)
    details = [plain(sentence) for sentence in measure.details]
    assert details == [
        "En entraînement : 40 %, 5 occasions.",
        "En évaluation : 100 %, 2 occasions.",
        "Réponses refaites, comptées à part : 100 %, 1 occasion.",
        "En progrès : 100 % récemment, 25 % avant.",
        "Dernière rencontre : il y a 14 jours, le 18 mars 2026.",
    ]


def test_on_few_occasions_no_trend_is_said(progress: Progress) -> None:
    (axis,) = view_of(progress, "en").axes
    measure = next(it.measure for it in axis.principles if it.measure.id == SECOND)
    assert measure.whole.enough is False
    assert measure.details[0] == "Trend: not enough occasions yet to tell."


def test_what_is_due_comes_first_then_the_rest_by_date(progress: Progress) -> None:
    view = view_of(progress, "fr")
    assert [it.measure.id for it in view.to_review] == [SECOND]
    assert [it.measure.id for it in view.later] == [FIRST]
    early = view_of(progress_of(progress.record, day(16)), "fr")
    assert all(not it.due for it in early.later)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_a_play_the_document_is_short_and_says_so(language: str) -> None:
    document = document_of(progress_of(record_of(), day(0)), language, player="")
    assert [it.id for it in document.sections] == ["summary", "method"]
    assert len(document.facts) == 1


def test_plays_that_cannot_be_read_are_told() -> None:
    view = view_of(progress_of(TrainingRecord((), 2), day(0)), "fr")
    assert "2 parties ne peuvent plus être relues" in plain(" ".join(view.sentences))


def test_the_data_say_what_the_page_says(progress: Progress) -> None:
    data = json.loads(progress_json(progress, load_catalogue(), player="Hélène"))
    first = data["principles"][FIRST]
    assert first["axis"] == "circuit"
    assert first["first_sight"] == {"occasions": 7, "quality": pytest.approx(4 / 7), "enough": True}
    assert first["trend"]["direction"] == "up"
    assert (first["due"], first["reviews"]) == (False, 5)
    assert [point["occasions"] for point in first["points"]] == [3, 1, 2, 1]


@pytest.mark.parametrize("form", list(Form))
def test_every_form_can_be_written(progress: Progress, tmp_path: Path, form: Form) -> None:
    messages = Messages("fr")
    path = save_progress(progress, tmp_path, messages, player="Hélène", form=form)
    assert path.name == f"duettiste-progression.{form}"
    assert path.stat().st_size > 1000
    with pytest.raises(ReportError):
        save_progress(progress, path, messages, player="Hélène")


def test_principles_are_named_in_the_language_of_the_report(progress: Progress) -> None:
    english = load_catalogue("en").principle(FIRST).title
    content = progress_content(progress, Form.MARKDOWN, Messages("en"), player="").decode()
    assert english in content
    assert load_catalogue().principle(FIRST).title not in content


def test_a_hostile_name_has_no_effect(progress: Progress) -> None:
    name = "<script>alert(1)</script> [x](javascript:1)"
    page = progress_content(progress, Form.HTML, Messages("fr"), player=name).decode()
    assert "<script>alert" not in page
