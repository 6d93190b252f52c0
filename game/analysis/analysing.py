"""The analysis of the files of an export, from one institution or from many."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from game.analysis.faults import AnalysisError
from game.analysis.gathering import gather
from game.analysis.measuring import measured_stories
from game.analysis.reading import sources_among
from game.analysis.results import Analysis, Turns, shown_count
from game.analysis.sources import database_over, files_in, readable_names


def analyse(
    places: Iterable[Path], turns: Turns = Turns.FIRST, scenario: str | None = None
) -> Analysis:
    """What the plays in ``places`` (files, folders) say; ``scenario`` keeps to one, by id.

    Raises AnalysisError. Takes about a gigabyte of memory at most, and a temporary folder beyond.
    """
    import duckdb

    damage = (
        duckdb.IOException,
        duckdb.InvalidInputException,
        duckdb.ConversionException,
        duckdb.OutOfMemoryException,
    )
    files = files_in(places)
    with TemporaryDirectory(prefix="duettiste-") as folder:
        work = Path(folder).resolve()
        try:
            readable = readable_names(files, work)
            with database_over(readable, work) as database:
                sources = sources_among(readable, database, work)
                gathered = gather(database, sources, turns, scenario)
                stories = measured_stories(database, sources.decisions)
        except damage as failure:
            problem = str(failure).strip().splitlines()[0]
            raise AnalysisError("failed", problem=problem) from failure
    return Analysis(
        stories=stories,
        turns=turns,
        files=len(sources.decisions),
        plays=shown_count(gathered.plays),
        twice=shown_count(gathered.twice),
        foreign=sources.foreign,
    )
