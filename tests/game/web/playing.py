"""Playing through the forms of the pages, without script, from the briefing to the debrief."""

from __future__ import annotations

from engine.rules import Action, Choose, Place, Rank
from game.autoplay import AutomaticPlayer, Manner
from game.playing import LivePlay
from game.store import Store
from game.web.shelves import RulesShelf
from tests.game.web.visitor import Visitor

_RULES = RulesShelf()


def begin(visitor: Visitor, scenario: str, **values: str) -> str:
    """Begin a scenario from its page; gives the id of the play."""
    visitor.open(f"/scenario/{scenario}")
    visitor.send(f"/scenario/{scenario}", values)
    assert visitor.path.endswith("/depart"), visitor.text
    return visitor.path.split("/")[2]


def fields_of(action: Action) -> dict[str, str | list[str]]:
    """An action as the fields of the form that makes it."""
    match action:
        case Choose(choice):
            return {"choix": choice}
        case Place(placements):
            return {f"item.{item}": column for item, column in placements}
        case Rank(steps):
            return {"rang": list(steps)}
    raise AssertionError(action)


def to_decision(visitor: Visitor) -> bool:
    """Follow the way on to the next decision; False at the debrief."""
    for _ in range(30):
        if "/decision/" in visitor.path:
            return True
        if "/bilan" in visitor.path:
            return False
        if any(form.action.endswith("/finir") for form in visitor.forms):
            visitor.send("/finir")
            continue
        onward = [link for link in visitor.links if "/decision/" in link or "/recit/" in link]
        visitor.open(onward[-1])
    raise AssertionError("no way on")


def decide(visitor: Visitor, action: Action) -> None:
    path = visitor.path.partition("?")[0]
    visitor.send(path, {**fields_of(action), "geste": "decider"})


def play_on(
    visitor: Visitor, store: Store, play_id: str, manner: Manner = Manner.BEST, most: int = 100
) -> int:
    """Play from the page shown to the debrief, at most so many decisions; how many were made."""
    player, made = AutomaticPlayer(manner, 4), 0
    while made < most and to_decision(visitor):
        session = LivePlay.resume(store, play_id, _RULES.rules).session
        while session.phase != "deciding":
            session.go_on()
        position = len(session.steps)
        decide(visitor, player.decide(session.rules, session.state, position))
        assert visitor.path.startswith(f"/partie/{play_id}/suite/{position + 1}"), visitor.text
        made += 1
    return made
