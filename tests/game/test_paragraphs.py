"""Line ends made for the author's editor are folded; those that are meant stay."""

from __future__ import annotations

from game.views.words import unfolded

PROSE = (
    "Il est dix-huit heures quarante et la salle du conseil se remplit lentement, sans bruit,\n"
    "comme chaque premier lundi du mois, pendant que la pluie bat sur les vitres du couloir.\n"
    "Vous attendez."
)


def test_prose_wrapped_by_the_editor_becomes_one_line() -> None:
    assert "\n" not in unfolded(PROSE)
    assert "sans bruit, comme" in unfolded(PROSE)


def test_paragraphs_and_short_lines_stay_apart() -> None:
    text = f"{PROSE}\n\nCher collègue,\nmerci.\nHélène"
    assert unfolded(text).endswith("\n\nCher collègue,\nmerci.\nHélène")


def test_a_list_keeps_its_lines() -> None:
    text = "\n".join(f"- {'point ' * 14}numéro {number}" for number in range(3))
    assert unfolded(text) == text


def test_a_text_of_short_lines_is_left_alone() -> None:
    assert unfolded("Un\ndeux\ntrois") == "Un\ndeux\ntrois"
