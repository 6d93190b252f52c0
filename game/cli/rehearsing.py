"""What the command ``test`` does: run the plays beside scenarios, or write one down."""

from __future__ import annotations

import json
from pathlib import Path

import click

from engine.diagnostics import Severity
from engine.rules import Rules
from game.authoring.plays import (
    WrittenDecision,
    is_plays_file,
    plays_file_beside,
    scenario_file_beside,
)
from game.authoring.plays_recording import CannotAddError, add_to_file, recorded
from game.authoring.plays_running import run
from game.authoring.plays_suite import Suite, plays_files, run_suite
from game.authoring.plays_view import difference_words, suite_lines, suite_records
from game.cli.commands import Misuse
from game.cli.invocation import Invocation
from game.cli.targets import target_named
from game.library import LibraryEntry, UnreadableScenarioError, read_entry
from game.locale import Messages
from game.store.errors import shown


def rehearse(
    invocation: Invocation,
    paths: tuple[str, ...],
    format: str | None,
    record: str | None,
    decisions: str | None,
    from_play: str | None,
    seed: int | None,
) -> int:
    """Run the plays of ``paths``, or with ``record`` write one; gives the exit code."""
    messages = invocation.messages
    targets = [target_named(path, messages) for path in paths]
    if record is not None:
        return _record(invocation, targets, record, decisions, from_play, seed)
    given = {"--decisions": decisions, "--from": from_play, "--seed": seed}
    for name, value in given.items():
        if value is not None:
            raise _misuse("only_record", messages, option=name)
    tester = _Tester(invocation)
    for target in targets:
        tester.test(target)
    if format == "json":
        tester.tell_json()
    else:
        tester.tell()
    return 0 if tester.holds else 1


def _misuse(key: str, messages: Messages, **params: str) -> Misuse:
    where = click.get_current_context(silent=True)
    return Misuse(messages(f"proving.test.{key}", **params), where)


class _Tester:
    def __init__(self, invocation: Invocation) -> None:
        self._say = invocation.messages
        self._voice = invocation.out
        self._suites: list[tuple[str, Suite]] = []
        self._troubles: list[str] = []

    @property
    def holds(self) -> bool:
        return not self._troubles and all(suite.holds for _, suite in self._suites)

    def test(self, target: Path) -> None:
        found = plays_files(target)
        if not found:
            self._trouble("none_here", name=shown(target))
        for path in found:
            self._run(path)

    def _trouble(self, key: str, **params: object) -> None:
        self._troubles.append(self._say(f"proving.test.{key}", **params))

    def _run(self, path: Path) -> None:
        scenario = scenario_file_beside(path)
        if not path.is_file():
            self._trouble("missing", name=shown(path), scenario=shown(scenario))
            return
        if not scenario.is_file():
            self._trouble("no_scenario", name=shown(path), scenario=shown(scenario))
            return
        try:
            self._suites.append((shown(path), run_suite(path)))
        except OSError as failure:
            problem = failure.strerror or ""
            self._trouble("unreadable", name=shown(path), problem=problem)
        except UnreadableScenarioError as fault:
            from game.diagnostics_view import summary

            errors = [it for it in fault.diagnostics if it.severity is Severity.ERROR]
            words = summary(errors, self._say)
            self._trouble("faulty_scenario", name=shown(scenario), summary=words)

    def tell(self) -> None:
        """What differs, then how many plays hold."""
        for trouble in self._troubles:
            self._voice.say(trouble, "  ")
        for name, suite in self._suites:
            for line in suite_lines(suite, name, self._say):
                if suite.diagnostics:
                    self._voice.exactly(line)
                    self._voice.gap()
                else:
                    self._voice.say(line, "  ")
        if any(suite.diagnostics for _, suite in self._suites):
            self._voice.say(self._say("proving.test.mistakes"))
        if self._suites:
            self._voice.say(" ".join(self._counts()))

    def _counts(self) -> list[str]:
        plays = [one for _, suite in self._suites for one in suite.rehearsed]
        held = sum(one.holds for one in plays)
        unusable = len(self._troubles) + sum(bool(it.diagnostics) for _, it in self._suites)
        counts = [self._say("proving.test.held", count=held)]
        if held < len(plays):
            counts.append(self._say("proving.test.failed", count=len(plays) - held))
        if unusable:
            counts.append(self._say("proving.test.unusable", count=unusable))
        return counts

    def tell_json(self) -> None:
        told = suite_records(self._suites, self._say)
        told["troubles"] = self._troubles
        told["holds"] = self.holds
        self._voice.exactly(json.dumps(told, ensure_ascii=False, indent=2))


def _record(
    invocation: Invocation,
    targets: list[Path],
    name: str,
    decisions: str | None,
    from_play: str | None,
    seed: int | None,
) -> int:
    messages = invocation.messages
    if len(targets) != 1 or targets[0].is_dir():
        raise _misuse("one_file", messages)
    if from_play is not None and (decisions is not None or seed is not None):
        raise _misuse("from_alone", messages)
    if from_play is None and decisions is None:
        raise _misuse("record_what", messages)
    target = targets[0]
    entry = read_entry(scenario_file_beside(target) if is_plays_file(target) else target)
    if from_play is None:
        words = [word.strip() for word in (decisions or "").split(",")]
        made = tuple(WrittenDecision(word) for word in words if word)
        return _write(invocation, entry, name, seed or 0, made)
    return _record_stored(invocation, entry, name, from_play)


def _record_stored(invocation: Invocation, entry: LibraryEntry, name: str, play: str) -> int:
    from engine.rules import Choose, Place, Rank
    from engine.session import Decision, ReplayError
    from game.actions import UnknownActionError, decode

    with invocation.open_seat().store as store:
        stored = store.play(play)
    header, messages = stored.header, invocation.messages
    if header.scenario_id != entry.scenario.id:
        words = messages("proving.test.other_scenario", play=play, scenario=header.scenario_id)
        invocation.errors.say(words)
        return 1
    made = []
    for decision in stored.decisions:
        try:
            action = decode(decision.action)
        except UnknownActionError as problem:
            unknown = Decision(decision.scene, Choose(""))
            raise ReplayError(decision.position, unknown) from problem
        match action:
            case Choose(choice):
                made.append(WrittenDecision(choice))
            case (Place() | Rank()) as answer:
                made.append(WrittenDecision(answer))
    return _write(invocation, entry, name, header.seed, tuple(made))


def _write(
    invocation: Invocation,
    entry: LibraryEntry,
    name: str,
    seed: int,
    decisions: tuple[WrittenDecision, ...],
) -> int:
    messages, voice = invocation.messages, invocation.errors
    path = plays_file_beside(entry.path)
    rules = Rules(entry.scenario)
    played = run(rules, seed, decisions)
    if played.broken is not None:
        words = difference_words(played.broken, messages)
        voice.say(messages("proving.test.cannot_play", words=words))
        return 1
    try:
        play = recorded(name, seed, decisions, played, rules)
        add_to_file(path, play, entry.scenario, messages("proving.test.heading"))
    except CannotAddError as refusal:
        key = f"proving.cannot_add.{refusal.reason}"
        voice.say(messages(key, play=name, name=shown(path)))
        return 1
    except OSError as failure:
        problem = failure.strerror or ""
        voice.say(messages("proving.test.unwritable", name=shown(path), problem=problem))
        return 1
    invocation.out.say(messages("proving.test.recorded", play=name, name=shown(path)))
    return 0
