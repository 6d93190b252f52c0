"""The scenario that an author starts from: it plays, and its comments teach the format."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.frames import Frame
from engine.identifiers import ID
from engine.scenario import Kind
from engine.source.characters import FORBIDDEN
from game.locale import Messages

LONGEST_TITLE = 120
"""Characters."""
LONGEST_ID = 60
SCHEMA_FILE = "duettiste.schema.json"
"""The schema that stands beside an author's scenarios."""

_FOLDER = Path(__file__).parent
_SLOT = re.compile(r"@([a-z_]+)@")


@dataclass(frozen=True, slots=True)
class Start:
    """What an author decides before the first line; ``file`` is the name of the file to write."""

    frame: Frame
    role: str
    kind: Kind
    title: str
    file: str


def slug(title: str) -> str:
    """``title`` as an identifier: lower case, no accent, hyphens. Empty when nothing is left."""
    ligatures = title.lower().replace("œ", "oe").replace("æ", "ae")
    apart = re.sub(r"['’]", " ", ligatures)
    plain = unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
    if joined and not joined[0].isalpha():
        joined = f"s-{joined}"
    return joined if ID.fullmatch(joined) else ""


def is_fit_title(title: str) -> bool:
    """Whether ``title`` can stand at the head of a scenario and give it an identifier."""
    one_line = "\n" not in title and "\r" not in title and "\t" not in title
    fit = one_line and len(title) <= LONGEST_TITLE and FORBIDDEN.search(title) is None
    return fit and "${" not in title and bool(slug(title))


def starter_text(start: Start) -> str:
    """The text of a scenario that checks without a diagnostic, in the words of its frame."""
    words = {
        **_words(start.frame.id),
        "schema": f"./{SCHEMA_FILE}",
        "id": Path(start.file).stem,
        "title": _quoted(start.title),
        "kind": start.kind.value,
        "kind_hint": Messages("fr")(f"authoring.schema.words.kind.{start.kind}"),
        "frame": start.frame.id,
        "role": start.role,
        "role_title": start.frame.role(start.role).title,
    }
    template = (_FOLDER / "starter.yaml").read_text(encoding="utf-8")
    return _SLOT.sub(lambda found: words[found[1]], template)


@cache
def _words(frame: str) -> dict[str, str]:
    """The words of a frame. KeyError when there is no start for it."""
    table = tomllib.loads((_FOLDER / "starter_words.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = table[frame]
    return words


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
