"""Where the content is found, and how its YAML is read: every scalar a string, faults told."""

from __future__ import annotations

import shutil
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import plain_data
from engine.plain_data import ContentError
from game import content
from game.cli.content_faults import problem_words
from game.locale import Messages


@pytest.fixture(autouse=True)
def _forget_what_was_read() -> Iterator[None]:
    caches = (
        content.content_folder,
        content.catalogue_in,
        content.frames_in,
        content.scenario_files,
    )
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def written(folder: Path, text: str) -> Path:
    path = folder / "data.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_scalar_stays_what_was_written(tmp_path: Path) -> None:
    path = written(tmp_path, "a: no\nb: 12:30\nc: [01000, 2024-05-01, ~, 1_0, 1e3]\nd:\n")
    assert content.read_plain_yaml(path) == {
        "a": "no",
        "b": "12:30",
        "c": ["01000", "2024-05-01", "~", "1_0", "1e3"],
        "d": "",
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "the key 'c' is there twice"),
        ("a: [1", "line 1"),
        ("- a\n", "a table was expected"),
        ("a: !!python/object/apply:os.getcwd []\n", "could not determine a constructor"),
    ],
)
def test_a_faulty_file_is_named_with_its_fault(tmp_path: Path, text: str, problem: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ContentError) as caught:
        content.read_plain_yaml(path)
    assert caught.value.where == str(path)
    assert problem in caught.value.problem


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        content.read_plain_yaml(tmp_path / "nowhere.yaml")
    assert caught.value.where == str(tmp_path / "nowhere.yaml")


def test_scenarios_are_listed_without_the_catalogue() -> None:
    names = {path.name for path in content.scenario_files()}
    assert names.isdisjoint({"principles.yaml", "divergences.yaml", "documents.yaml"})
    assert all(path.parent == content.content_folder() for path in content.scenario_files())


class TestWhereTheContentIs:
    @pytest.fixture
    def package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        package = tmp_path / "un dossier é" / "game"
        package.mkdir(parents=True)
        monkeypatch.setattr(content, "_PACKAGE", package)
        return package

    def test_an_installed_package_has_its_own(self, package: Path) -> None:
        (package / "scenarios").mkdir()
        (package.parent / "scenarios").mkdir()
        assert content.content_folder() == package / "scenarios"

    def test_a_checkout_comes_first(self, package: Path) -> None:
        (package / "scenarios").mkdir()
        (package.parent / "scenarios").mkdir()
        (package.parent / "pyproject.toml").write_text("")
        assert content.content_folder() == package.parent / "scenarios"

    def test_none_at_all_is_told(self, package: Path) -> None:
        with pytest.raises(ContentError) as caught:
            content.content_folder()
        assert caught.value.where == str(package / "scenarios")

    def test_a_frame_under_another_name_is_refused(self, package: Path) -> None:
        shipped = Path(__file__).parents[2] / "scenarios"
        shutil.copytree(shipped, package / "scenarios")
        frames = package / "scenarios" / "frames"
        (frames / "quebec.yaml").rename(frames / "ontario.yaml")
        with pytest.raises(ContentError, match="its id is 'quebec'"):
            content.load_frames()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_fault_has_words_in_both_languages(language: str) -> None:
    messages = Messages(language)
    for fault, english in plain_data.PROBLEMS.items():
        names = {name for _, name, _, _ in string.Formatter().parse(english) if name}
        error = ContentError("principles.a", fault, **dict.fromkeys(names, "a list"))
        words = problem_words(error, messages)
        assert words
        assert ("une liste" if language == "fr" else "a list") in words or "found" not in names
