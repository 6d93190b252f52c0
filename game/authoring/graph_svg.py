"""A scenario's graph as one SVG file that needs nothing else: shapes, dashes and words.

Nothing is told by colour alone. Text is escaped, and the file holds no script and no link.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from engine.graph import Graph, Node, NodeKind
from game.authoring.graph_labels import Bundle, Labels, Style, bundles
from game.authoring.graph_layout import Laid, Line, Point, Size, lay_out
from game.authoring.graph_text import width_of

_LETTER = 6.9
"""Points across for a letter, on average and with room to spare."""
_WORD_LETTER = 6.1
_LINE_HEIGHT = 16.0
_WORD_LINE_HEIGHT = 13.0
_PADDING = 12.0
_WIDEST = 26
"""Letters on a line of a node."""
_HEADING = 42.0
"""Points down for the title; the sentences under it take their own."""
_LEGEND_ROW = 26.0
_LEGEND_WIDTH = 320.0

_DASHES = {
    Style.PLAIN: "",
    Style.GUARDED: "8 4",
    Style.CHANCE: "2 4",
    Style.FALLBACK: "12 3 2 3",
}
_CSS = (
    "text{font-family:system-ui,sans-serif;font-size:12px;fill:#111}"
    ".id{font-weight:700}.way{font-size:10.5px}.h{font-size:18px;font-weight:700}"
    ".n{fill:#fff;stroke:#111;stroke-width:1.4}.start{stroke-width:3.2}"
    ".lost{stroke-dasharray:5 4;fill:#f4f4f4}.ending{fill:#e8eef7}.missing{fill:#fdeaea}"
    ".e{fill:none;stroke:#444}.b{fill:#fff;fill-opacity:.92}"
)


def svg(graph: Graph, labels: Labels) -> str:
    """The drawing, with a title and a description for those who do not see it."""
    return _Drawing(graph, labels).text()


class _Drawing:
    def __init__(self, graph: Graph, labels: Labels) -> None:
        self._graph = graph
        self._labels = labels
        self._bundles = bundles(graph)
        self._node_lines = [list(_folded(labels.node(node))) for node in graph.nodes]
        self._words = [labels.bundle(bundle) for bundle in self._bundles]
        self._sizes = [
            _size_of(node, lines) for node, lines in zip(graph.nodes, self._node_lines, strict=True)
        ]

    def text(self) -> str:
        laid = self._laid()
        legend = self._legend_rows()
        width = max(laid.width, _LEGEND_WIDTH * 2)
        sentences = self._labels.about(self._graph)
        letters = int((width - _PADDING * 2) / _LETTER)
        about = [line for sentence in sentences for line in _folded([sentence], letters)]
        heading = _HEADING + _LINE_HEIGHT * len(about)
        height = laid.height + heading + _LEGEND_ROW * ((len(legend) + 1) // 2) + _PADDING
        title = self._graph.title
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}"'
            f' viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-labelledby="t d">',
            f'<title id="t">{_text(title)}</title>',
            f'<desc id="d">{_text(" ".join(sentences))}</desc>',
            f"<style>{_CSS}</style>",
            _marker(),
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
            f'<text class="h" x="{_PADDING}" y="26">{_text(title)}</text>',
            *(
                f'<text x="{_PADDING}" y="{46 + _LINE_HEIGHT * at}">{_text(line)}</text>'
                for at, line in enumerate(about)
            ),
            f'<g transform="translate(0 {heading:.0f})">',
            *self._edges(laid),
            *self._nodes(laid),
            "</g>",
            *_legend(legend, laid.height + heading),
            "</svg>",
        ]
        return "\n".join(parts)

    def _laid(self) -> Laid:
        index = {node.id: number for number, node in enumerate(self._graph.nodes)}
        lines = [
            Line(index[bundle.source], index[bundle.target], _size_of_words(words))
            for bundle, words in zip(self._bundles, self._words, strict=True)
        ]
        roots = [index[node.id] for node in self._graph.nodes if node.start]
        return lay_out(self._sizes, lines, roots)

    def _edges(self, laid: Laid) -> Iterable[str]:
        for bundle, path in zip(self._bundles, laid.paths, strict=True):
            yield (
                f'<path class="e" d="{_curve(path)}" marker-end="url(#a)"'
                f' stroke-width="{self._width(bundle):.1f}"{_dashes(bundle.style)}>'
                f"<title>{_text(self._told(bundle))}</title></path>"
            )
        for words, (x, y) in zip(self._words, laid.words, strict=True):
            if not words:
                continue
            width, height = _size_of_words(words)
            yield (
                f'<rect class="b" x="{x - width / 2:.1f}" y="{y - height / 2:.1f}"'
                f' width="{width:.1f}" height="{height:.1f}"/>'
            )
            yield from _lines_of_text(words, x, y, _WORD_LINE_HEIGHT, "way", "way")

    def _width(self, bundle: Bundle) -> float:
        return 1.2 if self._labels.heat is None else width_of(self._labels.share(bundle))

    def _told(self, bundle: Bundle) -> str:
        """Every way of the line in full, with what each choice says."""
        ways = [
            " · ".join(filter(None, (self._labels.edge(edge), " ".join(edge.text.split()))))
            for edge in bundle.edges
        ]
        return "\n".join([f"{bundle.source} → {bundle.target}", *filter(None, ways)])

    def _nodes(self, laid: Laid) -> Iterable[str]:
        for node, lines, size, (x, y) in zip(
            self._graph.nodes, self._node_lines, self._sizes, laid.nodes, strict=True
        ):
            yield f"<g><title>{_text(', '.join(self._labels.node(node)))}</title>"
            yield _shape(node, x, y, size)
            yield from _lines_of_text(lines, x, y, _LINE_HEIGHT, "id", "")
            yield "</g>"

    def _legend_rows(self) -> list[tuple[str, str]]:
        """A sample and its words for each kind of node and of line that is drawn."""
        rows = []
        kinds = {node.kind for node in self._graph.nodes}
        for kind in NodeKind:
            if kind in kinds:
                sample = _shape(Node("", kind), 24, 0, (40, 16))
                rows.append((sample, self._labels.word(f"legend_{kind.value}")))
        if self._graph.unreachable:
            lost = Node("", NodeKind.SCENE, reachable=False)
            rows.append((_shape(lost, 24, 0, (40, 16)), self._labels.word("legend_unreachable")))
        styles = {bundle.style for bundle in self._bundles}
        for style in Style:
            if style in styles:
                line = f'<path class="e" d="M4 0H44" stroke-width="1.4"{_dashes(style)}/>'
                rows.append((line, self._labels.word(f"legend_{style.value}")))
        if self._labels.heat is not None:
            line = '<path class="e" d="M4 0H44" stroke-width="6"/>'
            rows.append((line, self._labels.word("legend_heat")))
        return rows


def _text(text: str) -> str:
    """Text fit for XML: escaped, and without the characters that XML does not have."""
    kept = "".join(sign for sign in text if sign in "\n\t" or _in_xml(ord(sign)))
    return escape(kept, {'"': "&quot;", "'": "&#39;"})


def _in_xml(code: int) -> bool:
    """XML 1.0, production 2, without the C1 controls."""
    return 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF


def _folded(lines: list[str], widest: int = _WIDEST) -> Iterable[str]:
    """Lines cut at their spaces, ``widest`` letters at most, as far as words allow."""
    for line in lines:
        held = ""
        for word in line.split(" "):
            if held and len(held) + 1 + len(word) > widest:
                yield held
                held = word
            else:
                held = f"{held} {word}" if held else word
        yield held


def _size_of(node: Node, lines: list[str]) -> Size:
    widest = max(map(len, lines))
    room = _PADDING * (4 if node.kind in (NodeKind.ENDING, NodeKind.ORDER) else 2)
    return widest * _LETTER + room, len(lines) * _LINE_HEIGHT + _PADDING


def _size_of_words(words: list[str]) -> Size:
    if not words:
        return 4.0, 0.0
    return max(map(len, words)) * _WORD_LETTER + 6, len(words) * _WORD_LINE_HEIGHT + 4


def _shape(node: Node, x: float, y: float, size: Size) -> str:
    width, height = size
    left, right = x - width / 2, x + width / 2
    top, bottom = y - height / 2, y + height / 2
    names = ["n", node.kind.value, *(["start"] if node.start else [])]
    names += [] if node.reachable else ["lost"]
    drawn = f'class="{" ".join(names)}"'
    box = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
    match node.kind:
        case NodeKind.SCENE:
            return f'<rect {drawn} {box} rx="3"/>'
        case NodeKind.PASSAGE:
            return f'<rect {drawn} {box} rx="{height / 2:.1f}"/>'
        case NodeKind.ENDING:
            return _octagons(drawn, left, right, top, bottom)
        case NodeKind.SORT:
            bars = f"M{left + 6:.1f} {top:.1f}V{bottom:.1f}M{right - 6:.1f} {top:.1f}V{bottom:.1f}"
            return f'<rect {drawn} {box}/><path {drawn} d="{bars}"/>'
        case NodeKind.ORDER:
            points = [(left + 12, top), (right, top), (right - 12, bottom), (left, bottom)]
        case NodeKind.MISSING:
            points = [(left, top), (right, top), (right, bottom), (left, bottom), (left + 9, y)]
    return f'<polygon {drawn} points="{_points(points)}"/>'


def _octagons(drawn: str, left: float, right: float, top: float, bottom: float) -> str:
    """Two octagons one inside the other: an ending."""
    cut = min(10.0, (bottom - top) / 3)
    drawings = []
    for inset in (0.0, 3.0):
        west, east, north, south = left + inset, right - inset, top + inset, bottom - inset
        points = [
            *((west + cut, north), (east - cut, north), (east, north + cut)),
            *((east, south - cut), (east - cut, south), (west + cut, south)),
            *((west, south - cut), (west, north + cut)),
        ]
        drawings.append(f'<polygon {drawn} points="{_points(points)}"/>')
    return "".join(drawings)


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _lines_of_text(
    lines: list[str], x: float, y: float, height: float, first: str, other: str
) -> Iterable[str]:
    """Lines of text centred on a point."""
    top = y - (len(lines) - 1) * height / 2 + 4
    for number, line in enumerate(lines):
        name = first if number == 0 else other
        drawn = f' class="{name}"' if name else ""
        at = f'x="{x:.1f}" y="{top + number * height:.1f}"'
        yield f'<text{drawn} text-anchor="middle" {at}>{_text(line)}</text>'


def _curve(path: tuple[Point, ...]) -> str:
    """A smooth line from point to point, upright where it meets each of them."""
    (x, y), *rest = path
    said = [f"M{x:.1f} {y:.1f}"]
    for to_x, to_y in rest:
        if to_y == y or to_x == x:
            said.append(f"L{to_x:.1f} {to_y:.1f}")
        else:
            middle = (y + to_y) / 2
            said.append(f"C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {to_y:.1f}")
        x, y = to_x, to_y
    return "".join(said)


def _dashes(style: Style) -> str:
    dashes = _DASHES[style]
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def _marker() -> str:
    return (
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9"'
        ' markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#444"/>'
        "</marker></defs>"
    )


def _legend(rows: list[tuple[str, str]], top: float) -> Iterable[str]:
    for number, (sample, words) in enumerate(rows):
        x = _PADDING + _LEGEND_WIDTH * (number % 2)
        y = top + _LEGEND_ROW * (number // 2)
        yield f'<g transform="translate({x:.1f} {y:.1f})">{sample}'
        yield f'<text x="56" y="4">{_text(words)}</text></g>'
