"""Builds the wheel, installs it in an empty environment and plays from another folder.

``python -m tests.wheel``; the first thing that is not as it should be ends it with its output.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
DATA_SUFFIXES = frozenset(
    {".toml", ".tcss", ".mako", ".typed", ".svg", ".html", ".j2", ".typ", ".css", ".js"}
)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="duettiste-wheel-") as folder:
        workplace = Path(folder)
        wheel = _build(workplace / "dist")
        _check_contents(wheel)
        command = _install(wheel, workplace / "environment")
        _play(command, workplace / "elsewhere", workplace / "home")
    print("The wheel plays the bundled scenarios from another folder.")
    return 0


def _run(*words: str | Path, cwd: Path = ROOT, answers: str = "") -> str:
    """The standard output of a command that must succeed, ``answers`` being its input."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environment,
        input=answers,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))} ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def _build(dist: Path) -> Path:
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", dist, ROOT)
    (wheel,) = dist.glob("*.whl")
    return wheel


def _check_contents(wheel: Path) -> None:
    """Every scenario and every data file of the two packages is in the wheel."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    needed = {f"game/{path.relative_to(ROOT)}" for path in (ROOT / "scenarios").rglob("*.yaml")} | {
        str(path.relative_to(ROOT))
        for package in ("engine", "game")
        for path in (ROOT / package).rglob("*")
        if path.suffix in DATA_SUFFIXES or path.suffix == ".py"
    }
    if missing := sorted(needed - packed):
        sys.exit(f"not in the wheel: {', '.join(missing)}")


def _install(wheel: Path, environment: Path) -> Path:
    """An empty environment with the wheel in it; gives its command."""
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = (scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--constraint", CONSTRAINTS, wheel)
    return scripts / "duettiste"


def _play(command: Path, folder: Path, home: Path) -> None:
    folder.mkdir()
    shelf = _run(command, "list", cwd=folder)
    ids = sorted(
        path.stem for path in (ROOT / "scenarios").glob("*.yaml") if f"({path.stem})" in shelf
    )
    if len(ids) < 5:
        sys.exit(f"only these scenarios are listed: {', '.join(ids)}")
    for scenario in ids:
        words = ("play", scenario, "--plain", "--auto", "random", "--seed", "1", "--home", home)
        told = _run(command, *words, cwd=folder)
        if len(told) < 2000:
            sys.exit(f"playing {scenario} says too little:\n{told}")
    _run(command, "play", ids[0], "--plain", "--home", home, cwd=folder, answers="1\n1\n")
    if not list(home.iterdir()):
        sys.exit(f"nothing was kept in {home}")
    if any(folder.iterdir()):
        sys.exit(f"the game wrote in the folder it was started from: {list(folder.iterdir())}")


if __name__ == "__main__":
    sys.exit(main())
