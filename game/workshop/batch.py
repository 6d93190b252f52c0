"""One transaction that several jobs share, and the workshops as they stand within it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Table, update

from engine.rules import Rules
from engine.session import Session
from game.store.conflicts import insert_into
from game.store.workshop_tables import workshops
from game.workshop.faults import UnknownWorkshop
from game.workshop.records import WorkshopRecord
from game.workshop.rows import find_workshop
from game.workshop.story import Stories, group_session


class Batch:
    """``versions`` are those that this transaction makes, by workshop.

    A workshop's version moves on when it is first entered: in PostgreSQL that also makes other
    processes wait with what they want to write about it.
    """

    def __init__(self, connection: Connection, stories: Stories) -> None:
        self.connection = connection
        self.stories = stories
        self.versions: dict[str, int] = {}
        self._workshops: dict[str, WorkshopRecord] = {}
        self._sessions: dict[str, Session] = {}

    def enter(self, workshop_id: str) -> WorkshopRecord:
        """The workshop as it is now, its version moved on. Raises UnknownWorkshop."""
        if workshop_id not in self.versions:
            self.versions[workshop_id] = self._moved_version(workshop_id)
        if workshop_id not in self._workshops:
            self._workshops[workshop_id] = find_workshop(self.connection, workshop_id)
        return self._workshops[workshop_id]

    def moved(self, workshop_id: str) -> None:
        """The workshop is no longer as it was entered: a deed, or its time, moved it."""
        self._workshops.pop(workshop_id, None)
        self._sessions.pop(workshop_id, None)

    def rules(self, workshop: WorkshopRecord) -> Rules:
        return self.stories.rules(self.connection, workshop.text_hash)

    def session(self, workshop: WorkshopRecord) -> Session:
        """The group's session, to look at only."""
        if workshop.id not in self._sessions:
            self._sessions[workshop.id] = group_session(self.rules(workshop), workshop)
        return self._sessions[workshop.id]

    def upsert(self, table: Table, key: Mapping[str, object], values: Mapping[str, object]) -> None:
        """Write ``values`` at ``key``, in the place of what was there, in one statement."""
        insert = insert_into(self.connection, table)
        replacing = {name: insert.excluded[name] for name in values}
        self.connection.execute(
            insert.on_conflict_do_update(index_elements=list(key), set_=replacing),
            {**key, **values},
        )

    def _moved_version(self, workshop_id: str) -> int:
        moved = (
            update(workshops)
            .where(workshops.c.id == workshop_id)
            .values(version=workshops.c.version + 1)
            .returning(workshops.c.version)
        )
        version = self.connection.execute(moved).scalar()
        if version is None:
            raise UnknownWorkshop
        return int(version)
