"""The words of a drawn scenario: what stands in each node and along each way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from engine.graph import Edge, Graph, Node, NodeKind, Way
from game.authoring.graph_heat import Heat
from game.diagnostics_view import visible
from game.locale import Messages

LONGEST_TITLE = 60
LONGEST_GUARD = 48
MOST_LINES = 8
"""Ways told along one line of the drawing; the others are counted."""


class Style(StrEnum):
    """What a way depends on, told apart by its dashes and its words."""

    PLAIN = "plain"
    GUARDED = "guarded"
    CHANCE = "chance"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The ways of one style between two scenes: one line of a drawing."""

    source: str
    target: str
    style: Style
    edges: tuple[Edge, ...]


def style_of(edge: Edge) -> Style:
    if edge.way is Way.FALLBACK:
        return Style.FALLBACK
    if edge.chance is not None:
        return Style.CHANCE
    return Style.GUARDED if edge.guard or edge.opens else Style.PLAIN


def bundles(graph: Graph) -> tuple[Bundle, ...]:
    """The edges grouped, in the order in which the first of each group is written."""
    grouped: dict[tuple[str, str, Style], list[Edge]] = {}
    for edge in graph.edges:
        grouped.setdefault((edge.source, edge.target, style_of(edge)), []).append(edge)
    return tuple(Bundle(*key, tuple(edges)) for key, edges in grouped.items())


def shortened(text: str, longest: int) -> str:
    """``text`` on one line, without a character that a terminal would obey."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


class Labels:
    """Words for one graph; ``heat`` adds how often each way is taken."""

    def __init__(self, messages: Messages, heat: Heat | None = None) -> None:
        self._say = messages
        self.heat = heat

    def node(self, node: Node) -> list[str]:
        """The lines of a node: its id, its title, then what is particular about it."""
        lines = [shortened(node.id, LONGEST_TITLE)]
        if node.title:
            lines.append(shortened(node.title, LONGEST_TITLE))
        marks = list(self._marks(node))
        if marks:
            lines.append(", ".join(marks))
        return lines

    def _marks(self, node: Node) -> Iterable[str]:
        if node.start:
            yield self._word("start")
        if node.kind is not NodeKind.SCENE:
            yield self._word(node.kind.value)
        if node.grade is not None:
            yield self._say(f"proving.graph.grade.{node.grade.value}")
        if node.seconds is not None:
            yield self._word("timer", seconds=node.seconds)
        if not node.reachable:
            yield self._word("unreachable")
        if self.heat is not None:
            yield self._percentage(self.heat.share_of_scene(node.id))

    def edge(self, edge: Edge) -> str:
        """A way on one line: the choice or the result, then its conditions."""
        words = [self._way(edge), *self._conditions(edge)]
        told = " ".join(filter(None, words))
        if self.heat is None:
            return told
        return " · ".join(filter(None, (told, self._percentage(self.heat.share(edge)))))

    def _way(self, edge: Edge) -> str:
        match edge.way:
            case Way.CHOICE:
                return shortened(edge.choice, LONGEST_TITLE)
            case Way.BAND:
                return self._word("band", percent=edge.at_least)
            case Way.FALLBACK:
                return self._word("fallback")
            case Way.NEXT:
                return ""

    def _conditions(self, edge: Edge) -> Iterable[str]:
        if edge.opens:
            yield self._word("opens", guard=shortened(edge.opens, LONGEST_GUARD))
        if edge.guard:
            yield self._word("guard", guard=shortened(edge.guard, LONGEST_GUARD))
        if edge.chance is not None:
            yield self._word("chance", chance=edge.chance)
        if edge.otherwise:
            yield self._word("otherwise")
        if edge.once:
            yield self._word("once")
        if edge.timeout:
            yield self._word("timeout")

    def bundle(self, bundle: Bundle) -> list[str]:
        """The lines of a group of ways; an empty list where there is nothing to say."""
        lines = [self.edge(edge) for edge in bundle.edges]
        if len(lines) > MOST_LINES:
            more = len(lines) - MOST_LINES + 1
            lines = [*lines[: MOST_LINES - 1], self._say("proving.graph.more", count=more)]
        return [line for line in lines if line]

    def share(self, bundle: Bundle) -> float:
        """The share of the plays along its ways together, from 0 to 1; 0 without heat."""
        if self.heat is None:
            return 0.0
        return min(1.0, sum(self.heat.share(edge) for edge in bundle.edges))

    def about(self, graph: Graph) -> list[str]:
        """Sentences that say what the drawing holds."""
        kinds = [node.kind for node in graph.nodes]
        lines = [
            self._say(
                "proving.graph.about",
                scenes=len(kinds) - kinds.count(NodeKind.MISSING),
                endings=kinds.count(NodeKind.ENDING),
                boards=kinds.count(NodeKind.SORT) + kinds.count(NodeKind.ORDER),
                ways=len(graph.edges),
            )
        ]
        lost = [node.id for node in graph.unreachable]
        if lost:
            words = shortened(", ".join(lost), 300)
            lines.append(self._say("proving.graph.about_unreachable", scenes=words))
        if self.heat is not None:
            lines.append(self._say("proving.graph.about_heat", count=self.heat.plays))
            if self.heat.unfinished:
                unfinished = self.heat.unfinished
                lines.append(self._say("proving.graph.about_unfinished", count=unfinished))
        return lines

    def word(self, key: str) -> str:
        return self._word(key)

    def _word(self, key: str, **params: object) -> str:
        return self._say(f"proving.graph.word.{key}", **params)

    def _percentage(self, share: float) -> str:
        percent = share * 100
        return self._word("share", percent=self._say.number(percent, 1 if 0 < percent < 1 else 0))
