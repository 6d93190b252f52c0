"""The content that comes with the game: where it is, and its catalogue and frames, read once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml
from yaml.constructor import ConstructorError

from engine.frames import Frame, frame_from
from engine.plain_data import ContentError
from engine.principles import Catalogue, catalogue_from

if TYPE_CHECKING or not yaml.__with_libyaml__:
    from yaml import SafeLoader
else:
    from yaml import CSafeLoader as SafeLoader

_PACKAGE = Path(__file__).resolve().parent
CATALOGUE_FILES = frozenset({"principles.yaml", "divergences.yaml", "documents.yaml"})
WRITTEN_IN = "fr"
"""The language of the content as it is written; the others are translations of it."""
PLAYS_SUFFIX = ".plays.yaml"
"""Ends the names of the files of plays, which stand beside the scenarios they are played on."""


@cache
def content_folder() -> Path:
    """The ``scenarios`` folder: the checkout's when the game runs from one, else the installed.

    Raises ``ContentError`` when there is none.
    """
    checkout = _PACKAGE.parent
    candidates = [_PACKAGE / "scenarios"]
    if (checkout / "pyproject.toml").is_file():
        candidates.insert(0, checkout / "scenarios")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise ContentError(str(candidates[0]), "no_folder")


def load_catalogue(language: str = WRITTEN_IN) -> Catalogue:
    """The catalogue of principles; what is not translated into ``language`` stays in French.

    Raises ``ContentError`` when a file is missing or faulty.
    """
    return catalogue_in(language)


@cache
def catalogue_in(language: str) -> Catalogue:
    """The catalogue in one language, read once."""
    folder = content_folder()
    return catalogue_from(
        documents=_said_in(language, folder / "documents.yaml"),
        principles=_said_in(language, folder / "principles.yaml"),
        divergences=_said_in(language, folder / "divergences.yaml"),
    )


def load_frames(language: str = WRITTEN_IN) -> Mapping[str, Frame]:
    """Every frame by its id; what is not translated into ``language`` stays in French.

    Raises ``ContentError`` when a file is faulty or misnamed.
    """
    return frames_in(language)


@cache
def frames_in(language: str) -> Mapping[str, Frame]:
    """The frames in one language, read once."""
    documents = load_catalogue().documents
    frames: dict[str, Frame] = {}
    for path in sorted((content_folder() / "frames").glob("*.yaml")):
        frame = frame_from(_said_in(language, path), documents)
        if frame.id != path.stem:
            raise ContentError(str(path), "other_name", word=frame.id, name=path.stem)
        frames[frame.id] = frame
    return MappingProxyType(frames)


def _said_in(language: str, path: Path) -> Mapping[str, object]:
    """The plain data of a file of content, its texts in ``language`` as far as translated."""
    data = read_plain_yaml(path)
    if language == WRITTEN_IN:
        return data
    from game.translation.playing import translated_content

    return translated_content(data, path, language)


@cache
def scenario_files() -> tuple[Path, ...]:
    """The files of the scenarios that come with the game, in the order of their names."""
    return tuple(
        path
        for path in sorted(content_folder().glob("*.yaml"))
        if path.name not in CATALOGUE_FILES and not path.name.endswith(PLAYS_SUFFIX)
    )


def read_plain_yaml(path: Path) -> Mapping[str, object]:
    """The mapping a YAML file holds, every scalar kept as the string that was written.

    Raises ``ContentError`` when the file cannot be read, is not YAML, repeats a key, or holds
    something else than a mapping.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_TextLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContentError(str(path), "unreadable", detail=str(error)) from error
    if not isinstance(data, dict):
        raise ContentError(str(path), "not_table_at_top")
    return data


def _mapping_of_unique_keys(
    loader: yaml.SafeLoader, node: yaml.MappingNode
) -> dict[Hashable, object]:
    seen: set[str] = set()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                problem = f"the key {key.value!r} is there twice"
                raise ConstructorError(None, None, problem, key.start_mark)
            seen.add(key.value)
    return loader.construct_mapping(node, deep=True)


class _TextLoader(SafeLoader):
    """A safe loader (PyYAML's C one where it was built) that types no scalar."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


_TextLoader.add_constructor("tag:yaml.org,2002:map", _mapping_of_unique_keys)
