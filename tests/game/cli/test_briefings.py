"""A file of private briefings: tables in their order, and what each alone reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli.briefings import LARGEST_BYTES, read_briefings
from game.cli.commands import Misuse
from game.locale import Messages
from game.workshop.settings import SeatSetting

FRENCH = Messages("fr")


def read(tmp_path: Path, content: bytes) -> tuple[SeatSetting, ...]:
    file = tmp_path / "roles.txt"
    file.write_bytes(content)
    return read_briefings(str(file), FRENCH)


def test_each_table_has_its_own_text(tmp_path: Path) -> None:
    content = "\ufeff# Le maire\r\n\r\nVous avez promis.\r\n\r\nÀ tout le monde.\r\n# Le DGS\r\n"
    assert read(tmp_path, content.encode()) == (
        SeatSetting("Le maire", "Vous avez promis.\n\nÀ tout le monde."),
        SeatSetting("Le DGS", ""),
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Le maire : il a promis.", "ne commence pas par une table"),
        (b"", "ne commence pas par une table"),
        ("# Été".encode("latin-1"), "UTF-8"),
        (b"# a\n" + b"x" * LARGEST_BYTES, "trop grand"),
    ],
)
def test_a_file_that_says_no_tables_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(Misuse) as refused:
        read(tmp_path, content)
    assert told in str(refused.value.message).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misuse) as refused:
        read_briefings(str(tmp_path / "absent.txt"), FRENCH)
    assert "absent.txt" in str(refused.value.message)
