"""What the command ``explore`` does: read, search, judge and tell, file after file."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from engine.diagnostics import Diagnostic
from game.authoring.exploration_document import Chapter, chapter, exploration_document
from game.authoring.exploration_lines import Lines
from game.authoring.exploration_reading import Source, read_to_explore
from game.authoring.exploration_record import SCHEMA, exploration_record
from game.authoring.exploration_running import Explored, Limits, Stop, judge, search
from game.authoring.exploration_view import flaws
from game.authoring.files import replace_file
from game.cli.commands import Misuse
from game.cli.invocation import Invocation
from game.cli.knowledge import CATALOGUE_FILES
from game.cli.search_progress import SearchProgress
from game.cli.targets import target_named
from game.content import PLAYS_SUFFIX, load_catalogue
from game.diagnostics_view import as_records, human, summary
from game.plain.voice import Voice, width_of_terminal
from game.store.errors import shown

_BY_SUFFIX = {".html": "html", ".htm": "html", ".json": "json"}
DONE, FAILED, INTERRUPTED = 0, 1, 130


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for on the command line; None where nothing was said."""

    limits: Limits
    strict: bool
    form: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class _Unread:
    """A file that cannot be explored, and why."""

    name: str
    words: str
    text: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


class Expedition:
    """One call of the command."""

    def __init__(self, invocation: Invocation, wishes: Wishes) -> None:
        self._invocation = invocation
        self._say = invocation.messages
        self._wishes = wishes
        self._target = None if wishes.to is None else Path(wishes.to).expanduser()
        self._form = wishes.form or _BY_SUFFIX.get(
            "" if self._target is None else self._target.suffix.lower(), "human"
        )
        self._chapters: list[Chapter] = []
        self._unread: list[_Unread] = []
        self._left_out: list[str] = []

    def explore(self, paths: Sequence[str]) -> int:
        """Explore every scenario that ``paths`` name; gives the exit code. Raises Misuse."""
        files = self._files(paths)
        self._require_other_target(files)
        for number, file in enumerate(files):
            self._explore(file)
            if self._interrupted:
                self._left_out = [shown(it) for it in files[number + 1 :]]
                break
        if not self._give():
            return FAILED
        if self._interrupted:
            return INTERRUPTED
        return DONE if self._holds else FAILED

    @property
    def _interrupted(self) -> bool:
        return any(one.explored.stop is Stop.INTERRUPTED for one in self._chapters)

    @property
    def _holds(self) -> bool:
        """Whether every file could be explored, and is as it is asked to be."""
        mistaken = any(one.source.mistakes for one in self._chapters)
        return not (self._unread or self._left_out or mistaken or self._fails_strictly())

    def _fails_strictly(self) -> bool:
        """With ``--strict``: a finding that is more than advice, or nothing proved."""
        return self._wishes.strict and any(
            not one.explored.report
            or not one.explored.report.proved
            or flaws(one.explored.report) > 0
            for one in self._chapters
        )

    def _files(self, paths: Sequence[str]) -> list[Path]:
        files: list[Path] = []
        for path in paths:
            target = target_named(path, self._say)
            found = list(_scenarios_in(target)) if target.is_dir() else [target]
            if not found:
                words = self._say("cli.check.empty", name=shown(target))
                self._leave_unread(_Unread(shown(target), words))
            files += found
        return files

    def _require_other_target(self, files: Sequence[Path]) -> None:
        target = self._target
        if target is None or not target.exists():
            return
        if target.is_dir() or any(target.samefile(it) for it in files if it.exists()):
            key = "folder" if target.is_dir() else "over_itself"
            words = self._say(f"exploring.fault.{key}", name=shown(target))
            raise Misuse(words, click.get_current_context(silent=True))

    def _explore(self, file: Path) -> None:
        source = self._read(file)
        if isinstance(source, _Unread):
            self._leave_unread(source)
            return
        self._chapters.append(
            chapter(source, self._explored(source), load_catalogue(self._say.language), self._say)
        )
        if self._form == "human" and self._target is None:
            voice = self._invocation.out
            voice.gap()
            Lines(voice, width_of_terminal(), self._say).tell(self._chapters[-1])
            voice.flush()

    def _read(self, file: Path) -> Source | _Unread:
        name = shown(file)
        try:
            found = read_to_explore(file)
        except OSError as failure:
            problem = failure.strerror or ""
            return _Unread(name, self._say("cli.usage.file", name=name, problem=problem))
        if isinstance(found, Source):
            return found
        plays = file.name.endswith(PLAYS_SUFFIX)
        words = self._say(
            f"exploring.fault.{'plays' if plays else 'faulty'}",
            name=name,
            summary=summary(found.mistakes, self._say),
        )
        return _Unread(name, words, found.text, () if plays else found.mistakes)

    def _leave_unread(self, unread: _Unread) -> None:
        """Told at once, on the other stream: what is asked for may go to a file or a tool."""
        self._unread.append(unread)
        voice = self._invocation.errors
        if unread.diagnostics:
            voice.exactly(human(unread.diagnostics, unread.text, self._say, file=unread.name))
            voice.gap()
        voice.say(unread.words)

    def _explored(self, source: Source) -> Explored:
        clock = time.monotonic
        with SearchProgress(source.name, self._wishes.limits, self._say) as progress:
            found = search(source.scenario, self._wishes.limits, clock, progress.told)
            progress.judging()
            try:
                return judge(found, load_catalogue(), clock)
            except KeyboardInterrupt:
                return Explored(found, None, found.seconds)

    def _give(self) -> bool:
        """Give the report in the form asked for; False where it could not be written."""
        voice = self._invocation.out
        if self._target is None:
            if self._form != "human":
                voice.exactly(self._written())
            self._tell_left_out()
            return True
        try:
            replace_file(self._target, self._written() + "\n")
        except OSError as failure:
            problem = failure.strerror or ""
            words = self._say(
                "exploring.fault.unwritable", name=shown(self._target), problem=problem
            )
            self._invocation.errors.say(words)
            return False
        for one in self._chapters:
            voice.say(f"{one.source.name}: {one.reading.count or one.reading.verdict}")
        voice.say(self._say("exploring.written", name=shown(self._target)))
        self._tell_left_out()
        return True

    def _tell_left_out(self) -> None:
        if self._left_out:
            names = ", ".join(self._left_out)
            self._invocation.errors.say(self._say("exploring.fault.left_out", names=names))

    def _written(self) -> str:
        if self._form == "json":
            return json.dumps(self._record(), ensure_ascii=False, indent=2)
        if self._form == "html":
            from game.reports.html import to_html

            unread = [it.words for it in self._unread]
            return to_html(exploration_document(self._chapters, unread, self._say), self._say)
        told = io.StringIO()
        lines = Lines(Voice(told), None, self._say)
        for one in self._chapters:
            lines.tell(one)
        return told.getvalue().rstrip("\n")

    def _record(self) -> dict[str, object]:
        return {
            "schema": SCHEMA,
            "holds": self._holds,
            "scenarios": [exploration_record(one) for one in self._chapters],
            "unread": [
                {
                    "file": one.name,
                    "message": one.words,
                    "errors": as_records(one.diagnostics, one.name, self._say),
                }
                for one in self._unread
            ],
            "left_out": self._left_out,
        }


def _scenarios_in(folder: Path) -> Iterator[Path]:
    """The files of scenarios in a folder, plays and catalogues left out."""
    for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        others = file.name in CATALOGUE_FILES or file.name.endswith(PLAYS_SUFFIX)
        if file.is_file() and not others:
            yield file
