"""The votes of a panel in the debrief: in the view, in lines, on the sheet, in the report."""

from __future__ import annotations

import io

import pytest

from engine.debrief import Debrief
from engine.rules import Choose, Place, Rank
from engine.session import Phase
from game.locale import Messages
from game.plain.debriefing import DebriefTeller
from game.plain.voice import Voice
from game.playing import LivePlay, scenario_of
from game.reports.decisions import judgement_blocks
from game.reports.document import Table
from game.store import open_memory_store
from game.store.records import Reflection
from game.tui.widgets.debrief_sheets import decision_sheet
from game.views.debrief import DebriefView, debrief_view
from game.views.hindsight import hindsight_view
from tests.game.plain.small import TEXT

HEAD = "panel: { who: Des directrices générales, number: 9, when: en mai }\n"
CHOICES = ("ecrire", "dire_oui", "fermee")


def played(votes: str) -> tuple[LivePlay, Debrief]:
    """A whole play of a small scenario, its first scene given the votes."""
    text = TEXT
    if votes:
        panel = ", ".join(
            f"{id_}: {count}" for id_, count in zip(CHOICES, votes.split(), strict=True)
        )
        text = text.replace("scenes:\n", f"{HEAD}scenes:\n", 1)
        text = text.replace("    choices:\n", f"    panel: {{ {panel} }}\n    choices:\n", 1)
    store = open_memory_store()
    player = store.add_player("Anne")
    play = LivePlay.begin(store, player.id, text, scenario_of(text), seed=1)
    for action in (
        Choose("ecrire"),
        Place((("cap", "maire"), ("equipe", "maire"))),
        Rank(("deux", "un", "trois")),
    ):
        while play.phase != Phase.DECIDING:
            play.go_on()
        play.decide(action)
    play.go_on()
    play.decide(Choose(next(iter(play.rules.scene(play.session.state).choices))))
    while play.phase != Phase.DEBRIEF:
        play.go_on()
    return play, play.debrief()


def view_of(votes: str, language: str = "fr") -> DebriefView:
    play, debrief = played(votes)
    return debrief_view(debrief, play.wording(Messages(language)), "DGS", "practice", "normal")


def test_the_votes_are_told_most_first_with_the_agreement() -> None:
    panel = view_of("1 7 1").decisions[0].panel

    assert panel is not None
    assert [one.words for one in panel.votes][:3] == [
        "7 voix sur 9",
        "1 voix sur 9",
        "1 voix sur 9",
    ]
    assert [one.chosen for one in panel.votes][:2] == [False, True]
    assert panel.sentences == (
        "Pris au hasard, deux membres du panel donnent la même réponse dans 58\u00a0% des cas.",
    )
    assert panel.who == "Panel\u00a0: Des directrices générales (9 personnes), en mai."


def test_a_divided_panel_says_why_the_scene_is_not_scored() -> None:
    decision = view_of("4 4 1").decisions[0]

    assert decision.grade is None
    assert decision.panel is not None
    assert "n’est pas notée" in decision.panel.sentences[0]


def test_without_votes_nothing_is_said_of_a_panel() -> None:
    play, debrief = played("")
    view = debrief_view(debrief, play.wording(Messages("fr")), "DGS", "practice", "normal")

    assert view.decisions[0].panel is None
    blocks = judgement_blocks(view.decisions[0], Messages("fr"))
    assert "panel" not in str(blocks).lower()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_report_gives_the_votes_beside_the_grades(language: str) -> None:
    messages = Messages(language)
    decision = view_of("1 7 1", language).decisions[0]

    blocks = judgement_blocks(decision, messages)

    table = next(
        block
        for block in blocks
        if isinstance(block, Table) and block.caption == messages("reports.panel.title")
    )
    votes = {str(name): worth for name, worth in table.rows}
    assert messages("views.panel.votes", count=7, total=9) in votes.values()
    assert len(table.rows) == len(decision.options)


def test_the_sheet_and_the_lines_give_the_votes() -> None:
    play, debrief = played("1 7 1")
    messages = Messages("fr")
    view = debrief_view(debrief, play.wording(messages), "DGS", "practice", "normal")
    stream = io.StringIO()
    teller = DebriefTeller(
        view,
        ((), ()),
        lambda: hindsight_view(play.hindsight(), debrief, play.wording(messages)),
        Reflection,
        tuple,
        Voice(stream),
        messages,
    )

    teller.part("decisions")

    lines = (
        str(line)
        for block in decision_sheet(view.decisions[0], messages).blocks
        for line in block.lines(80)
    )
    sheet = " ".join(lines)
    assert "7 voix sur 9" in stream.getvalue()
    assert "deux membres du panel" in stream.getvalue()
    assert "7 voix sur 9" in sheet
