"""A play in progress: the session, its journal in the store, and what to show of it.

Every front end plays through this module. A decision is on the disk before its outcome is
known to the caller; when the store refuses it, the play has not moved.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from engine.debrief import Debrief, make_debrief, report_decision
from engine.rules import Action, Choose, Outcome, Rules
from engine.scenario import Scenario
from engine.scoring import score_play
from engine.session import Decision, Mode, Phase, ReplayError, Session, Step
from game.actions import UnknownActionError, restored, stored
from game.content import load_catalogue, load_frames
from game.locale import Messages
from game.progress.answers import ANSWERS, rows_of
from game.store.errors import NoSuchPlay
from game.store.records import Branch, JsonObject, NewPlay, Play, PlayHeader, StoredDecision
from game.views.outcome import outcome_view
from game.views.scene import (
    BriefingView,
    OutcomeView,
    SceneView,
    briefing_view,
    scene_view,
)
from game.views.words import Wording

if TYPE_CHECKING:
    from engine.hindsight import Hindsight
    from game.store import Store

TIMER_FACTORS = {"normal": 1.0, "long": 2.0, "off": 0.0}
"""What the player's wish for timers multiplies their seconds by; 0 is no timer."""


@dataclass(frozen=True, slots=True)
class ScenarioChange:
    """What a changed scenario does to an unfinished play.

    ``kept`` of the ``made`` decisions can be replayed on the new text; ``lost`` is the first
    that cannot, in the player's words, empty when all are kept.
    """

    kept: int
    made: int
    lost: str


_UNNAMED = "—"
"""The player of a play that goes on in memory alone."""


class UnreadableTextError(ValueError):
    """The text of a play that this version of the game cannot read any more."""


def language_of(store: Store, header: PlayHeader) -> str:
    """The language in which a play is told. Raises StoreError, UnreadableTextError."""
    return scenario_of(store.text(header.text_hash)).language


def new_seed() -> int:
    return secrets.randbits(32)


def scenario_of(text: str) -> Scenario:
    """The scenario that a kept text holds. Raises UnreadableTextError."""
    from engine.reading import read_scenario

    reading = read_scenario(text, file="", catalogue=load_catalogue(), frames=load_frames())
    if reading.scenario is None:
        raise UnreadableTextError(reading.diagnostics[0].code if reading.diagnostics else "")
    return reading.scenario


def read_rules(store: Store, text_hash: str) -> Rules:
    """The rules of a kept text. Raises StoreError, UnreadableTextError."""
    return Rules(scenario_of(store.text(text_hash)))


RulesOf = Callable[["Store", str], Rules]
"""Where a play finds the rules of the text it was begun with: read anew, or kept at hand."""


