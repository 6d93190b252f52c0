"""The life cycle of a play and its journal."""

from __future__ import annotations

import pytest

from engine.rules import CONTINUE, Choose, IllegalActionError, Rules
from engine.scenario import Scenario, Scene
from engine.session import (
    Decision,
    Mode,
    Phase,
    ReplayError,
    Session,
    SessionError,
    life_cycle_diagram,
)
from tests.stories import choice, deciding, story, to


def three_scenes() -> Scenario:
    return story(
        deciding("a", choice("left", "told"), choice("right", "b")),
        Scene("told", text="Time passes.", next=to("b")),
        deciding("b", choice("up"), choice("again", "a")),
    )


def begun(mode: Mode = Mode.PRACTICE) -> Session:
    session = Session(Rules(three_scenes()), seed=1, mode=mode)
    session.go_on()
    return session


def test_a_play_goes_from_briefing_to_debrief() -> None:
    session = Session(Rules(three_scenes()), seed=1)
    phases = [session.phase]
    session.go_on()
    phases.append(session.phase)
    session.decide(Choose("left"))
    phases.append(session.phase)
    for _ in range(2):
        session.go_on()
        phases.append(session.phase)
    session.decide(Choose("up"))
    session.go_on()
    phases.append(session.phase)
    session.close()
    phases.append(session.phase)
    assert phases == [
        "briefing", "deciding", "outcome", "interlude", "deciding", "debrief", "closed",
    ]  # fmt: skip


def test_nothing_is_decided_outside_a_decision() -> None:
    session = Session(Rules(three_scenes()), seed=1)
    with pytest.raises(SessionError):
        session.decide(Choose("left"))
    session.go_on()
    with pytest.raises(SessionError):
        session.go_on()
    with pytest.raises(SessionError):
        session.decide(CONTINUE)
    session.decide(Choose("left"))
    with pytest.raises(SessionError):
        session.decide(Choose("up"))


def test_an_illegal_action_leaves_the_session_as_it_was() -> None:
    session = begun()
    with pytest.raises(IllegalActionError):
        session.decide(Choose("nowhere"))
    assert (session.phase, session.scene_id, session.journal) == (Phase.DECIDING, "a", ())


def test_a_decision_is_kept_before_it_has_its_effect() -> None:
    kept: list[tuple[int, Decision, str]] = []
    session = begun()
    session.keep = lambda position, decision: kept.append((position, decision, session.phase))
    session.decide(Choose("left"), seconds=3.5, note="why not")
    assert kept == [(0, Decision("a", Choose("left"), 3.5, False, "why not"), Phase.DECIDING)]


def test_when_keeping_fails_the_session_has_not_moved() -> None:
    def full_disk(_position: int, _decision: Decision) -> None:
        raise OSError("no space left")

    session = begun()
    before = session.state
    session.keep = full_disk
    with pytest.raises(OSError, match="no space"):
        session.decide(Choose("left"))
    assert (session.phase, session.state, session.steps) == (Phase.DECIDING, before, [])


def test_an_expired_timer_is_said_in_the_journal() -> None:
    session = begun()
    session.expire(Choose("right"), seconds=60)
    assert session.journal == (Decision("a", Choose("right"), 60, timed_out=True),)


def test_rewinding_then_deciding_again_is_the_identity() -> None:
    session = begun()
    session.decide(Choose("right"))
    session.go_on()
    session.decide(Choose("up"))
    after = (session.state, session.phase, session.journal)
    session.rewind(1)
    assert (session.scene_id, session.phase, len(session.journal)) == ("b", Phase.DECIDING, 1)
    session.decide(Choose("up"))
    assert (session.state, session.phase, session.journal) == after


def test_no_rewind_in_assessment_nor_to_a_decision_not_made() -> None:
    session = begun(Mode.ASSESSMENT)
    session.decide(Choose("right"))
    with pytest.raises(SessionError):
        session.rewind(0)
    practice = begun()
    with pytest.raises(SessionError):
        practice.rewind(0)


def test_a_pause_stops_decisions_until_resumed() -> None:
    session = begun()
    session.pause()
    with pytest.raises(SessionError):
        session.decide(Choose("left"))
    session.resume()
    session.decide(Choose("left"))
    assert session.phase == Phase.OUTCOME


def test_a_journal_replays_to_the_same_place() -> None:
    session = begun()
    session.decide(Choose("left"))
    for _ in range(2):
        session.go_on()
    session.decide(Choose("again"))
    again = Session.replay(session.rules, 1, session.journal)
    assert (again.state, again.phase, again.steps) == (session.state, session.phase, session.steps)


def test_replaying_on_changed_rules_says_where_it_stops() -> None:
    changed = Rules(story(deciding("a", choice("right", "b")), deciding("b", choice("other"))))
    journal = [Decision("a", Choose("right")), Decision("b", Choose("up"))]
    with pytest.raises(ReplayError) as found:
        Session.replay(changed, 1, journal)
    assert (found.value.position, found.value.decision) == (1, journal[1])


def test_replaying_past_the_end_or_in_another_scene_stops() -> None:
    rules = Rules(three_scenes())
    journal = [Decision("a", Choose("right")), Decision("b", Choose("up"))]
    for extra in ([*journal, Decision("a", Choose("left"))], [Decision("b", Choose("up"))]):
        with pytest.raises(ReplayError) as found:
            Session.replay(rules, 1, extra)
        assert found.value.position == len(extra) - 1


def test_replaying_keeps_nothing_again() -> None:
    def refuse(_position: int, _decision: Decision) -> None:
        raise AssertionError("kept twice")

    session = Session.replay(
        Rules(three_scenes()), 1, [Decision("a", Choose("right"))], keep=refuse
    )
    assert session.phase == Phase.OUTCOME
    session.go_on()
    with pytest.raises(AssertionError):
        session.decide(Choose("up"))


def test_the_diagram_names_every_phase_and_ends() -> None:
    diagram = life_cycle_diagram()
    assert all(phase.value in diagram for phase in Phase)
    assert "deciding --> outcome: decide" in diagram
