"""An exploration in lines, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.authoring.exploration_document import Chapter
from game.authoring.exploration_view import FindingView
from game.locale import Messages
from game.plain.lines import neutralised
from game.plain.voice import Voice
from game.reports.document import Bar, Bars, Block, Facts, Figure, Paragraph, Section, Table

_LONGEST_BAR = 24
_WIDTH_IN_A_PIPE = 96
_NARROWEST_LABEL = 12
_INDENT = "  "


class Lines:
    """Tells explorations on ``voice``; ``width`` is that of the terminal, None in a pipe."""

    def __init__(self, voice: Voice, width: int | None, messages: Messages) -> None:
        self._voice = voice
        self._width = width or _WIDTH_IN_A_PIPE
        self._say = messages

    def tell(self, chapter: Chapter) -> None:
        """The verdict, the findings, the figures, and what it comes to again."""
        reading = chapter.reading
        self._heading(reading.title, "=")
        self._voice.say(reading.verdict)
        for more in filter(None, (reading.mistakes, reading.remedy)):
            self._voice.say(more)
        for number, told in enumerate(reading.findings, start=1):
            self._voice.gap()
            self._finding(number, told, chapter.source.name)
        for section in chapter.figures:
            self._section(section)
        self._replays(chapter)
        if reading.count:
            self._voice.gap()
            self._voice.say(f"{chapter.source.name}: {reading.count}")

    def _heading(self, text: str, line: str) -> None:
        self._voice.gap()
        self._voice.say(text)
        self._voice.exactly(line * min(len(text), self._width))

    def _finding(self, number: int, told: FindingView, file: str) -> None:
        where = f"{file}:{told.place.line}:{told.place.column}"
        self._voice.say(f"{number}. {told.label}, {where}", _INDENT)
        self._voice.say(f"{_INDENT}{told.what}", _INDENT)
        self._voice.say(f"{_INDENT}→ {told.fix}", _INDENT * 2)
        if told.way:
            seen = self._say("exploring.finding.seen")
            words = self._say("exploring.form.fact", name=seen, value=told.way)
            self._voice.say(f"{_INDENT}{words}", _INDENT)
        if told.command:
            self._command(told.command)

    def _command(self, command: str) -> None:
        """On one line however long, to be pasted whole."""
        self._voice.exactly(f"{_INDENT * 2}{neutralised(command)}")

    def _section(self, section: Section) -> None:
        self._heading(section.title, "-")
        for number, block in enumerate(section.blocks):
            if number:
                self._voice.gap()
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(text):
                self._voice.say(text)
            case Facts(pairs):
                for name, value in pairs:
                    said = self._say("exploring.form.fact", name=name, value=value)
                    self._voice.say(said, _INDENT)
            case Figure(_, summary, Bars(rows)):
                self._voice.say(summary)
                for row in rows:
                    self._voice.exactly(self._bar(row, rows))
            case Table():
                self._table(block)
            case _:
                raise TypeError(f"no lines for a {type(block).__name__}")

    def _replays(self, chapter: Chapter) -> None:
        if chapter.replays:
            self._heading(self._say("exploring.section.replays"), "-")
        for name, command in chapter.replays:
            self._voice.say(self._say("exploring.form.name", name=name))
            self._command(command)

    def _bar(self, row: Bar, rows: Sequence[Bar]) -> str:
        """Label, bar and words; the label on a line of its own where it is long."""
        share = row.share or 0.0
        longest = max(one.share or 0.0 for one in rows) or 1.0
        drawn = "█" * round(share / longest * _LONGEST_BAR) or ("▏" if share else "")
        words = f"{row.words} {self._remark(row)}".rstrip()
        label = neutralised(row.label)
        labels = max(len(neutralised(one.label)) for one in rows)
        if labels + _LONGEST_BAR + len(words) + 2 <= self._width:
            return f"{label:<{labels}}  {drawn:<{_LONGEST_BAR}} {words}".rstrip()
        return f"{label}\n{_INDENT}{drawn:<{_LONGEST_BAR}} {words}".rstrip()

    def _remark(self, row: Bar) -> str:
        return f"({neutralised(row.remark)})" if row.remark else ""

    def _table(self, table: Table) -> None:
        self._voice.say(table.caption)
        heads = [column.title for column in table.columns]
        numbers = [
            max(len(str(row[column])) for row in (heads, *table.rows))
            for column in range(1, len(heads))
        ]
        room = max(_NARROWEST_LABEL, self._width - sum(width + 2 for width in numbers))
        longest = max(len(neutralised(str(row[0]))) for row in (heads, *table.rows))
        room = min(room, longest)
        for row in (heads, *table.rows):
            for line in _row([neutralised(str(cell)) for cell in row], room, numbers):
                self._voice.exactly(line)


def _row(cells: Sequence[str], room: int, widths: Sequence[int]) -> Iterator[str]:
    """The lines of a row: a label with too little room gives its last words beside the numbers."""
    label = cells[0]
    while len(label) > room:
        cut = label.rfind(" ", 1, room + 1)
        cut = room if cut <= 0 else cut
        yield label[:cut]
        label = label[cut:].strip()
    rest = "".join(f"  {cell:>{width}}" for cell, width in zip(cells[1:], widths, strict=True))
    yield f"{label:<{room}}{rest}".rstrip()
