"""What a server of pages is given: the store, the scenarios, its own address, a clock."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from game.locale import preferred_language
from game.store.clock import utc_now
from game.web.doors import Doors
from game.web.limits import Limiter
from game.web.shelves import LibraryShelf, ReportShelf, RulesShelf
from game.web.watch import Watch

if TYPE_CHECKING:
    from game.store import Store

_VISITS_A_PERIOD = 300
"""New players that one address may make in a period: a whole room behind one router."""
_PERIOD_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where browsers find the server. ``public`` is the address given for that, if one was.

    ``names`` are the host names it answers to beside numeric addresses, which no page of another
    site can take for its own.
    """

    public: str = ""
    names: frozenset[str] = frozenset({"localhost"})

    @property
    def secure(self) -> bool:
        """Whether browsers come by https."""
        return self.public.startswith("https://")

    def answers_to(self, host: str) -> bool:
        """Whether ``host`` (the header, port included) names this server."""
        name = _host_name(host)
        if name is None:
            return False
        if self.public and name == (urlsplit(self.public).hostname or ""):
            return True
        return name in self.names or _is_numeric(name)

    def origin(self, scheme: str, host: str) -> str:
        """The origin that the pages of this server have in a browser."""
        if self.public and _host_name(host) == urlsplit(self.public).hostname:
            parts = urlsplit(self.public)
            return f"{parts.scheme}://{parts.netloc}".lower()
        return f"{scheme}://{host}".lower()


@dataclass(frozen=True, slots=True)
class Site:
    """``home`` is where reports of faults go; ``language`` that of visitors who ask for none."""

    store: Store
    home: Path
    address: Address = Address()
    language: str = field(default_factory=preferred_language)
    now: Callable[[], datetime] = utc_now
    library: LibraryShelf = field(default_factory=LibraryShelf)
    rules: RulesShelf = field(default_factory=RulesShelf)
    reports: ReportShelf = field(default_factory=ReportShelf)
    watch: Watch = field(default_factory=Watch)
    doors: Doors = field(default_factory=Doors)
    newcomers: Limiter = field(default_factory=lambda: Limiter(_VISITS_A_PERIOD, _PERIOD_SECONDS))


def _host_name(host: str) -> str | None:
    """The name in a Host header, without its port, in small letters."""
    try:
        parts = urlsplit(f"//{host}")
        name, _port = parts.hostname, parts.port
    except ValueError:
        return None
    return name if name and parts.path == "" and "@" not in host else None


def _is_numeric(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
