"""All of a player's data in one ZIP file: pages to read, and the data themselves."""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from engine.principles import Catalogue
from game.content import load_catalogue
from game.library import Library, read_library
from game.locale import Messages
from game.progress.overview import read_progress
from game.reports.html import to_html
from game.reports.personal import personal_document
from game.reports.progress import progress_document
from game.reports.progress_data import progress_json
from game.reports.writing import ReportError, write_report
from game.store import Store
from game.store.errors import shown
from game.store.records import JsonObject, Player
from game.views.days import day_words
from game.views.kept import kept_view
from game.views.progress import progress_view
from game.views.words import Wording

FORMAT = "duettiste-player-data"
FORMAT_VERSION = 1


def save_personal_archive(
    store: Store, player: Player, target: Path, messages: Messages, now: datetime, *, replace: bool
) -> Path:
    """Write the ZIP file of a player to ``target``, or into that folder; gives the file written.

    Raises ReportError, StoreError.
    """
    path = target / messages("personal.file.archive") if target.is_dir() else target
    if not path.parent.is_dir():
        raise ReportError("no_folder", path=shown(path.parent))
    if path.exists() and not replace:
        raise ReportError("exists", path=shown(path))
    language = messages.language
    library, catalogue = read_library(language), load_catalogue(language)
    content = personal_archive(store, player, library, catalogue, messages, now)
    write_report(path, content)
    return path


def personal_archive(
    store: Store,
    player: Player,
    library: Library,
    catalogue: Catalogue,
    messages: Messages,
    now: datetime,
) -> bytes:
    """The ZIP file. Raises StoreError."""
    wording = Wording(messages, catalogue)
    day = day_words(now, messages)
    data = store.personal_data(player.id)
    progress = read_progress(store, player, library, catalogue, now)
    pages = {
        "page": personal_document(kept_view(store, player, wording), messages, day=day),
        "progress": progress_document(
            progress_view(progress, wording), messages, player=player.name, day=day
        ),
    }
    files = {
        messages(f"personal.file.{name}"): to_html(document, messages).encode("utf-8")
        for name, document in pages.items()
    }
    files[messages("personal.file.data")] = _json(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "exported_at": now.isoformat(),
            "tables": data.tables,
        }
    )
    files[messages("personal.file.progress_data")] = progress_json(
        progress, catalogue, player=player.name
    )
    folder = messages("personal.file.plays")
    files |= {f"{folder}/{name}": _json(document) for name, document in data.plays.items()}
    about = messages("personal.about", name=player.name, date=day)
    return _zipped({messages("personal.file.about"): f"{about}\n".encode(), **files}, now)


def _json(content: JsonObject) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def _zipped(files: dict[str, bytes], now: datetime) -> bytes:
    here = now.astimezone()
    moment = (max(here.year, 1980), here.month, here.day, here.hour, here.minute, here.second)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, moment), content, ZIP_DEFLATED)
    return written.getvalue()
