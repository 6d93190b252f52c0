"""The files of an analysis: found, and read by a database that can open nothing else.

Files come from other people. Their paths are taken as they are written, patterns included, and
their content never becomes part of a statement of SQL.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from game.analysis.faults import AnalysisError
from game.store.errors import shown

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARQUET, CSV = ".parquet", ".csv"
_PATTERN = set("*?[")
_MEMORY = "900MB"
"""What the database may hold before it goes on in a temporary folder."""


def files_in(places: Iterable[Path]) -> tuple[Path, ...]:
    """The Parquet and CSV files of ``places``, folders searched to their depths.

    Each once, in alphabetical order of its whole path. Raises AnalysisError.
    """
    found: dict[Path, None] = {}
    for place in places:
        try:
            found |= dict.fromkeys(_files_at(place))
        except OSError as failure:
            problem = failure.strerror or str(failure)
            raise AnalysisError("unreadable", file=shown(place), problem=problem) from failure
    return tuple(sorted(found))


def _files_at(place: Path) -> list[Path]:
    if place.is_file():
        if place.suffix.lower() not in (PARQUET, CSV):
            raise AnalysisError("unknown_form", file=shown(place))
        return [place.resolve()]
    if not place.is_dir():
        raise AnalysisError("not_regular" if place.exists() else "no_file", file=shown(place))
    files = [
        path.resolve()
        for path in place.rglob("*")
        if path.suffix.lower() in (PARQUET, CSV)
        and not path.name.startswith(".")
        and path.is_file()
    ]
    if not files:
        raise AnalysisError("no_exports", folder=shown(place))
    return files


def readable_names(files: Iterable[Path], work: Path) -> dict[Path, Path]:
    """By where to read it, each file. The database takes ``*``, ``?`` and ``[`` for patterns.

    A file with one of them in its path is linked, or copied, under a plain name in ``work``.
    """
    return {
        _plainly_named(file, work / f"named-{number}"): file for number, file in enumerate(files)
    }


def _plainly_named(file: Path, plain: Path) -> Path:
    if not _PATTERN & set(str(file)) and _is_unicode(file):
        return file
    target = plain.with_suffix(file.suffix.lower())
    try:
        try:
            target.hardlink_to(file)
        except OSError:
            shutil.copyfile(file, target)
    except OSError as failure:
        problem = failure.strerror or str(failure)
        raise AnalysisError("unreadable", file=shown(file), problem=problem) from failure
    return target


def _is_unicode(file: Path) -> bool:
    return shown(file) == str(file)


@contextmanager
def database_over(files: Iterable[Path], work: Path) -> Iterator[DuckDBPyConnection]:
    """A database in memory that may read ``files``, write in ``work``, and touch nothing else."""
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "temp_directory": str(work / "spilled"),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=settings) as database:
        database.execute("SET allowed_paths = ?", [[str(file) for file in files]])
        database.execute("SET allowed_directories = ?", [[str(work)]])
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        yield database