class LivePlay:
    """One play and where it is kept. Made by ``begin``, ``resume``, ``adopt`` or ``branch``."""

    def __init__(self, store: Store, header: PlayHeader, rules: Rules, session: Session) -> None:
        self.store = store
        self.header = header
        self.rules = rules
        self.session = session

    @classmethod
    def begin(
        cls,
        store: Store,
        player_id: int,
        text: str,
        scenario: Scenario,
        *,
        mode: Mode = Mode.PRACTICE,
        seed: int | None = None,
        timers: str = "normal",
        journal: tuple[Decision, ...] = (),
    ) -> LivePlay:
        """A new play of ``scenario``, whose exact text is kept, ``journal`` already decided.

        Raises StoreError, and ReplayError where the decisions cannot be made with this seed.
        """
        new = NewPlay(
            player_id=player_id,
            scenario_id=scenario.id,
            scenario_version=scenario.version,
            text_hash=store.keep_text(text),
            seed=new_seed() if seed is None else seed,
            mode=mode.value,
            settings={"timers": timers},
        )
        first = tuple(stored(index, decision) for index, decision in enumerate(journal))
        return cls._opened(store, store.begin_play(new, first), Rules(scenario), journal)

    @classmethod
    def resume(cls, store: Store, play_id: str, rules_of: RulesOf = read_rules) -> LivePlay:
        """The play as it was left, on the text it was begun with.

        Raises StoreError, UnreadableTextError, ReplayError.
        """
        play = store.play(play_id)
        rules = rules_of(store, play.header.text_hash)
        journal = tuple(_restored(position, it) for position, it in enumerate(play.decisions))
        return cls._opened(store, play.header, rules, journal)

    @classmethod
    def adopt(cls, store: Store, play_id: str, text: str, scenario: Scenario) -> LivePlay:
        """An unfinished play taken over to a text that changed, as far as it can follow.

        Raises StoreError, UnreadableTextError.
        """
        play = store.play(play_id)
        rules = Rules(scenario)
        journal = tuple(_restored(position, it) for position, it in enumerate(play.decisions))
        kept = _replayable(rules, play.header, journal)
        header = store.adopt_text(
            play_id,
            store.keep_text(text),
            scenario.version,
            kept_decisions=kept,
            take=play.header.take,
        )
        return cls._opened(store, header, rules, journal[:kept])

    @classmethod
    def _opened(
        cls, store: Store, header: PlayHeader, rules: Rules, journal: tuple[Decision, ...]
    ) -> LivePlay:
        session = Session.replay(rules, header.seed, journal, Mode(header.mode))
        play = cls(store, header, rules, session)
        session.keep = play._keep
        return play

    def _keep(self, position: int, decision: Decision) -> None:
        self.store.append_decision(
            self.header.id, stored(position, decision), take=self.header.take
        )

    @property
    def scenario(self) -> Scenario:
        return self.rules.scenario

    @property
    def phase(self) -> str:
        return self.session.phase

    @property
    def practice(self) -> bool:
        return self.session.mode is Mode.PRACTICE

    @property
    def timers(self) -> str:
        return str(self.header.settings.get("timers", "normal"))

    def wording(self, messages: Messages) -> Wording:
        catalogue = load_catalogue(messages.language)
        return Wording(messages, catalogue, self.scenario.frame, self.scenario.language)

    def briefing(self, messages: Messages) -> BriefingView:
        frame = load_frames(messages.language)[self.scenario.frame]
        return briefing_view(self.scenario, frame, self.wording(messages))

    def scene(self, messages: Messages) -> SceneView:
        """The scene of the present state, to decide on or only to read."""
        last = self.session.last
        return scene_view(
            self.rules,
            self.session.state,
            last.before if last else None,
            len(self.session.steps) + 1,
            self.header.seed,
            self.wording(messages),
            TIMER_FACTORS.get(self.timers, 1.0),
        )

    def outcome(self, messages: Messages) -> OutcomeView:
        """What the last decision led to, with its feedback in practice."""
        position = len(self.session.steps) - 1
        step = self.session.steps[position]
        report = report_decision(self.rules, self.session.steps, position, load_catalogue())
        return outcome_view(
            self.rules,
            report,
            step.before,
            step.outcome.state,
            self.wording(messages),
            self.practice,
        )

    def decide(self, action: Action, seconds: float = 0.0, note: str = "") -> Outcome:
        """Raises StoreError (the play has not moved), SessionError, IllegalActionError."""
        return self.session.decide(action, seconds, note)

    def expire(self, placed: Action | None, seconds: float = 0.0, note: str = "") -> Outcome:
        """Time has run out: the timer's own choice, or the board as ``placed`` so far."""
        timer = self.rules.scene(self.session.state).timer
        action = Choose(timer.then) if timer is not None and timer.then else placed
        if action is None:
            raise ValueError("a board that runs out of time must say what was placed")
        return self.session.expire(action, seconds, note)

    def go_on(self) -> None:
        """From briefing, outcome or interlude to what comes next; an ending closes the play."""
        self.session.go_on()
        if self.session.phase == Phase.DEBRIEF:
            self.finish()

    def finish(self) -> None:
        """Write the result of an ended play. Harmless when it is written already."""
        debrief = self.debrief()
        assert debrief.ending is not None
        summary: JsonObject = {
            "families": {
                family: {"opportunities": tally.opportunities, "quality": _share(tally.quality)}
                for family, tally in debrief.families.items()
            },
            "principles": {
                principle: {"opportunities": tally.opportunities, "quality": _share(tally.quality)}
                for principle, tally in debrief.principles.items()
            },
            "red_lines": [line.principle for line in debrief.red_lines],
            ANSWERS: rows_of(self.session.steps, score_play(self.rules, self.session.steps)),
        }
        self.header = self.store.finish_play(
            self.header.id,
            debrief.ending.id,
            overall=_share(debrief.overall),
            summary=summary,
            length=len(self.session.steps),
            take=self.header.take,
        )

    def rewind(self, position: int) -> None:
        """Back to the decision at ``position`` (from 0). Practice only, before the ending."""
        self.header = self.store.rewind(self.header.id, position, take=self.header.take)
        self.session.rewind(position)

    def branch(self, position: int) -> LivePlay:
        """A new play that takes over the first ``position`` decisions of this one."""
        new = NewPlay(
            player_id=self.header.player_id,
            scenario_id=self.scenario.id,
            scenario_version=self.header.scenario_version,
            text_hash=self.header.text_hash,
            seed=self.header.seed,
            mode=self.header.mode,
            settings=self.header.settings,
            branch=Branch(self.header.id, position),
        )
        journal = self.session.journal[:position]
        first = tuple(stored(index, decision) for index, decision in enumerate(journal))
        return self._opened(self.store, self.store.begin_play(new, first), self.rules, journal)

    def set_note(self, position: int, note: str) -> None:
        """Write or replace the private note of a decision made."""
        self.store.set_note(self.header.id, position, note)
        step = self.session.steps[position]
        self.session.steps[position] = replace(step, decision=replace(step.decision, note=note))

    def debrief(self) -> Debrief:
        return make_debrief(self.rules, self.session.steps, self.session.state, load_catalogue())

    def hindsight(self) -> Hindsight:
        """The play looked at backwards; a few tenths of a second of work."""
        from engine.hindsight import analyse

        return analyse(self.rules, self.session.steps, self.session.state, self.header.seed)

    def stop_saving(self) -> None:
        """Go on in memory, with all that was confirmed so far.

        Where what was kept can no longer be read, the play is written again from the session.
        """
        self.store = self.store.without_saving()
        try:
            self.store.play(self.header.id)
        except NoSuchPlay:
            self._begin_again()

    def _begin_again(self) -> None:
        """The same play in a store that knows nothing of it: player, text and decisions."""
        from engine.writing import write_scenario

        header = self.header
        player = self.store.add_player(_UNNAMED)
        self.store.set_current_player(player.id)
        first = tuple(stored(at, decision) for at, decision in enumerate(self.session.journal))
        self.header = self.store.begin_play(
            NewPlay(
                player_id=player.id,
                scenario_id=header.scenario_id,
                scenario_version=header.scenario_version,
                text_hash=self.store.keep_text(write_scenario(self.scenario)),
                seed=header.seed,
                mode=header.mode,
                settings=header.settings,
            ),
            first,
        )


