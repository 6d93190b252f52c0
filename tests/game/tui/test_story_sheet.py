"""The first sheet of a debrief in the screens: the whole story, told again."""

from __future__ import annotations

from game.debriefing import read_between, view_of_debrief
from game.locale import Messages
from game.plain.sitting import play_by_typing
from game.tui.widgets.story_sheet import story_sheet
from tests.game.plain.small import Sitting

FRENCH = Messages("fr")


def test_scenes_read_between_decisions_are_part_of_the_story() -> None:
    sitting = Sitting("1", "1", "2", "ok", "1 2 3", "ok", "1")
    play_by_typing(sitting.play, sitting.conversation)
    view = view_of_debrief(sitting.play, FRENCH)
    sheet = story_sheet(view, read_between(sitting.play, FRENCH), "", FRENCH)
    lines = [str(line) for block in sheet.blocks for line in block.lines(80)]
    decided = next(at for at, line in enumerate(lines) if "Écrire le circuit." in line)
    assert lines.index("Il pleut sur la mairie.") < decided
