"""The debrief: its question, its parts in the order of debriefing, and the ways on from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.session import Mode
from game.locale import Messages
from game.playing import LivePlay, finished_play
from game.store import Reflection
from game.tui.screens.debrief import TABS, DebriefScreen
from game.tui.screens.home import HomeScreen
from game.tui.screens.principles import PrinciplesScreen
from game.tui.widgets.sheet import Sheet
from tests.game.tui.evening_plays import (
    SIZES,
    click_text,
    opened,
    play_evening,
    press,
    rows,
    screen_text,
    seat_in,
    settled,
)

TALL = (100, 120)


def faulty_play(home: Path, mode: Mode = Mode.PRACTICE) -> LivePlay:
    """Both faults: a short circuit that comes back, then a red line."""
    return play_evening(
        seat_in(home), "confirmer", "cacher", mode=mode, notes=("[red]Trop vite[/red]",)
    )


async def test_it_opens_on_a_question_whose_answer_is_kept(tmp_path: Path) -> None:
    play = faulty_play(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        app.show_debrief(play)
        await settled(pilot)
        assert "Qu’est-ce qui vous reste" in screen_text(app)
        assert "Récit" not in screen_text(app)
        await press(pilot, *"attendre", "enter")
        assert "Ce qui vous en reste : attendre" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        app.show_debrief(finished_play(app.seat.store, play.header.id))
        await settled(pilot)
        assert "Ce qui vous en reste : attendre" in screen_text(app)


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_the_question_can_be_passed(tmp_path: Path, key: str) -> None:
    play = faulty_play(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        app.show_debrief(play)
        await settled(pilot)
        await press(pilot, key)
        assert "Ce qui s’est passé, sans jugement" in screen_text(app)
        assert "Ce qui vous en reste :" not in screen_text(app)
        assert app.seat.store.reflection(play.header.id) == Reflection()
        await press(pilot, "r", *"oui", "enter")
        assert "Ce qui vous en reste : oui" in screen_text(app)


async def test_the_facts_come_first_and_nothing_in_them_judges(tmp_path: Path) -> None:
    text = await _part(tmp_path, faulty_play(tmp_path), "1")
    order = [
        "Décision 1 · L’appel",
        "Votre décision : Confirmer le congé.",
        "Votre note : [red]Trop vite[/red]",
        "Il vous remercie.",
        "Décision 2 · La réunion",
        "Votre décision : Garder le dossier.",
        "La décision 1 revient :",
        "La maire l’apprend.",
        "La fin : Le calme",
        "La semaine finit.",
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places, list(zip(order, places, strict=True))
    assert places == sorted(places)
    for judgement in ("contraire", "○", "%", "ligne rouge", "Pourquoi"):
        assert judgement not in text, judgement


async def test_the_profile_points_to_red_lines_and_keeps_relations_apart(tmp_path: Path) -> None:
    text = await _part(tmp_path, faulty_play(tmp_path), "4")
    order = [
        "▲ Une ligne rouge franchie : elle se lit à part",
        "Vous avez pris 2 décisions.",
        "Axe par axe",
        "trop peu pour conclure",
        "Sur l’ensemble, vos décisions donnent 0 %",
        "Les relations, à côté",
        "Confiance de la maire",
        "Équilibre du duo",
        "En mots : au début, en équilibre ; à partir de la décision 1, plutôt imbriqué.",
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places, list(zip(order, places, strict=True))
    assert places == sorted(places)


async def test_what_would_have_come_is_told(tmp_path: Path) -> None:
    play = play_evening(seat_in(tmp_path), "differer", "montrer")
    text = await _part(tmp_path, play, "1")
    assert "Ce qui serait venu ensuite" in text
    assert "Amené par la décision 2 :" in text
    assert "Le conseil s’en souviendra." in text
    assert "Aucune ligne rouge franchie." in await _part(tmp_path, play, "6")


async def test_a_decision_tells_everything_that_was_judged(tmp_path: Path) -> None:
    text = await _part(tmp_path, faulty_play(tmp_path), "3", "enter")
    for words in (
        "Karim Delorme vous appelle [bold]tard[/bold].",
        "Confirmer le congé.",
        "Votre note : [red]Trop vite[/red]",
        "○ contraire  Consulter le responsable, éviter les courts-circuits (conseil)",
        "Source : Fiche commune",
        "Pourquoi : Répondre vaut décision.",
        "Il vous remercie.",
        "Ce qu’elle a amené plus tard",
        "La maire l’apprend.",
        "Les autres possibilités",
        "Dire que le chef de service répondra.",
        "● exemplaire",
        "Fermée à ce moment-là : La confiance n’est pas encore là.",
        "décidé en 12 secondes",
    ):
        assert words in text, words


async def test_a_red_line_is_said_in_words_and_transposition_too(tmp_path: Path) -> None:
    play = faulty_play(tmp_path)
    text = await _part(tmp_path, play, "3", "down", "enter")
    assert "▲ Ligne rouge : " in text
    assert "Ce qui est revenu à ce moment-là" in text
    apart = await _part(tmp_path, play, "6")
    assert "Une ligne rouge franchie" in apart
    assert "Décision 2 : Garder le dossier." in apart
    assert "Les élus y ont droit." in apart
    assert "Source : " in apart


async def test_principles_and_differences_have_their_own_parts(tmp_path: Path) -> None:
    play = faulty_play(tmp_path)
    text = await _part(tmp_path, play, "5")
    assert "Circuit de décision" in text
    assert "1 occasion, trop peu pour conclure" in text
    assert "Source : Fiche commune" in text
    assert "Ici : " in text


async def test_turning_points_come_first_each_with_what_else_was_possible(tmp_path: Path) -> None:
    play = faulty_play(tmp_path)
    listed = await _part(tmp_path, play, "3")
    assert listed.index("Les tournants") < listed.index("Ce qu’elle a laissé : ")
    assert listed.index("Ce qu’elle a laissé : ") < listed.index("La partie à rebours, en entier")
    text = await _part(tmp_path, play, "3", "enter")
    order = ["Pourquoi : ", "Les autres possibilités", "Ce qui restait possible"]
    assert sorted(order, key=text.find) == order
    assert "Ce qui laissait le moins : " in text
    assert "Ce qu’elle aurait laissé, suite comprise : rien." in text


async def test_hindsight_of_the_whole_play_is_the_last_line_of_the_decisions(
    tmp_path: Path,
) -> None:
    text = await _part(tmp_path, faulty_play(tmp_path), "3", "end", "enter")
    assert "Ce que chaque décision a laissé" in text
    assert "La ligne la plus juste, depuis le début" in text
    assert "Calcul exact" in text


async def test_the_picture_of_the_balance_leans_the_way_it_went(tmp_path: Path) -> None:
    lines = (await _part(tmp_path, faulty_play(tmp_path), "4")).split("\n")
    ends = next(line for line in lines if "séparé" in line and "imbriqué" in line)
    start = next(line for line in lines if line.strip().startswith("début"))
    after = next(line for line in lines if line.strip().startswith("1 ·"))
    assert ends.index("séparé") < start.index("●") < after.index("●") < ends.index("imbriqué")


async def test_the_play_is_written_to_a_file_whose_path_is_told(tmp_path: Path) -> None:
    play = faulty_play(tmp_path)
    target = tmp_path / "out"
    target.mkdir()
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, "e")
        await _retype(pilot, str(target))
        await press(pilot, "enter")
        (written,) = target.iterdir()
        assert written.name in screen_text(app).replace("\n", "").replace(" ", "")


async def test_a_refused_path_says_why_and_asks_again(tmp_path: Path) -> None:
    play = faulty_play(tmp_path)
    taken = tmp_path / "taken.json"
    taken.write_text("mine", encoding="utf-8")
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, "e")
        await _retype(pilot, str(taken))
        await press(pilot, "enter")
        assert "existe déjà" in screen_text(app)
        assert taken.read_text(encoding="utf-8") == "mine"


async def test_what_to_work_on_and_where_to_go_next(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.push_screen(DebriefScreen(faulty_play(tmp_path), ask=False))
        await settled(pilot)
        await press(pilot, "7")
        text = screen_text(app)
        assert "Ce qui vaut d’être retravaillé" in text
        assert "éviter les courts-circuits" in text
        assert "Jouer ensuite : « La zone du milieu »" in text
        await press(pilot, "end")
        await click_text(pilot, "Relire les principes")
        await click_text(pilot, "Relire les principes")
        assert isinstance(app.screen, PrinciplesScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_a_commitment_is_kept_with_the_play(tmp_path: Path, size: tuple[int, int]) -> None:
    play = faulty_play(tmp_path)
    async with opened(tmp_path, size) as (app, pilot):
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, "c", *"ecrire 5 regles", "enter")
        assert "Gardé avec la partie." in screen_text(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, "7")
        assert "ecrire 5 regles" in screen_text(app)


async def test_a_decision_can_be_replayed_in_practice_only(tmp_path: Path) -> None:
    practice, assessment = faulty_play(tmp_path), faulty_play(tmp_path, Mode.ASSESSMENT)
    async with opened(tmp_path) as (app, pilot):
        app.push_screen(DebriefScreen(assessment, ask=False))
        await settled(pilot)
        await press(pilot, "3", "j")
        assert isinstance(app.screen, DebriefScreen)
        app.show_over_home(DebriefScreen(practice, ask=False))
        await settled(pilot)
        await press(pilot, "3", "down", "j")
        newest = app.seat.store.unfinished(app.seat.player.id)[0]
        assert newest.branch is not None
        assert (newest.branch.play_id, newest.length) == (practice.header.id, 1)


@pytest.mark.parametrize("size", SIZES)
async def test_every_part_is_reached_by_key_and_by_mouse_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        screen = DebriefScreen(faulty_play(tmp_path), ask=False)
        app.push_screen(screen)
        await settled(pilot)
        for number, tab in enumerate(TABS, start=1):
            await press(pilot, str(number))
            assert screen._tab == tab
        await click_text(pilot, "Principes")
        assert screen._tab == "principles"


@pytest.mark.parametrize("size", SIZES)
async def test_no_line_begins_with_a_sign_that_clings(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        app.push_screen(DebriefScreen(faulty_play(tmp_path), ask=False))
        await settled(pilot)
        for sheet in app.screen.query(Sheet):
            for line in sheet.plain.split("\n"):
                assert line.strip()[:1] not in tuple(";:?!»"), line


async def test_no_text_of_a_player_is_an_order_to_the_terminal(tmp_path: Path) -> None:
    play = faulty_play(tmp_path)
    play.store.set_reflection(play.header.id, Reflection(reaction="a\x1b[31mb"))
    async with opened(tmp_path) as (app, pilot):
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, "1")
        assert "a[31mb" in screen_text(app)
        assert not any("\x1b" in row for row in rows(app))


def test_the_two_languages_say_the_same_things() -> None:
    for key in ("debrief.tab_profile", "library.start", "help.play", "settings.theme"):
        assert Messages("fr")(f"tui.{key}") != Messages("en")(f"tui.{key}")


async def _part(home: Path, play: LivePlay, *keys: str) -> str:
    """What a part of the debrief says, on a screen tall enough to show it whole."""
    async with opened(home, TALL) as (app, pilot):
        app.push_screen(DebriefScreen(play, ask=False))
        await settled(pilot)
        await press(pilot, *keys)
        return screen_text(app)


async def _retype(pilot: object, words: str) -> None:
    from textual.pilot import Pilot
    from textual.widgets import Input

    assert isinstance(pilot, Pilot)
    pilot.app.screen.query_one(Input).value = words
    await pilot.pause()
