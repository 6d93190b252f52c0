"""The debrief of a play as a file, for the command line and the screens alike."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from game.locale import Messages
from game.playing import LivePlay
from game.reports.debrief import debrief_document
from game.reports.play_report import play_report
from game.reports.writing import Form, form_of, place_for, rendered, write_report


def save_debrief(
    play: LivePlay,
    target: Path,
    messages: Messages,
    made_at: datetime,
    *,
    form: Form | None = None,
    anonymous: bool = False,
    replace: bool = False,
) -> Path:
    """Write the debrief of an ended play; gives the file written.

    ``target`` is a file, whose ending says the form where ``form`` does not, or a folder (a web
    page where nothing says the form). Raises ReportError, StoreError.
    """
    form = form or form_of(target) or Form.HTML
    name = messages("reports.file_name", scenario=play.header.scenario_id, play=play.header.id)
    path = place_for(target, name, form, replace=replace)
    write_report(path, debrief_content(play, form, messages, made_at, anonymous=anonymous))
    return path


def debrief_content(
    play: LivePlay, form: Form, messages: Messages, made_at: datetime, *, anonymous: bool = False
) -> bytes:
    """The debrief of an ended play in one form, texts in UTF-8. Raises StoreError."""
    report = play_report(play, messages, made_at, anonymous=anonymous)
    if form is Form.JSON:
        from game.reports.json_debrief import to_json

        return to_json(report, messages.language).encode("utf-8")
    return rendered(debrief_document(report, messages), form, messages)
