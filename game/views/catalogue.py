"""The principles as people browse them: what each says, where, for whom, and where it differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.frames import Frame
from engine.principles import Divergence, Principle
from game.views.search import folded
from game.views.words import Wording


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A point on which the documents differ or are unclear; ``says`` goes by document."""

    subject: str
    nature: str
    says: tuple[tuple[str, str], ...]
    consequence: str


@dataclass(frozen=True, slots=True)
class PrincipleCard:
    """A principle in full. ``stated_in`` and ``extended_to`` name systems in words."""

    id: str
    axis: str
    title: str
    force: str
    statement: str
    roles: tuple[str, ...]
    stated_in: tuple[str, ...]
    extended_to: tuple[str, ...]
    places: tuple[str, ...]
    differences: tuple[DifferenceView, ...]

    def found_by(self, words: str) -> bool:
        """Whether every one of ``words`` is in the principle, accents and capitals aside."""
        said = folded(" ".join((self.title, self.statement, self.axis, self.force, *self.places)))
        return all(word in said for word in folded(words).split())


@dataclass(frozen=True, slots=True)
class AxisCards:
    title: str
    line: str
    principles: tuple[PrincipleCard, ...]


def catalogue_view(
    wording: Wording, frames: Mapping[str, Frame], system: str = ""
) -> tuple[AxisCards, ...]:
    """Every principle by axis; those that do not concern ``system``, if given, are left out."""
    axes = []
    for family in wording.catalogue.families.values():
        cards = tuple(
            _card(principle, wording, frames)
            for principle in wording.catalogue.principles_of(family.id)
            if not system or system in (*principle.explicit, *principle.transposed)
        )
        if cards:
            axes.append(AxisCards(wording.prose(family.title), wording.prose(family.line), cards))
    return tuple(axes)


def _card(principle: Principle, wording: Wording, frames: Mapping[str, Frame]) -> PrincipleCard:
    catalogue = wording.catalogue
    return PrincipleCard(
        id=principle.id,
        axis=wording.prose(catalogue.families[principle.family].title),
        title=wording.prose(principle.title),
        force=wording.messages(f"views.force.{principle.force}"),
        statement=wording.prose(principle.statement),
        roles=tuple(wording.prose(catalogue.roles[role]) for role in principle.roles),
        stated_in=_systems(principle.explicit, wording, frames),
        extended_to=_systems(principle.transposed, wording, frames),
        places=tuple(wording.place(place) for place in principle.places),
        differences=tuple(
            _difference(divergence, wording)
            for divergence in catalogue.divergences_for((principle.id,))
        ),
    )


def _systems(
    systems: tuple[str, ...], wording: Wording, frames: Mapping[str, Frame]
) -> tuple[str, ...]:
    return tuple(wording.prose(frames[system].title) for system in systems if system in frames)


def _difference(divergence: Divergence, wording: Wording) -> DifferenceView:
    catalogue = wording.catalogue
    return DifferenceView(
        subject=wording.prose(divergence.subject),
        nature=wording.messages(f"lists.nature.{divergence.nature}"),
        says=tuple(
            (wording.prose(catalogue.document_for(system).cite), wording.prose(text))
            for system, text in divergence.says.items()
        ),
        consequence=wording.prose(divergence.consequence),
    )
