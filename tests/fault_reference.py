"""docs/auteurs/diagnostics.md: every code with its words and examples, as ``explain`` has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from game.authoring.explaining import Example, Explanation, explained_codes, explanation
from game.locale import Messages

FAULTS_PAGE = Path(__file__).resolve().parent.parent / "docs" / "auteurs" / "diagnostics.md"
_MARKED = re.compile(r"(<!-- fautes -->\n).*?(<!-- fin -->)", re.DOTALL)
"""Where the codes stand in the page; what is between is written here."""
_FAMILIES = {
    "E1": "Le texte et YAML",
    "E2": "Les clés et la construction",
    "E3": "Ce qui est nommé, et les chemins",
    "E4": "Les gardes",
    "E5": "Les appréciations",
    "E7": "Les parties attendues",
    "E9": "Les fichiers et les dossiers",
    "W6": "Les conseils",
}


def faults_page() -> str:
    """The text of docs/auteurs/diagnostics.md: its head as it stands, its codes anew."""
    messages = Messages("fr")
    found = [one for code in explained_codes() if (one := explanation(code, messages))]
    parts = [""]
    for family, title in _FAMILIES.items():
        members = [one for one in found if one.code.startswith(family)]
        parts.append(f"## {title}\n")
        parts.append(
            "\n".join(
                f"- [{one.code}](#{one.code.lower()}) {_plain(one.message)}" for one in members
            )
            + "\n"
        )
        parts += [_explained(one) for one in members]
    codes = "\n".join(parts)
    page = FAULTS_PAGE.read_text(encoding="utf-8")
    return _MARKED.sub(lambda marks: f"{marks[1]}{codes}\n{marks[2]}", page)


def _explained(found: Explanation) -> str:
    parts = [f"### {found.code}\n"]
    if not found.examples:
        parts.append(_words(found.message, found.hint))
    for example in found.examples:
        parts += _example(example)
    if found.why:
        parts.append(f"{_plain(found.why)}\n")
    return "\n".join(parts)


def _example(example: Example) -> Iterator[str]:
    what = example.what[:1].upper() + example.what[1:]
    yield f"**{what}.**\n"
    yield _fenced(example.wrong) if example.wrong else "Le fichier ne contient rien.\n"
    yield _words(example.message, example.hint)
    yield f"Juste :\n\n{_fenced(example.right)}"


def _words(message: str, hint: str) -> str:
    return f"> {_plain(message)}<br>\n> → {_plain(hint)}\n"


def _fenced(text: str) -> str:
    return f"```yaml\n{text}\n```\n"


def _plain(text: str) -> str:
    """``text`` with nothing that Markdown would obey."""
    for sign in "\\`*_[]<>|$":
        text = text.replace(sign, f"\\{sign}")
    return text
