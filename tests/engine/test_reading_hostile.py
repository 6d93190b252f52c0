"""No file, whatever its bytes, does more than get a diagnostic, soon and in little memory."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.diagnostics import MAXIMUM_DIAGNOSTICS, Severity
from engine.mending import mend
from engine.reading import Reading
from engine.source.lines import LONGEST_LINE, MAXIMUM_LINES, MAXIMUM_SIZE
from tests.engine.broken_cases import (
    REPOSITORY,
    base_text,
    broken,
    reading_of,
    reading_of_bytes,
)

LIMIT_SECONDS = 2.0
LIMIT_MEGABYTES = 200
ROW = 48_000
"""Just under the longest line that is read at all."""
ROWS = 20

HOSTILE = {
    "alias bomb": "a0: &a0 [x, x]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
    "deep brackets": "id: " + "[" * 40_000,
    "deep braces": "{a: " * 10_000,
    "deep dashes": "- " * 20_000,
    "deep keys": "".join(f"{' ' * n}a:\n" for n in range(1_300)),
    "deep and broken": "".join(f"{' ' * n}a: {{\n" for n in range(1_300)),
    "many words": "id: [" + ("x," * 20_000 + "\n ") * 10 + "]",
    "many keys": "".join(f"k{n}: x\n" for n in range(29_000)),
    "one key many times": "a: b\n" * 29_000,
    "many broken lines": "".join(f"k{n}: {{a\n" for n in range(29_000)),
    "many open quotes": "".join(f'k{n}: "a\n' for n in range(29_000)),
    "unclosed quote": 'id: "' + "x\n" * 29_000,
    "colons": ("text: " + ": " * (ROW // 2) + "\n") * ROWS,
    "hashes": ("text: a" + " #" * (ROW // 2) + "\n") * ROWS,
    "tabs": ("\t" * ROW + "\n") * ROWS,
    "nul": "\0" * ROW,
    "no-break spaces": ("\u00a0" * ROW + "a\n") * ROWS,
    "spaces before a brace": ("a: { b" + " " * ROW + "x: }\n") * ROWS,
    "changes of direction": "\u202e" * ROW,
    "escapes": 'id: "' + "\\e" * 20_000 + '"',
    "blank lines": "\n" * 29_000,
    "chain of scenes": "scenes:\n"
    + "".join(f"  s{n}: {{ text: x, next: s{n + 1} }}\n" for n in range(8_000)),
    "tangle of scenes": "scenes:\n"
    + "".join(f"  s{n}: {{ text: x, next: s{n * 7 % 8_000} }}\n" for n in range(8_000)),
    "unknown scenes": "scenes:\n"
    + "".join(f"  s{n}: {{ text: x, next: t{n} }}\n" for n in range(8_000)),
    "long guard": broken("if: not arrete_signe", "if: " + "not " * 10_000),
    "deep guard": broken("if: not arrete_signe", "if: " + "(" * 400),
    "guard that imports": broken("if: not arrete_signe", "if: __import__('os').system('id')"),
    "guard of attributes": broken("if: not arrete_signe", "if: ().__class__.__bases__[0]"),
    "guard of a lambda": broken("if: not arrete_signe", "if: (lambda: 1)()"),
    "identifier of Python": broken("      taire:\n", "      __init__:\n"),
    "python tag": "!!python/object/apply:os.system ['id']\n",
    "not a number": broken("start: 55", "start: .nan"),
    "infinity": broken("start: 55", "start: .inf"),
    "power": broken("start: 55", "start: 1e9999"),
    "huge number": broken("start: 55", "start: " + "9" * 40_000),
    "surrogate": broken("title: Le panneau\n", "title: Le \ud800 panneau\n"),
    "too long a line": "id: " + "x" * (LONGEST_LINE + 1),
    "too many lines": "a\n" * (MAXIMUM_LINES + 1),
    "too large": "id: x\n" + "# remplissage\n" * (MAXIMUM_SIZE // 10),
}


def _is_refused(reading: Reading) -> bool:
    errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    few = len(reading.diagnostics) <= MAXIMUM_DIAGNOSTICS + 1
    return reading.scenario is None and bool(errors) and few


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_diagnostic_in_time(name: str) -> None:
    begun = time.process_time()
    reading = reading_of(HOSTILE[name])
    elapsed = time.process_time() - begun

    assert _is_refused(reading)
    assert elapsed < LIMIT_SECONDS


@pytest.mark.parametrize("name", HOSTILE)
def test_mending_a_hostile_file_comes_to_rest(name: str) -> None:
    mended = mend(HOSTILE[name]).text

    assert mend(mended).text == mended


def test_hostile_files_fit_in_little_memory(tmp_path: Path) -> None:
    """In a fork of the process started: what is started begins with the peak of who started it."""
    for name, text in HOSTILE.items():
        (tmp_path / f"{name}.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    program = (
        "import json, os, resource, sys, pathlib\n"
        "if os.fork(): sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))\n"
        "from engine.reading import read_scenario_bytes\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n"
        "    assert read_scenario_bytes(path.read_bytes()).scenario is None\n"
        "print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout) < LIMIT_MEGABYTES


def test_bytes_that_are_not_text_are_placed() -> None:
    data = base_text().encode().replace("imbriqué".encode(), "imbriqué".encode("latin-1"))

    (found,) = reading_of_bytes(data).diagnostics

    assert (found.code, found.place.line, found.params["byte"]) == ("E101", 19, "E9")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "E124"), (b"# rien\n", "E124"), (b"\xff\xfei\x00d\x00", "E101"), (b"bonjour", "E204")],
)
def test_a_file_that_is_no_scenario_says_so(data: bytes, code: str) -> None:
    assert [one.code for one in reading_of_bytes(data).diagnostics] == [code]


def test_more_mistakes_than_can_be_read_are_counted() -> None:
    text = "".join(f"k{number}: x\n" for number in range(1_000))

    last = reading_of(text).diagnostics[-1]

    assert last.code == "E190"
    assert isinstance(last.params["count"], int)
    assert last.params["count"] > 0


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    assert _is_refused(reading_of_bytes(data))


BITS = (
    *(" : ", " #", "\t", "\u00a0", "'", '"', "{", "}", "[", "]", "- ", "? ", "&a ", "*a", "!x"),
    *("|", ">", "\n", "\n\n", "  ", "\x1b", "\0", "%", "@", "---\n", "<<: *a\n", "\r", "\\"),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_a_scenario_spoilt_anywhere_is_read_without_a_crash(seed: int) -> None:
    chance = random.Random(seed)
    text = base_text()
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text))
        cut = chance.randrange(30) if chance.random() < 0.4 else 0
        text = text[:at] + chance.choice(BITS) + text[at + cut :]

    reading = reading_of(text)

    wrong = any(one.severity is Severity.ERROR for one in reading.diagnostics)
    assert (reading.scenario is None) == wrong
