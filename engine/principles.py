"""The catalogue of principles that decisions are graded against, and where each comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.plain_data import ContentError, Table

_PRINCIPLE_KEYS = (
    "family",
    "title",
    "statement",
    "force",
    "wording",
    "roles",
    "explicit",
    "transposed",
    "places",
)
_LINES = re.compile(r"l\.([1-9]\d*)(?:-([1-9]\d*))?")


class Force(StrEnum):
    """How strongly the documents bind to a principle. Only a duty can be a red line."""

    DUTY = "duty"
    RULE = "rule"
    ADVICE = "advice"


class Nature(StrEnum):
    """What a divergence is about; none of the three is ever scored by itself."""

    DIFFERENCE = "difference"
    """The documents do not say the same thing."""
    READING = "reading"
    """A passage of one document is ambiguous, and this is how it was read."""
    LAW = "law"
    """The law in force may say more than the document; shown as a caution."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One of the documents the principles were drawn from; ``cite`` is its label on screen."""

    id: str
    source: str
    system: str
    cite: str
    title: str
    what: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document states a principle.

    ``where`` is for a person who holds the document (French); ``lines`` counts the physical lines
    of its text from 1, blank ones included: ``l.13`` or ``l.24-26``.
    """

    document: str
    where: str
    lines: str

    @property
    def first_and_last(self) -> tuple[int, int]:
        """The first and last line, both included."""
        match = _LINES.fullmatch(self.lines)
        if match is None:
            raise ValueError(f"not a range of lines: {self.lines!r}")
        first = int(match[1])
        return first, int(match[2] or first)


@dataclass(frozen=True, slots=True)
class Family:
    """An axis of the debrief: a family of principles."""

    id: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle, in our own words.

    ``wording`` gives the words of the documents that carry its ``force``. ``explicit`` are the
    systems whose document states it, ``transposed`` those we extended it to.
    """

    id: str
    family: str
    title: str
    statement: str
    force: Force
    wording: str
    roles: tuple[str, ...]
    explicit: tuple[str, ...]
    transposed: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Divergence:
    """A point on which the documents differ, are silent or are unclear.

    ``says`` and ``lines`` are keyed by system; ``consequence`` is what a debrief shows.
    """

    id: str
    subject: str
    nature: Nature
    says: Mapping[str, str]
    lines: Mapping[str, str]
    silent: tuple[str, ...]
    consequence: str
    principles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the principles need to be shown; lookups by unknown ids raise ``KeyError``."""

    documents: Mapping[str, SourceDocument]
    families: Mapping[str, Family]
    roles: Mapping[str, str]
    principles: Mapping[str, Principle]
    divergences: Mapping[str, Divergence]

    @property
    def systems(self) -> tuple[str, ...]:
        return tuple(document.system for document in self.documents.values())

    def principle(self, principle_id: str) -> Principle:
        return self.principles[principle_id]

    def family_of(self, principle_id: str) -> Family:
        return self.families[self.principles[principle_id].family]

    def principles_of(self, family_id: str) -> tuple[Principle, ...]:
        """The principles of one family, in the catalogue's order."""
        family = self.families[family_id]
        return tuple(each for each in self.principles.values() if each.family == family.id)

    def document_of(self, place: Place) -> SourceDocument:
        return self.documents[place.document]

    def document_for(self, system: str) -> SourceDocument:
        for document in self.documents.values():
            if document.system == system:
                return document
        raise KeyError(system)

    def places_in(self, principle_id: str, system: str) -> tuple[Place, ...]:
        """Where the document of ``system`` states the principle; empty where it is transposed."""
        return tuple(
            place
            for place in self.principles[principle_id].places
            if self.document_of(place).system == system
        )

    def is_explicit(self, principle_id: str, system: str) -> bool:
        return system in self.principles[principle_id].explicit

    def is_transposed(self, principle_id: str, system: str) -> bool:
        return system in self.principles[principle_id].transposed

    def divergences_for(self, principle_ids: Iterable[str]) -> tuple[Divergence, ...]:
        """The divergences that concern any of ``principle_ids``, in the catalogue's order."""
        wanted = frozenset(principle_ids)
        return tuple(
            divergence
            for divergence in self.divergences.values()
            if not wanted.isdisjoint(divergence.principles)
        )


