"""A real PostgreSQL for the tests, started from the binaries of the system and thrown away.

The server refuses to run as root: there it runs as the account ``postgres`` or ``nobody``. It
listens on a socket in its own temporary folder only, so that servers beside it do not matter.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

ACCOUNT, PASSWORD = "duettiste", "un: mot/de@passe%"
_READY_WITHIN_SECONDS = 30.0
_FASTER_THAN_SAFE = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "40",
    "autovacuum": "off",
    "jit": "off",
    "listen_addresses": "",
}


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL of this system; None when there is none."""
    on_path = shutil.which("postgres")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if found:
        return found[-1].parent
    return None if on_path is None else Path(on_path).resolve().parent


@dataclass(slots=True)
class Server:
    """One cluster in a folder. ``process`` is None while it is stopped."""

    programs: Path
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def address(self, database: str, *, account: str = ACCOUNT, password: str = PASSWORD) -> str:
        who = f"{quote(account, safe='')}:{quote(password, safe='')}"
        return f"postgresql://{who}@/{database}?host={quote(str(self.folder), safe='')}"

    def administer(self, statement: str, database: str = "postgres") -> None:
        with self.connection(database) as connection:
            connection.execute(statement.encode())

    def connection(self, database: str) -> psycopg.Connection[Any]:
        return psycopg.connect(self.address(database), autocommit=True)

    def create(self, database: str, options: str = "") -> str:
        """A new database without tables; its address."""
        self.administer(f'CREATE DATABASE "{database}" {options}')
        return self.address(database)

    def start(self) -> None:
        settings = [f"-c{name}={value}" for name, value in _FASTER_THAN_SAFE.items()]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    self.programs / "postgres",
                    *("-D", self.folder / "data", "-k", self.folder),
                    *settings,
                ],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **_as_somebody(),
            )
        self._wait()

    def kill(self) -> None:
        """Stop it at once, as a crash would: it repairs itself at the next start."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
            self.process = None

    def _wait(self) -> None:
        latest = time.monotonic() + _READY_WITHIN_SECONDS
        while True:
            try:
                self.connection("postgres").close()
            except psycopg.OperationalError:
                stopped = self.process is None or self.process.poll() is not None
                if stopped or time.monotonic() > latest:
                    said = (self.folder / "log").read_text(errors="replace")
                    raise AssertionError(f"PostgreSQL did not start:\n{said}") from None
                time.sleep(0.02)
            else:
                return


@contextlib.contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """A new server, gone with its folder at the end."""
    folder = Path(tempfile.mkdtemp(prefix="duettiste-pg-"))
    server = Server(programs, folder)
    try:
        _initialise(server)
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(server: Server) -> None:
    owner = _as_somebody()
    password = server.folder / "password"
    password.write_text(f"{PASSWORD}\n")
    if owner:
        for path in (server.folder, password):
            os.chown(path, owner["user"], owner["group"])
    subprocess.run(
        [
            server.programs / "initdb",
            *("-D", server.folder / "data", "-U", ACCOUNT, "--pwfile", password),
            *("-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
        ],
        check=True,
        capture_output=True,
        cwd=server.folder,
        **owner,
    )


def _as_somebody() -> dict[str, Any]:
    """For ``subprocess``: an account that may run a server, when this one is root."""
    if os.getuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise AssertionError("there is no account that a server can run as")
