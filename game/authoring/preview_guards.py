"""The guards of a scene, and whether each is true in the present state of a play.

The meaning of a guard is that of the compiled rules; a test holds this reading of it to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.expressions import Binary, Expression, Name, Node, Number, Unary, Visited
from engine.rules import Rules, State
from engine.scenario import Branch, Scene


class Guarded(StrEnum):
    """What a guard decides of: whether a choice is open, a paragraph read, a way taken."""

    CHOICE = "choice"
    PARAGRAPH = "paragraph"
    WAY = "way"


@dataclass(frozen=True, slots=True)
class GuardNow:
    """``name`` is the choice, or the scene that the way leads to; empty for a paragraph."""

    guarded: Guarded
    name: str
    source: str
    true: bool


def guards_now(rules: Rules, state: State) -> tuple[GuardNow, ...]:
    """Every guard of the scene of ``state``, in the order written.

    Those of ways are tried after the effects of a decision; what is told here is before them.
    """
    values = _values(rules, state)
    return tuple(
        GuardNow(guarded, name, guard.source, bool(_value(guard.tree, values)))
        for guarded, name, guard in _guards(rules.scene(state))
    )


def _guards(scene: Scene) -> Iterator[tuple[Guarded, str, Expression]]:
    for paragraph in scene.also:
        yield Guarded.PARAGRAPH, "", paragraph.condition
    for choice in scene.choices.values():
        if choice.condition is not None:
            yield Guarded.CHOICE, choice.id, choice.condition
        yield from _ways(choice.next)
    board = scene.sort or scene.order
    for band in board.bands if board else ():
        yield from _ways(band.next)
    yield from _ways(scene.next)


def _ways(branches: tuple[Branch, ...]) -> Iterator[tuple[Guarded, str, Expression]]:
    for branch in branches:
        if branch.condition is not None:
            yield Guarded.WAY, branch.go, branch.condition


def _values(rules: Rules, state: State) -> Mapping[str, int]:
    """The value of every name, and under ``visited name`` of every scene asked about."""
    values: dict[str, int] = dict(rules.meters(state))
    values |= {flag: int(state.facts & bit != 0) for flag, bit in rules.flag_bits.items()}
    values |= {
        f"visited {scene}": int(state.facts & bit != 0) for scene, bit in rules.visited_bits.items()
    }
    return values


def _value(node: Node, values: Mapping[str, int]) -> int:
    """A number, or a truth as 0 or 1."""
    match node:
        case Number():
            return node.value
        case Name():
            return values[node.name]
        case Visited():
            return values[f"visited {node.scene}"]
        case Unary(operator="not"):
            return int(not _value(node.operand, values))
        case Unary():
            return -_value(node.operand, values)
        case Binary():
            return _of_two(node.operator, _value(node.left, values), _value(node.right, values))


def _of_two(operator: str, left: int, right: int) -> int:
    match operator:
        case "and":
            return int(bool(left and right))
        case "or":
            return int(bool(left or right))
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    compared = {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}
    compared |= {"==": left == right, "!=": left != right}
    return int(compared[operator])
