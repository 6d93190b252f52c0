"""What an outcome says: what was done, what moved, and only in the feedback how right it was."""

from __future__ import annotations

from engine.rules import Choose, Place, Rank
from engine.session import Phase
from game.locale import Messages
from game.playing import LivePlay, scenario_of
from game.store import open_memory_store
from game.views.scene import OutcomeView
from tests.game.plain.small import TEXT


def outcomes() -> list[OutcomeView]:
    store = open_memory_store()
    player = store.add_player("Anne")
    play = LivePlay.begin(store, player.id, TEXT, scenario_of(TEXT), seed=1)
    seen = []
    for action in (
        Choose("ecrire"),
        Place((("cap", "maire"), ("equipe", "maire"))),
        Rank(("deux", "un", "trois")),
    ):
        while play.phase != Phase.DECIDING:
            play.go_on()
        play.decide(action)
        seen.append(play.outcome(Messages("fr")))
    return seen


def test_a_sorting_tells_what_was_done_then_in_the_feedback_how_right_it_was() -> None:
    _, sorting, _ = outcomes()
    assert sorting.decided == "2 éléments sur 2 placés"
    assert sorting.feedback is not None
    assert sorting.feedback.details[0] == "1 élément sur 2 à sa place"


def test_an_order_is_told_by_ranks_so_that_whole_sentences_stay_apart() -> None:
    _, _, ordering = outcomes()
    assert ordering.decided == (
        "dans l’ordre, 1) Les voies\u202f; 2) Le problème\u202f; 3) La décision"
    )
    assert ordering.feedback is not None
    assert ordering.feedback.details == (
        "L’ordre attendu\u00a0: 1) Le problème\u202f; 2) Les voies\u202f; 3) La décision",
    )


def test_a_balance_moves_towards_one_of_its_ends_not_up_or_down() -> None:
    choice, _, _ = outcomes()
    assert choice.moves == (
        "Confiance de la maire\u00a0: ↓ 5 (au milieu)",
        "Équilibre\u00a0: 10 vers «\u202fséparé\u202f» (en équilibre)",
    )
