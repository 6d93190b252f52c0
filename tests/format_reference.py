"""The keys of the format as docs/format.md tells them: tables and examples, from the model itself.

What a key means comes from the schema's French words, what it holds from the grammar, and every
example from docs/auteurs/toutes-les-cles.yaml, a scenario without a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from game.authoring.canonical import key_order
from game.authoring.extents import content_end
from game.authoring.grammar import PARTS, Form, Part, held
from game.authoring.schema import FEWEST, LIMITS, POINTS
from game.locale import Messages

FOLDER = Path(__file__).resolve().parent.parent / "docs"
EXAMPLE = FOLDER / "auteurs" / "toutes-les-cles.yaml"
EXAMPLE_PLAYS = FOLDER / "auteurs" / "toutes-les-cles.plays.yaml"
FORMAT_PAGE = FOLDER / "format.md"
MARKED = re.compile(r"(<!-- clés : (\w+) -->\n).*?(<!-- fin -->)", re.DOTALL)
"""Where the keys of a part stand in the page; what is between is written here."""
MARKED_PLAYS = re.compile(r"(<!-- exemple de parties -->\n).*?(<!-- fin -->)", re.DOTALL)
_REFERENCE = re.compile(r"\$\{[a-z.]+\}")
_LONGEST_CHILD = 3
"""Lines of a part within a part, beyond which it has an example of its own."""

NAMES = {
    "scenario": "le scénario",
    "panel": "un panel",
    "person": "un personnage",
    "meter": "une relation",
    "scene": "une scène",
    "paragraph": "un paragraphe conditionnel",
    "document": "une pièce du dossier",
    "timer": "un minuteur",
    "ending": "une fin",
    "choice": "un choix",
    "later": "une conséquence différée",
    "branch": "un chemin",
    "sort": "un tri",
    "item": "un élément d'un tri",
    "order": "un ordre",
    "step": "une étape",
    "band": "une bande",
}
_FORMS = {
    Form.PROSE: "texte",
    Form.GUARD: "garde",
    Form.CHANCE: "chance",
    Form.YES: "`true`",
    Form.WORDS: "liste d'identifiants",
    Form.TWO_WHOLES: "deux entiers, le plus petit d'abord",
    Form.TWO_TEXTS: "deux textes",
    Form.TABLE_OF_TEXTS: "identifiants, chacun avec un texte",
    Form.TABLE_OF_WHOLES: "identifiants, chacun avec un entier",
    Form.TABLE_OF_FIXED_WORDS: "principes, chacun avec une appréciation",
    Form.WORD: "identifiant",
    Form.WAYS: "scène, ou liste de chemins",
}
_ONE_OF_FIVE = "il en faut une parmi `choices`, `sort`, `order`, `next`, `ending`"
_DEFAULTS = {
    ("scenario", "language"): "`fr`",
    ("scenario", "meters"): "aucune relation",
    ("scenario", "flags"): "aucun fait",
    ("scenario", "cast"): "aucun personnage",
    ("scenario", "objectives"): "aucun objectif annoncé",
    ("meter", "range"): "`[0, 100]`",
    ("meter", "target"): "plus haut, mieux c'est",
    ("scene", "choices"): _ONE_OF_FIVE,
    ("scene", "sort"): _ONE_OF_FIVE,
    ("scene", "order"): _ONE_OF_FIVE,
    ("scene", "next"): _ONE_OF_FIVE,
    ("scene", "ending"): _ONE_OF_FIVE,
    ("scene", "open"): "la scène est notée",
    ("scene", "timer"): "pas de limite de temps",
    ("timer", "then"): "obligatoire avec des choix",
    ("choice", "if"): "toujours ouvert",
    ("choice", "once"): "peut être repris",
    ("choice", "grades"): "obligatoire si la scène est notée",
    ("choice", "because"): "obligatoire si la scène est notée",
    ("scene", "stakes"): "obligatoire si la scène est notée",
    ("scene", "fallback"): "obligatoire si tous les choix peuvent se fermer",
    ("branch", "if"): "toujours prise",
    ("branch", "chance"): "toujours prise",
    ("band", "next"): "le `next` de la scène",
    ("item", "acceptable"): "la seule bonne colonne est `column`",
}
"""What holds when an optional key is not written, where it is not simply nothing."""

_EXCERPTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "scenario": ((),),
    "panel": (("panel",),),
    "person": (("cast", "maire"),),
    "meter": (("meters", "equilibre"),),
    "scene": (
        ("scenes", "appel"),
        ("scenes", "qui"),
        ("scenes", "etapes"),
        ("scenes", "semaine"),
        ("scenes", "debat"),
        ("scenes", "fin_relue"),
    ),
    "paragraph": (("scenes", "qui", "also"),),
    "document": (("scenes", "appel", "documents", "regle"),),
    "timer": (("scenes", "appel", "timer"),),
    "ending": (("scenes", "fin_relue", "ending"),),
    "choice": (
        ("scenes", "appel", "choices", "laisser"),
        ("scenes", "appel", "choices", "suspendre"),
        ("scenes", "debat", "choices", "raconter"),
        ("scenes", "debat", "choices", "attendre"),
    ),
    "later": (
        ("scenes", "appel", "choices", "laisser", "later"),
        ("scenes", "appel", "choices", "suspendre", "later"),
    ),
    "branch": (
        ("scenes", "semaine", "next"),
        ("scenes", "appel", "choices", "rappeler", "next"),
    ),
    "sort": (("scenes", "qui", "sort"),),
    "item": (("scenes", "qui", "sort", "items", "equipe"),),
    "order": (("scenes", "etapes", "order"),),
    "step": (("scenes", "etapes", "order", "steps", "faits"),),
    "band": (("scenes", "qui", "sort", "bands"),),
}
"""Where each part is to be seen in the example."""


def format_page() -> str:
    """The text of docs/format.md: its prose as it stands, its tables and examples anew."""
    parts = {part.name: part for part in PARTS}

    def written(found: re.Match[str]) -> str:
        part = parts[found[2]]
        return f"{found[1]}{part_reference(part)}{found[3]}"

    page = MARKED.sub(written, FORMAT_PAGE.read_text(encoding="utf-8"))
    plays = EXAMPLE_PLAYS.read_text(encoding="utf-8").rstrip("\n")
    return MARKED_PLAYS.sub(lambda found: f"{found[1]}\n```yaml\n{plays}\n```\n\n{found[2]}", page)


def part_reference(part: Part) -> str:
    """The table of the keys of ``part``, then its example."""
    rows = "\n".join(_row(part, key) for key in key_order(part))
    head = "| Clé | Ce qu'elle attend | Sans elle | Ce qu'elle dit |\n|---|---|---|---|"
    return f"\n{head}\n{rows}\n\n```yaml\n{example(part)}\n```\n\n"


def _row(part: Part, key: str) -> str:
    meaning = Messages("fr")(f"authoring.schema.{part.name}.{key}", part=part.name)
    meaning = _REFERENCE.sub(r"`\g<0>`", meaning.replace("|", "\\|"))
    usual = "obligatoire" if key in part.keys.required else _DEFAULTS.get((part.name, key), "—")
    return f"| `{key}` | {_form(part, key)} | {usual} | {meaning} |"


def _form(part: Part, key: str) -> str:
    value = held(part, key)
    fewest = FEWEST.get((part.name, key), 0)
    at_least = f" ({fewest} au moins)" if fewest > 1 else ""
    match value.form:
        case Form.WHOLE:
            low, high = LIMITS.get((part.name, key), POINTS)
            return f"entier de {low} à {high}"
        case Form.FIXED_WORD if value.words is not None:
            return ", ".join(f"`{word.value}`" for word in value.words)
        case Form.PART | Form.TABLE_OF_PARTS | Form.LIST_OF_PARTS | Form.ONE_OR_MORE:
            assert value.part is not None
            return _of_parts(value.form, NAMES[value.part.name]) + at_least
        case Form.WORD if key == "principle":
            return "identifiant d'un principe"
    return _FORMS[value.form] + at_least


def _of_parts(form: Form, name: str) -> str:
    return {
        Form.PART: f"les clés d'{name}",
        Form.TABLE_OF_PARTS: f"identifiants, chacun avec {name}",
        Form.LIST_OF_PARTS: f"liste : {name} par tiret",
        Form.ONE_OR_MORE: f"les clés d'{name}, ou une liste",
    }[form]


def example(part: Part) -> str:
    """Excerpts of the example in which every key of ``part`` is written."""
    return "\n".join(line for path in _EXCERPTS[part.name] for line in _excerpt(part, path))


def keys_shown(part: Part) -> set[str]:
    """The keys of ``part`` that its example writes."""
    return {
        key.value
        for path in _EXCERPTS[part.name]
        for mapping in _mappings(_at(path)[1])
        for key, _ in mapping.value
    }


def _mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    """The part itself, or each part of a list."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    yield from (item for item in items if isinstance(item, yaml.MappingNode))


