"""Writing an exported file: whole or not at all, and never over one that is there."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from game.store.errors import DiskFull, ExportExists, ExportFailed


def write_whole(path: Path, content: bytes) -> Path:
    """Write ``content`` to ``path``, on the disk when it returns.

    Raises ExportExists rather than replace a file, ExportFailed, DiskFull.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            raise ExportExists(path)
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except OSError as failure:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        if failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(path) from failure
        raise ExportFailed(path, failure.strerror or "") from failure
    return path
