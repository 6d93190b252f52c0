"""The rules of the format at their edges: what is refused, and what is rightly left alone."""

from __future__ import annotations

import pytest

from tests.engine.broken_cases import base_text, broken, codes_of


def test_two_choices_that_exclude_each_other_need_no_fallback() -> None:
    text = broken(
        "        text: Le taire.\n",
        "        text: Le taire.\n        if: presse_avertie\n        why_not: La presse ignore.\n",
    )

    assert codes_of(text) == []


def test_choices_that_can_all_close_are_saved_by_a_fallback() -> None:
    locked = broken("        text: Le taire.\n", "        text: Le taire.\n        once: true\n")
    saved = locked.replace("    open: true\n", "    open: true\n    fallback: fin\n")

    assert codes_of(locked) == ["E249"]
    assert codes_of(saved) == []


def test_a_red_line_need_not_be_a_stake() -> None:
    text = broken("breach: [neutralite-politique]", "breach: [proces-verbaux]")

    assert codes_of(text) == []


def test_an_open_scene_may_say_what_is_at_stake() -> None:
    text = broken("    open: true\n", "    open: true\n    stakes: [proces-verbaux]\n")

    assert codes_of(text) == []


def test_bands_that_each_lead_on_need_no_common_next() -> None:
    text = broken("outcome: Bien.", "outcome: Bien.\n          next: suite")
    text = text.replace("outcome: Confus.", "outcome: Confus.\n          next: fin")
    text = text.replace("    next: suite\n  suite:", "  suite:")

    assert codes_of(text) == []


def test_a_loop_through_a_decision_is_allowed() -> None:
    text = broken("    next: ordre\n", "    next: appel\n")
    text = text.replace("    next: suite\n", "    next: [{ chance: 1/2, go: suite }, ordre]\n")

    assert codes_of(text) == []


def test_a_long_loop_without_a_decision_is_told_in_order() -> None:
    text = broken(
        "    next: ordre\n",
        "    next: [{ chance: 1/2, go: ordre }, attente]\n"
        "  attente:\n    text: Rien.\n    next: encore\n"
        "  encore:\n    text: Toujours rien.\n    next: suite\n",
    )

    assert codes_of(text) == ["E323"]


def test_a_misspelt_way_still_counts_as_the_way_that_was_meant() -> None:
    assert codes_of(broken("    next: suite\n", "    next: suitte\n")) == ["E301"]


def test_what_a_broken_scene_names_is_not_called_unreachable() -> None:
    text = broken("          - fin\n", "          - fin {\n")

    assert "E320" not in codes_of(text)


def test_without_a_start_nothing_is_called_unreachable() -> None:
    codes = codes_of(broken("start: appel\n", "start: personne-ne-sait\n"))

    assert codes == ["E301"]


@pytest.mark.parametrize("sign", ["appréciation", "Neutralite-Politique", "neutralite politique"])
def test_a_stake_is_named_as_in_the_catalogue(sign: str) -> None:
    codes = codes_of(base_text().replace("stakes: [neutralite-politique]", f"stakes: [{sign}]"))

    assert codes == ["E305"]


def test_the_longest_choice_may_be_as_good_as_the_others() -> None:
    text = base_text().replace("weak, neutralite", "sound, neutralite")
    unequal = "exemplary, neutralite-politique: contrary"
    text = text.replace(unequal, "sound, neutralite-politique: sound")

    assert codes_of(text) == []


def test_a_person_named_in_full_in_a_text_is_not_unused() -> None:
    text = broken("appelle ${maire.name}.", "appelle Ida Roche.")

    assert codes_of(text) == []
