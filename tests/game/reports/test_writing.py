"""Writing a report: whole or not at all, and never over what was not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.reports.writing import Form, ReportError, form_of, place_for, write_report


def test_the_ending_of_a_name_says_the_form() -> None:
    assert form_of(Path("bilan.HTML")) is Form.HTML
    assert form_of(Path("bilan.markdown")) is Form.MARKDOWN
    assert form_of(Path("bilan.pdf")) is Form.PDF
    assert form_of(Path("bilan.docx")) is None


def test_a_report_goes_into_a_folder_under_its_usual_name(tmp_path: Path) -> None:
    assert place_for(tmp_path, "bilan-x", Form.PDF, replace=False) == tmp_path / "bilan-x.pdf"


def test_what_exists_is_replaced_only_where_that_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "bilan.html"
    path.write_text("annoté", encoding="utf-8")
    with pytest.raises(ReportError) as refused:
        place_for(path, "bilan", Form.HTML, replace=False)
    assert refused.value.key == "reports.fault.exists"
    write_report(place_for(path, "bilan", Form.HTML, replace=True), b"neuf")
    assert path.read_bytes() == b"neuf"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportError) as refused:
        place_for(tmp_path / "absent" / "bilan.html", "bilan", Form.HTML, replace=False)
    assert refused.value.key == "reports.fault.no_folder"
    assert refused.value.params["path"].endswith("absent")


def test_a_disk_that_refuses_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bilan.html"
    path.write_bytes(b"ancien")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ReportError) as refused:
        write_report(path, b"neuf")
    assert refused.value.key == "reports.fault.unwritable"
    assert path.read_bytes() == b"ancien"
    assert list(tmp_path.iterdir()) == [path]
