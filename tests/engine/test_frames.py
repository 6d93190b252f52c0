"""The five frames that ship are whole, and faulty frame data are refused with their place."""

from __future__ import annotations

from typing import Any

import pytest

from engine.frames import Frame, frame_from
from engine.plain_data import ContentError
from engine.principles import Place
from game.content import load_catalogue, load_frames

# Physical lines of the document each frame rests on.
LINES_OF_DOCUMENT = {
    "quebec": 13,
    "wallonie": 34,
    "commune-fr": 80,
    "trinome": 32,
    "departement": 26,
}


def test_one_frame_a_system() -> None:
    assert set(load_frames()) == set(LINES_OF_DOCUMENT)


@pytest.mark.parametrize("frame", load_frames().values(), ids=lambda frame: frame.id)
class TestEachFrame:
    def test_it_rests_on_the_document_of_its_system(self, frame: Frame) -> None:
        assert frame.documents == (load_catalogue().document_for(frame.id).id,)

    def test_it_says_who_decides_who_directs_and_in_what_words(self, frame: Frame) -> None:
        assert len(frame.arbitration) >= 3
        assert len(frame.directs) >= 2
        assert len(frame.bodies) >= 3
        assert len(frame.vocabulary) >= 8
        assert len(frame.avoid) >= 5

    def test_its_rules_name_lines_of_its_document(self, frame: Frame) -> None:
        (document,) = frame.documents
        sourced = [rule for rule in (*frame.arbitration, *frame.directs) if rule.lines]
        assert sourced
        for rule in sourced:
            _, last = Place(document, rule.what, rule.lines).first_and_last
            assert last <= LINES_OF_DOCUMENT[frame.id], rule

    def test_its_first_officer_has_a_role(self, frame: Frame) -> None:
        first = "dg" if frame.id in {"quebec", "wallonie"} else "dgs"
        assert frame.role(first).does

    def test_no_role_bears_a_title_to_avoid(self, frame: Frame) -> None:
        forbidden = {word.strip() for phrase in frame.avoid for word in phrase.lower().split(",")}
        titles = {role.title.lower() for role in frame.roles.values()}
        assert not titles & forbidden


def test_a_documents_head_is_called_as_in_its_country() -> None:
    frames = load_frames()
    assert "bourgmestre" in frames["wallonie"].roles
    assert "maire" not in frames["wallonie"].roles
    assert "maire" not in frames["departement"].roles
    assert "directeur-cabinet" not in frames["commune-fr"].roles
    assert frames["quebec"].role("mairesse").does == frames["quebec"].role("maire").does


def small_frame() -> dict[str, Any]:
    return {
        "id": "ici",
        "title": "Ici",
        "country": "Ici",
        "description": "Un lieu.",
        "documents": ["fiche"],
        "roles": {"maire": {"title": "Maire", "does": "Décide.", "also": {"mairesse": "Mairesse"}}},
        "bodies": {"conseil": {"title": "Conseil", "does": "Vote."}},
        "arbitration": [{"who": "Le maire", "what": "arbitre", "lines": "l.1"}],
        "directs": [{"who": "Le maire", "what": "dirige"}],
        "vocabulary": {"séance": "Réunion."},
        "avoid": {"roi": "Il n'y en a pas."},
    }


def test_also_gives_other_titles_to_the_same_function() -> None:
    frame = frame_from(small_frame(), ["fiche"])
    assert {id_: role.title for id_, role in frame.roles.items()} == {
        "maire": "Maire",
        "mairesse": "Mairesse",
    }
    assert frame.role("mairesse").does == "Décide."
    assert frame.directs[0].lines == ""


@pytest.mark.parametrize(
    ("change", "where", "problem"),
    [
        ({"documents": ["livre"]}, "frame ici.documents", "'livre' is unknown"),
        ({"king": "x"}, "frame ici.king", "unknown key"),
        ({"vocabulary": ["séance"]}, "frame ici.vocabulary", "a table was expected, not a list"),
        ({"directs": [{"who": "Le maire"}]}, "frame ici.directs[0]", "'what' is missing"),
        (
            {
                "roles": {
                    "maire": {"title": "Maire", "does": "Décide."},
                    "elu": {"title": "Élu", "does": "Vote.", "also": {"maire": "Maire"}},
                }
            },
            "frame ici.roles.maire",
            "twice",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(change: dict[str, Any], where: str, problem: str) -> None:
    with pytest.raises(ContentError) as caught:
        frame_from(small_frame() | change, ["fiche"])
    assert caught.value.where == where
    assert problem in caught.value.problem
