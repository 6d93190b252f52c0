"""Noticing saves: every way that editors write, and what is there only for an instant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.authoring.preview_watching import MISSING, NO_FILE, FileWatch, Save

MANY_LOOKS = 30


def looks(watch: FileWatch, count: int = MANY_LOOKS) -> list[Save]:
    """What ``count`` looks in a row tell."""
    return [save for save in (watch.look() for _ in range(count)) if save is not None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "un-soir.yaml"
    path.write_bytes(b"one")
    return path


@pytest.fixture
def watch(file: Path) -> FileWatch:
    watch = FileWatch(file)
    assert watch.look() == Save(b"one")
    return watch


def test_a_file_is_told_at_the_first_look_and_not_again(watch: FileWatch) -> None:
    assert looks(watch) == []


def test_a_save_in_place_is_told_once(file: Path, watch: FileWatch) -> None:
    file.write_bytes(b"two")
    assert looks(watch) == [Save(b"two")]


def test_a_save_by_renaming_is_told_once(file: Path, watch: FileWatch) -> None:
    beside = file.with_suffix(".new")
    beside.write_bytes(b"two")
    beside.replace(file)
    assert looks(watch) == [Save(b"two")]


def test_a_file_that_is_being_written_is_told_when_it_stands_still(
    file: Path, watch: FileWatch
) -> None:
    told = []
    for length in range(1, 9):
        file.write_bytes(b"a longer text"[:length])
        told.append(watch.look())
    assert told == [None] * 8
    assert looks(watch) == [Save(b"a longer")]


def test_a_file_emptied_or_missing_for_an_instant_is_no_save(file: Path, watch: FileWatch) -> None:
    file.write_bytes(b"")
    assert looks(watch, 3) == []
    file.unlink()
    assert looks(watch, 3) == []
    file.write_bytes(b"one")
    assert looks(watch) == []


def test_a_file_that_stays_empty_or_goes_is_told(file: Path, watch: FileWatch) -> None:
    file.write_bytes(b"")
    assert looks(watch) == [Save(b"")]
    file.unlink()
    assert looks(watch) == [Save(trouble=MISSING)]
    file.write_bytes(b"back")
    assert looks(watch) == [Save(b"back")]


def test_what_is_no_file_is_never_waited_for(file: Path, watch: FileWatch) -> None:
    file.unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(file)
    else:
        file.mkdir()
    assert looks(watch) == [Save(trouble=NO_FILE)]


def test_a_file_that_cannot_be_read_is_told_in_the_words_of_the_system(
    file: Path, watch: FileWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "Locked by the editor")

    file.write_bytes(b"two")
    with monkeypatch.context() as during:
        during.setattr(Path, "open", locked)
        assert looks(watch, 4) == []
        assert looks(watch) == [Save(trouble="Locked by the editor")]
    assert looks(watch) == [Save(b"two")]


def test_a_change_that_moves_neither_time_nor_size_is_noticed(file: Path, watch: FileWatch) -> None:
    looks(watch)
    before = file.stat()
    file.write_bytes(b"uno")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert looks(watch) == [Save(b"uno")]


def test_touching_a_file_is_no_save(file: Path, watch: FileWatch) -> None:
    os.utime(file, (1, 1))
    assert looks(watch) == []


def test_a_quiet_file_is_seldom_read(watch: FileWatch, monkeypatch: pytest.MonkeyPatch) -> None:
    looks(watch)
    read = []
    real_open = Path.open

    def counted(path: Path, mode: str) -> object:
        read.append(path)
        return real_open(path, mode)

    monkeypatch.setattr(Path, "open", counted)
    looks(watch, 100)
    assert 1 <= len(read) <= 10
