"""Guards: the small language of ``if:``, parsed once and typed.

A guard speaks of meters (numbers), flags (true or false) and ``visited(scene)``, with
``and or not``, comparisons, ``+ - *``, whole numbers and parentheses. Nothing else can be said
in it: the text never reaches Python, only the tree built here does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

MAXIMUM_LENGTH = 500
MAXIMUM_DEPTH = 20
LARGEST_NUMBER = 1_000_000

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>[0-9]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|==|!=|<|>|\+|-|\*|\(|\))"
)
_SCENE = re.compile(r"\s*\(\s*(?P<scene>[A-Za-z_][A-Za-z0-9_-]*)\s*\)")
_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
_KEYWORDS = ("and", "or", "not", "visited")


class GuardError(ValueError):
    """A guard that cannot be read. ``column`` counts characters from 0 in the guard's text."""

    def __init__(self, code: str, column: int, **params: str | int) -> None:
        super().__init__(f"{code} at {column}")
        self.code = code
        self.column = column
        self.params = params


class Type(StrEnum):
    NUMBER = "number"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Number:
    value: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A meter or a flag."""

    name: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Visited:
    scene: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Unary:
    """``not`` or ``-`` before an operand."""

    operator: str
    operand: Node
    column: int = 0


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str
    left: Node
    right: Node
    column: int = 0


Node = Number | Name | Visited | Unary | Binary


@dataclass(frozen=True, slots=True)
class Expression:
    """A guard: its text as written and its tree. Two guards are equal when their texts are."""

    source: str
    tree: Node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.source)

    @property
    def names(self) -> frozenset[str]:
        """The meters and flags it speaks of."""
        return frozenset(node.name for node in walk(self.tree) if isinstance(node, Name))

    @property
    def visited(self) -> frozenset[str]:
        """The scenes it asks about."""
        return frozenset(node.scene for node in walk(self.tree) if isinstance(node, Visited))


def walk(node: Node) -> Iterator[Node]:
    """``node`` and everything below it."""
    yield node
    if isinstance(node, Unary):
        yield from walk(node.operand)
    elif isinstance(node, Binary):
        yield from walk(node.left)
        yield from walk(node.right)


def parse_guard(text: str) -> Expression:
    """Read a guard.

    Raises GuardError: ``guard-empty``, ``guard-too-long``, ``guard-too-deep``,
    ``guard-character``, ``guard-number``, ``guard-expected``, ``guard-chained``,
    ``guard-visited`` with the column where reading stopped.
    """
    if len(text) > MAXIMUM_LENGTH:
        raise GuardError("guard-too-long", 0, limit=MAXIMUM_LENGTH)
    return Expression(text, _Parser(text).whole())


class _Parser:
    """Recursive descent over the grammar of guards, from ``or`` (loosest) to atoms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.depth = 0
        self._skip_space()

    def whole(self) -> Node:
        if self.position >= len(self.text):
            raise GuardError("guard-empty", 0)
        node = self._either()
        if self.position < len(self.text):
            raise GuardError("guard-expected", self.position, found=self._peek() or "")
        return node

    def _skip_space(self) -> None:
        while self.position < len(self.text) and self.text[self.position].isspace():
            self.position += 1

    def _peek(self) -> str | None:
        if self.position >= len(self.text):
            return None
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            raise GuardError("guard-character", self.position, character=self.text[self.position])
        return match[0]

    def _take(self) -> str:
        token = self._peek()
        if token is None:
            raise GuardError("guard-expected", self.position, found="")
        self.position += len(token)
        self._skip_space()
        return token

    def _either(self) -> Node:
        self._enter()
        left = self._both()
        while self._peek() == "or":
            at = self.position
            self._take()
            left = Binary("or", left, self._both(), at)
        self.depth -= 1
        return left

    def _both(self) -> Node:
        left = self._negation()
        while self._peek() == "and":
            at = self.position
            self._take()
            left = Binary("and", left, self._negation(), at)
        return left

    def _negation(self) -> Node:
        if self._peek() != "not":
            return self._comparison()
        at = self.position
        self._enter()
        self._take()
        operand = self._negation()
        self.depth -= 1
        return Unary("not", operand, at)

    def _comparison(self) -> Node:
        left = self._sum()
        sign = self._peek()
        if sign is None or sign not in _COMPARISONS:
            return left
        at = self.position
        self._take()
        right = self._sum()
        if self._peek() in _COMPARISONS:
            raise GuardError("guard-chained", self.position)
        return Binary(sign, left, right, at)

    def _sum(self) -> Node:
        left = self._product()
        while self._peek() in ("+", "-"):
            at = self.position
            sign = self._take()
            left = Binary(sign, left, self._product(), at)
        return left

    def _product(self) -> Node:
        left = self._signed()
        while self._peek() == "*":
            at = self.position
            self._take()
            left = Binary("*", left, self._signed(), at)
        return left

    def _signed(self) -> Node:
        if self._peek() != "-":
            return self._atom()
        at = self.position
        self._enter()
        self._take()
        operand = self._signed()
        self.depth -= 1
        return Unary("-", operand, at)

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > MAXIMUM_DEPTH:
            raise GuardError("guard-too-deep", self.position, limit=MAXIMUM_DEPTH)

    def _atom(self) -> Node:
        at = self.position
        token = self._take()
        if token == "(":
            node = self._either()
            if self._peek() != ")":
                raise GuardError("guard-expected", self.position, found=self._peek() or "")
            self._take()
            return node
        if token.isdigit():
            if len(token) > len(str(LARGEST_NUMBER)) or int(token) > LARGEST_NUMBER:
                raise GuardError("guard-number", at, number=token[:20], limit=LARGEST_NUMBER)
            return Number(int(token), at)
        if token == "visited":
            return self._visited(at)
        if token in _KEYWORDS or not (token[0].isalpha() or token[0] == "_"):
            raise GuardError("guard-expected", at, found=token)
        if self._peek() == "(":
            raise GuardError("guard-expected", self.position, found="(")
        return Name(token, at)

    def _visited(self, at: int) -> Node:
        match = _SCENE.match(self.text, self.position)
        if match is None:
            raise GuardError("guard-visited", at)
        self.position = match.end()
        self._skip_space()
        return Visited(match["scene"], at)


