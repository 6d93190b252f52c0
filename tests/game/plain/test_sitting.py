"""A play in lines: decisions, boards, what can be asked, and how it is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.rules import Choose, Place, Rank
from engine.session import Phase
from game.debriefing import view_of_debrief
from game.plain.debriefing import DebriefTeller
from game.plain.playing import Stopped
from game.plain.sitting import (
    play_by_itself,
    play_by_typing,
    tell_begun,
    tell_debrief,
    tell_resumed,
)
from game.store.records import Reflection
from tests.game.plain.small import Sitting

STORY_AT_A_TERMINAL = ("", "", "1", "", "1", "2", "ok", "", "1 2 3", "ok", "", "1", "")
TO_THE_END = ("1", "1", "2", "ok", "1 2 3", "ok", "1")


def test_a_play_goes_from_briefing_to_debrief() -> None:
    sitting = Sitting(*TO_THE_END)
    assert play_by_typing(sitting.play, sitting.conversation) is Stopped.AT_DEBRIEF
    said = sitting.said
    for words in (
        "Vous êtes : Directrice ou directeur général des services.",
        "Il pleut sur la mairie.",
        "Anne Roy vous appelle.",
        "Fermé : Tout lui laisser. Pourquoi : La maire n’y est pas prête.",
        "Bilan : Le petit conseil",
        "Fin de l’histoire : La porte reste ouverte",
    ):
        assert words in said


def test_a_number_decides_the_choice_it_stands_before() -> None:
    sitting = Sitting()
    sitting.play.go_on()
    sitting.play.go_on()
    sitting.ear.lines = [sitting.number_of("ecrire")]
    play_by_typing(sitting.play, sitting.conversation)
    assert sitting.play.session.journal[0].action == Choose("ecrire")


def test_relations_and_balance_move_in_words() -> None:
    sitting = Sitting()
    sitting.play.go_on()
    sitting.play.go_on()
    sitting.ear.lines = [sitting.number_of("ecrire"), "1", "2", "ok"]
    play_by_typing(sitting.play, sitting.conversation)
    assert "Confiance de la maire : baisse de 5 points, à 45 sur 100" in sitting.said
    assert "Équilibre : glisse de 10 points vers « séparé » (en équilibre)" in sitting.said
    assert "Une décision passée revient : Le circuit écrit sert déjà." in sitting.said


def test_boards_are_filled_one_question_at_a_time_and_can_be_mended() -> None:
    sitting = Sitting("1", "2", "1", "1", "1", "2", "2", "ok", "3", "1", "non", "2 1", "ok")
    play_by_typing(sitting.play, sitting.conversation)
    place, rank = (decision.action for decision in sitting.play.session.journal[1:])
    assert isinstance(place, Place)
    assert dict(place.placements).keys() == {"cap", "equipe"}
    assert len(set(dict(place.placements).values())) == 2
    assert isinstance(rank, Rank)
    assert "Élément 1 sur 2" in sitting.said
    assert "En place 1" in sitting.said


@pytest.mark.parametrize("mistake", ["abc", "0", "99", "-1", "1.5", "²", "\x1b[A", "9" * 50])
def test_an_answer_that_is_not_understood_is_explained_and_decides_nothing(mistake: str) -> None:
    sitting = Sitting(mistake)
    play_by_typing(sitting.play, sitting.conversation)
    assert "Je n’ai pas compris. Tapez un numéro de 1 à 2" in sitting.said
    assert sitting.play.session.journal == ()
    assert "\x1b" not in sitting.said


def test_a_program_that_never_makes_sense_is_left_after_a_while() -> None:
    sitting = Sitting(*["y"] * 500)
    assert play_by_typing(sitting.play, sitting.conversation) is Stopped.NOT_UNDERSTOOD
    assert len(sitting.ear.lines) > 400


def test_a_person_at_a_terminal_is_never_hurried_out() -> None:
    sitting = Sitting("", "", *["y"] * 60, at_terminal=True)
    assert play_by_typing(sitting.play, sitting.conversation) is Stopped.AT_END_OF_INPUT


def test_leaving_keeps_what_was_decided_and_says_so() -> None:
    sitting = Sitting("1", "quitter", "1")
    assert play_by_typing(sitting.play, sitting.conversation) is Stopped.BY_WISH
    assert len(sitting.store.play(sitting.play.header.id).decisions) == 1
    assert sitting.ear.lines == ["1"]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("?", "d : lire les documents"),
        ("aide", "d : lire les documents"),
        ("d", "Le texte de la note."),
        ("q", "- Anne Roy, Maire"),
        ("E", "Confiance de la maire : 50 sur 100"),
        ("j", "Vous n’avez encore rien décidé."),
        ("J tout", "Il pleut sur la mairie."),
        ("p", "Neutralité et impartialité : 7 principes"),
        ("p partialite", "Rester neutre et objectif"),
        ("b", "Il n’y a pas encore de décision sur laquelle revenir."),
        ("n " + "x" * 501, "501 caractères, 500 au plus"),
    ],
)
def test_what_can_be_asked_beside_deciding(asked: str, answered: str) -> None:
    sitting = Sitting(asked)
    play_by_typing(sitting.play, sitting.conversation)
    after = sitting.said.split(f" {asked}\n", 1)[-1]
    assert answered in after
    assert sitting.play.phase == Phase.DECIDING


def test_repeating_says_the_situation_and_the_choices_again() -> None:
    sitting = Sitting("r")
    play_by_typing(sitting.play, sitting.conversation)
    assert sitting.said.count("Anne Roy vous appelle.") == 2
    assert sitting.said.count("Que faites-vous ?") == 2


def test_a_note_goes_with_the_decision_and_comes_back_in_the_debrief() -> None:
    sitting = Sitting("n", "penser à Bruno", *TO_THE_END)
    play_by_typing(sitting.play, sitting.conversation)
    assert sitting.store.play(sitting.play.header.id).decisions[0].note == "penser à Bruno"
    assert sitting.said.count("Votre note : penser à Bruno") == 1


def test_going_back_takes_the_decision_again_in_practice_only() -> None:
    sitting = Sitting("1", "b", "2")
    play_by_typing(sitting.play, sitting.conversation)
    kept = sitting.store.play(sitting.play.header.id)
    assert len(kept.decisions) == 1
    assert len(kept.rewound) == 1
    assessed = Sitting("1", "b", mode="assessment")
    play_by_typing(assessed.play, assessed.conversation)
    assert "on ne revient pas" in assessed.said
    assert len(assessed.play.session.journal) == 1


def test_an_assessment_judges_nothing_before_the_debrief() -> None:
    sitting = Sitting("1", "2", "1", "ok", "p neutralité", mode="assessment")
    play_by_typing(sitting.play, sitting.conversation)
    for word in ("exemplaire", "solide", "fragile", "contraire", "à sa place", "à leur place"):
        assert word not in sitting.said
    assert "Vous avez décidé : 2 éléments sur 2 placés" in sitting.said
    assert "les principes se lisent après le bilan" in sitting.said


def test_resuming_says_where_the_play_stands_and_goes_on_from_there() -> None:
    sitting = Sitting("1", "quit")
    play_by_typing(sitting.play, sitting.conversation)
    resumed = type(sitting.play).resume(sitting.store, sitting.play.header.id)
    sitting.ear.lines = ["1", "2", "ok"]
    tell_resumed(resumed, sitting.conversation)
    play_by_typing(resumed, sitting.conversation)
    assert "Vous reprenez la partie" in sitting.said
    assert len(sitting.store.play(resumed.header.id).decisions) == 2


def test_someone_at_a_terminal_reads_the_debrief_part_by_part() -> None:
    sitting = Sitting(*STORY_AT_A_TERMINAL, "", "8", "zz", "?", "quitter", at_terminal=True)
    assert play_by_typing(sitting.play, sitting.conversation) is Stopped.AT_DEBRIEF
    debrief = sitting.said.split("Bilan : Le petit conseil")[1]
    assert "Décision 1 : L’appel" in debrief
    assert "Et maintenant" in debrief
    assert "Les autres réponses" not in debrief
    assert "Répondez par un numéro de 1 à 11" in debrief
    assert "11. Ce qui changerait ailleurs" in debrief


def test_what_is_answered_in_the_debrief_is_kept_and_comes_before_what_it_is_asked_for() -> None:
    answers = ["mardi", "", "9", "1", "", "1", "7", "écrire", "", "", "", ""]
    sitting = Sitting(*STORY_AT_A_TERMINAL, *answers, at_terminal=True)
    play_by_typing(sitting.play, sitting.conversation)
    kept = sitting.store.reflection(sitting.play.header.id)
    assert (kept.reaction, kept.commitment) == ("mardi", "écrire")
    debrief = sitting.said.split("Bilan : Le petit conseil")[1]
    order = [
        "qu’est-ce qui vous reste",
        "Ce qui s’est passé",
        "Votre propre lecture",
        "L’axe que vous pensez avoir le mieux tenu",
        "Les tournants",
        "Un engagement",
    ]
    assert sorted(order, key=debrief.find) == order
    assert -1 not in map(debrief.find, order)


def test_the_profile_asked_for_first_waits_for_the_axes() -> None:
    sitting = Sitting(*STORY_AT_A_TERMINAL, "", "4", "2", "1", "quitter", at_terminal=True)
    play_by_typing(sitting.play, sitting.conversation)
    kept = sitting.store.reflection(sitting.play.header.id)
    assert kept.strongest
    assert kept.weakest not in ("", kept.strongest)
    debrief = sitting.said.split("Bilan : Le petit conseil")[1]
    order = ["Votre propre lecture", "Le mieux tenu, selon vous", "Par axe :"]
    assert sorted(order, key=debrief.find) == order
    assert -1 not in map(debrief.find, order)
    told = Sitting()
    tell_debrief(sitting.play, told.conversation.voice, told.messages)
    assert told.said.count("Le moins bien tenu, selon vous") == 1


def test_the_story_of_a_debrief_tells_what_was_read_between_decisions() -> None:
    sitting = Sitting(*TO_THE_END)
    play_by_typing(sitting.play, sitting.conversation)
    told = Sitting()
    tell_debrief(sitting.play, told.conversation.voice, told.messages)
    story = told.said.partition("Ce qui s’est passé")[2].partition("Votre propre lecture")[0]
    assert 0 < story.find("Il pleut sur la mairie.") < story.find("Vous avez décidé")


def test_a_debrief_asks_nobody_to_place_themselves_on_a_single_axis() -> None:
    sitting = Sitting(*TO_THE_END)
    play_by_typing(sitting.play, sitting.conversation)
    view = view_of_debrief(sitting.play, sitting.messages)
    told = Sitting()
    teller = DebriefTeller(
        replace(view, axes=view.axes[:1]),
        (),
        lambda: pytest.fail("the own reading needs no hindsight"),
        Reflection,
        tuple,
        told.conversation.voice,
        told.messages,
    )
    teller.part("own")
    assert "trop peu d’axes pour s’y placer" in told.said
    assert "L’axe que vous pensez" not in told.said


def test_an_answer_too_long_is_asked_again() -> None:
    sitting = Sitting(*STORY_AT_A_TERMINAL, "x" * 501, "court", "quitter", at_terminal=True)
    play_by_typing(sitting.play, sitting.conversation)
    assert "500 caractères au plus" in sitting.said
    assert sitting.store.reflection(sitting.play.header.id).reaction == "court"


def test_the_whole_debrief_goes_from_facts_to_judgement() -> None:
    sitting = Sitting(*TO_THE_END)
    play_by_typing(sitting.play, sitting.conversation)
    debrief = sitting.said.split("Bilan : Le petit conseil")[1]
    order = [
        "qu’est-ce qui vous reste",
        "Ce qui s’est passé",
        "Fin de l’histoire",
        "Votre propre lecture",
        "Les tournants",
        "Ce qui laissait le moins",
        "Le profil",
        "Par axe :",
        "Les principes",
        "Les lignes rouges",
        "Aucune ligne rouge franchie.",
        "Un engagement",
        "Une chose que vous ferez autrement",
        "Et maintenant",
        "À jouer :",
        "Les décisions, une à une",
        "La partie à rebours",
        "Ce qui changerait ailleurs",
    ]
    places = [debrief.find(words) for words in order]
    assert -1 not in places, list(zip(order, places, strict=True))
    assert places == sorted(places)
    facts = debrief[places[1] : places[3]]
    for judgement in ("exemplaire", "solide", "fragile", "contraire", "%"):
        assert judgement not in facts


def test_a_play_that_cannot_be_saved_says_so() -> None:
    sitting = Sitting("quit")
    tell_begun(sitting.play, sitting.conversation)
    play_by_typing(sitting.play, sitting.conversation)
    assert "Cette partie n’est pas enregistrée." in sitting.said
    assert "Elle n’était pas enregistrée." in sitting.said


def test_an_automatic_play_needs_nobody() -> None:
    from game.autoplay import Manner

    sitting = Sitting()
    stopped = play_by_itself(sitting.play, Manner.BEST, 3, sitting.conversation)
    assert stopped is Stopped.AT_DEBRIEF
    assert "100 % de ce qui était possible" in sitting.said


def test_the_same_play_is_told_in_english() -> None:
    sitting = Sitting(*TO_THE_END, language="en")
    play_by_typing(sitting.play, sitting.conversation)
    assert "What do you do?" in sitting.said
    assert "Debrief: Le petit conseil" in sitting.said
    assert "Votre" not in sitting.said
