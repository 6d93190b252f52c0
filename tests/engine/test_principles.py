"""The catalogue that ships is whole, and faulty catalogue data are refused with their place."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from engine.plain_data import ContentError
from engine.principles import Catalogue, Force, Nature, Place, catalogue_from
from game.content import load_catalogue

# Physical lines of each document's text, blank ones included (the texts are not in the project).
LINES_OF_DOCUMENT = {
    "quebec-dg": 13,
    "wallonie-dg": 34,
    "duo-maire-sgm": 80,
    "trio-dgs-cabinet": 32,
    "departement": 26,
}
SYSTEMS = ("quebec", "wallonie", "commune-fr", "trinome", "departement")
# Principles of each family, then those explicit in each of SYSTEMS.
RECAP = {
    "neutralite": (7, 4, 0, 0, 4, 0),
    "integrite": (4, 2, 0, 0, 2, 0),
    "legalite": (6, 1, 4, 0, 1, 0),
    "conseil": (9, 1, 2, 5, 3, 5),
    "roles": (9, 3, 3, 4, 8, 5),
    "circuit": (10, 0, 0, 9, 3, 0),
    "pilotage": (11, 3, 5, 3, 7, 4),
    "confiance": (7, 2, 2, 5, 1, 0),
    "transparence": (5, 0, 0, 0, 2, 3),
}
DUTIES = {
    "neutralite-politique",
    "servir-tout-le-conseil",
    "saine-distance",
    "non-ingerence",
    "continuite-et-adaptabilite",
    "egalite-de-traitement",
    "eviter-les-apparences",
    "separation-des-pouvoirs",
    "garant-de-la-legalite",
    "conformite-aux-lois",
    "sans-voix-deliberative",
    "proces-verbaux",
    "acces-a-l-information",
    "obeir-a-l-autorite-competente",
    "perimetre-du-personnel",
    "climat-de-respect",
    "dix-remunerations",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


class TestTheCatalogueThatShips:
    def test_counts_by_family_and_by_system(self, catalogue: Catalogue) -> None:
        def counts(family_id: str) -> tuple[int, ...]:
            principles = catalogue.principles_of(family_id)
            explicit = Counter(system for each in principles for system in each.explicit)
            return (len(principles), *(explicit[system] for system in SYSTEMS))

        assert {family_id: counts(family_id) for family_id in catalogue.families} == RECAP
        assert len(catalogue.principles) == 68

    def test_five_documents_one_a_system(self, catalogue: Catalogue) -> None:
        assert catalogue.systems == SYSTEMS
        assert set(catalogue.documents) == set(LINES_OF_DOCUMENT)
        assert [each.source for each in catalogue.documents.values()] == [
            "S1",
            "S2",
            "S3",
            "S4",
            "S5",
        ]

    def test_every_place_is_inside_its_document(self, catalogue: Catalogue) -> None:
        for principle in catalogue.principles.values():
            assert principle.places, principle.id
            for place in principle.places:
                _, last = place.first_and_last
                assert last <= LINES_OF_DOCUMENT[place.document], (principle.id, place)

    def test_no_place_is_given_twice(self, catalogue: Catalogue) -> None:
        for principle in catalogue.principles.values():
            assert len(set(principle.places)) == len(principle.places), principle.id

    def test_only_duties_the_documents_carry(self, catalogue: Catalogue) -> None:
        duties = {each.id for each in catalogue.principles.values() if each.force is Force.DUTY}
        assert duties == DUTIES

    def test_texts_are_sentences(self, catalogue: Catalogue) -> None:
        for principle in catalogue.principles.values():
            assert principle.statement.endswith("."), principle.id
            assert principle.wording.endswith("."), principle.id
            assert "\n" not in principle.statement, principle.id
            assert not principle.title.endswith("."), principle.id

    def test_divergences_are_the_eighteen(self, catalogue: Catalogue) -> None:
        assert list(catalogue.divergences) == [f"V{number}" for number in range(1, 19)]
        for divergence in catalogue.divergences.values():
            assert divergence.principles, divergence.id
            assert set(divergence.lines) == set(divergence.says), divergence.id

    def test_a_difference_says_something_of_every_system(self, catalogue: Catalogue) -> None:
        for divergence in catalogue.divergences.values():
            if divergence.nature is Nature.DIFFERENCE:
                assert {*divergence.says, *divergence.silent} == set(SYSTEMS), divergence.id

    def test_lines_of_divergences_are_inside_their_document(self, catalogue: Catalogue) -> None:
        for divergence in catalogue.divergences.values():
            for system, lines in divergence.lines.items():
                document = catalogue.document_for(system).id
                for part in lines.split(", "):
                    _, last = Place(document, "", part).first_and_last
                    assert last <= LINES_OF_DOCUMENT[document], (divergence.id, system)


class TestLookups:
    def test_a_principle_and_its_family(self, catalogue: Catalogue) -> None:
        assert catalogue.principle("pst").title == "Porter le Programme stratégique transversal"
        assert catalogue.family_of("pst").id == "pilotage"
        assert catalogue.principle("pst") in catalogue.principles_of("pilotage")

    def test_explicit_transposed_or_neither(self, catalogue: Catalogue) -> None:
        assert catalogue.is_explicit("neutralite-politique", "quebec")
        assert not catalogue.is_transposed("neutralite-politique", "quebec")
        assert catalogue.is_transposed("neutralite-politique", "departement")
        assert not catalogue.is_explicit("pst", "trinome")
        assert not catalogue.is_transposed("pst", "trinome")

    def test_places_in_one_system(self, catalogue: Catalogue) -> None:
        (place,) = catalogue.places_in("pas-de-reponse-directe", "commune-fr")
        assert (place.document, place.first_and_last) == ("duo-maire-sgm", (63, 63))
        assert catalogue.document_of(place).cite == "Fiche commune (France, duo)"
        assert catalogue.places_in("pas-de-reponse-directe", "quebec") == ()

    def test_divergences_of_several_principles_come_once_in_order(
        self, catalogue: Catalogue
    ) -> None:
        found = catalogue.divergences_for(["dix-remunerations", "sans-voix-deliberative"])
        assert [each.id for each in found] == ["V9", "V14", "V18"]
        assert catalogue.divergences_for(["partenariats"]) == ()

    def test_unknown_ids(self, catalogue: Catalogue) -> None:
        with pytest.raises(KeyError):
            catalogue.principle("bonne-humeur")
        with pytest.raises(KeyError):
            catalogue.document_for("suisse")


def small_data() -> dict[str, Any]:
    """The three files of a catalogue of one principle, as parsed YAML gives them."""
    return {
        "documents": {
            "fiche": {
                "source": "S1",
                "system": "ici",
                "cite": "Fiche",
                "title": "Une fiche",
                "what": "Une fiche d'ici.",
            },
            "note": {
                "source": "S2",
                "system": "ailleurs",
                "cite": "Note",
                "title": "Une note",
                "what": "Une note d'ailleurs.",
            },
        },
        "principles": {
            "families": {"axe": {"title": "Un axe", "line": "Ce qu'il mesure."}},
            "roles": {"dg": "Directrice ou directeur général"},
            "principles": {
                "ecouter": {
                    "family": "axe",
                    "title": "Écouter",
                    "statement": "On écoute.",
                    "force": "duty",
                    "wording": "« doit écouter ».",
                    "roles": ["dg"],
                    "explicit": ["ici"],
                    "transposed": ["ailleurs"],
                    "places": [{"document": "fiche", "where": "début", "lines": "l.2-3"}],
                }
            },
        },
        "divergences": {
            "V1": {
                "subject": "Écouter",
                "nature": "difference",
                "says": {"ici": "On écoute."},
                "lines": {"ici": "l.2"},
                "silent": ["ailleurs"],
                "consequence": "Ailleurs, rien n'est dit.",
                "principles": ["ecouter"],
            }
        },
    }


def the_principle(data: dict[str, Any]) -> dict[str, Any]:
    principle: dict[str, Any] = data["principles"]["principles"]["ecouter"]
    return principle


def test_small_data_make_a_catalogue() -> None:
    catalogue = catalogue_from(**small_data())
    assert catalogue.principle("ecouter").places[0].first_and_last == (2, 3)
    assert catalogue.roles == {"dg": "Directrice ou directeur général"}


FAULTS: list[tuple[Callable[[dict[str, Any]], object], str, str]] = [
    (lambda d: the_principle(d).pop("title"), "principles.ecouter", "'title' is missing"),
    (
        lambda d: the_principle(d).update(force="strong"),
        "principles.ecouter.force",
        "'strong' is unknown (known: advice, duty, rule)",
    ),
    (lambda d: the_principle(d).update(family="axes"), "principles.ecouter.family", "unknown"),
    (lambda d: the_principle(d).update(titel="x"), "principles.ecouter.titel", "unknown key"),
    (lambda d: the_principle(d).update(statement=" "), "principles.ecouter.statement", "empty"),
    (lambda d: the_principle(d).update(statement=3), "principles.ecouter.statement", "not 3"),
    (lambda d: the_principle(d).update(roles="dg"), "principles.ecouter.roles", "a list was"),
    (lambda d: the_principle(d).update(roles=["roi"]), "principles.ecouter.roles[0]", "'roi'"),
    (lambda d: the_principle(d).update(roles=["dg"] * 2), "principles.ecouter.roles[1]", "twice"),
    (
        lambda d: the_principle(d).update(transposed=["ici"]),
        "principles.ecouter.transposed",
        "explicit already",
    ),
    (
        lambda d: the_principle(d).update(explicit=["ici", "ailleurs"], transposed=[]),
        "principles.ecouter.explicit",
        "'ailleurs' is explicit without a place",
    ),
    (
        lambda d: the_principle(d)["places"][0].update(lines="13"),
        "principles.ecouter.places[0].lines",
        "not l.N or l.N-M",
    ),
    (
        lambda d: the_principle(d)["places"][0].update(lines="l.3-2"),
        "principles.ecouter.places[0].lines",
        "backwards",
    ),
    (
        lambda d: the_principle(d)["places"][0].update(document="livre"),
        "principles.ecouter.places[0].document",
        "'livre' is unknown",
    ),
    (lambda d: d["principles"].update(principles=[]), "principles-file.principles", "a list"),
    (lambda d: d["documents"]["note"].pop("cite"), "documents.note", "'cite' is missing"),
    (
        lambda d: d["divergences"]["V1"].update(principles=["parler"]),
        "divergences.V1.principles[0]",
        "'parler' is unknown",
    ),
    (lambda d: d["divergences"]["V1"]["says"].update(la="x"), "divergences.V1.says.la", "unknown"),
    (
        lambda d: d["divergences"]["V1"].update(silent=["ici"]),
        "divergences.V1.silent",
        "'ici' says something",
    ),
    (
        lambda d: d["divergences"]["V1"].update(nature="quarrel"),
        "divergences.V1.nature",
        "'quarrel' is unknown",
    ),
    (lambda d: d.update(documents={1: {}}), "documents", "a key must be a string, not 1"),
]


@pytest.mark.parametrize(("spoil", "where", "problem"), FAULTS)
def test_a_fault_is_told_with_its_place(
    spoil: Callable[[dict[str, Any]], object], where: str, problem: str
) -> None:
    data = copy.deepcopy(small_data())
    spoil(data)
    with pytest.raises(ContentError) as caught:
        catalogue_from(**data)
    assert caught.value.where == where
    assert problem in caught.value.problem
    assert str(caught.value) == f"{where}: {caught.value.problem}"
