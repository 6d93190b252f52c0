"""What a preview says: mistakes as check says them, the raw state, the graph, the author's view."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from game.authoring.preview_desk import Desk, read_save
from game.authoring.preview_pages import HERE, Part, graph_page, mistakes_page, state_page
from game.authoring.preview_road import Jump
from game.authoring.preview_sight import Sight, banner, sight
from game.authoring.preview_watching import MISSING, Save
from game.content import load_catalogue
from game.diagnostics_view import hint_of, message_of
from game.locale import LANGUAGES, Messages
from game.views.words import Wording
from tests.game.authoring.preview_saves import NOON, read
from tests.game.authoring.test_preview_road import GONE, desk_after
from tests.game.tui.evening import EVENING
from tests.game.tui.long_day import LONG_DAY

FR = Messages("fr")
WRONG = EVENING.replace("        next: fin\n", "        next: fln\n")


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def texts(parts: Iterable[Part]) -> str:
    return plain("\n".join(f"{part.lead}{part.text}" for part in parts))


def seen(desk: Desk, *, author_view: bool = False) -> Sight:
    return sight(desk, Wording(FR, load_catalogue(), "commune-fr"), author_view=author_view)


def news(desk: Desk, language: str = "fr") -> str:
    return texts(banner(desk, Wording(Messages(language), load_catalogue(), "commune-fr")))


def test_mistakes_are_in_the_words_of_check_with_line_and_column_errors_first() -> None:
    desk = desk_after()
    draft = read(WRONG)
    desk.take(draft)
    said = texts(mistakes_page(desk, FR))
    for one in draft.diagnostics:
        assert f"ligne {one.place.line}, colonne {one.place.column}" in said
        assert plain(message_of(one, FR)) in said
        assert plain(hint_of(one, FR)) in said
    assert said.rindex("erreur E") < said.index("conseil W")


def test_a_broken_file_is_told_with_the_hour_of_the_version_played() -> None:
    desk = desk_after()
    desk.take(read(WRONG))
    assert "Version lue à 12:00, avant les fautes : le fichier a maintenant 2 erreurs" in news(desk)
    desk.take(read(EVENING))
    assert news(desk) == ""


def test_a_file_that_went_away_is_told() -> None:
    desk = desk_after()
    desk.take(read_save(Save(trouble=MISSING), Path("un-soir.yaml"), NOON))
    assert "Le fichier n’est plus là" in news(desk)
    assert "Le fichier n’est plus là" in texts(mistakes_page(desk, FR))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_decision_is_named_with_its_number_and_words(language: str) -> None:
    desk = desk_after("differer", "montrer")
    desk.take(read(EVENING.replace("montrer:", "ouvrir:")))
    said = news(desk, language)
    assert "2" in said
    assert "Ouvrir le dossier." in said
    assert "reunion" in said


def test_what_is_kept_before_a_lost_decision_is_counted() -> None:
    desk = desk_after("differer", "montrer")
    desk.take(read(EVENING.replace("montrer:", "ouvrir:")))
    assert "La décision d’avant est gardée." in news(desk)
    desk.take(read(GONE))
    assert "Vous voilà au début." in news(desk)
    desk.take(read(EVENING))
    assert "Les 2 décisions perdues existent de nouveau" in news(desk)


def test_a_jump_is_said_for_as_long_as_it_lasts() -> None:
    desk = desk_after()
    desk.jump(Jump("reunion"))
    assert "Vous êtes parti de la scène reunion" in news(desk)
    desk.restart()
    assert news(desk) == ""


def test_before_anything_can_be_played_the_mistakes_are_the_page() -> None:
    desk = Desk()
    assert "Lecture du fichier" in texts(seen(desk).page)
    desk.take(read(WRONG))
    said = texts(seen(desk).page)
    assert "Rien à jouer pour l’instant" in said
    assert "E301" in said


def test_the_state_shows_all_that_the_rules_know() -> None:
    desk = desk_after("confirmer")
    said = texts(state_page(desk, FR))
    assert "graine 1, tirages faits : 0" in said
    assert "confiance 55 ↑5 (de 0 à 100)" in said
    assert "La maire l’apprend." in said
    assert "à la prochaine décision confiance -15" in said
    assert "1. appel : Confirmer le congé." in said
    desk.step_back()
    assert "○ faux ouvre fermer : confiance > 90" in texts(state_page(desk, FR))
    desk.jump(Jump("appel", {"confiance": 95}))
    assert "● vrai ouvre fermer : confiance > 90" in texts(state_page(desk, FR))


def test_flags_visits_and_choices_taken_once_are_in_the_state() -> None:
    text = EVENING.replace("start: appel", "flags: { ecrit: Le circuit est écrit }\nstart: appel")
    text = text.replace(
        "      montrer:\n", "      montrer:\n        if: visited(appel) and ecrit\n"
    )
    text = text.replace(
        "      differer:\n", "      differer:\n        once: true\n        set: [ecrit]\n"
    )
    draft = read(text)
    assert draft.scenario is not None, draft.diagnostics
    desk = desk_after("differer", text=text)
    said = texts(state_page(desk, FR))
    assert "● vrai ecrit" in said
    assert "● vrai appel" in said
    assert "appel : differer" in said
    assert "● vrai ouvre montrer : visited(appel) and ecrit" in said


def test_the_graph_marks_the_present_scene_only() -> None:
    desk = desk_after("differer")
    lines = [part.text for part in graph_page(desk, FR) if HERE in part.text]
    assert lines == [f"{HERE} [reunion] La réunion"]


def test_the_authors_view_says_what_each_choice_is_worth_and_does() -> None:
    desk = desk_after()
    desk.read_on()
    closed, open_ = seen(desk), seen(desk, author_view=True)
    assert closed.scene is not None
    assert open_.scene is not None
    assert "exemplaire" not in str(closed.scene.choices)
    shown = {it.id: it.text for it in open_.scene.choices}
    assert shown["differer"].split("\n")[1:] == [
        "differer → reunion",
        "● exemplaire eviter-les-courts-circuits · ◕ solide reponses-types",
    ]
    assert "confirmer → reunion · confiance +5, equilibre +40" in shown["confirmer"]


def test_the_authors_view_gives_the_answers_of_boards() -> None:
    desk = Desk()
    desk.take(read(LONG_DAY, "une-longue-journee.yaml"))
    desk.jump(Jump("tri"))
    board = seen(desk, author_view=True).scene
    assert board is not None
    assert board.sort is not None
    assert {it.id: it.text.split("\n")[1] for it in board.sort.items}["item1"] == "→ Zone mixte"
    desk.jump(Jump("ordre"))
    board = seen(desk, author_view=True).scene
    assert board is not None
    assert board.order is not None
    assert {it.id: it.text.split("\n")[1] for it in board.order.steps}["trois"] == "→ 3"


def test_the_outcome_says_what_it_was_worth_in_the_authors_view_only() -> None:
    desk = desk_after("differer", "cacher")
    assert "On vous le redemande." in texts(seen(desk).page)
    assert "Ligne rouge" not in texts(seen(desk).page)
    assert "Ligne rouge" in texts(seen(desk, author_view=True).page)


def test_an_ending_says_its_grade_the_result_and_what_never_came() -> None:
    desk = desk_after("differer", "montrer")
    desk.read_on()
    said = texts(seen(desk).page)
    for words in (
        "Le calme",
        "solide",
        "La semaine finit.",
        "2 décisions. Résultat",
        "s’en souviendra",
    ):
        assert words in said
    assert not seen(desk).reads_on


def test_nothing_of_the_authors_text_is_an_order_to_the_terminal() -> None:
    draft = read(EVENING.replace("tard", "\x1b[2Jtard"))
    desk = desk_after()
    desk.take(draft)
    assert "\x1b" not in texts(mistakes_page(desk, FR))
