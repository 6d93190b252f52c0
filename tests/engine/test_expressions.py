"""Guards: what they mean, what they refuse, and that nothing of them reaches Python."""

from __future__ import annotations

import pytest

from engine.expressions import GuardError, parse_guard, python_source, type_problems

METERS = {"trust", "balance"}
FLAGS = {"written", "told"}
SCENES = {"start", "the-end"}


def holds(text: str, trust: int = 0, balance: int = 0, written: bool = False) -> bool:
    names = {"trust": "trust", "balance": "balance", "written": "written", "told": "False"}
    scenes = {"start": "True", "the-end": "False"}
    source = python_source(parse_guard(text).tree, names, scenes)
    values = {"trust": trust, "balance": balance, "written": written}
    return bool(eval(source, {"__builtins__": {}}, values))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trust < 40", True),
        ("trust >= 40", False),
        ("not written", True),
        ("not written and trust == 30", True),
        ("written or trust + 20 > 40", True),
        ("written or trust + 20 > 60 and not told", False),
        ("trust - 10 - 5 == 15", True),
        ("trust - (10 - 5) == 25", True),
        ("2 * trust - 10 == 50", True),
        ("-balance * 2 == 20", True),
        ("--balance == -10", True),
        ("visited(start) and not visited(the-end)", True),
        ("visited( start )", True),
        ("(trust < 40) and (balance != 0)", True),
    ],
)
def test_a_guard_means_what_it_says(text: str, expected: bool) -> None:
    assert holds(text, trust=30, balance=-10) is expected


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "guard-empty", 0),
        ("   ", "guard-empty", 0),
        ("trust <", "guard-expected", 7),
        ("trust < 40)", "guard-expected", 10),
        ("(trust < 40", "guard-expected", 11),
        ("10 < trust < 40", "guard-chained", 11),
        ("trust < 40 and", "guard-expected", 14),
        ("trust = 40", "guard-character", 6),
        ("trust < 4.5", "guard-character", 9),
        ("trust.real < 4", "guard-character", 5),
        ("trust[0] < 4", "guard-character", 5),
        ("open('x')", "guard-expected", 4),
        ("trust < 99999999999999999999", "guard-number", 8),
        ("visited()", "guard-visited", 0),
        ("visited(trust < 3)", "guard-visited", 0),
        ("lambda: 1", "guard-character", 6),
        ("trust if written else told", "guard-expected", 6),
    ],
)
def test_a_guard_that_cannot_be_read_says_where(text: str, code: str, column: int) -> None:
    with pytest.raises(GuardError) as found:
        parse_guard(text)
    assert (found.value.code, found.value.column) == (code, column)


@pytest.mark.parametrize(
    "text",
    ["(" * 200 + "written" + ")" * 200, "not " * 100 + "written", "-" * 400 + "1 < 2", "a" * 501],
)
def test_depth_and_length_are_bounded(text: str) -> None:
    with pytest.raises(GuardError) as found:
        parse_guard(text)
    assert found.value.code in ("guard-too-deep", "guard-too-long")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("trust", "guard-wants-truth"),
        ("written < 3", "guard-wants-number"),
        ("written == 1", "guard-wants-number"),
        ("trust and written", "guard-wants-truth"),
        ("not trust", "guard-wants-truth"),
        ("-written < 3", "guard-wants-number"),
        ("1 + 1", "guard-wants-truth"),
        ("unknown", "guard-unknown-name"),
        ("__class__ < 3", "guard-unknown-name"),
        ("visited(nowhere)", "guard-unknown-scene"),
    ],
)
def test_types_and_names_are_checked(text: str, code: str) -> None:
    problems = type_problems(parse_guard(text), METERS, FLAGS, SCENES)
    assert [problem.code for problem in problems] == [code]


def test_every_problem_of_a_guard_is_found() -> None:
    problems = type_problems(
        parse_guard("nobody < 3 and visited(nowhere) and trust"), METERS, FLAGS, SCENES
    )
    assert [(problem.code, problem.column) for problem in problems] == [
        ("guard-unknown-name", 0),
        ("guard-unknown-scene", 15),
        ("guard-wants-truth", 36),
    ]


def test_a_guard_knows_what_it_speaks_of() -> None:
    guard = parse_guard("trust < 3 and (written or not visited(the-end))")
    assert guard.names == {"trust", "written"}
    assert guard.visited == {"the-end"}
