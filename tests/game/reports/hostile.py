"""Texts that try to be more than text, and reports made of nothing else."""

from __future__ import annotations

from hypothesis import strategies as st

from game.reports.document import (
    Bullets,
    Column,
    Document,
    Facts,
    Folded,
    Manner,
    Mark,
    Notice,
    Paragraph,
    Section,
    Table,
    ToFill,
    Weight,
)

PIECES = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' style='color:red",
    "&lt;b&gt;",
    "&#x6a;",
    "{{ 7 * 7 }}",
    "{% include 'x' %}",
    "]]>",
    "--><!--",
    "\u202eexe.txt\u202c",
    "\u2066fin\u2069",
    "\x1b[31m",
    "\x00",
    "\x07",
    "\ud800",
    "\ufeff",
    "\u2028",
    "\t",
    "# titre",
    "#tag",
    "- [ ] faire",
    "1. un",
    "1986) deux",
    "+ plus",
    "---",
    "===",
    "> cité",
    "| a | b |",
    "|---|",
    ":--",
    "*gras*",
    "__souligné__",
    "~~barré~~",
    "`code`",
    "```",
    "~~~",
    "[lien](javascript:alert(1))",
    "![image](x.png)",
    "[^1]",
    "[x]: /adresse",
    "https://exemple.fr/",
    "www.exemple.fr",
    "_www.exemple.fr",
    "ftp://exemple.fr",
    "mailto:qui@exemple.fr",
    "qui@exemple.fr",
    "<https://exemple.fr>",
    "fin\\",
    "\\*",
    "\\|",
    "    retrait",
    "$x$",
    ":sourire:",
    "\n\n",
    "\n",
    " ",
    "a",
    "é",
    "\u00a0",
)

texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), min_size=1, max_size=6
).map("".join)
"""Pieces put end to end; half of a surrogate pair may be among them."""


def report_of(texts: tuple[str, str, str]) -> Document:
    """A report whose every text is one of ``texts``; none of them may be empty of words."""
    one, two, three = texts
    mark = Mark(one, two, three)
    inner = (
        Paragraph(one),
        Paragraph(two, Manner.STORY),
        Paragraph(three, Manner.NOTE),
        Paragraph(one, Manner.QUIET),
        Bullets((two, three)),
        Facts(((one, two), (three, mark))),
        Bullets((one, two), numbered=True),
        Table(one, (Column(two), Column(three, numeric=True)), ((two, mark), (one, three))),
        ToFill(two, three),
        ToFill(one),
    )
    return Document(
        title=one,
        subtitle=two,
        language="fr",
        facts=((three, one), (two, mark)),
        sections=(
            Section("first", one, (*inner, Folded(two, inner))),
            Section("second", three, tuple(Notice(weight, two, inner) for weight in Weight)),
        ),
        closing=three,
    )
