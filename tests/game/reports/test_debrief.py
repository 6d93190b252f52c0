"""The debrief as a document: its order, what it says of each decision, and who it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import cache

import pytest

from engine.scenario import Grade, Scenario, Scene
from engine.session import Mode, Phase
from engine.writing import write_scenario
from game.autoplay import Manner
from game.library import Library
from game.locale import Messages
from game.playing import LivePlay
from game.reports.debrief import debrief_document
from game.reports.document import (
    Bars,
    Bullets,
    Curves,
    Document,
    Figure,
    Notice,
    Section,
    Table,
    ToFill,
    Weight,
)
from game.reports.play_report import PlayReport, play_report
from game.reports.writing import Form, rendered
from game.store import Store, open_store
from game.store.records import Reflection
from tests.bundled import bundled
from tests.game.reports.played import NOTE, REFLECTION
from tests.game.reports.played import finished as played_anew
from tests.stories import choice, deciding, story, to

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
FRENCH = Messages("fr")
finished = cache(played_anew)
"""The same play for every test that asks for it."""
GRADES = (Grade.EXEMPLARY, Grade.WEAK)
ORDER = [
    *("reaction", "story", "own", "turning", "profile", "red-lines", "commitment", "next"),
    "annexes",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("store")) as opened:
        yield opened


@cache
def reported(play: LivePlay, *, anonymous: bool = False) -> PlayReport:
    library = Library(bundled(), ())
    return play_report(play, FRENCH, NOW, anonymous=anonymous, library=library)


def document_of(play: LivePlay) -> Document:
    return debrief_document(reported(play), FRENCH)


def texts_of(value: object) -> Iterator[str]:
    """Every text of a document or of a part of it, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def said(value: object) -> str:
    return "\n".join(texts_of(value)).replace("\u202f", " ").replace("\u00a0", " ")


def part(document: Document, id_: str) -> Section:
    return next(section for section in document.sections if section.id == id_)


def sections_in(value: object) -> Iterator[Section]:
    if isinstance(value, Section):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from sections_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from sections_in(getattr(value, field.name))


def of_kind(kind: type, value: object) -> Iterator[object]:
    if isinstance(value, kind):
        yield value
    parts: Iterable[object] = ()
    if isinstance(value, tuple):
        parts = value
    elif is_dataclass(value):
        parts = [getattr(value, field.name) for field in fields(value)]
    for item in parts:
        yield from of_kind(kind, item)


@pytest.mark.parametrize("scenario", sorted(bundled()))
def test_every_scenario_is_told_in_the_order_of_a_debriefing(store: Store, scenario: str) -> None:
    play = finished(store, scenario)
    document = document_of(play)
    assert [section.id for section in document.sections] == ORDER
    ids = [section.id for section in sections_in(document)]
    assert len(ids) == len(set(ids))
    told = [section.id for section in sections_in(part(document, "story"))]
    decisions = [f"decision-{number}" for number in range(1, len(play.session.steps) + 1)]
    assert told == ["story", "situation", *decisions, "ending"]
    for block in of_kind(Bullets, document):
        assert isinstance(block, Bullets)
        assert block.items


def test_nothing_is_judged_before_the_players_own_reading(store: Store) -> None:
    play = finished(store, "la-zone-du-milieu", manner=Manner.WORST)
    document = document_of(play)
    before = said((part(document, "reaction"), part(document, "story"), document.facts))
    for word in ("exemplaire", "contraire", "fragile", " %", "Ligne rouge", "à sa place"):
        assert word not in before
    assert "13 éléments sur 13 placés" in before


def test_the_story_tells_scenes_between_decisions_and_where_consequences_come_from(
    store: Store,
) -> None:
    document = document_of(finished(store, "le-bilan-de-septembre"))
    story = said(part(document, "story"))
    assert "lit les résultats au micro" in story
    assert "La décision 6 revient :" in story
    assert "Votre note : J’aurais voulu appeler d’abord." in story


