"""Workshops as they were read last, kept until they change: many viewers, one reading."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from sqlalchemy import Connection

from game.locale import Messages
from game.workshop.looking import Sight
from game.workshop.records import ParticipantRecord
from game.workshop.rows import find_workshop, version_of
from game.workshop.settings import Way
from game.workshop.story import Stories
from game.workshop.voting import voter_of

_MOST_KEPT = 32


class Sights:
    """By workshop and language, the sight of its present version."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories
        self._kept: OrderedDict[tuple[str, str], Sight] = OrderedDict()
        self._lock = Lock()

    def of_room(self, connection: Connection, workshop_id: str, messages: Messages) -> Sight:
        """Read again only where the version has moved on. Raises UnknownWorkshop."""
        key = (workshop_id, messages.language)
        version = version_of(connection, workshop_id)
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and kept.workshop.version == version:
            return kept
        sight = self._read(connection, workshop_id, messages)
        with self._lock:
            self._kept[key] = sight
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return sight

    def of_participant(
        self, connection: Connection, participant: ParticipantRecord, messages: Messages
    ) -> Sight:
        """What one participant needs: of those who play alone, only their own decisions."""
        kept = self._kept.get((participant.workshop_id, messages.language))
        if kept is None or kept.workshop.way is not Way.OWN_PACE:
            kept = self.of_room(connection, participant.workshop_id, messages)
        if kept.workshop.way is not Way.OWN_PACE:
            return kept
        workshop = find_workshop(connection, participant.workshop_id)
        rules = self._stories.rules(connection, workshop.text_hash)
        voter = voter_of(workshop.way, participant)
        return Sight.take(connection, workshop, rules, messages, voter)

    def _read(self, connection: Connection, workshop_id: str, messages: Messages) -> Sight:
        workshop = find_workshop(connection, workshop_id)
        rules = self._stories.rules(connection, workshop.text_hash)
        return Sight.take(connection, workshop, rules, messages)
