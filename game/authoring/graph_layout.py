"""Places for the nodes and lines of a graph: layers from top to bottom, few crossings.

Longest-path layers, then barycentre sweeps (Sugiyama, Tagawa and Toda, 1981). The words of each
line take a place of their own between two layers, so that they cover nothing. Lines that go back,
or far ahead, run in lanes along the sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Point = tuple[float, float]
Size = tuple[float, float]

_SWEEPS = 8
_SETTLING = 12
_FARTHEST = 6
"""Layers that a line may cross among the nodes; beyond, it takes a lane at the side."""
_BETWEEN = 18.0
"""Points between two neighbours of a layer."""
_BETWEEN_LAYERS = 26.0
_LANE = 9.0
"""Points between two lanes."""
_MARGIN = 24.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line to draw between two nodes, by index; ``size`` is that of its words."""

    source: int
    target: int
    size: Size


@dataclass(frozen=True, slots=True)
class Laid:
    """Centres of the nodes, and for each line the centre of its words and the points it joins."""

    width: float
    height: float
    nodes: tuple[Point, ...]
    words: tuple[Point, ...]
    paths: tuple[tuple[Point, ...], ...]


@dataclass(slots=True)
class _Spot:
    """A node, the words of a line, or the passage of a line through a layer."""

    layer: int
    size: Size
    x: float = 0.0
    y: float = 0.0
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)


def lay_out(sizes: Sequence[Size], lines: Sequence[Line], roots: Sequence[int]) -> Laid:
    """Places for nodes of these ``sizes``; ``roots`` come first, in the order to look from."""
    return _Layout(sizes, lines, roots).laid()


