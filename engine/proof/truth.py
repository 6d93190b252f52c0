"""The truth of a guard in many states at a time."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.expressions import Binary, Expression, Name, Node, Number, Unary, Visited

Values = NDArray[np.int64] | int
Truth = NDArray[np.bool_] | bool
"""True or false in each state, or in all of them."""

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "and": operator.and_,
    "or": operator.or_,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


"""What each sign of a guard does to two numbers, or to two truths."""


def truth(guard: Expression, value_of: Callable[[Name | Visited], Values | Truth]) -> Truth:
    """Whether ``guard`` holds; ``value_of`` gives a meter's values or the truth of a fact."""
    found: Truth = _evaluate(guard.tree, value_of)
    return found


def _evaluate(node: Node, value_of: Callable[[Name | Visited], Values | Truth]) -> Any:  # noqa: ANN401
    match node:
        case Number():
            return node.value
        case Name() | Visited():
            return value_of(node)
        case Unary(operator="not"):
            return opposite(_evaluate(node.operand, value_of))
        case Unary():
            return -_evaluate(node.operand, value_of)
        case Binary():
            left = _evaluate(node.left, value_of)
            return OPERATORS[node.operator](left, _evaluate(node.right, value_of))


def opposite(held: Truth) -> Truth:
    """True where ``held`` is false."""
    return not held if isinstance(held, bool) else ~held


def both(one: Truth, other: Truth) -> Truth:
    """True where both are."""
    return one & other


def nothing_open(opened: Iterable[Truth]) -> Truth:
    """True where none of these is."""
    found: Truth = False
    for one in opened:
        found = found | one
    return opposite(found)


def positions(held: Truth, count: int) -> NDArray[np.int64]:
    """The positions, out of ``count``, where ``held`` is true."""
    if isinstance(held, bool):
        return np.arange(count if held else 0, dtype=np.int64)
    return np.flatnonzero(held)