def _at(path: tuple[str, ...]) -> tuple[yaml.Node, yaml.Node]:
    """The key that ``path`` leads to in the example, and what stands under it."""
    key = node = _root()
    for name in path:
        key, node = next((key, value) for key, value in node.value if key.value == name)
    return key, node


def _root() -> yaml.Node:
    root = yaml.compose(EXAMPLE.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert root is not None
    return root


def _excerpt(part: Part, path: tuple[str, ...]) -> list[str]:
    """The lines of the part at ``path``; the parts within it that are long are left out."""
    lines = EXAMPLE.read_text(encoding="utf-8").split("\n")
    key, node = _at(path)
    margin = key.start_mark.column if path else 0
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        kept = _lines(lines, key, node)
    else:
        kept = lines[key.start_mark.line : key.start_mark.line + 1] if path else []
        for inner, value in node.value:
            kept += _shortened(part, _lines(lines, inner, value), inner.value)
    return [line[margin:] for line in kept]


def _shortened(part: Part, lines: list[str], key: str) -> list[str]:
    if held(part, key).part is None or len(lines) <= _LONGEST_CHILD:
        return lines
    return [f"{lines[0]}  # …"]


def _lines(lines: list[str], key: yaml.Node, value: yaml.Node) -> list[str]:
    """The lines of a key and of what stands under it."""
    return lines[key.start_mark.line : content_end(value, lines, key.start_mark.column)]
