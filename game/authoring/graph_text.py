"""A scenario's graph as text for other programs to draw: Mermaid and DOT.

What an author wrote is data: it is escaped, and identifiers of nodes are numbers of our own.
"""

from __future__ import annotations

import re
from html import escape

from engine.graph import Graph, Node, NodeKind
from game.authoring.graph_labels import Bundle, Labels, Style, bundles

_MERMAID_SIGNS = re.compile(r'["#&<>`\\|{}\[\]();]')
_MERMAID_SHAPES = {
    NodeKind.SCENE: ("[", "]"),
    NodeKind.SORT: ("[[", "]]"),
    NodeKind.ORDER: ("[/", "/]"),
    NodeKind.PASSAGE: ("(", ")"),
    NodeKind.ENDING: ("([", "])"),
    NodeKind.MISSING: (">", "]"),
}
_MERMAID_ARROWS = {
    Style.PLAIN: "-->",
    Style.GUARDED: "-->",
    Style.CHANCE: "-.->",
    Style.FALLBACK: "--x",
}
_DASHES = {Style.GUARDED: "8 4", Style.CHANCE: "2 4", Style.FALLBACK: "12 3 2 3"}
_DOT_SHAPES = {
    NodeKind.SCENE: "box",
    NodeKind.SORT: "component",
    NodeKind.ORDER: "parallelogram",
    NodeKind.PASSAGE: "ellipse",
    NodeKind.ENDING: "doubleoctagon",
    NodeKind.MISSING: "note",
}
_DOT_STYLES = {
    Style.PLAIN: "solid",
    Style.GUARDED: "dashed",
    Style.CHANCE: "dotted",
    Style.FALLBACK: "dashed",
}
_THINNEST, _THICKEST = 1.0, 7.0
"""Points of the line of a way never taken, and of one that every play takes."""


def width_of(share: float) -> float:
    """Width of a line, for the share of the plays along it."""
    return _THINNEST + (_THICKEST - _THINNEST) * share


def mermaid(graph: Graph, labels: Labels) -> str:
    """A Mermaid flowchart."""
    names = _names(graph)
    lines = ["---", f"title: {_yaml(graph.title)}", "---", "flowchart TD"]
    lines += [f"    %% {line}" for about in labels.about(graph) for line in [_comment(about)]]
    for node in graph.nodes:
        opening, closing = _MERMAID_SHAPES[node.kind]
        words = "<br/>".join(map(_mermaid, labels.node(node)))
        lines.append(f'    {names[node.id]}{opening}"{words}"{closing}')
    styles = []
    for number, bundle in enumerate(bundles(graph)):
        words = "<br/>".join(map(_mermaid, labels.bundle(bundle)))
        middle = f'|"{words}"|' if words else ""
        arrow = f"{_MERMAID_ARROWS[bundle.style]}{middle}"
        lines.append(f"    {names[bundle.source]} {arrow} {names[bundle.target]}")
        styles += _mermaid_style(number, bundle, labels)
    lines += styles
    lost = [names[node.id] for node in graph.unreachable]
    if lost:
        lines.append("    classDef unreachable stroke-dasharray: 3 3")
        lines.append(f"    class {','.join(lost)} unreachable")
    return "\n".join(lines)


def _mermaid_style(number: int, bundle: Bundle, labels: Labels) -> list[str]:
    said = []
    if bundle.style in _DASHES:
        said.append(f"stroke-dasharray:{_DASHES[bundle.style]}")
    if labels.heat is not None:
        said.append(f"stroke-width:{width_of(labels.share(bundle)):.1f}px")
    return [f"    linkStyle {number} {','.join(said)}"] if said else []


def _names(graph: Graph) -> dict[str, str]:
    return {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}


def _mermaid(text: str) -> str:
    """Text inside quotes: each sign that Mermaid or a page could obey, as its number."""
    return _MERMAID_SIGNS.sub(lambda sign: f"#{ord(sign[0])};", text)


def _yaml(text: str) -> str:
    quoted = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_printable(quoted)}"'


def _comment(text: str) -> str:
    return _printable(text).replace("{", "(").replace("}", ")")


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() or sign == "\u202f")


def dot(graph: Graph, labels: Labels) -> str:
    """A graph in the language of Graphviz."""
    names = _names(graph)
    lines = ["digraph scenario {"]
    lines += [f"  // {_printable(about)}" for about in labels.about(graph)]
    lines += [
        f"  label={_dot([graph.title])}; labelloc=t; rankdir=TB;",
        '  node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=11];',
    ]
    for node in graph.nodes:
        lines.append(f"  {names[node.id]} [{_dot_node(node, labels)}];")
    for bundle in bundles(graph):
        ends = f"{names[bundle.source]} -> {names[bundle.target]}"
        lines.append(f"  {ends} [{_dot_edge(bundle, labels)}];")
    return "\n".join([*lines, "}"])


def _dot_node(node: Node, labels: Labels) -> str:
    said = [f"label={_dot(labels.node(node))}", f"shape={_DOT_SHAPES[node.kind]}"]
    if not node.reachable:
        said.append("style=dashed")
    if node.start:
        said.append("penwidth=3")
    return ", ".join(said)


def _dot_edge(bundle: Bundle, labels: Labels) -> str:
    said = [f"label={_dot(labels.bundle(bundle))}", f"style={_DOT_STYLES[bundle.style]}"]
    if bundle.style is Style.FALLBACK:
        said.append("arrowhead=empty")
    if labels.heat is not None:
        said.append(f"penwidth={width_of(labels.share(bundle)):.1f}")
    return ", ".join(said)


def _dot(lines: list[str]) -> str:
    """A quoted string of DOT; ``\\n`` between lines. Entities that Graphviz reads are escaped."""
    safe = (
        escape(" ".join(line.split()), quote=False).replace("\\", "\\\\").replace('"', '\\"')
        for line in lines
    )
    return '"' + "\\n".join(_printable(line) for line in safe) + '"'
