"""What scenarios are checked against: the catalogue and frames of their folder, or the game's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.frames import Frame, frame_from
from engine.plain_data import ContentError
from engine.principles import Catalogue, catalogue_from
from game.content import load_catalogue, load_frames, read_plain_yaml

CATALOGUE_FILES = ("documents.yaml", "principles.yaml", "divergences.yaml")


@dataclass(frozen=True, slots=True)
class FaultyContent:
    """A catalogue or a frame that cannot be used, and why."""

    path: Path
    fault: ContentError


@dataclass(frozen=True, slots=True)
class Knowledge:
    """``catalogue`` or ``frames`` is None when they are faulty: nothing is checked against them."""

    catalogue: Catalogue | None
    frames: Mapping[str, Frame] | None
    faults: tuple[FaultyContent, ...] = ()


def knowledge_of_game() -> Knowledge:
    """The content that comes with the game. Raises ContentError."""
    return Knowledge(load_catalogue(), load_frames())


def knowledge_of_folder(folder: Path) -> Knowledge:
    """The content of ``folder``, checked; the game's own for what it does not hold."""
    faults: list[FaultyContent] = []
    catalogue = _catalogue(folder, faults)
    frames = None if catalogue is None else _frames(folder, catalogue, faults)
    return Knowledge(catalogue, frames, tuple(faults))


def _catalogue(folder: Path, faults: list[FaultyContent]) -> Catalogue | None:
    paths = [folder / name for name in CATALOGUE_FILES]
    if not all(path.is_file() for path in paths):
        return load_catalogue()
    try:
        documents, principles, divergences = map(read_plain_yaml, paths)
        return catalogue_from(documents, principles, divergences)
    except ContentError as fault:
        faults.append(FaultyContent(folder, fault))
        return None


def _frames(
    folder: Path, catalogue: Catalogue, faults: list[FaultyContent]
) -> Mapping[str, Frame] | None:
    paths = sorted((folder / "frames").glob("*.yaml"))
    if not paths:
        return load_frames()
    before = len(faults)
    frames: dict[str, Frame] = {}
    for path in paths:
        try:
            frame = frame_from(read_plain_yaml(path), catalogue.documents)
        except ContentError as fault:
            faults.append(FaultyContent(path, fault))
            continue
        if frame.id != path.stem:
            misnamed = ContentError("id", "other_name", word=frame.id, name=path.stem)
            faults.append(FaultyContent(path, misnamed))
        frames[frame.id] = frame
    return frames if len(faults) == before else None
