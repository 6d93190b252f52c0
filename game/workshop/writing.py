"""One thread that writes for everyone: what arrives together is committed together.

A thousand votes in the same second are then a few transactions, each saved for good before any of
its votes is acknowledged; and within a process nothing waits for a lock of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from game.store import errors
from game.store.database import Database
from game.workshop.batch import Batch
from game.workshop.faults import WorkshopError
from game.workshop.story import Stories

MOST_TOGETHER = 100
"""Jobs in one transaction: with more, the first would wait too long to be acknowledged."""

T = TypeVar("T")


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Callable[[Batch], T]
    done: Future[T] = field(default_factory=Future)


class WriterClosedError(RuntimeError):
    """Something was handed to a writer that had been closed."""


class Writer:
    """Runs jobs one after the other in transactions of ``database``. Close it at the end.

    A job checks before it writes: one that is refused (a WorkshopError) has changed nothing, and
    the others of its transaction go on. ``committed`` is told, after each commit and before its
    jobs are acknowledged, the new version of each workshop that changed.
    """

    def __init__(
        self,
        database: Database,
        stories: Stories,
        committed: Callable[[Mapping[str, int]], None],
    ) -> None:
        self._database = database
        self._stories = stories
        self._committed = committed
        self._jobs: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._closed = False
        self._door = Lock()  # nothing is handed in behind the last job
        self._thread = Thread(target=self._run, name="workshop-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Batch], T]) -> Future[T]:
        """Run ``work`` in a transaction; the future ends once it is committed, or refused.

        It ends with the WorkshopError that ``work`` raised, or with a StoreError.
        """
        job = _Job(work)
        with self._door:
            if self._closed:
                raise WriterClosedError
            self._jobs.put(job)
        return job.done

    def close(self) -> None:
        """Finish what was handed in, and stop."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        going_on = True
        while going_on:
            jobs = self._waiting()
            going_on = None not in jobs
            running = [job for job in jobs if job and job.done.set_running_or_notify_cancel()]
            if running:
                self._commit(running)

    def _waiting(self) -> list[_Job[Any] | None]:
        """The next job, and those that are there with it."""
        jobs = [self._jobs.get()]
        while jobs[-1] is not None and len(jobs) < MOST_TOGETHER:
            try:
                jobs.append(self._jobs.get_nowait())
            except Empty:
                break
        return jobs

    def _commit(self, jobs: Sequence[_Job[Any]]) -> None:
        """All of them together; one by one where one of them, or another process, was in the way.

        A database that cannot be written to fails them all at once: none waits for its own turn
        to be refused.
        """
        try:
            self._commit_together(jobs)
        except Exception as failure:
            hopeless = isinstance(failure, errors.StoreError) and not isinstance(
                failure, errors.ServerBusy
            )
            if hopeless or len(jobs) == 1:
                _fail(jobs, failure)
            else:
                self._commit_one_by_one(jobs)

    def _commit_one_by_one(self, jobs: Sequence[_Job[Any]]) -> None:
        for at, job in enumerate(jobs):
            try:
                self._commit_together([job])
            except errors.StoreError as failure:
                _fail(jobs[at:], failure)
                return
            except Exception as failure:
                _fail([job], failure)

    def _commit_together(self, jobs: Sequence[_Job[Any]]) -> None:
        with self._database.writing() as connection:
            batch = Batch(connection, self._stories)
            results = [_result_of(job, batch) for job in jobs]
        self._committed(batch.versions)
        for job, result in zip(jobs, results, strict=True):
            if isinstance(result, WorkshopError):
                job.done.set_exception(result)
            else:
                job.done.set_result(result)


def _result_of(job: _Job[T], batch: Batch) -> T | WorkshopError:
    try:
        return job.work(batch)
    except WorkshopError as refusal:
        return refusal


def _fail(jobs: Sequence[_Job[Any]], failure: Exception) -> None:
    for job in jobs:
        job.done.set_exception(failure)
