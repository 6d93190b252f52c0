"""The workshop that this terminal holds, and where browsers find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.locale import Messages
    from game.reports.document import Document
    from game.workshop.deeds import Deed
    from game.workshop.service import Workshops
    from game.workshop.snapshots import FacilitatorSnapshot


@dataclass(frozen=True, slots=True)
class Hosted:
    """``joining`` is the address to give to the room, ``projector`` that of the page to project.

    The methods raise StoreError and WorkshopError, and may be called from any thread.
    """

    workshops: Workshops
    workshop_id: str
    joining: str
    projector: str

    def version(self) -> int:
        return self.workshops.version(self.workshop_id)

    def look(self, messages: Messages) -> FacilitatorSnapshot:
        return self.workshops.facilitator_snapshot(self.workshop_id, messages)

    def perform(self, step: int, deed: Deed) -> None:
        self.workshops.perform(self.workshop_id, step, deed)

    def debrief(self, messages: Messages) -> Document:
        """The debrief of the group, which names nobody."""
        from game.reports.workshop import group_document
        from game.store.clock import utc_now

        debrief = self.workshops.group_debrief(self.workshop_id, messages)
        return group_document(debrief, messages, utc_now())
