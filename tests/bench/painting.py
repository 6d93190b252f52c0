"""The screens against an empty application, through a terminal, in the same run."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence

from tests.bench.measuring import Figure, ratio_at_most
from tests.bench.terminals import SilentProgramError, Terminal, whole_screen

STARTS = 7
KEYS = 40
SCENARIO = "la-somme-des-dix"
ENTER, UP, DOWN = "\r", "\x1b[A", "\x1b[B"
HOME_SHOWS = "Bibliothèque".encode()
SCENE_SHOWS = b"Que faites-vous"
MOST_PAGES_BEFORE_A_SCENE = 6

EMPTY_APP = """\
from textual.app import App

App().run()
"""

LIST_APP = """\
from textual.app import App, ComposeResult
from textual.widgets import OptionList


CHOICE = "Lui dire que la réponse viendra jeudi, après la réunion avec les chefs de service."


class ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield OptionList(*(f"{number}  {CHOICE}" for number in range(1, 5)))


ListApp().run()
"""


def painting_figures() -> list[Figure]:
    """First screen and repaint; the player's folder exists, as from the second start on."""
    with tempfile.TemporaryDirectory(prefix="duettiste-bench-") as home:
        return [*_first_screens(home), *_repaints(home)]


def _program(*words: str) -> list[str]:
    return [sys.executable, *words]


def _first_screens(home: str) -> list[Figure]:
    programs: dict[str, tuple[Sequence[str], Callable[[bytes], bool]]] = {
        "empty": (_program("-c", EMPTY_APP), whole_screen),
        "game": (_program("-m", "game"), _home_is_painted),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(STARTS + 1):
        for name, (command, painted) in programs.items():
            with Terminal(command, {"DUETTISTE_HOME": home}) as terminal:
                seconds = terminal.wait_for(painted)
                terminal.settle(1.0 if turn == 0 else 0.3)
            if turn:
                times[name].append(seconds)
    empty, game = (min(times[name]) for name in programs)
    return [
        ratio_at_most(
            f"first screen, {game * 1000:.0f} ms, against an empty app ({empty * 1000:.0f} ms)",
            game / empty,
            1.3,
        )
    ]


def _home_is_painted(output: bytes) -> bool:
    return whole_screen(output) and HOME_SHOWS in output


def _repaints(home: str) -> list[Figure]:
    environment = {"DUETTISTE_HOME": home}
    game_command = _program("-m", "game", "play", SCENARIO, "--lang", "fr")
    with (
        Terminal(_program("-c", LIST_APP), environment) as listed,
        Terminal(game_command, environment) as game,
    ):
        listed.wait_for(whole_screen)
        listed.settle(0.5)
        _go_to_a_scene(game)
        times: dict[str, list[float]] = {"list": [], "game": []}
        for program in (listed, game):  # into the list, so that every further key moves
            program.press(DOWN)
            program.press(DOWN)
        for turn in range(KEYS):
            key = UP if turn % 2 == 0 else DOWN
            times["list"].append(listed.press(key))
            times["game"].append(game.press(key))
    simple, scene = (statistics.quantiles(times[name], n=4)[0] for name in ("list", "game"))
    return [
        ratio_at_most(
            f"key to repaint on a scene, {scene * 1000:.1f} ms, against an app with a list "
            f"({simple * 1000:.1f} ms)",
            scene / simple,
            1.5,
        )
    ]


def _go_to_a_scene(game: Terminal) -> None:
    game.wait_for(whole_screen)
    game.settle(1.5)
    for _ in range(MOST_PAGES_BEFORE_A_SCENE):
        if SCENE_SHOWS in game.output:
            return
        game.press(ENTER)
        game.settle(0.5)
    raise SilentProgramError("no scene was reached")
