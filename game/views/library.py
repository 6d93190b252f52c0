"""The library as people read it: each scenario, what it trains, and what was done with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.frames import Frame
from engine.scenario import Scenario
from game.store.records import BestResult, PlayHeader
from game.views.scene import told_in_another_language
from game.views.search import folded
from game.views.words import Wording

if TYPE_CHECKING:
    from game.library import LibraryEntry


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to sort scenarios out: the value to compare and its word on screen."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One scenario of the library. ``unfinished`` is the play to resume, if any."""

    id: str
    title: str
    summary: tuple[str, ...]
    notice: str
    objectives: tuple[str, ...]
    frame: Facet
    role: Facet
    kind: Facet
    level: Facet
    minutes: str
    done: bool
    state: str
    best: str
    unfinished: str | None

    def facet(self, name: str) -> Facet:
        """One of ``frame``, ``role``, ``kind``, ``level``."""
        facets = {
            "frame": self.frame,
            "role": self.role,
            "kind": self.kind,
            "level": self.level,
        }
        return facets[name]


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """What to show: a value for some facets, done or not (None for both), words to find."""

    facets: Mapping[str, str]
    done: bool | None = None
    words: str = ""

    def shows(self, view: ScenarioView) -> bool:
        if self.done is not None and view.done is not self.done:
            return False
        if any(view.facet(name).value != value for name, value in self.facets.items()):
            return False
        said = folded(
            " ".join((view.title, *view.summary, *view.objectives, view.frame.word, view.role.word))
        )
        return all(word in said for word in folded(self.words).split())


def library_views(
    entries: Mapping[str, LibraryEntry],
    wording: Wording,
    frames: Mapping[str, Frame],
    plays: Iterable[PlayHeader],
    best: Mapping[str, BestResult],
) -> tuple[ScenarioView, ...]:
    """Every scenario of the library with what a player did of it; ``plays``, the latest first."""
    played: dict[str, list[PlayHeader]] = {}
    for header in plays:
        played.setdefault(header.scenario_id, []).append(header)
    return tuple(
        scenario_view(
            entry.scenario,
            frames[entry.scenario.frame],
            wording,
            played.get(id_, ()),
            best.get(id_),
        )
        for id_, entry in entries.items()
    )


def scenario_view(
    scenario: Scenario,
    frame: Frame,
    wording: Wording,
    plays: Sequence[PlayHeader] = (),
    best: BestResult | None = None,
) -> ScenarioView:
    """``plays`` are those of this scenario, the one that moved last first."""
    messages = wording.messages
    unfinished = next((play.id for play in plays if not play.finished), None)
    finished = sum(play.finished for play in plays)
    return ScenarioView(
        id=scenario.id,
        title=wording.prose(scenario.title),
        summary=(
            *told_in_another_language(scenario, wording),
            *wording.paragraphs([scenario.fill(scenario.summary)]),
        ),
        notice=wording.prose(scenario.notice),
        objectives=tuple(
            wording.prose(wording.catalogue.principle(objective).title)
            for objective in scenario.objectives
        ),
        frame=Facet(scenario.frame, wording.prose(frame.title)),
        role=Facet(scenario.role, wording.prose(frame.role(scenario.role).title)),
        kind=Facet(scenario.kind, messages(f"views.kind.{scenario.kind}")),
        level=Facet(str(scenario.level), messages(f"views.level.{scenario.level}")),
        minutes=messages("views.minutes", count=scenario.minutes),
        done=finished > 0,
        state=_state(finished, unfinished, wording),
        best=_best(best, wording),
        unfinished=unfinished,
    )


def _state(finished: int, unfinished: str | None, wording: Wording) -> str:
    if unfinished is not None:
        return wording.messages("lists.library.begun")
    if finished:
        return wording.messages("lists.library.plays", count=finished)
    return wording.messages("lists.library.never")


def _best(best: BestResult | None, wording: Wording) -> str:
    if best is None:
        return ""
    return wording.messages(
        "lists.library.best",
        share=wording.percent(best.overall),
        mode=wording.messages(f"views.mode.{best.mode}"),
    )


def facet_values(views: Iterable[ScenarioView], name: str) -> tuple[Facet, ...]:
    """The values that ``name`` takes among ``views``, each once, by their value for levels,
    by their word otherwise."""
    found = {view.facet(name).value: view.facet(name) for view in views}
    if name == "level":
        return tuple(found[value] for value in sorted(found))
    return tuple(sorted(found.values(), key=lambda facet: folded(facet.word)))
