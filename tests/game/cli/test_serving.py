"""The command ``serve``: what it says, what it refuses, and how it stops."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli.program import run
from game.web.server import is_loopback, listen, local_addresses, web_address

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are sent as POSIX does")


def serving(home: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "game", "serve", "--no-open", "--lang", "fr"]
    return subprocess.Popen(
        [*command, "--home", str(home), "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("host", "said"),
    [("127.0.0.1", "Seul cet ordinateur"), ("0.0.0.0", "toute personne de ce réseau")],
)
def test_says_who_can_come_and_stops_cleanly(tmp_path: Path, host: str, said: str) -> None:
    with serving(tmp_path, "--host", host) as process:
        assert process.stdout is not None
        told = ""
        while "Ctrl-C" not in told:
            told += process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=20)
    assert said in told
    assert "/moi/" in told
    assert ("en clair" in told) == (host == "0.0.0.0")
    assert "Tout ce qui était décidé est gardé" in rest
    assert errors == ""
    assert process.returncode == 0


def test_a_port_that_is_taken_is_said_with_a_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        assert run(["serve", "--home", str(tmp_path), "--port", port, "--lang", "fr"]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert f"port {port}" in told
    assert "--port 0" in told


@pytest.mark.parametrize(
    "address", ["jeu.example", "ftp://jeu.example", "https://a@b.example", "https://", "http://[x"]
)
def test_a_public_address_is_written_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    words = ["serve", "--home", str(tmp_path), "--address", address, "--lang", "fr"]
    assert run(words) == 2
    assert "adresse publique" in capsys.readouterr().err


def test_addresses_are_those_that_browsers_can_open() -> None:
    assert web_address("::1", 80) == "http://[::1]:80"
    assert [
        is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "mairie")
    ] == [
        True,
        True,
        True,
        False,
        False,
    ]
    with listen("0.0.0.0", 0) as listener:
        found = local_addresses(listener)
        port = listener.getsockname()[1]
    assert found[-1] == f"http://127.0.0.1:{port}"
    assert listener.family == socket.AF_INET
