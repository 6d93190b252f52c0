"""A report as one HTML file: no network, no script; light, dark, on a phone and on paper.

Texts are escaped by the templates, all of them, after what no page may hold is taken out.
"""

from __future__ import annotations

from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from engine.scenario import Grade
from game.locale import Messages
from game.reports.charts import NARROW, WIDE, chart_svg
from game.reports.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Folded,
    Manner,
    Notice,
    Paragraph,
    Section,
    Table,
    ToFill,
)
from game.reports.inert import inert
from game.reports.quotations import Gathered, Quotation, gathered
from game.reports.signs import NOTICE_SIGNS
from game.reports.svg import THEMED
from game.reports.values import values_table

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_TEMPLATES = Path(__file__).parent / "templates"
_DEEPEST_HEADING = 6
_MOST_COLUMNS_WITHOUT_SCROLLING = 5
"""Wider tables may scroll sideways, and then the keyboard must reach them."""


def to_html(document: Document, messages: Messages) -> str:
    """The whole report as a page that needs nothing else."""
    return _Writer(messages).document(document)


def blocks_in_html(blocks: tuple[Block, ...], messages: Messages, level: int = 2) -> Markup:
    """Blocks for a page that has its own frame; their headings begin at ``level``."""
    return _Writer(messages).blocks(blocks, level)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=made_inert,
        trim_blocks=True,
    )
    environment.globals["levels"] = frozenset(grade.value for grade in Grade)
    environment.globals["most_columns_without_scrolling"] = _MOST_COLUMNS_WITHOUT_SCROLLING
    return environment


def made_inert(value: object) -> object:
    """Every text that a template writes passes here; parts already made are left as they are."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return inert(value)
    return value


class _Writer:
    def __init__(self, messages: Messages) -> None:
        self._say = messages
        self._macros = _environment().get_template("blocks.html.j2").module
        self._numbers = count(1)
        self._story_language = ""

    def document(self, document: Document) -> str:
        named = (document.title, document.subtitle)
        if document.story_language != document.language:
            self._story_language = document.story_language
        return (
            _environment()
            .get_template("document.html.j2")
            .render(
                document=document,
                page_title=" · ".join(name for name in named if name),
                words={
                    "skip": self._say("forms.skip"),
                    "contents": self._say("forms.contents"),
                },
                facts=self._part("facts", pairs=document.facts),
                body=self.blocks(document.sections, 2),
            )
        )

    def _part(self, kind: str, **values: object) -> Markup:
        """What the macro named ``kind`` makes."""
        made: Markup = getattr(self._macros, kind)(**values)
        return made

    def blocks(self, blocks: tuple[Block, ...], level: int) -> Markup:
        from markupsafe import Markup

        return Markup("\n").join(self._block(block, level) for block in gathered(blocks))

    def _block(self, block: Gathered, level: int) -> Markup:
        heading = min(level, _DEEPEST_HEADING)
        match block:
            case Paragraph():
                return self._part("paragraph", block=block)
            case Quotation(paragraphs, manner):
                told = self._story_language if manner is Manner.STORY else ""
                return self._part("quotation", paragraphs=paragraphs, manner=manner, language=told)
            case Bullets():
                return self._part("bullets", items=block.items, numbered=block.numbered)
            case Facts():
                return self._part("facts", pairs=block.pairs)
            case Table():
                name, told = self._name("table"), self._story_language
                return self._part("table", block=block, name=name, language=told)
            case Figure():
                return self._figure(block)
            case ToFill():
                return self._part("to_fill", block=block, blank=self._say("forms.to_fill"))
            case Notice():
                return self._notice(block, level)
            case Folded():
                inner = self.blocks(block.blocks, level + 1)
                return self._part("folded", block=block, level=heading, inner=inner)
            case Section():
                inner = self.blocks(block.blocks, level + 1)
                return self._part("section", block=block, level=heading, inner=inner)
            case _:
                assert_never(block)

    def _figure(self, figure: Figure) -> Markup:
        name = self._name("figure")
        values = values_table(figure, self._say)
        return self._part(
            "figure",
            block=figure,
            name=name,
            wide=self._chart(figure, WIDE, f"{name}_wide"),
            narrow=self._chart(figure, NARROW, f"{name}_narrow"),
            values_title=self._say("forms.values.title"),
            values=self._part("table", block=values, name=f"{name}_values", hidden_caption=True),
        )

    def _chart(self, figure: Figure, width: float, name: str) -> Markup:
        from markupsafe import Markup

        svg = chart_svg(figure, self._say, THEMED, width, name)
        return Markup(svg)  # noqa: S704 (the drawing escapes its own texts)

    def _notice(self, notice: Notice, level: int) -> Markup:
        return self._part(
            "notice",
            block=notice,
            name=self._name("notice"),
            sign=NOTICE_SIGNS[notice.weight],
            weight=self._say(f"forms.weight.{notice.weight.value}"),
            inner=self.blocks(notice.blocks, level),
        )

    def _name(self, kind: str) -> str:
        """A name for ids, which no section has: theirs hold no underscore."""
        return f"the_{kind}_{next(self._numbers)}"
