"""What holds of the project as a whole: who imports what, what is pinned, what the docs say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from game.cli.program import build
from game.locale import Messages
from tests.documentation import SESSION_PAGE, session_page

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OUTSIDE_WORLD = {
    *("game", "textual", "rich", "click", "platformdirs", "sqlalchemy", "alembic", "sqlite3"),
    *("asyncio", "socket", "subprocess"),
}
LONGEST_FILE = 400


def modules_after(program: str, *arguments: str) -> set[str]:
    """The top-level modules loaded in a fresh process once ``program`` has run there."""
    report = f"{program}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", report, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


def test_playing_through_the_engine_loads_nothing_of_the_outside_world() -> None:
    loaded = modules_after(
        "import engine.reading, engine.session, engine.debrief, engine.writing\n"
        "from engine.rules import Rules\n"
        "from tests.bench.synthetic import synthetic_scenario\n"
        "play = engine.session.Session(Rules(synthetic_scenario(10)), seed=1)\n"
        "play.go_on()\n"
        "while play.phase == 'deciding':\n"
        "    play.decide(play.rules.options(play.state)[0])\n"
        "    play.go_on()\n"
        "assert play.phase == 'debrief'"
    )
    assert "engine" in loaded
    assert not loaded & OUTSIDE_WORLD


def test_plain_mode_never_loads_textual(tmp_path: Path) -> None:
    loaded = modules_after(
        "import sys\nfrom game.__main__ import main\nassert main(sys.argv[1:]) == 0",
        *("play", "la-somme-des-dix", "--plain", "--auto", "random", "--seed", "1"),
        *("--home", str(tmp_path)),
    )
    assert "game" in loaded
    assert "textual" not in loaded


def test_the_session_page_is_the_one_the_machine_draws() -> None:
    assert SESSION_PAGE.read_text(encoding="utf-8") == session_page(), "run `make docs`"


def test_every_dependency_is_pinned_and_no_index_is_named() -> None:
    lines = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").split()
    pinned = {_normalised(line.partition("==")[0]) for line in lines}
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line) for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {_normalised(re.split(r"[<>=\[;]", need)[0]) for need in wanted}
    assert names <= pinned


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_command_that_the_documents_name_exists() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in DOCUMENTS)
    named = set(re.findall(r"`duettiste ([a-z]+)", text))
    named |= set(re.findall(r"^(?:\$ )?duettiste ([a-z]+)", text, re.MULTILINE))
    assert named
    assert named <= set(build(Messages("fr")).commands)


def test_every_target_that_the_documents_name_exists() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in DOCUMENTS)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE))
    assert named
    assert named <= targets


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    files = [
        path for package in ("engine", "game", "tests") for path in (ROOT / package).rglob("*.py")
    ]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    too_long = [
        path.relative_to(ROOT) for path, length in lengths.items() if length >= LONGEST_FILE
    ]
    assert too_long == []