def test_what_the_player_wrote_stands_in_its_place(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire", reflection=REFLECTION)
    document = document_of(play)
    answers = {
        section.id: [it.answer for it in section.blocks if isinstance(it, ToFill)]
        for section in document.sections
    }
    assert answers["reaction"] == ["Le coup de fil du soir."]
    assert answers["own"] == ["Circuit de décision", "Relation et confiance"]
    assert answers["commitment"] == ["Écrire le circuit avant l’été."]
    assert "Le profil donne 43 % à Circuit de décision (14 occasions)" in said(
        part(document, "own")
    )


def test_what_was_not_written_can_be_filled_in_by_hand(store: Store) -> None:
    document = document_of(finished(store, "appel-du-vestiaire"))
    blanks = [it for it in of_kind(ToFill, document) if isinstance(it, ToFill)]
    assert [it.answer for it in blanks] == ["", "", "", ""]
    assert all(it.lines for it in blanks)
    assert "Circuit de décision" in said(part(document, "own"))


def test_a_turning_point_stands_alone(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire")
    turning = part(document_of(play), "turning")
    points = [section for section in sections_in(turning) if section is not turning]
    assert [point.id for point in points] == ["turning-2", "turning-4", "turning-6"]
    told = said(points[0])
    assert "Vous avez décidé : « Passons d’abord samedi" in told
    assert "à lui que vous le direz, demain midi, devant moi. »\n" in told
    assert "Fiche commune (France, duo), exemple de règles de conduite, 2e ligne" in told
    assert "transposé ici, d’après Note sur le DG (Québec)" in told
    assert "Puis, pour le mieux :" in told
    grades = [it for it in of_kind(Table, points[0]) if isinstance(it, Table)][1]
    assert [column.title for column in grades.columns] == [
        *("Ce qui était en jeu", "A", "B", "C", "D (vous)"),
    ]
    assert [row[0] for row in grades.rows[-2:]] == [
        *("Ensemble", "Ce qu’elle laisse, suite comprise"),
    ]
    assert grades.rows[-1][1:] == tuple(
        f"{share}\u202f% d’une décision".replace("\u202f", "\u00a0") if share else "rien"
        for share in (0, 22, 56, 78)
    )


def test_the_note_of_a_turning_point_is_told_with_it(store: Store) -> None:
    play = finished(store, "le-bilan-de-septembre")
    point = next(it for it in sections_in(document_of(play)) if it.id == "turning-1")
    assert "Votre note : J’aurais voulu appeler d’abord." in said(point)
    assert NOTE.replace("'", "’") in said(point)


def test_a_decision_is_detailed_once(store: Store) -> None:
    document = document_of(finished(store, "appel-du-vestiaire"))
    details = said(next(it for it in sections_in(document) if it.id == "annex-answers"))
    assert details.count("Cette décision est détaillée plus haut") == 3
    assert details.count("Les réponses possibles") == 7
    assert "Cette scène est ouverte à la discussion" in details


def test_the_profile_has_its_charts_and_says_what_is_little_evidence(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire")
    profile = part(document_of(play), "profile")
    figures = [it for it in of_kind(Figure, profile) if isinstance(it, Figure)]
    axes, relations, balance, given_away = (figure.chart for figure in figures)
    assert isinstance(axes, Bars)
    sure = {bar.label: bar.sure for bar in axes.rows}
    assert sure["Circuit de décision"]
    assert not sure["Pilotage et exécution"]
    assert isinstance(relations, Curves)
    assert isinstance(balance, Curves)
    decisions = len(play.session.steps)
    assert {len(curve.values) for curve in relations.curves} == {decisions + 1}
    assert (balance.band, balance.ends) == ((-25, 25), ("séparé", "imbriqué"))
    assert isinstance(given_away, Bars)
    assert len(given_away.rows) == decisions
    assert "1, trop peu" in said(profile)
    assert "Fiche commune (France, duo), l.41, l.50" in said(profile)
    assert all(figure.summary for figure in figures)


def test_red_lines_are_told_apart_with_their_decision_and_place(store: Store) -> None:
    worst = document_of(finished(store, "la-zone-du-milieu", manner=Manner.WORST))
    notices = [it for it in part(worst, "red-lines").blocks if isinstance(it, Notice)]
    assert [notice.weight for notice in notices] == [Weight.RED_LINE]
    assert "Décision 13. La parole tenue. Vous avez décidé :" in said(notices[0])
    assert "(l.13)" in said(notices[0])
    best = document_of(finished(store, "la-zone-du-milieu", manner=Manner.BEST))
    assert "Aucune ligne rouge franchie." in said(part(best, "red-lines"))


def test_the_play_that_gave_nothing_away_has_no_turning_point(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire")
    report = reported(play)
    none = replace(report.hindsight_view, turning_points=())
    document = debrief_document(replace(report, hindsight_view=none), FRENCH)
    assert "Aucune décision n’a pesé nettement plus" in said(part(document, "turning"))


def test_a_report_names_who_played_unless_asked_not_to(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire", name="Claire Vidal")
    named = debrief_document(reported(play), FRENCH)
    anonymous = debrief_document(reported(play, anonymous=True), FRENCH)
    assert ("Joué par", "Claire Vidal") in named.facts
    assert "Claire Vidal" not in said(anonymous)


def test_the_conditions_say_how_it_was_played(store: Store) -> None:
    play = finished(store, "la-toiture-du-hall", mode=Mode.ASSESSMENT, seed=12)
    document = document_of(play)
    conditions = said(next(it for it in sections_in(document) if it.id == "annex-conditions"))
    assert "sans retour avant le bilan" in conditions
    assert play.header.text_hash in conditions
    assert "Retours en arrière" not in conditions
    assert "12" in conditions.split("\n")
    assert "Ce même scénario" not in said(part(document, "next"))
    assert "entraînement" not in document.closing


def test_decisions_taken_back_are_told(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire")
    branch = play.branch(2)
    report = reported(play)
    conditions = replace(report.conditions, taken_back=3, branch=branch.header.branch)
    document = debrief_document(replace(report, conditions=conditions), FRENCH)
    told = said(part(document, "annexes"))
    assert "3 décisions reprises en cours de partie." in told
    assert f"Suite de la partie {play.header.id}, rejouée à partir de la décision 3." in told


def test_what_to_play_next_says_why(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire", name="Paul Roy")
    report = reported(play)
    assert report.next_plays
    assert all(one.id != "appel-du-vestiaire" for one in report.next_plays)
    told = said(part(debrief_document(report, FRENCH), "next"))
    assert report.next_plays[0].why.replace("\u202f", " ").replace("\u00a0", " ") in told


def test_the_interface_of_a_report_is_in_english_too(store: Store) -> None:
    play = finished(store, "appel-du-vestiaire", reflection=Reflection(strongest="conseil"))
    messages = Messages("en")
    document = debrief_document(play_report(play, messages, NOW), messages)
    assert document.language == "en"
    assert document.title == "Debrief: L’appel du vestiaire"
    told = said(document)
    assert "The profile gives 33% to Advisory role" in told
    for french in ("Vous avez décidé", "Décision 1", "occasions, trop peu", "Lignes rouges"):
        assert french not in told


def test_the_answer_that_prevails_by_what_follows_says_so(store: Store) -> None:
    play = finished(store, "le-bilan-de-septembre")
    point = next(it for it in sections_in(document_of(play)) if it.id == "turning-8")
    assert "l’emporte par ce qu’elle permet ensuite" in said(point)
    other = next(it for it in sections_in(document_of(play)) if it.id == "turning-1")
    assert "l’emporte par ce qu’elle permet ensuite" not in said(other)


@pytest.mark.parametrize(
    ("scenario", "profile"),
    [
        (
            story(deciding("a", choice("x"), choice("y"))),
            "Aucune décision de cette partie n’était notée",
        ),
        (story(Scene("a", "Just read.", next=to("end")), meters=()), "Vous avez pris 0 décision."),
        (
            story(deciding("a", choice("x", grades=GRADES), choice("y", grades=GRADES)), meters=()),
            "Trop peu d’occasions pour conclure",
        ),
    ],
    ids=["nothing scored", "nothing decided", "no relation"],
)
def test_a_play_with_little_in_it_is_told_all_the_same(
    store: Store, scenario: Scenario, profile: str
) -> None:
    play = ended(store, scenario)
    document = document_of(play)
    assert [section.id for section in document.sections] == ORDER
    assert profile in said(part(document, "profile"))
    assert all(it.rows for it in of_kind(Table, document) if isinstance(it, Table))
    for form in (Form.HTML, Form.MARKDOWN):
        assert rendered(document, form, FRENCH)


def ended(store: Store, scenario: Scenario) -> LivePlay:
    """A play that takes the first choice everywhere."""
    player = store.players()[0] if store.players() else store.add_player("Claire Vidal")
    play = LivePlay.begin(store, player.id, write_scenario(scenario), scenario, seed=1)
    while play.phase != Phase.DEBRIEF:
        if play.phase == Phase.DECIDING:
            play.decide(play.rules.options(play.session.state)[0])
        else:
            play.go_on()
    return play
