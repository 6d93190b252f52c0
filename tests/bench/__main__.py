"""``make bench``: every figure the game promises, measured here and now, as one table."""

from __future__ import annotations

import sys

from tests.bench.analysis import analysis_figures
from tests.bench.deciding import deciding_figures
from tests.bench.exploration import exploration_figures
from tests.bench.joining import joining_figures
from tests.bench.measuring import table
from tests.bench.painting import painting_figures
from tests.bench.progress import progress_figures
from tests.bench.reading import reading_figures
from tests.bench.reports import report_figures
from tests.bench.web import web_figures
from tests.bench.workshop import workshop_figures


def main() -> int:
    print("Measuring (about three minutes)…", file=sys.stderr, flush=True)
    figures = [*deciding_figures(), *reading_figures(), *exploration_figures()]
    figures += [*painting_figures(), *report_figures(), *progress_figures(), *analysis_figures()]
    figures += [*web_figures(), *workshop_figures(), *joining_figures()]
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