@dataclass(frozen=True, slots=True)
class TypeProblem:
    """Something a guard says that has no meaning. ``column`` counts from 0 in its text."""

    code: str
    column: int
    params: Mapping[str, str]


def type_problems(
    expression: Expression, meters: Set[str], flags: Set[str], scenes: Set[str]
) -> list[TypeProblem]:
    """Unknown names and scenes, and operands of the wrong type (a guard must be a truth)."""
    checker = _TypeChecker(meters, flags, scenes)
    checker.expect(expression.tree, Type.TRUTH)
    return checker.problems


class _TypeChecker:
    def __init__(self, meters: Set[str], flags: Set[str], scenes: Set[str]) -> None:
        self.meters = meters
        self.flags = flags
        self.scenes = scenes
        self.problems: list[TypeProblem] = []

    def expect(self, node: Node, wanted: Type) -> None:
        found = self._type(node)
        if found is not None and found is not wanted:
            name = node.name if isinstance(node, Name) else ""
            self._say(f"guard-wants-{wanted}", node.column, name=name)

    def _say(self, code: str, column: int, **params: str) -> None:
        self.problems.append(TypeProblem(code, column, params))

    def _type(self, node: Node) -> Type | None:
        match node:
            case Number():
                return Type.NUMBER
            case Name():
                return self._name_type(node)
            case Visited():
                if node.scene not in self.scenes:
                    self._say("guard-unknown-scene", node.column, name=node.scene)
                return Type.TRUTH
            case Unary(operator="not"):
                self.expect(node.operand, Type.TRUTH)
                return Type.TRUTH
            case Unary():
                self.expect(node.operand, Type.NUMBER)
                return Type.NUMBER
            case Binary():
                return self._binary_type(node)

    def _name_type(self, node: Name) -> Type | None:
        if node.name in self.meters:
            return Type.NUMBER
        if node.name in self.flags:
            return Type.TRUTH
        self._say("guard-unknown-name", node.column, name=node.name)
        return None

    def _binary_type(self, node: Binary) -> Type:
        operands = Type.TRUTH if node.operator in ("and", "or") else Type.NUMBER
        self.expect(node.left, operands)
        self.expect(node.right, operands)
        return Type.NUMBER if node.operator in ("+", "-", "*") else Type.TRUTH


def python_source(node: Node, names: Mapping[str, str], scenes: Mapping[str, str]) -> str:
    """``node`` as a Python expression, each name and scene replaced by what the maps give.

    Only for trees without type problems. Written from the tree alone: numbers are printed from
    integers, names come from the maps, so no text of the author reaches Python.
    """
    match node:
        case Number():
            return str(int(node.value))
        case Name():
            return names[node.name]
        case Visited():
            return scenes[node.scene]
        case Unary():
            return f"({_OPERATORS[node.operator]} {python_source(node.operand, names, scenes)})"
        case Binary():
            left = python_source(node.left, names, scenes)
            right = python_source(node.right, names, scenes)
            return f"({left} {_OPERATORS[node.operator]} {right})"


_OPERATORS = {sign: sign for sign in ("and", "or", "not", "+", "-", "*", *_COMPARISONS)}
