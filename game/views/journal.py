"""Everything read so far in a play, in its order: scenes that only tell, decisions, outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.chance import seeded_chance
from engine.debrief import DecisionReport, report_decision
from engine.rules import CONTINUE, Rules, State
from engine.session import Session
from game.views.outcome import made_text
from game.views.words import Wording


@dataclass(frozen=True, slots=True)
class JournalEntryView:
    """A scene as it was read. ``position`` counts decisions from 1; None where none was made."""

    position: int | None
    title: str
    speaker: str
    paragraphs: tuple[str, ...]
    decided: str = ""
    outcome: tuple[str, ...] = ()
    fell_due: tuple[str, ...] = ()
    note: str = ""


def journal_view(session: Session, wording: Wording) -> tuple[JournalEntryView, ...]:
    """What was read up to the present scene, which is not told: it is on the screen."""
    return tuple(_entries(session, wording))


def _entries(session: Session, wording: Wording) -> Iterator[JournalEntryView]:
    rules = session.rules
    state = rules.start()
    for position, step in enumerate(session.steps):
        yield from _told_between(session, state, step.before, wording)
        report = report_decision(rules, session.steps, position, wording.catalogue)
        yield _decided(rules, step.before, report, wording)
        state = step.outcome.state
    yield from _told_between(session, state, session.state, wording)


def _told_between(
    session: Session, first: State, last: State, wording: Wording
) -> Iterator[JournalEntryView]:
    """The scenes that only tell, from ``first`` on and before ``last``."""
    rules, chance = session.rules, seeded_chance(session.seed)
    state = first
    while state != last and not rules.decides(state) and not rules.ended(state):
        yield JournalEntryView(
            None,
            _title(rules, state, wording),
            _speaker(rules, state),
            _text(rules, state, wording),
        )
        state = rules.step(state, CONTINUE, chance).state


def _decided(
    rules: Rules, before: State, report: DecisionReport, wording: Wording
) -> JournalEntryView:
    return JournalEntryView(
        position=report.position + 1,
        title=_title(rules, before, wording),
        speaker=_speaker(rules, before),
        paragraphs=wording.paragraphs(report.text),
        decided=made_text(report, wording),
        outcome=wording.paragraphs([report.outcome]),
        fell_due=wording.paragraphs(consequence.text for consequence in report.fell_due),
        note=report.decision.note,
    )


def _title(rules: Rules, state: State, wording: Wording) -> str:
    return wording.prose(rules.scene(state).title)


def _speaker(rules: Rules, state: State) -> str:
    person = rules.scenario.cast.get(rules.scene(state).speaker or "")
    return "" if person is None else person.name


def _text(rules: Rules, state: State, wording: Wording) -> tuple[str, ...]:
    return wording.paragraphs(rules.text(state))
