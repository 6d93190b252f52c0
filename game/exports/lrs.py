"""A learning record store: its address, who speaks to it, and one exchange with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from ipaddress import ip_address
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from game.exports.cells import clean
from game.exports.xapi import VERSION
from game.store.records import JsonObject

if TYPE_CHECKING:
    import httpx

_SECONDS = 30.0
"""How long the server may take to answer."""
_STATEMENTS = "/statements"
_SHOWN_CHARACTERS = 300
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})


class EndpointRefusedError(ValueError):
    """An address that no statement is sent to; ``key`` names its message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.key = f"exports.endpoint.{reason}"


class Verdict(Enum):
    """What an exchange came to."""

    DONE = auto()
    CONFLICT = auto()
    """One of the statements is there already in another form."""
    INVALID = auto()
    """One of the statements is not accepted."""
    TOO_LARGE = auto()
    LATER = auto()
    """Not now: worth another try."""
    UNAUTHORISED = auto()
    FORBIDDEN = auto()
    MOVED = auto()
    NOT_AN_LRS = auto()
    UNTRUSTED = auto()
    """The certificate of the server does not prove who it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``detail`` is what the server or the network said, short and without anything invisible."""

    verdict: Verdict
    detail: str = ""
    wait_seconds: float | None = None


def checked_endpoint(address: str, *, insecure: bool = False) -> str:
    """``address`` as statements are sent to it: without ``/statements`` nor a slash at its end.

    Encrypted, or on this machine, unless ``insecure``. Raises EndpointRefusedError.
    """
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise EndpointRefusedError("unreadable") from None
    if parts.scheme not in ("http", "https") or not host or not address.isprintable():
        raise EndpointRefusedError("unreadable")
    if parts.username is not None or parts.password is not None:
        raise EndpointRefusedError("credentials")
    if parts.query or parts.fragment:
        raise EndpointRefusedError("query")
    if parts.scheme == "http" and not insecure and not is_this_machine(host):
        raise EndpointRefusedError("in_clear")
    path = parts.path.rstrip("/").removesuffix(_STATEMENTS).rstrip("/")
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Credentials:
    """The key and the secret of an access; neither is ever shown or kept."""

    user: str = field(repr=False)
    password: str = field(repr=False)


class Lrs:
    """A connection to ``endpoint`` (see ``checked_endpoint``). Use it in a ``with``."""

    def __init__(self, endpoint: str, credentials: Credentials) -> None:
        import httpx

        self.endpoint = endpoint
        self._client = httpx.Client(
            auth=httpx.BasicAuth(credentials.user, credentials.password),
            headers={"X-Experience-API-Version": VERSION},
            follow_redirects=False,
            timeout=_SECONDS,
            trust_env=not is_this_machine(urlsplit(endpoint).hostname or ""),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._client.close()

    def post(self, statements: Sequence[JsonObject]) -> Answer:
        """Hand over ``statements``, all or none. Raises nothing for what networks do."""
        import httpx

        body = json.dumps(list(statements), allow_nan=False).encode("ascii")
        try:
            response = self._client.post(
                f"{self.endpoint}{_STATEMENTS}",
                content=body,
                headers={"Content-Type": "application/json"},
            )
        except httpx.HTTPError as failure:
            verdict = Verdict.UNTRUSTED if _is_untrusted(failure) else Verdict.LATER
            return Answer(verdict, _short(str(failure) or type(failure).__name__))
        return _answer(response, [str(statement["id"]) for statement in statements])


def _is_untrusted(failure: BaseException | None) -> bool:
    import ssl

    while failure is not None:
        if isinstance(failure, ssl.SSLCertVerificationError):
            return True
        failure = failure.__cause__ or failure.__context__
    return False


def _answer(response: httpx.Response, ids: list[str]) -> Answer:
    status = response.status_code
    detail = _short(f"{status} {response.text[:_SHOWN_CHARACTERS]}")
    if response.is_success:
        return Answer(Verdict.DONE if _acknowledges(response, ids) else Verdict.NOT_AN_LRS, detail)
    if response.is_redirect:
        return Answer(Verdict.MOVED, _short(response.headers.get("Location", "")))
    if status in _RETRIED:
        return Answer(Verdict.LATER, detail, _wait(response))
    verdicts = {
        400: Verdict.INVALID,
        401: Verdict.UNAUTHORISED,
        403: Verdict.FORBIDDEN,
        409: Verdict.CONFLICT,
        413: Verdict.TOO_LARGE,
    }
    return Answer(verdicts.get(status, Verdict.NOT_AN_LRS), detail)


def _acknowledges(response: httpx.Response, ids: list[str]) -> bool:
    """Whether the answer is that of an LRS that has ``ids``.

    The welcome page of a hotel's network also says 200: statements must not be lost to it.
    """
    if response.status_code == 204:
        return "X-Experience-API-Version" in response.headers
    try:
        said = response.json()
    except ValueError:
        return False
    return isinstance(said, list) and {str(id_).lower() for id_ in said} >= set(ids)


def _wait(response: httpx.Response) -> float | None:
    """The seconds that the server asks to wait, when it says so in seconds."""
    asked = response.headers.get("Retry-After", "")
    return float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None


def _short(text: str) -> str:
    return " ".join(clean(text).split())[:_SHOWN_CHARACTERS]