def finished_play(store: Store, play_id: str, rules_of: RulesOf = read_rules) -> LivePlay:
    """A play with its session at the debrief where it ended, for reading again."""
    play = LivePlay.resume(store, play_id, rules_of)
    while play.session.phase in (Phase.BRIEFING, Phase.OUTCOME, Phase.INTERLUDE):
        play.session.go_on()
    return play


def replayed_steps(rules: Rules, play: Play) -> tuple[Step, ...]:
    """The steps of a kept play, made again from its journal. Raises ReplayError."""
    journal = tuple(_restored(position, it) for position, it in enumerate(play.decisions))
    header = play.header
    return tuple(Session.replay(rules, header.seed, journal, Mode(header.mode)).steps)


def find_change(
    store: Store, play_id: str, text_hash: str, scenario: Scenario
) -> ScenarioChange | None:
    """What going on with ``scenario`` as it is now would keep; None if it has not changed."""
    play = store.play(play_id)
    if play.header.text_hash == text_hash:
        return None
    journal = tuple(_restored(position, it) for position, it in enumerate(play.decisions))
    kept = _replayable(Rules(scenario), play.header, journal)
    lost = "" if kept == len(journal) else _in_words(store, play.header, journal[kept])
    return ScenarioChange(kept, len(journal), lost)


def _replayable(rules: Rules, header: PlayHeader, journal: tuple[Decision, ...]) -> int:
    """How many decisions of ``journal`` these rules can follow."""
    try:
        Session.replay(rules, header.seed, journal, Mode(header.mode))
    except ReplayError as problem:
        return problem.position
    return len(journal)


def _in_words(store: Store, header: PlayHeader, decision: Decision) -> str:
    scenario = scenario_of(store.text(header.text_hash))
    scene = scenario.scenes.get(decision.scene)
    if scene is not None and isinstance(decision.action, Choose):
        choice = scene.choices.get(decision.action.choice)
        if choice is not None:
            return scenario.fill(choice.text)
    return scene.title if scene is not None and scene.title else decision.scene


def _restored(position: int, record: StoredDecision) -> Decision:
    try:
        return restored(record)
    except UnknownActionError as problem:
        unknown = Decision(record.scene, Choose(""))
        raise ReplayError(position, unknown) from problem


def _share(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
