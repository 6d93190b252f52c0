"""The catalogue of messages: the same in both languages, and in step with the code that says it."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import game
import game.locale
from game.locale import LANGUAGES, Messages

FOLDER = Path(game.locale.__file__).parent
CODE = sorted(Path(next(iter(game.__path__))).rglob("*.py"))
AREAS = sorted({file.stem for file in FOLDER.glob("*/*.toml")})
PLURAL = {"one", "other"}
KEY = re.compile(rf"(?!.*\.(?:tcss|j2)$)({'|'.join(AREAS)})(\.[\w+-]+){{1,3}}")
PAGES = sorted(Path(next(iter(game.__path__))).rglob("*.html.j2"))
IN_PAGE = re.compile(
    rf"""["']((?:{"|".join(AREAS)})\.[\w.+-]+)["']\s*(~?)""",
)
"""A key in a template, and the sign that puts something after it."""
SAYING = {"messages", "say"}
"""Names of what is called with a key and says it at once."""


@cache
def texts(language: str, area: str) -> dict[str, dict[str, str]]:
    """The texts of each key: one, or one for each form of a plural."""
    return dict(_gathered(tomllib.loads(_file(language, area).read_text("utf-8")), area))


def _gathered(table: dict[str, object], path: str) -> Iterator[tuple[str, dict[str, str]]]:
    for name, value in table.items():
        key = f"{path}.{name}"
        if not isinstance(value, dict):
            yield key, {"": str(value)}
        elif value.keys() == PLURAL:
            yield key, value
        else:
            yield from _gathered(value, key)


def _file(language: str, area: str) -> Path:
    return FOLDER / language / f"{area}.toml"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    return {key: forms for area in AREAS for key, forms in texts("fr", area).items()}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@cache
def nodes() -> tuple[tuple[Path, ast.AST], ...]:
    """Every node of the code of the game, with its file."""
    return tuple(
        (file, node) for file in CODE for node in ast.walk(ast.parse(file.read_text("utf-8")))
    )


@cache
def page_keys() -> tuple[tuple[str, bool], ...]:
    """The keys in templates; True for those that begin one and go on with a value."""
    return tuple(
        (found[1], bool(found[2]) or found[1][-1] in "._")
        for page in PAGES
        for found in IN_PAGE.finditer(page.read_text("utf-8"))
        if not found[1].endswith(".j2")
    )


@cache
def written_keys() -> frozenset[str]:
    """The strings of the code that have the form of a key, and those that templates say."""
    parts = {
        id(part) for _, node in nodes() if isinstance(node, ast.JoinedStr) for part in node.values
    }
    return frozenset(
        node.value
        for _, node in nodes()
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in parts
        and KEY.fullmatch(node.value)
    ) | {key for key, begun in page_keys() if not begun}


@cache
def made_keys() -> tuple[re.Pattern[str], ...]:
    """The keys made with f-strings or in templates, as patterns; those that name an area."""
    begun = (re.compile(rf"{re.escape(key)}[\w.+-]+") for key, begun in page_keys() if begun)
    return (*begun, *_made_in_code())


def _made_in_code() -> Iterator[re.Pattern[str]]:
    return (
        re.compile(
            "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.+-]+"
                for part in node.values
            )
        )
        for _, node in nodes()
        if isinstance(node, ast.JoinedStr)
        and any(
            isinstance(part, ast.Constant) and re.search(r"[a-z]\.|\.[a-z]", str(part.value))
            for part in node.values
        )
    )


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_keys_and_blanks(area: str) -> None:
    french, english = (texts(language, area) for language in LANGUAGES)
    assert french.keys() == english.keys()
    for key in french:
        forms = {**french[key], **{f"en {form}": text for form, text in english[key].items()}}
        assert french[key].keys() == english[key].keys(), key
        full = blanks(forms.get("other", forms.get("", "")))
        assert blanks(forms.get("en other", forms.get("en ", ""))) == full, key
        assert all(blanks(text) <= full for text in forms.values()), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said(language: str) -> None:
    messages = Messages(language)
    for area in AREAS:
        for key, forms in texts(language, area).items():
            params = {name: 1 for text in forms.values() for name in blanks(text)}
            for count in (0, 1, 2) if forms.keys() == PLURAL else (1,):
                assert messages(key, **{**params, "count": count}), key


def test_every_key_that_the_code_writes_exists() -> None:
    tables = {key.rpartition(".")[0] for key in catalogue()}
    assert written_keys() - catalogue().keys() - tables == set()


def test_every_key_that_the_code_makes_can_exist() -> None:
    named = [
        made for made in made_keys() if made.pattern.startswith(tuple(f"{a}\\." for a in AREAS))
    ]
    assert named
    assert [made.pattern for made in named if not any(map(made.fullmatch, catalogue()))] == []


def test_nothing_in_the_catalogue_is_left_unsaid() -> None:
    unwritten = catalogue().keys() - written_keys()
    assert {
        key for key in unwritten if not any(made.fullmatch(key) for made in made_keys())
    } == set()


def test_what_is_said_with_a_written_key_fills_its_blanks() -> None:
    empty, said = [], 0
    for file, node in nodes():
        if not isinstance(node, ast.Call) or not node.args:
            continue
        key = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
        given = {keyword.arg for keyword in node.keywords}
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if key not in catalogue() or None in given or not (given or name in SAYING):
            continue
        said += 1
        wanted = {blank for text in catalogue()[str(key)].values() for blank in blanks(text)}
        wanted |= {"count"} if catalogue()[str(key)].keys() == PLURAL else set()
        if not wanted <= given:
            empty.append(f"{file.name}:{node.lineno} {key} {wanted - given}")
    assert said
    assert empty == []


FRENCH_SIGNS = re.compile("[«»\u00a0\u202f]|\\w [;:!]( |$)")
FRENCH_LETTERS = re.compile("[àâçéèêëîïôùûüœæÀÂÇÉÈÊËÎÏÔÙÛÜŒÆ]")
FRENCH_WORDS = re.compile(
    r"\b(?:aux|avec|cette|dans|des|est|les|leur|mais|nous|pas|pour|qui|sont|sur|une|vos|votre|vous)\b"
)
FRENCH_ON_PURPOSE = {
    "plain.command.repeat",
    "plain.command.relations",
    "plain.command.who",
    "tui.settings.fr",
}
"""Words typed at the prompt, which both languages understand, and the name of French itself."""


@pytest.mark.parametrize("area", AREAS)
def test_english_texts_hold_no_french(area: str) -> None:
    for key, forms in texts("en", area).items():
        for text in forms.values():
            for french in (FRENCH_SIGNS, FRENCH_LETTERS, FRENCH_WORDS):
                found = french.search(text)
                assert found is None or key in FRENCH_ON_PURPOSE, (key, found)
