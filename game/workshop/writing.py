"""One thread that writes for everyone: what arrives together is committed together.

A thousand votes in the same second are then a few transactions, each saved for good before any of
its votes is acknowledged; and within a process nothing waits for a lock of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from game.store import errors
from game.store.database import Database
from game.workshop.faults import WorkshopError

MOST_TOGETHER = 200
"""Jobs in one transaction: more would make the first of them wait too long."""

T = TypeVar("T")


@dataclass(slots=True)
class _Job(Generic[T]):
    """``work`` returns its result, or raises having changed nothing that counts."""

    work: Callable[[Connection], T]
    done: Future[T] = field(default_factory=Future)


class WriterClosedError(RuntimeError):
    """Something was handed to a writer that had been closed."""


class Writer:
    """Runs jobs one after the other in transactions of ``database``. Close it at the end.

    ``committed`` is called in the writer's thread after each commit, before its jobs are
    acknowledged.
    """

    def __init__(self, database: Database, committed: Callable[[], None]) -> None:
        self._database = database
        self._committed = committed
        self._jobs: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._run, name="workshop-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Run ``work`` in a transaction; the future ends once it is committed, or refused.

        It ends with the WorkshopError that ``work`` raised, or with a StoreError.
        """
        if self._closed:
            raise WriterClosedError
        job = _Job(work)
        self._jobs.put(job)
        return job.done

    def close(self) -> None:
        """Finish what was handed in, and stop."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            self._thread.join()

    def _run(self) -> None:
        while True:
            jobs = self._waiting()
            going_on = None not in jobs
            self._commit([job for job in jobs if job is not None])
            if not going_on:
                return

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
        """All of them together; one by one where one of them broke the transaction."""
        jobs = [job for job in jobs if job.done.set_running_or_notify_cancel()]
        if not jobs:
            return
        try:
            self._commit_together(jobs)
        except Exception as failure:
            if len(jobs) == 1 or isinstance(failure, errors.Locked):
                for job in jobs:
                    job.done.set_exception(failure)
                return
            for job in jobs:
                self._commit_alone(job)

    def _commit_alone(self, job: _Job[Any]) -> None:
        try:
            self._commit_together([job])
        except Exception as failure:
            job.done.set_exception(failure)

    def _commit_together(self, jobs: Sequence[_Job[Any]]) -> None:
        results: list[Any] = []
        with self._database.writing() as connection:
            for job in jobs:
                results.append(_result_of(job, connection))
        self._committed()
        for job, result in zip(jobs, results, strict=True):
            if isinstance(result, WorkshopError):
                job.done.set_exception(result)
            else:
                job.done.set_result(result)


def _result_of(job: _Job[T], connection: Connection) -> T | WorkshopError:
    """What the job made, or its refusal with all that it had done undone."""
    try:
        with connection.begin_nested():
            return job.work(connection)
    except WorkshopError as refusal:
        return refusal