def catalogue_from(
    documents: Mapping[str, object],
    principles: Mapping[str, object],
    divergences: Mapping[str, object],
) -> Catalogue:
    """The catalogue held by parsed ``documents``, ``principles`` and ``divergences`` files.

    The data are plain dicts, lists and strings. Raises ``ContentError`` at the first fault.
    """
    source_documents = {
        id_: _document(id_, table) for id_, table in Table.of(documents, "documents").tables()
    }
    systems = frozenset(document.system for document in source_documents.values())
    root = Table.of(principles, "principles-file")
    root.only("families", "roles", "principles")
    families = {id_: _family(id_, table) for id_, table in root.table("families").tables()}
    roles = root.table("roles").strings()
    reader = _PrincipleReader(source_documents, systems, frozenset(families), frozenset(roles))
    known = {
        id_: reader.principle(id_, table)
        for id_, table in Table.of(root.table("principles").entries, "principles").tables()
    }
    return Catalogue(
        documents=source_documents,
        families=families,
        roles=roles,
        principles=known,
        divergences={
            id_: _divergence(id_, table, systems, frozenset(known))
            for id_, table in Table.of(divergences, "divergences").tables()
        },
    )


def _document(id_: str, table: Table) -> SourceDocument:
    table.only("source", "system", "cite", "title", "what")
    return SourceDocument(
        id=id_,
        source=table.text("source"),
        system=table.text("system"),
        cite=table.text("cite"),
        title=table.text("title"),
        what=table.text("what"),
    )


def _family(id_: str, table: Table) -> Family:
    table.only("title", "line")
    return Family(id=id_, title=table.text("title"), line=table.text("line"))


@dataclass(frozen=True, slots=True)
class _PrincipleReader:
    documents: Mapping[str, SourceDocument]
    systems: frozenset[str]
    families: frozenset[str]
    roles: frozenset[str]

    def principle(self, id_: str, table: Table) -> Principle:
        table.only(*_PRINCIPLE_KEYS)
        principle = Principle(
            id=id_,
            family=_known(table, "family", self.families),
            title=table.text("title"),
            statement=table.text("statement"),
            force=Force(_known(table, "force", frozenset(Force))),
            wording=table.text("wording"),
            roles=_all_known(table, "roles", self.roles),
            explicit=_all_known(table, "explicit", self.systems),
            transposed=_all_known(table, "transposed", self.systems),
            places=tuple(self._place(row) for row in table.rows("places")),
        )
        self._check_systems(principle, table)
        return principle

    def _place(self, table: Table) -> Place:
        table.only("document", "where", "lines")
        place = Place(
            document=_known(table, "document", frozenset(self.documents)),
            where=table.text("where"),
            lines=table.text("lines"),
        )
        if not _LINES.fullmatch(place.lines):
            raise ContentError(table.path("lines"), "lines", word=place.lines)
        first, last = place.first_and_last
        if last < first:
            raise ContentError(table.path("lines"), "lines_backwards", word=place.lines)
        return place

    def _check_systems(self, principle: Principle, table: Table) -> None:
        both = set(principle.explicit) & set(principle.transposed)
        if both:
            raise ContentError(table.path("transposed"), "already_explicit", word=min(both))
        cited = {self.documents[place.document].system for place in principle.places}
        if cited != set(principle.explicit):
            odd = min(cited ^ set(principle.explicit))
            raise ContentError(table.path("explicit"), "explicit_without_place", word=odd)


def _divergence(
    id_: str, table: Table, systems: frozenset[str], principles: frozenset[str]
) -> Divergence:
    table.only("subject", "nature", "says", "lines", "silent", "consequence", "principles")
    says, lines = table.table("says"), table.optional_table("lines")
    says.only(*sorted(systems))
    lines.only(*says.entries)
    silent = _all_known(table, "silent", systems)
    for system in silent:
        if system in says.entries:
            raise ContentError(table.path("silent"), "says_something", word=system)
    return Divergence(
        id=id_,
        subject=table.text("subject"),
        nature=Nature(_known(table, "nature", frozenset(Nature))),
        says=says.strings(),
        lines=lines.strings(),
        silent=silent,
        consequence=table.text("consequence"),
        principles=_all_known(table, "principles", principles),
    )


def _known(table: Table, key: str, known: frozenset[str]) -> str:
    value = table.text(key)
    _require_known(value, known, table.path(key))
    return value


def _all_known(table: Table, key: str, known: frozenset[str]) -> tuple[str, ...]:
    values = table.texts(key)
    for index, value in enumerate(values):
        _require_known(value, known, f"{table.path(key)}[{index}]")
        if value in values[:index]:
            raise ContentError(f"{table.path(key)}[{index}]", "twice", word=value)
    return values


def _require_known(value: str, known: frozenset[str], where: str) -> None:
    if value not in known:
        raise ContentError(where, "unknown", word=value, known=", ".join(sorted(known)))
