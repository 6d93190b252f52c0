"""The names that xAPI statements use: published ones, and ours under the address of a site.

Verbs and types of activity are those that ADL publishes. Everything of ours (scenarios, scenes,
principles, extensions) is named under a *site*: an address that belongs to whoever sends the
statements. The address of the game itself is reserved by RFC 2606: it is nobody's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.store.records import JsonObject

DEFAULT_SITE = "https://duettiste.example/"
_ADL_VERBS = "http://adlnet.gov/expapi/verbs/"
_ADL_ACTIVITIES = "http://adlnet.gov/expapi/activities/"
_VERB_NAMES = {
    "initialized": {"fr": "a commencé", "en": "initialized"},
    "answered": {"fr": "a répondu", "en": "answered"},
    "completed": {"fr": "a terminé", "en": "completed"},
    "scored": {"fr": "a obtenu", "en": "scored"},
}

SIMULATION = f"{_ADL_ACTIVITIES}simulation"
INTERACTION = f"{_ADL_ACTIVITIES}cmi.interaction"
OBJECTIVE = f"{_ADL_ACTIVITIES}objective"
COURSE = f"{_ADL_ACTIVITIES}course"
PROFILE = f"{_ADL_ACTIVITIES}profile"
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`?#@\x00-\x20\x7f]+")


def verb(name: str) -> JsonObject:
    """One of ``initialized``, ``answered``, ``completed`` and ``scored``."""
    display: JsonObject = dict(_VERB_NAMES[name])
    return {"id": f"{_ADL_VERBS}{name}", "display": display}


@dataclass(frozen=True, slots=True)
class Site:
    """Where our own names are. ``address`` ends with a slash."""

    address: str

    @property
    def profile(self) -> str:
        return f"{self.address}xapi/profile/1"

    def scenario(self, scenario_id: str) -> str:
        return f"{self.address}scenarios/{scenario_id}"

    def scene(self, scenario_id: str, scene_id: str) -> str:
        return f"{self.address}scenarios/{scenario_id}/scenes/{scene_id}"

    def frame(self, frame_id: str) -> str:
        return f"{self.address}frames/{frame_id}"

    def principle(self, principle_id: str) -> str:
        return f"{self.address}principles/{principle_id}"

    def extension(self, name: str) -> str:
        return f"{self.address}xapi/extensions/{name}"


def site_at(address: str) -> Site | None:
    """The site of an address in http:// or https://; None where it can name nothing."""
    if _ADDRESS.fullmatch(address) is None or not address.isprintable():
        return None
    return Site(address.rstrip("/") + "/")


NOBODYS_SITE = Site(DEFAULT_SITE)
