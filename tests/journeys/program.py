"""The real program, in a process of its own, as a person or a script starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Said:
    """What a run of the program said. Typographic spaces are given as ordinary ones."""

    code: int
    out: str
    errors: str

    @property
    def everything(self) -> str:
        return self.out + self.errors


def environment(home: Path, **more: str) -> dict[str, str]:
    """A clean environment: no language but French, no terminal, plays in ``home``."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
    return kept | {"DUETTISTE_HOME": str(home), "LANG": "fr_FR.UTF-8", "TERM": "xterm"} | more


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "game", *words]


def run(home: Path, *words: str, typed: str | None = "", **more: str) -> Said:
    """Run the program with ``typed`` on its input (None closes it) and see what it said."""
    done = subprocess.run(
        command(*words),
        input=None if typed is None else typed.encode(),
        stdin=subprocess.DEVNULL if typed is None else None,
        capture_output=True,
        env=environment(home, **more),
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    return Said(done.returncode, plainly(done.stdout), plainly(done.stderr))


def plainly(data: bytes) -> str:
    return data.decode("utf-8").replace("\u202f", " ").replace("\u00a0", " ")
