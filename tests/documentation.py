"""The pages of docs/ that are made from the code. ``python -m tests.documentation`` writes them."""

from __future__ import annotations

from pathlib import Path

from engine.session import life_cycle_diagram

SESSION_PAGE = Path(__file__).resolve().parent.parent / "docs" / "session.md"

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


def main() -> None:
    SESSION_PAGE.write_text(session_page(), encoding="utf-8")
    print(f"docs/{SESSION_PAGE.name}")


if __name__ == "__main__":
    main()
