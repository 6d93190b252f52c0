"""What the checks work on: a draft, its places, and what is known outside the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from engine.diagnostics import Findings
from engine.places import Path, Places
from engine.principles import Catalogue, Force
from engine.scenario import Scenario


class PlayableFrame(Protocol):
    """What checking needs of a frame: which roles can be played in it."""

    @property
    def roles(self) -> Mapping[str, object]: ...


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a scenario refers to outside its file; None where it is not known."""

    principles: Collection[str] | None = None
    duties: Collection[str] = ()
    roles: Mapping[str, Collection[str]] | None = None
    file_stem: str = ""

    @classmethod
    def of(
        cls,
        catalogue: Catalogue | None,
        frames: Mapping[str, PlayableFrame] | None,
        file: str,
    ) -> Knowledge:
        """``file`` is the name of the scenario's file, with or without its folder."""
        principles = None if catalogue is None else catalogue.principles
        return cls(
            principles=None if principles is None else frozenset(principles),
            duties=frozenset(
                id_ for id_, one in (principles or {}).items() if one.force is Force.DUTY
            ),
            roles=None
            if frames is None
            else {id_: tuple(frame.roles) for id_, frame in frames.items()},
            file_stem=PurePath(file).stem if file else "",
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario as far as it could be read, where each part stands, and where to report."""

    scenario: Scenario
    places: Places
    knowledge: Knowledge
    findings: Findings

    def report(self, code: str, path: Path, **params: str | int) -> None:
        self.findings.add(code, self.places.at(path), **params)

    def unknown(self, code: str, path: Path, word: str, known: Collection[str]) -> bool:
        """Report ``word`` when it is not ``known``; an empty one was reported when read."""
        if not word or word in known:
            return False
        self.findings.suggest(code, self.places.at(path), word, known)
        return True

    def has(self, *path: str | int) -> bool:
        """Whether the author wrote this part, even if it could not be read."""
        return self.places.is_written(path)

    def is_broken(self, *path: str | int) -> bool:
        return self.places.is_broken(path)

    def keys_under(self, path: Path) -> list[str]:
        """The keys that the author wrote in a table, in order."""
        return self.places.keys_under(path)
