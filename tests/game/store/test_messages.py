"""Every fault of the store has its text, in both languages, and fills it."""

from __future__ import annotations

import inspect
import sqlite3
import string
import tomllib
from pathlib import Path

import pytest

import game.locale
from game.locale import LANGUAGES, Messages
from game.store import errors
from game.store.sqlite import fault_of

NAME_REASONS = ("empty", "too_long", "characters", "taken")
IMPORT_REASONS = (
    "no_file",
    "folder",
    "unreadable",
    "too_big",
    "not_json",
    "wrong_format",
    "newer_format",
    "missing_field",
    "bad_field",
    "checksum",
)
PARAMS = {
    "path": "/tmp/x",
    "detail": "why",
    "limit": 40,
    "name": "Zoé",
    "play": "k7fm3q",
    "length": 3,
    "number": 4,
    "hash": "abc",
    "megabytes": 32,
    "place": "play.seed",
}


def fields_of(key: str, language: str) -> set[str]:
    """The placeholders of a message as the catalogue has it."""
    area, table, name = key.split(".")
    path = Path(game.locale.__file__).parent / language / f"{area}.toml"
    text = tomllib.loads(path.read_text(encoding="utf-8"))[table][name]
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def all_keys() -> list[str]:
    kinds = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.StoreError)
    ]
    keys = {kind.key for kind in kinds}
    keys |= {f"store.player.name_{reason}" for reason in NAME_REASONS}
    keys |= {f"store.transfer.{reason}" for reason in IMPORT_REASONS}
    keys |= {"store.notice.without_saving", "store.notice.set_aside"}
    return sorted(keys)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", all_keys())
def test_every_key_has_a_text(language: str, key: str) -> None:
    text = Messages(language)(key, **PARAMS)
    assert text.strip()
    assert "{" not in text


def test_both_languages_say_the_same_things() -> None:
    for key in all_keys():
        assert fields_of(key, "fr") == fields_of(key, "en")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, errors.DiskFull),
        (sqlite3.SQLITE_READONLY_DIRECTORY, errors.ReadOnly),
        (sqlite3.SQLITE_BUSY_RECOVERY, errors.Locked),
        (sqlite3.SQLITE_LOCKED, errors.Locked),
        (sqlite3.SQLITE_CORRUPT_INDEX, errors.Damaged),
        (sqlite3.SQLITE_NOTADB, errors.Damaged),
        (sqlite3.SQLITE_CANTOPEN, errors.CannotOpen),
        (sqlite3.SQLITE_PERM, errors.NoPermission),
        (sqlite3.SQLITE_IOERR_WRITE, errors.StorageFailed),
        (None, errors.StorageFailed),
    ],
)
def test_each_answer_of_sqlite_has_its_fault(
    code: int | None, kind: type[errors.StoreError], tmp_path: Path
) -> None:
    failure = sqlite3.OperationalError("said by SQLite")
    if code is not None:
        failure.sqlite_errorcode = code
    fault = fault_of(failure, tmp_path / "duettiste.db")
    assert type(fault) is kind
    assert fields_of(fault.key, "fr") <= set(fault.params)
