"""The time given for a decision: the server counts it, from when the scene was first shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.playing import LivePlay
    from game.views.scene import SceneView
    from game.web.site import Site

GRACE_SECONDS = 4.0
"""What an answer may need to cross a poor network after it was sent in time."""


@dataclass(frozen=True, slots=True)
class Time:
    """``given`` is None without a timer. ``used`` are the seconds taken so far."""

    given: int | None
    used: float
    stopped: bool = False

    @property
    def left(self) -> int | None:
        """Whole seconds left, rounded up; None without a timer."""
        return None if self.given is None else max(0, -int(-(self.given - self.used) // 1))

    @property
    def over(self) -> bool:
        """Whether it has run out, with what an answer needs to arrive."""
        return self.given is not None and self.used > self.given + GRACE_SECONDS

    @property
    def up(self) -> bool:
        """Whether it has run out, to the second."""
        return self.given is not None and self.used >= self.given - 1


def time_of(site: Site, play: LivePlay, view: SceneView) -> Time:
    """The time of the decision that ``play`` is at; it runs from the first call on."""
    header, position = play.header, len(play.session.steps)
    if view.seconds is None:
        place = (header.id, header.take, position)
        site.watch.start(place)
        return Time(None, site.watch.seconds(place))
    shown = site.store.show_scene(header.id, header.take, position)
    used = shown.seconds_counted(site.now())
    return Time(view.seconds, used, shown.stopped_at is not None)