class _Layout:
    def __init__(self, sizes: Sequence[Size], lines: Sequence[Line], roots: Sequence[int]) -> None:
        self._lines = lines
        self._count = len(sizes)
        self._back = _lines_back(self._count, lines, roots)
        ranks = _ranks(self._count, lines, self._back)
        self._spots = [_Spot(rank * 2, size) for rank, size in zip(ranks, sizes, strict=True)]
        self._words: list[int] = []
        self._through: list[list[int]] = []
        for number in range(len(lines)):
            self._add_line(number)
        last = max((spot.layer for spot in self._spots), default=0)
        self._layers: list[list[int]] = [[] for _ in range(last + 1)]
        for index, spot in enumerate(self._spots):
            self._layers[spot.layer].append(index)

    def _add_line(self, number: int) -> None:
        """The words under the source, then a passage in each layer down to the target."""
        line = self._lines[number]
        source, target = self._spots[line.source], self._spots[line.target]
        words = self._add_spot(source.layer + 1, line.size, line.source)
        self._words.append(words)
        through: list[int] = []
        if not self._in_lane(number):
            previous = words
            for layer in range(source.layer + 2, target.layer):
                previous = self._add_spot(layer, (4.0, 0.0), previous)
                through.append(previous)
            self._spots[previous].below.append(line.target)
            target.above.append(previous)
        self._through.append(through)

    def _add_spot(self, layer: int, size: Size, above: int) -> int:
        index = len(self._spots)
        self._spots.append(_Spot(layer, size, above=[above]))
        self._spots[above].below.append(index)
        return index

    def _in_lane(self, number: int) -> bool:
        line = self._lines[number]
        far = self._spots[line.target].layer - self._spots[line.source].layer
        return number in self._back or far > _FARTHEST * 2

    def laid(self) -> Laid:
        self._order()
        self._place_across()
        self._place_down()
        lanes = self._lanes()
        left = min((spot.x - spot.size[0] / 2 for spot in self._spots), default=0.0)
        left = min([left, *(x for x in lanes.values())]) - _MARGIN
        right = max((spot.x + spot.size[0] / 2 for spot in self._spots), default=0.0)
        right = max([right, *(x for x in lanes.values())]) + _MARGIN
        for spot in self._spots:
            spot.x -= left
        paths = tuple(
            self._path(number, lanes[number] - left if number in lanes else None)
            for number in range(len(self._lines))
        )
        bottom = max((spot.y + spot.size[1] / 2 for spot in self._spots), default=0.0)
        return Laid(
            width=right - left,
            height=bottom + _BETWEEN_LAYERS + _MARGIN,
            nodes=tuple((spot.x, spot.y) for spot in self._spots[: self._count]),
            words=tuple((self._spots[words].x, self._spots[words].y) for words in self._words),
            paths=paths,
        )

    def _order(self) -> None:
        """Sweep down and up, each layer in the order of the means of its neighbours."""
        for sweep in range(_SWEEPS):
            down = sweep % 2 == 0
            layers = self._layers[1:] if down else self._layers[-2::-1]
            place = {spot: at for layer in self._layers for at, spot in enumerate(layer)}
            for layer in layers:
                means = {}
                for at, index in enumerate(layer):
                    spot = self._spots[index]
                    near = [place[one] for one in (spot.above if down else spot.below)]
                    means[index] = sum(near) / len(near) if near else float(at)
                layer.sort(key=means.__getitem__)
                place.update({index: at for at, index in enumerate(layer)})

    def _place_across(self) -> None:
        """Each spot as near the mean of its neighbours as those beside it allow."""
        for layer in self._layers:
            self._spread(layer, [0.0] * len(layer))
        for sweep in range(_SETTLING):
            down = sweep % 2 == 0
            for layer in self._layers if down else self._layers[::-1]:
                wanted = []
                for index in layer:
                    spot = self._spots[index]
                    near = (spot.above if down else spot.below) or spot.above or spot.below
                    xs = [self._spots[one].x for one in near]
                    wanted.append(sum(xs) / len(xs) if xs else spot.x)
                self._spread(layer, wanted)

    def _spread(self, layer: list[int], wanted: list[float]) -> None:
        """The places nearest to those wanted that keep the order and the distances.

        Blocks of neighbours that touch stand where their members want them on average.
        """
        blocks: list[tuple[float, list[int], float]] = []
        offsets: dict[int, float] = {}
        for at, index in enumerate(layer):
            total, members, width = wanted[at], [index], 0.0
            offsets[index] = 0.0
            while blocks and blocks[-1][0] / len(blocks[-1][1]) + blocks[-1][2] + self._gap(
                blocks[-1][1][-1], members[0]
            ) > total / len(members):
                before_total, before, before_width = blocks.pop()
                shift = before_width + self._gap(before[-1], members[0])
                for member in members:
                    offsets[member] += shift
                total = before_total + total - shift * len(members)
                members = before + members
                width = shift + width
            blocks.append((total, members, width))
        for total, members, _ in blocks:
            start = total / len(members)
            for member in members:
                self._spots[member].x = start + offsets[member]

    def _gap(self, left: int, right: int) -> float:
        """Distance between the centres of two neighbours."""
        return (self._spots[left].size[0] + self._spots[right].size[0]) / 2 + _BETWEEN

    def _place_down(self) -> None:
        top = _MARGIN + _BETWEEN_LAYERS
        for layer in self._layers:
            tallest = max((self._spots[index].size[1] for index in layer), default=0.0)
            for index in layer:
                self._spots[index].y = top + tallest / 2
            top += tallest + _BETWEEN_LAYERS

    def _lanes(self) -> dict[int, float]:
        """The lane of each line that takes one: back on the left, far ahead on the right.

        Lines whose layers do not meet share a lane.
        """
        left = min((spot.x - spot.size[0] / 2 for spot in self._spots), default=0.0)
        right = max((spot.x + spot.size[0] / 2 for spot in self._spots), default=0.0)
        lanes: dict[int, float] = {}
        ends: dict[bool, list[int]] = {True: [], False: []}
        numbers = [number for number in range(len(self._lines)) if self._in_lane(number)]
        for number in sorted(numbers, key=self._first_layer):
            back = number in self._back
            first, last = self._first_layer(number), self._last_layer(number)
            side = ends[back]
            lane = next((at for at, end in enumerate(side) if end < first), len(side))
            side[lane : lane + 1] = [last]
            away = _BETWEEN + _LANE * lane
            lanes[number] = left - away if back else right + away
        return lanes

    def _first_layer(self, number: int) -> int:
        line = self._lines[number]
        return min(self._spots[line.source].layer, self._spots[line.target].layer)

    def _last_layer(self, number: int) -> int:
        line = self._lines[number]
        return max(self._spots[line.source].layer, self._spots[line.target].layer) + 1

    def _path(self, number: int, lane: float | None) -> tuple[Point, ...]:
        line = self._lines[number]
        source, target = self._spots[line.source], self._spots[line.target]
        words = self._spots[self._words[number]]
        points = [(source.x, source.y + source.size[1] / 2), (words.x, words.y)]
        end = (target.x, target.y - target.size[1] / 2)
        if lane is not None:
            down = words.y + words.size[1] / 2 + _BETWEEN_LAYERS / 3
            up = end[1] - _BETWEEN_LAYERS / 2
            points += [(words.x, down), (lane, down), (lane, up), (target.x, up)]
        points += [(self._spots[one].x, self._spots[one].y) for one in self._through[number]]
        return (*points, end)


def _lines_back(count: int, lines: Sequence[Line], roots: Sequence[int]) -> set[int]:
    """The lines that close a loop, met in depth from the ``roots``, then from the others."""
    leaving: list[list[int]] = [[] for _ in range(count)]
    for number, line in enumerate(lines):
        leaving[line.source].append(number)
    back: set[int] = set()
    opened, closed = set[int](), set[int]()
    for root in (*roots, *range(count)):
        if root in closed:
            continue
        opened.add(root)
        work = [(root, iter(leaving[root]))]
        while work:
            node, following = work[-1]
            for number in following:
                target = lines[number].target
                if target in opened:
                    back.add(number)
                elif target not in closed:
                    opened.add(target)
                    work.append((target, iter(leaving[target])))
                    break
            else:
                work.pop()
                opened.discard(node)
                closed.add(node)
    return back


def _ranks(count: int, lines: Sequence[Line], back: set[int]) -> list[int]:
    """The length of the longest path to each node, the lines ``back`` left out."""
    arriving = [0] * count
    leaving: list[list[int]] = [[] for _ in range(count)]
    for number, line in enumerate(lines):
        if number not in back:
            arriving[line.target] += 1
            leaving[line.source].append(line.target)
    ranks = [0] * count
    ready = [node for node in range(count) if not arriving[node]]
    while ready:
        node = ready.pop()
        for target in leaving[node]:
            ranks[target] = max(ranks[target], ranks[node] + 1)
            arriving[target] -= 1
            if not arriving[target]:
                ready.append(target)
    return ranks
