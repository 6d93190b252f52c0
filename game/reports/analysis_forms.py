"""The forms that an analysis of many plays can be written in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class AnalysisForm(StrEnum):
    """``value`` is also the ending of the file."""

    HTML = "html"
    MARKDOWN = "md"
    PDF = "pdf"
    JSON = "json"
    CSV = "csv"


_ENDINGS = {
    ".htm": AnalysisForm.HTML,
    ".markdown": AnalysisForm.MARKDOWN,
    **{f".{form}": form for form in AnalysisForm},
}


def form_of(path: Path) -> AnalysisForm | None:
    """The form that the ending of a file's name asks for."""
    return _ENDINGS.get(path.suffix.lower())
