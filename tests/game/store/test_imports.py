"""What is imported when: the first screen must not pay for the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("sqlalchemy", "alembic", "platformdirs")


def heavy_modules_after(program: str, home: Path) -> set[str]:
    check = f"\nimport sys\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program + check, str(home)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    return set(run.stdout.split())


def test_the_package_itself_is_light(tmp_path: Path) -> None:
    program = "import game.store, game.store.errors; game.store.home_folder('x')"
    assert heavy_modules_after(program, tmp_path) == set()


def test_alembic_is_left_out_when_nothing_has_to_change(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from game.store import open_store\n"
        "open_store(Path(sys.argv[1])).close()\n"
        "open_store(Path(sys.argv[1])).close()"
    )
    assert heavy_modules_after(program, tmp_path / "home") == {"sqlalchemy"}
