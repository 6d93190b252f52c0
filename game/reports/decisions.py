"""One decision in a report: what happened, then how each answer stood to what was at stake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from engine.scenario import Grade
from game.locale import Messages
from game.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Folded,
    Manner,
    Mark,
    Notice,
    Paragraph,
    Section,
    Table,
    Weight,
)
from game.reports.panel import panel_blocks
from game.views.debrief import ConsequenceView, DecisionView, OptionView
from game.views.words import GradeView, PrincipleView

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def decision_title(decision: DecisionView, messages: Messages) -> str:
    return messages("reports.decision.title", number=decision.position, title=decision.title)


def story_section(
    decision: DecisionView, messages: Messages, before: tuple[str, ...] = ()
) -> Section:
    """What happened, without a judgement: the situation folded, the decision, what followed.

    ``before`` are paragraphs told between the decision before and this one.
    """
    blocks: list[Block] = [
        *told(before),
        Folded(messages("reports.decision.situation"), told(decision.paragraphs)),
        made_block(decision, messages),
        *note_blocks(decision, messages),
        *told(decision.outcome),
    ]
    for consequence in decision.returned:
        blocks.append(Paragraph(_where_from(consequence, decision, messages), Manner.QUIET))
        blocks += told(consequence.paragraphs)
    title = decision_title(decision, messages)
    return Section(f"decision-{decision.position}", title, tuple(blocks))


def told(paragraphs: Iterable[str]) -> tuple[Block, ...]:
    """Texts of the scenario."""
    return tuple(Paragraph(text, Manner.STORY) for text in paragraphs)


def note_blocks(decision: DecisionView, messages: Messages) -> tuple[Block, ...]:
    """What the player noted when deciding; nothing where nothing was noted."""
    if not decision.note:
        return ()
    note = messages.typeset(decision.note)
    return (Paragraph(messages("reports.decision.note", note=note), Manner.NOTE),)


def _where_from(consequence: ConsequenceView, here: DecisionView, messages: Messages) -> str:
    if consequence.called_at == here.position:
        return messages("reports.decision.returned_at_once")
    return messages("reports.decision.returned", number=consequence.called_at)


def made_block(decision: DecisionView, messages: Messages) -> Paragraph:
    """What was decided, in words that judge nothing, and whether time decided."""
    key = "made_by_timer" if decision.timed_out else "made" if decision.options else "answered"
    return Paragraph(messages(f"reports.decision.{key}", decided=decision.made))


def judgement_blocks(
    decision: DecisionView, messages: Messages, given_away: Mapping[str, str] | None = None
) -> tuple[Block, ...]:
    """How each answer stood to each stake, and why.

    ``given_away`` says, by the text of each answer that was open, what it gave away in hindsight.
    A scene that is open to discussion has no grade; a board has the player's answer alone.
    """
    blocks: list[Block] = [
        Notice(
            Weight.RED_LINE,
            principle.title,
            (Paragraph(messages("reports.red_lines.broken_here")),),
        )
        for principle in decision.red_lines
    ]
    if decision.grade is None:
        blocks.append(Paragraph(messages("reports.judgement.open")))
    if decision.options:
        options = best_first(decision.options)
        blocks += _options(options, messages, given_away or {})
        blocks += panel_blocks(decision.panel, _names(options, messages), options, messages)
    else:
        blocks += _board(decision, messages)
    return tuple(blocks)


def source_blocks(decision: DecisionView, messages: Messages) -> tuple[Block, ...]:
    """Where the principles at stake can be read."""
    lines = tuple(source_line(stake.principle, messages) for stake in decision.stakes)
    if not lines:
        return ()
    return (Paragraph(messages("reports.judgement.sources"), Manner.QUIET), Bullets(lines))


def best_first(options: Iterable[OptionView]) -> tuple[OptionView, ...]:
    """By what their grades are worth; equals, and options without grades, as they were."""
    return tuple(sorted(options, key=_worth, reverse=True))


def is_best_at_once(text: str, options: Iterable[OptionView]) -> bool:
    """Whether no open option has better grades than the one that says ``text``."""
    worths = {option.text: _worth(option) for option in options if option.open}
    return text not in worths or worths[text] == max(worths.values())


def _worth(option: OptionView) -> Fraction:
    return sum((Grade(stake.grade.level).credit for stake in option.stakes), Fraction(0))


def _options(
    options: tuple[OptionView, ...], messages: Messages, given_away: Mapping[str, str]
) -> list[Block]:
    names = _names(options, messages)
    answers = Table(
        messages("reports.judgement.answers"),
        tuple(
            Column(messages(f"reports.judgement.column.{key}"), told=key != "letter")
            for key in ("letter", "answer", "because")
        ),
        tuple(
            (name, _answer(option, messages), _why(option, messages))
            for name, option in zip(names, options, strict=True)
        ),
    )
    return [answers, *_grades(names, options, messages, given_away)]


def _names(options: tuple[OptionView, ...], messages: Messages) -> list[str]:
    return [_name(index, option, messages) for index, option in enumerate(options)]


def _name(index: int, option: OptionView, messages: Messages) -> str:
    letter = LETTERS[index] if index < len(LETTERS) else str(index + 1)
    return messages("reports.judgement.yours", letter=letter) if option.chosen else letter


def _answer(option: OptionView, messages: Messages) -> str:
    if option.open:
        return option.text
    if not option.why_not:
        return messages("reports.judgement.closed", text=option.text)
    return messages("reports.judgement.closed_why", text=option.text, why=option.why_not)


def _why(option: OptionView, messages: Messages) -> str:
    lines = (
        messages("reports.judgement.red_line", title=principle.title)
        for principle in option.red_lines
    )
    return " ".join((option.because, *lines)).strip()


def _grades(
    names: list[str],
    options: tuple[OptionView, ...],
    messages: Messages,
    given_away: Mapping[str, str],
) -> tuple[Block, ...]:
    graded = [
        (name, option, option.grade)
        for name, option in zip(names, options, strict=True)
        if option.grade is not None
    ]
    if not graded:
        return ()
    stakes = graded[0][1].stakes
    rows: list[tuple[Cell, ...]] = [
        (
            stake.principle.title,
            *(mark(option.stakes[position].grade) for _, option, _ in graded),
        )
        for position, stake in enumerate(stakes)
    ]
    if len(stakes) > 1:
        together = (mark(grade) for _, _, grade in graded)
        rows.append((messages("reports.judgement.together"), *together))
    if given_away:
        given = (
            given_away.get(option.text, messages("reports.judgement.was_closed"))
            for _, option, _ in graded
        )
        rows.append((messages("reports.judgement.given_away"), *given))
    columns = (Column(messages("reports.judgement.column.stake")), *(Column(it) for it in names))
    return (Table(messages("reports.judgement.grades"), columns, tuple(rows)),)


def _board(decision: DecisionView, messages: Messages) -> list[Block]:
    blocks: list[Block] = [Paragraph(text) for text in decision.details[:1]]
    if decision.details[1:]:
        blocks.append(Bullets(decision.details[1:]))
    if decision.because:
        blocks.append(Paragraph(messages("reports.judgement.because", because=decision.because)))
    if decision.grade is None:
        return blocks
    rows: list[tuple[Cell, ...]] = [
        (stake.principle.title, mark(stake.grade)) for stake in decision.stakes
    ]
    if len(rows) > 1:
        rows.append((messages("reports.judgement.together"), mark(decision.grade)))
    columns = (
        Column(messages("reports.judgement.column.stake")),
        Column(messages("reports.judgement.column.yours")),
    )
    blocks.append(Table(messages("reports.judgement.grades"), columns, tuple(rows)))
    return blocks


def mark(grade: GradeView) -> Mark:
    return Mark(grade.sign, grade.word, grade.level)


def source_line(principle: PrincipleView, messages: Messages) -> str:
    """A principle, how strongly it binds, and every place where it can be read."""
    return messages(
        "reports.source.line",
        title=principle.title,
        force=principle.force,
        where=where_to_read(principle, messages),
    )


def where_to_read(principle: PrincipleView, messages: Messages) -> str:
    """Every place where a principle can be read, each document named once."""
    told = (
        messages("reports.source.document", document=source.document, places=places)
        for source in principle.sources
        for places in [
            messages("reports.source.join").join(
                messages("reports.source.place", where=where, lines=lines)
                for where, lines in source.places
            )
        ]
    )
    return _transposed(principle, messages("reports.source.join").join(told), messages)


def lines_to_read(principle: PrincipleView, messages: Messages) -> str:
    """The same in short: documents and lines."""
    told = (
        messages("reports.source.document", document=source.document, places=lines)
        for source in principle.sources
        for lines in [
            messages("reports.list_join").join(dict.fromkeys(lines for _, lines in source.places))
        ]
    )
    return _transposed(principle, messages("reports.source.join").join(told), messages)


def _transposed(principle: PrincipleView, places: str, messages: Messages) -> str:
    """A principle that this system's document does not state says so."""
    return messages("reports.source.transposed", places=places) if principle.transposed else places
