"""Where the program is started: no terminal, closed streams, other locales, no place to save."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.program import PATIENCE_SECONDS, Said, environment, plainly, run

PLAY = ("play", "la-toiture-du-hall", "--plain")
WITHOUT_TEXTUAL = """
import sys
from game.__main__ import main
code = main(sys.argv[1:])
heavy = sorted({name.split(".")[0] for name in sys.modules} & {"textual", "rich"})
print(heavy, file=sys.stderr)
sys.exit(code)
"""


def shell(home: Path, line: str, **more: str) -> Said:
    """Run ``line`` in a POSIX shell, ``$GAME`` being the program."""
    more = {"PYTHON": sys.executable, "GAME": "game", **more}
    done = subprocess.run(
        ["/bin/sh", "-c", f'game() {{ "$PYTHON" -m game "$@"; }}; {line}'],
        capture_output=True,
        env=environment(home, **more),
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    return Said(done.returncode, plainly(done.stdout), plainly(done.stderr))


posix_only = pytest.mark.skipif(os.name != "posix", reason="a POSIX shell is needed")


def test_without_a_terminal_the_program_says_what_to_do_and_ends(tmp_path: Path) -> None:
    said = run(tmp_path, typed=None)
    assert said.code == 0
    assert "duettiste play --plain" in said.out
    assert "duettiste --help" in said.out


@pytest.mark.parametrize("words", [(), PLAY[:2], ("resume",), ("list",)])
def test_nothing_of_the_screens_is_imported_without_a_terminal(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TEXTUAL, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(tmp_path),
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.stderr.decode().splitlines()[-1] == "[]"


@posix_only
@pytest.mark.parametrize(
    "redirection", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "</dev/null", "2>/dev/full"]
)
def test_streams_that_are_closed_or_odd_stop_nothing(tmp_path: Path, redirection: str) -> None:
    said = shell(tmp_path, f"$GAME {' '.join(PLAY)} {redirection}")
    assert said.code == 0
    assert "Traceback" not in said.everything
    assert (tmp_path / "duettiste.db").stat().st_size > 0


@posix_only
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    said = shell(tmp_path, f"{{ $GAME {' '.join(PLAY[:2])} --auto best; }} | head -n 1")
    assert "se joue toute seule" in said.out
    assert said.errors == ""


@posix_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_is_full_is_said(tmp_path: Path) -> None:
    said = shell(tmp_path, "$GAME list >/dev/full")
    assert said.code == 1
    assert "ne peut plus être écrit" in said.errors
    assert "Traceback" not in said.errors


@pytest.mark.parametrize(
    "locale",
    [
        {"LANG": "C", "LC_ALL": "C", "DUETTISTE_LANG": "fr", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_french_is_said_and_heard_in_utf8_whatever_the_locale(
    tmp_path: Path, locale: dict[str, str]
) -> None:
    said = run(tmp_path, *PLAY, "--seed", "1", typed="n éè « ok »\n1\nj 1\n", **locale)
    assert said.code == 0
    assert "décision" in said.out
    assert "Votre note : éè « ok »" in said.out


def test_input_that_is_not_text_is_not_understood_and_nothing_more(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "game", *PLAY],
        input=os.urandom(2000).replace(b"\n", b"x") + b"\n\x1b[2J\n\xff\xfe\n",
        capture_output=True,
        env=environment(tmp_path),
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("place", ["a file", "nowhere"])
def test_where_nothing_can_be_saved_the_game_is_played_all_the_same(
    tmp_path: Path, place: str
) -> None:
    blocked = tmp_path / "pris"
    blocked.write_text("")
    home = blocked if place == "a file" else blocked / "dessous"
    said = run(home, *PLAY, "--seed", "1", typed="1\nquit\n")
    assert said.code == 0
    assert "rien ne sera enregistré" in said.out
    assert "Vous avez décidé" in said.out
    assert "Elle n’était pas enregistrée." in said.out


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_and_played_without_saving(tmp_path: Path) -> None:
    run(tmp_path, *PLAY, typed="1\n")
    tmp_path.chmod(0o500)
    (tmp_path / "duettiste.db").chmod(0o400)
    try:
        said = run(tmp_path, "resume", "--plain", typed="1\n")
    finally:
        tmp_path.chmod(0o700)
    assert said.code == 0
    assert "rien ne sera enregistré" in said.everything


@posix_only
def test_the_shell_completes_commands_scenarios_and_plays(tmp_path: Path) -> None:
    run(tmp_path, *PLAY, typed="1\n")

    def completed(words: str) -> str:
        count = str(len(words.split()) - (0 if words.endswith(" ") else 1))
        return run(
            tmp_path,
            _DUETTISTE_COMPLETE="bash_complete",
            COMP_WORDS=words,
            COMP_CWORD=count,
        ).out

    assert "plain,principles" in completed("duettiste pri")
    assert "plain,la-toiture-du-hall" in completed("duettiste play la-")
    assert "plain,assessment" in completed("duettiste play --mode ")
    assert len(completed("duettiste resume ").split(",")) == 2


def test_diagnostics_for_tools_are_whole_json_whatever_the_locale(tmp_path: Path) -> None:
    file = tmp_path / "vide.yaml"
    file.write_bytes(b"")
    said = run(tmp_path, "check", str(file), "--format", "json", LC_ALL="C")
    assert said.code == 1
    assert json.loads(said.out)[0]["file"] == str(file)
