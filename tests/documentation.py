"""The pages of docs/ that are made from the code. ``python -m tests.documentation`` writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from engine.session import life_cycle_diagram
from game.reports.json_schema import as_text, debrief_schema
from tests.fault_reference import FAULTS_PAGE, faults_page
from tests.format_reference import FORMAT_PAGE, format_page
from tests.guide import GUIDE_PAGE, guide_page

ROOT = Path(__file__).resolve().parent.parent
SESSION_PAGE = ROOT / "docs" / "session.md"
DEBRIEF_SCHEMA = ROOT / "docs" / "debrief.schema.json"

_SESSION = """\
# The life cycle of a session

Written by `make docs` from the machine itself (`engine/session.py`); a test checks that it is
current. One decision goes from `deciding` to `outcome`, by the player (`decide`) or by the clock
(`expire`); from there, or from a scene that only tells (`interlude`), the story goes on. Rewinding
is for practice only.

```mermaid
{diagram}```
"""


def session_page() -> str:
    """The text of docs/session.md."""
    return _SESSION.format(diagram=life_cycle_diagram())


PAGES: Mapping[Path, Callable[[], str]] = {
    SESSION_PAGE: session_page,
    FORMAT_PAGE: format_page,
    FAULTS_PAGE: faults_page,
    GUIDE_PAGE: guide_page,
    DEBRIEF_SCHEMA: lambda: as_text(debrief_schema()),
}
"""Each page and what makes its text."""


def main() -> None:
    for page, text in PAGES.items():
        page.write_text(text(), encoding="utf-8")
        print(page.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
