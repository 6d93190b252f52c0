"""The library: every scenario that can be played, whatever has become of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import scenario_files
from game.library import entry_in_library, read_library, scenario_ids

SOUND = scenario_files()[0]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound scenario, one with errors, one that is no text and one that is gone."""
    (tmp_path / SOUND.name).write_bytes(SOUND.read_bytes())
    (tmp_path / "casse.yaml").write_text("id: casse\ntitle: [", encoding="utf-8")
    (tmp_path / "image.yaml").write_bytes(b"\x89PNG\xff\x00")
    names = ("casse.yaml", "disparu.yaml", "image.yaml", SOUND.name)
    monkeypatch.setattr("game.library.scenario_files", lambda: tuple(tmp_path / it for it in names))
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_faulty_file_is_named_and_hides_no_other() -> None:
    library = read_library()
    assert list(library.entries) == [SOUND.stem]
    assert library.faulty == ("casse.yaml", "disparu.yaml", "image.yaml")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("wanted", ["casse", "disparu", "image", "jamais-vu"])
def test_what_cannot_be_read_is_not_in_the_library(wanted: str) -> None:
    assert entry_in_library(wanted) is None


def test_a_scenario_is_found_as_it_is_now(folder: Path) -> None:
    file = folder / SOUND.name
    changed = file.read_text(encoding="utf-8") + "\n# relu\n"
    file.write_text(changed, encoding="utf-8")
    entry = entry_in_library(SOUND.stem)
    assert entry is not None
    assert entry.text == changed


def test_every_scenario_that_comes_with_the_game_is_sound_and_named_after_its_id() -> None:
    library = read_library()
    assert library.faulty == ()
    assert tuple(library.entries) == scenario_ids()
