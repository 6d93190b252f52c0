"""The analysis of many plays as a document, and written in a file."""

from __future__ import annotations

from pathlib import Path

from game.analysis.data import analysis_csv, analysis_json
from game.analysis.results import Analysis
from game.analysis.view import AnalysisView, DecisionView, StoryView, analysis_view
from game.locale import Messages
from game.reports.analysis_forms import AnalysisForm, form_of
from game.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Manner,
    Notice,
    Paragraph,
    Section,
    Table,
    Weight,
)
from game.reports.writing import Form, place_for, rendered, write_report


def save_analysis(
    analysis: Analysis,
    target: Path,
    messages: Messages,
    *,
    day: str,
    form: AnalysisForm | None = None,
    excel: bool = False,
    replace: bool = False,
) -> Path:
    """Write ``analysis`` in the file ``target``, or in that folder; gives the file written.

    ``day`` is the date of the document in words. A page where nothing says the form. Raises
    ReportError.
    """
    form = form or form_of(target) or AnalysisForm.HTML
    name = messages("analysis.file_name")
    path = place_for(target, name, form, replace=replace)
    write_report(path, analysis_content(analysis, form, messages, day=day, excel=excel))
    return path


def analysis_content(
    analysis: Analysis, form: AnalysisForm, messages: Messages, *, day: str, excel: bool = False
) -> bytes:
    """The analysis in one form, texts in UTF-8."""
    match form:
        case AnalysisForm.JSON:
            return analysis_json(analysis)
        case AnalysisForm.CSV:
            return analysis_csv(analysis, excel=excel)
        case _:
            document = analysis_document(analysis_view(analysis, messages), messages, day=day)
            return rendered(document, Form(form.value), messages)


def analysis_document(view: AnalysisView, messages: Messages, *, day: str) -> Document:
    """The document; ``day`` is its date in words."""
    say = messages
    sections = [Section("stories", say("analysis.heading.stories"), _overview(view, say))]
    sections += [
        Section(f"story-{number}", story.title, _story(story, number, say))
        for number, story in enumerate(view.stories, 1)
        if story.decisions
    ]
    method = Section("method", say("analysis.heading.method"), (Bullets(view.method),))
    return Document(
        title=say("analysis.title"),
        subtitle=say("analysis.subtitle"),
        language=say.language,
        facts=((say("analysis.date"), day),),
        sections=(*sections, method),
        closing=say("analysis.closing", date=day),
    )


def _overview(view: AnalysisView, say: Messages) -> tuple[Block, ...]:
    table = Table(
        say("analysis.heading.stories"),
        (
            Column(say("analysis.column.scenario")),
            Column(say("analysis.column.plays"), numeric=True),
            Column(say("analysis.column.coherence")),
        ),
        tuple((story.title, story.plays, story.short_coherence) for story in view.stories),
    )
    return (*(Paragraph(sentence) for sentence in view.sentences), table)


def _story(story: StoryView, number: int, say: Messages) -> tuple[Block, ...]:
    keys = ("facility", "best", "discrimination", "seconds")
    table = Table(
        say("analysis.story.overview", title=story.title),
        (
            Column(say("analysis.column.decision")),
            Column(say("analysis.column.plays"), numeric=True),
            *(Column(say(f"analysis.column.{key}")) for key in keys),
        ),
        tuple((decision.title, *decision.cells) for decision in story.decisions),
    )
    sections = (
        Section(f"story-{number}-{index}", decision.title, _decision(decision, say))
        for index, decision in enumerate(story.decisions, 1)
    )
    told = (*story.sentences, *story.coherence)
    return (*(Paragraph(sentence) for sentence in told), table, *sections)


def _decision(decision: DecisionView, say: Messages) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph(decision.scene, Manner.QUIET)]
    if decision.note:
        blocks.append(Paragraph(decision.note))
    if decision.remarks:
        look = say("analysis.look.title")
        blocks.append(Notice(Weight.REMARK, look, (Bullets(decision.remarks),)))
    plays = (say("analysis.column.plays"), decision.plays)
    blocks.append(Facts((plays, *decision.facts)))
    if decision.answers:
        blocks.append(_answers(decision, say))
    return tuple(blocks)


def _answers(decision: DecisionView, say: Messages) -> Figure:
    most = max(decision.answers, key=lambda answer: answer.share)
    rows = tuple(
        Bar(
            answer.text,
            answer.share,
            say("analysis.answer.worth", share=answer.worth, bounds=answer.bounds),
            answer.remark,
        )
        for answer in decision.answers
    )
    summary = say("analysis.decision.summary", answer=most.text, share=most.worth)
    return Figure(say("analysis.decision.answers"), summary, Bars(rows))
