"""Plays of bundled scenarios, finished in a store, to make reports of."""

from __future__ import annotations

from engine.session import Mode, Phase
from game.autoplay import AutomaticPlayer, Manner
from game.playing import LivePlay
from game.store import Store
from game.store.records import Reflection
from tests.bundled import bundled

NOTE = "J'aurais voulu appeler d'abord."
REFLECTION = Reflection(
    reaction="Le coup de fil du soir.",
    strongest="circuit",
    weakest="confiance",
    commitment="Écrire le circuit avant l'été.",
)


def finished(
    store: Store,
    scenario: str,
    *,
    manner: Manner = Manner.RANDOM,
    seed: int = 4,
    name: str = "Claire Vidal",
    mode: Mode = Mode.PRACTICE,
    reflection: Reflection | None = None,
    note: str = NOTE,
) -> LivePlay:
    """A play to its end, with a note at its first decision, by a player of that name."""
    entry = bundled()[scenario]
    players = {player.name: player for player in store.players()}
    player = players.get(name) or store.add_player(name)
    play = LivePlay.begin(store, player.id, entry.text, entry.scenario, mode=mode, seed=seed)
    automatic = AutomaticPlayer(manner, seed)
    while play.phase != Phase.DEBRIEF:
        if play.phase != Phase.DECIDING:
            play.go_on()
            continue
        position = len(play.session.steps)
        action = automatic.decide(play.rules, play.session.state, position)
        play.decide(action, seconds=40.0 + position, note="" if position else note)
    if reflection is not None:
        store.set_reflection(play.header.id, reflection)
    return play
