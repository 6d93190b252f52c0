"""An exploration as a document: for the forms that reports take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.principles import Catalogue
from game.authoring.exploration_figures import figure_sections, replays
from game.authoring.exploration_reading import Source
from game.authoring.exploration_running import Explored
from game.authoring.exploration_view import FindingView, Reading, read_out
from game.locale import Messages
from game.reports.document import (
    Block,
    Document,
    Facts,
    Manner,
    Notice,
    Paragraph,
    Section,
    Weight,
)
from game.typography import typeset


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is said of one scenario."""

    source: Source
    explored: Explored
    reading: Reading
    figures: tuple[Section, ...]
    replays: tuple[tuple[str, str], ...]
    """What a play is and the command that plays it."""


def chapter(
    source: Source, explored: Explored, catalogue: Catalogue, messages: Messages
) -> Chapter:
    """Everything that the exploration of ``source`` says."""
    reading = read_out(source, explored, catalogue, messages)
    report = explored.report
    if report is None:
        return Chapter(source, explored, reading, (), ())
    figures = figure_sections(explored.rules, report, catalogue, messages)
    playable = not source.mistakes
    again = replays(explored.rules, report, messages, source.word) if playable else ()
    return Chapter(source, explored, reading, figures, again)


def exploration_document(
    chapters: Sequence[Chapter], unread: Sequence[str], messages: Messages
) -> Document:
    """One document about every scenario explored; ``unread`` says what could not be explored."""
    alone = chapters[0] if len(chapters) == 1 else None
    title = messages("exploring.document.title")
    if alone is not None:
        sections = tuple(_sections(alone, messages))
        subtitle = typeset(alone.source.scenario.title)
    else:
        sections = tuple(_nested(number, one, messages) for number, one in enumerate(chapters, 1))
        subtitle = messages("exploring.document.several", count=len(chapters))
    if unread:
        said = tuple(Paragraph(one) for one in unread)
        sections += (Section("unread", messages("exploring.document.unread"), said),)
    facts = () if alone is None else ((messages("exploring.document.file"), alone.source.name),)
    closing = messages("exploring.document.closing")
    return Document(title, subtitle, messages.language, facts, sections, closing)


def _nested(number: int, one: Chapter, messages: Messages) -> Section:
    """A scenario among others; the ids of its sections are made its own."""
    inner = tuple(
        Section(f"s{number}-{it.id}", it.title, it.blocks) for it in _sections(one, messages)
    )
    return Section(f"s{number}", one.reading.title, inner)


def _sections(one: Chapter, messages: Messages) -> Iterator[Section]:
    blocks: list[Block] = [Paragraph(one.reading.verdict)]
    if one.reading.mistakes:
        blocks.append(Paragraph(one.reading.mistakes))
    if one.reading.remedy:
        blocks.append(Paragraph(one.reading.remedy, Manner.QUIET))
    if one.reading.count:
        blocks.append(Paragraph(one.reading.count))
    blocks += [_notice(told, messages) for told in one.reading.findings]
    yield Section("findings", messages("exploring.section.findings"), tuple(blocks))
    yield from one.figures
    if one.replays:
        again = messages("exploring.section.replays")
        yield Section("replays", again, (Facts(one.replays),))


def _notice(told: FindingView, messages: Messages) -> Notice:
    pairs = [
        (
            messages("exploring.finding.place"),
            messages("exploring.finding.line", line=told.place.line, column=told.place.column),
        ),
        (messages("exploring.finding.to_do"), told.fix),
    ]
    if told.way:
        pairs.append((messages("exploring.finding.seen"), told.way))
    if told.command:
        pairs.append((messages("exploring.finding.command"), told.command))
    weight = Weight.REMARK if told.advice else Weight.CAUTION
    return Notice(weight, told.label, (Paragraph(told.what), Facts(tuple(pairs))))
