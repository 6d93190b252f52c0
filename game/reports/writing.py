"""Writing a report in a file: its form, its name, whole or not at all."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from game.locale import Messages
from game.reports.document import Document


class Form(StrEnum):
    """The forms a report can be written in. ``value`` is also the usual ending of its file."""

    HTML = "html"
    MARKDOWN = "md"
    PDF = "pdf"
    JSON = "json"


_ENDINGS = {
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".pdf": Form.PDF,
    ".json": Form.JSON,
}


class ReportError(Exception):
    """A report that cannot be written: ``key`` names its message, ``params`` fill it."""

    def __init__(self, reason: str, **params: str) -> None:
        super().__init__(f"{reason} {params}")
        self.key = f"reports.fault.{reason}"
        self.params = params


def form_of(path: Path) -> Form | None:
    """The form that the ending of a file's name asks for."""
    return _ENDINGS.get(path.suffix.lower())


def rendered(document: Document, form: Form, messages: Messages) -> bytes:
    """``document`` in a form that people read. Raises ValueError for JSON, which is data."""
    match form:
        case Form.HTML:
            from game.reports.html import to_html

            return to_html(document, messages).encode("utf-8")
        case Form.MARKDOWN:
            from game.reports.markdown import to_markdown

            return to_markdown(document, messages).encode("utf-8")
        case Form.PDF:
            from game.reports.pdf import to_pdf

            return to_pdf(document, messages)
        case Form.JSON:
            raise ValueError("a document is for people: JSON is made from the play itself")


def place_for(target: Path, usual_name: str, form: str, *, replace: bool) -> Path:
    """Where to write: ``target`` itself, or in that folder a file of the usual name.

    Raises ReportError where nothing can or may be written there.
    """
    try:
        path = target / f"{usual_name}.{form}" if target.is_dir() else target
        if not path.parent.is_dir():
            raise ReportError("no_folder", path=_shown(path.parent))
        if path.exists() and not path.is_file():
            raise ReportError("not_a_file", path=_shown(path))
        if path.exists() and not replace:
            raise ReportError("exists", path=_shown(path))
    except OSError as failure:
        raise _unwritable(target, failure) from failure
    return path


def _unwritable(path: Path, failure: OSError) -> ReportError:
    problem = failure.strerror or str(failure)
    return ReportError("unwritable", path=_shown(path), problem=problem)


def write_report(path: Path, content: bytes) -> None:
    """Write the file whole or not at all, in place of the one that is there. Raises ReportError."""
    target = path.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with partial.open("xb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as failure:
        raise _unwritable(path, failure) from failure


def _shown(path: Path) -> str:
    from game.store.errors import shown

    return shown(path)
