"""Noticing that a file was saved, whatever the way its editor writes it.

Editors write in place or beside and rename; for an instant a file may be missing, empty, locked or
half written. What is found counts once two looks in a row have found the same; what is not there,
or empty, is given a little longer.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_LARGEST_BYTES = 8_000_001
"""One byte more than reading accepts: enough to refuse a file without holding all of it."""
_LOOKS_TO_BELIEVE = 2
_LOOKS_TO_BELIEVE_NOTHING = 5
"""Looks in a row that must find a file missing, empty or locked."""
_LOOKS_BETWEEN_READINGS = 10
"""Looks after which a file is read again though its time and size have not moved: some disks keep
times to two seconds only. Just after a change it is read at each look."""

MISSING, NO_FILE = "missing", "no_file"
"""Kinds of trouble: there is nothing of that name; there is something else than a file."""


@dataclass(frozen=True, slots=True)
class Save:
    """The file as it was found. ``trouble`` says why there are no ``data``.

    ``trouble`` is ``MISSING``, ``NO_FILE``, or what the system says of a file that it cannot read.
    """

    data: bytes = b""
    trouble: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for what is the same."""
        return self.trouble or sha256(self.data).hexdigest()

    @property
    def looks_to_believe(self) -> int:
        return _LOOKS_TO_BELIEVE if self.data else _LOOKS_TO_BELIEVE_NOTHING


class FileWatch:
    """Looks at one file. Nothing here waits: who calls ``look`` decides how often."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: str | None = None
        self._found = ""
        self._times_found = 0
        self._signature: object = None
        self._looks_since_change = 0

    def look(self) -> Save | None:
        """The file, when it is not as it was last told; at the first look, at once."""
        signature = self._looked_at()
        self._looks_since_change += 1
        if signature != self._signature:
            self._signature, self._looks_since_change = signature, 0
        if not self._worth_reading:
            return None
        save = self._read(signature)
        if save.fingerprint == self._told:
            self._times_found = 0
            return None
        self._times_found = self._times_found + 1 if save.fingerprint == self._found else 1
        self._found = save.fingerprint
        if self._told is not None and self._times_found < save.looks_to_believe:
            return None
        self._told = save.fingerprint
        return save

    @property
    def _worth_reading(self) -> bool:
        since = self._looks_since_change
        return since <= _LOOKS_BETWEEN_READINGS or since % _LOOKS_BETWEEN_READINGS == 0

    def _looked_at(self) -> tuple[int, ...] | str:
        """What changes when the file does, or why it cannot be looked at."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return MISSING
        except OSError as failure:
            return failure.strerror or str(failure)
        if not stat.S_ISREG(found.st_mode):
            return NO_FILE
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _read(self, signature: object) -> Save:
        if isinstance(signature, str):
            return Save(trouble=signature)
        try:
            with self._path.open("rb") as opened:
                return Save(opened.read(_LARGEST_BYTES))
        except FileNotFoundError:
            return Save(trouble=MISSING)
        except OSError as failure:
            return Save(trouble=failure.strerror or str(failure))
