"""One finished play, gathered once for all the forms of its report: in values and in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.chance import seeded_chance
from engine.debrief import Debrief
from engine.hindsight import Hindsight
from engine.interludes import interludes
from game.content import load_frames
from game.library import Library, read_library
from game.locale import Messages
from game.playing import LivePlay
from game.progress.suggesting import suggestions
from game.store.records import Branch, Play, Player, Reflection
from game.views.debrief import DebriefView, debrief_view
from game.views.hindsight import HindsightView, hindsight_view
from game.views.scene import BriefingView
from game.views.self_assessment import SelfAssessmentView, self_assessment_view
from game.views.suggestions import SuggestionView, suggestion_views
from game.views.words import Wording


@dataclass(frozen=True, slots=True)
class Conditions:
    """How the play was played. ``deciding_seconds`` is the time spent before decisions.

    ``taken_back`` counts the decisions that were made again. ``player`` is empty where the
    report is to name nobody. ``made_at`` is when the report was made.
    """

    made_at: datetime
    play_id: str
    player: str
    begun_at: datetime
    ended_at: datetime
    mode: str
    timers: str
    seed: int
    scenario_id: str
    scenario_version: int
    text_hash: str
    deciding_seconds: float
    taken_back: int
    branch: Branch | None


@dataclass(frozen=True, slots=True)
class PlayReport:
    """Everything that the report of one play says.

    ``interludes`` are the texts of the scenes told before each decision, and at last before the
    ending; ``between`` are the same in paragraphs.
    """

    debrief: Debrief
    hindsight: Hindsight
    interludes: tuple[tuple[str, ...], ...]
    reflection: Reflection
    conditions: Conditions
    next_plays: tuple[SuggestionView, ...]
    view: DebriefView
    hindsight_view: HindsightView
    briefing: BriefingView
    between: tuple[tuple[str, ...], ...]
    own: SelfAssessmentView


def play_report(
    play: LivePlay,
    messages: Messages,
    made_at: datetime,
    *,
    anonymous: bool = False,
    library: Library | None = None,
) -> PlayReport:
    """The report of an ended play, as it is at ``made_at``. Raises StoreError.

    ``library`` is where to find what to play next, where it was read already.
    """
    stored = play.store.play(play.header.id)
    reflection = play.store.reflection(play.header.id)
    debrief, hindsight, wording = play.debrief(), play.hindsight(), play.wording(messages)
    frame = load_frames(messages.language)[play.scenario.frame]
    role = wording.prose(frame.role(play.scenario.role).title)
    told_between = interludes(play.rules, play.session.steps, seeded_chance(play.header.seed))
    view = debrief_view(debrief, wording, role, play.header.mode, play.timers)
    return PlayReport(
        debrief=debrief,
        hindsight=hindsight,
        interludes=told_between,
        reflection=reflection,
        conditions=_conditions(play, stored, "" if anonymous else _player(play).name, made_at),
        next_plays=_next_plays(play, library or read_library(messages.language), wording, made_at),
        view=view,
        hindsight_view=hindsight_view(hindsight, debrief, wording),
        briefing=play.briefing(messages),
        between=tuple(map(wording.paragraphs, told_between)),
        own=self_assessment_view(view.axes, reflection.strongest, reflection.weakest, messages),
    )


def _player(play: LivePlay) -> Player:
    """Who played, who may not be who plays now."""
    wanted = play.header.player_id
    return next(player for player in play.store.players() if player.id == wanted)


def _next_plays(
    play: LivePlay, library: Library, wording: Wording, made_at: datetime
) -> tuple[SuggestionView, ...]:
    here = {play.header.scenario_id}
    found = suggestions(play.store, _player(play), library, made_at, leave_out=here)
    return suggestion_views(found, made_at, wording)


def _conditions(play: LivePlay, stored: Play, player: str, made_at: datetime) -> Conditions:
    header = stored.header
    return Conditions(
        made_at=made_at,
        play_id=header.id,
        player=player,
        begun_at=header.begun_at,
        ended_at=header.finished_at or header.moved_at,
        mode=header.mode,
        timers=play.timers,
        seed=header.seed,
        scenario_id=header.scenario_id,
        scenario_version=header.scenario_version,
        text_hash=header.text_hash,
        deciding_seconds=sum(step.decision.seconds for step in play.session.steps),
        taken_back=len(stored.rewound),
        branch=header.branch,
    )
