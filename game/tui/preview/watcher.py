"""The thread that looks at the file and reads it, so that the keyboard never waits for a disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from game.authoring.preview_desk import Draft, read_save
from game.authoring.preview_watching import FileWatch

PAUSE_SECONDS = 0.2
"""Between two looks."""


class Watcher:
    """``tell`` gets each new draft, and ``fail`` an unforeseen fault; both from the thread.

    The thread never keeps the program from ending: a network that does not answer may hold it.
    """

    def __init__(
        self,
        path: Path,
        tell: Callable[[Draft], object],
        fail: Callable[[Exception], object],
    ) -> None:
        self._path = path
        self._tell = tell
        self._fail = fail
        self._stopped = Event()

    def start(self) -> None:
        Thread(target=self._run, name="preview", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        try:
            self._watch()
        except Exception as error:
            if not self._stopped.is_set():
                self._fail(error)

    def _watch(self) -> None:
        watch = FileWatch(self._path)
        while not self._stopped.is_set():
            save = watch.look()
            if save is not None:
                draft = read_save(save, self._path, datetime.now())
                if not self._stopped.is_set():
                    self._tell(draft)
            self._stopped.wait(PAUSE_SECONDS)
