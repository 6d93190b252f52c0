"""What is kept about a player, in words: for the person it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from engine.rules import Action, Choose, Place, Rank
from engine.scenario import Scenario
from game.actions import UnknownActionError, decode
from game.playing import UnreadableTextError, scenario_of
from game.store import Store
from game.store.errors import StoreError
from game.store.records import Play, Player, StoredDecision
from game.views.plays import PlayView, date_words, play_view
from game.views.words import Wording


@dataclass(frozen=True, slots=True)
class KeptDecisionView:
    """A decision as it is kept. ``taken_back`` says when it was, empty where it stands."""

    where: str
    decided: str
    date: str
    seconds: str
    note: str
    taken_back: str


@dataclass(frozen=True, slots=True)
class KeptPlayView:
    """``reflection`` are questions and answers, only those that were answered."""

    play: PlayView
    decisions: tuple[KeptDecisionView, ...]
    taken_back: tuple[KeptDecisionView, ...]
    reflection: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeptView:
    """Everything kept about a player."""

    name: str
    settings: tuple[tuple[str, str], ...]
    plays: tuple[KeptPlayView, ...]


def kept_view(store: Store, player: Player, wording: Wording) -> KeptView:
    """Read everything kept about ``player``. Raises StoreError."""

    @cache
    def scenario(text_hash: str) -> Scenario | None:
        try:
            return scenario_of(store.text(text_hash))
        except (StoreError, UnreadableTextError):
            return None

    return KeptView(
        name=player.name,
        settings=tuple((key, str(value)) for key, value in store.settings(player.id).items()),
        plays=tuple(
            _play(store, store.play(header.id), scenario(header.text_hash), wording)
            for header in store.plays(player.id)
        ),
    )


def _play(store: Store, play: Play, scenario: Scenario | None, wording: Wording) -> KeptPlayView:
    return KeptPlayView(
        play=play_view(play.header, scenario, wording),
        decisions=tuple(_decision(it, scenario, wording) for it in play.decisions),
        taken_back=tuple(
            _decision(it.decision, scenario, wording, date_words(it.rewound_at, wording.messages))
            for it in play.rewound
        ),
        reflection=_reflection(store, play.header.id, wording),
    )


def _reflection(store: Store, play_id: str, wording: Wording) -> tuple[tuple[str, str], ...]:
    said = store.reflection(play_id)
    families = wording.catalogue.families

    def axis(family: str) -> str:
        return wording.prose(families[family].title) if family in families else family

    answers = {
        "reaction": said.reaction,
        "strongest": axis(said.strongest),
        "weakest": axis(said.weakest),
        "commitment": said.commitment,
    }
    return tuple(
        (wording.messages(f"personal.reflection.{key}"), answer)
        for key, answer in answers.items()
        if answer
    )


def _decision(
    decision: StoredDecision, scenario: Scenario | None, wording: Wording, taken_back: str = ""
) -> KeptDecisionView:
    messages = wording.messages
    moment = decision.decided_at
    seconds = messages("personal.seconds", count=round(decision.seconds))
    return KeptDecisionView(
        where=_where(decision.scene, scenario, wording),
        decided=_decided(decision, scenario, wording),
        date="" if moment is None else date_words(moment, messages),
        seconds=messages("personal.timed_out", seconds=seconds) if decision.timed_out else seconds,
        note=decision.note,
        taken_back=taken_back,
    )


def _where(scene_id: str, scenario: Scenario | None, wording: Wording) -> str:
    scene = scenario.scenes.get(scene_id) if scenario is not None else None
    if scenario is None or scene is None:
        return scene_id
    return wording.scene_title(scene, wording.paragraphs([scenario.fill(scene.text)]))


def _decided(decision: StoredDecision, scenario: Scenario | None, wording: Wording) -> str:
    try:
        action = decode(decision.action)
    except UnknownActionError:
        return str(dict(decision.action))
    texts = {} if scenario is None else _texts(scenario, decision.scene)
    return wording.prose(_action_words(action, texts, wording))


def _texts(scenario: Scenario, scene_id: str) -> Mapping[str, str]:
    """What each id of a decision stands for in its scene."""
    scene = scenario.scenes.get(scene_id)
    if scene is None:
        return {}
    texts = {choice.id: choice.text for choice in scene.choices.values()}
    if scene.sort is not None:
        texts |= {item.id: item.text for item in scene.sort.items.values()}
        texts |= scene.sort.columns
    if scene.order is not None:
        texts |= scene.order.steps
    return {id_: scenario.fill(text) for id_, text in texts.items()}


def _action_words(action: Action, texts: Mapping[str, str], wording: Wording) -> str:
    messages = wording.messages
    match action:
        case Choose(choice):
            return texts.get(choice, choice)
        case Place(placements):
            parts = [
                messages(
                    "personal.placed", item=texts.get(item, item), column=texts.get(column, column)
                )
                for item, column in placements
            ]
        case Rank(steps):
            parts = [
                messages("views.board.rank", rank=rank, step=texts.get(step, step))
                for rank, step in enumerate(steps, start=1)
            ]
        case _:
            return ""
    return messages("views.board.next_rank").join(parts)
