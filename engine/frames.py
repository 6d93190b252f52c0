"""A frame: the kind of authority a scenario plays in, its people, its bodies and its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.plain_data import ContentError, Table


@dataclass(frozen=True, slots=True)
class Role:
    """Someone a scenario can name or be played by; ``does`` is one line on the function."""

    id: str
    title: str
    does: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organ that decides, prepares or controls."""

    id: str
    title: str
    does: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of "who decides" or "who directs whom": ``who`` does what over ``what``.

    ``lines`` is where the frame's document says so (``l.69``), empty when it is ordinary
    knowledge of the country, shown for realism and never scored.
    """

    who: str
    what: str
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Titles, bodies, rules and vocabulary of one system.

    ``vocabulary`` gives each word its meaning; ``avoid`` gives each word or idea that has no place
    in this system the reason why.
    """

    id: str
    title: str
    country: str
    description: str
    documents: tuple[str, ...]
    roles: Mapping[str, Role]
    bodies: Mapping[str, Body]
    arbitration: tuple[Rule, ...]
    directs: tuple[Rule, ...]
    vocabulary: Mapping[str, str]
    avoid: Mapping[str, str]

    def role(self, role_id: str) -> Role:
        """The role of that id; ``KeyError`` when the frame has none."""
        return self.roles[role_id]


def frame_from(data: Mapping[str, object], known_documents: Iterable[str] | None = None) -> Frame:
    """The frame held by one parsed frame file (plain dicts, lists and strings).

    Raises ``ContentError`` at the first fault; documents are checked against ``known_documents``
    when these are given.
    """
    name = data.get("id")
    table = Table.of(data, f"frame {name}" if isinstance(name, str) else "frame")
    table.only(
        "id",
        "title",
        "country",
        "description",
        "documents",
        "roles",
        "bodies",
        "arbitration",
        "directs",
        "vocabulary",
        "avoid",
    )
    documents = table.texts("documents")
    if known_documents is not None:
        _require_documents(documents, frozenset(known_documents), table)
    return Frame(
        id=table.text("id"),
        title=table.text("title"),
        country=table.text("country"),
        description=table.text("description"),
        documents=documents,
        roles=_roles(table.table("roles")),
        bodies={id_: _body(id_, body) for id_, body in table.table("bodies").tables()},
        arbitration=tuple(_rule(row) for row in table.rows("arbitration")),
        directs=tuple(_rule(row) for row in table.rows("directs")),
        vocabulary=table.table("vocabulary").strings(),
        avoid=table.table("avoid").strings(),
    )


def _require_documents(documents: tuple[str, ...], known: frozenset[str], table: Table) -> None:
    for document in documents:
        if document not in known:
            raise ContentError(table.path("documents"), "unknown_document", word=document)


def _roles(table: Table) -> dict[str, Role]:
    """Every role, those of ``also`` (other gender or rank, same function) after their first."""
    roles: dict[str, Role] = {}
    for id_, role in table.tables():
        role.only("title", "does", "also")
        titles = {id_: role.text("title")} | role.optional_table("also").strings()
        for each, title in titles.items():
            if each in roles:
                raise ContentError(table.path(each), "role_twice")
            roles[each] = Role(id=each, title=title, does=role.text("does"))
    return roles


def _body(id_: str, table: Table) -> Body:
    table.only("title", "does")
    return Body(id=id_, title=table.text("title"), does=table.text("does"))


def _rule(table: Table) -> Rule:
    table.only("who", "what", "lines")
    lines = table.text("lines") if "lines" in table.entries else ""
    return Rule(who=table.text("who"), what=table.text("what"), lines=lines)
