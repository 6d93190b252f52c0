"""The progress of a player as a file, for the command line and the screens alike."""

from __future__ import annotations

from pathlib import Path

from game.content import load_catalogue
from game.locale import Messages
from game.progress.overview import Progress
from game.reports.progress import progress_document
from game.reports.progress_data import progress_json
from game.reports.writing import Form, form_of, place_for, rendered, write_report
from game.views.days import day_words
from game.views.progress import progress_view
from game.views.words import Wording


def save_progress(
    progress: Progress,
    target: Path,
    messages: Messages,
    *,
    player: str,
    form: Form | None = None,
    replace: bool = False,
) -> Path:
    """Write the progress of a player; gives the file written.

    ``target`` is a file, whose ending says the form where ``form`` does not, or a folder (a web
    page where nothing says the form). ``player`` is the name to show, empty for none. Raises
    ReportError.
    """
    form = form or form_of(target) or Form.HTML
    name = messages("progress.report.file_name")
    path = place_for(target, name, form, replace=replace)
    write_report(path, progress_content(progress, form, messages, player=player))
    return path


def progress_content(progress: Progress, form: Form, messages: Messages, *, player: str) -> bytes:
    """The progress in one form, texts in UTF-8."""
    catalogue = load_catalogue(messages.language)
    if form is Form.JSON:
        return progress_json(progress, catalogue, player=player)
    view = progress_view(progress, Wording(messages, catalogue))
    day = day_words(progress.now, messages)
    return rendered(progress_document(view, messages, player=player, day=day), form, messages)
