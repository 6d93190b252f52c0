"""A learning record store: its address, who speaks to it, and one exchange with it."""

from __future__ import annotations

import json
import re
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
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?", re.ASCII)
_SHOWN_CHARACTERS = 300
_LONGEST_ANSWER_BYTES = 100_000
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
        host, _ = parts.hostname or "", parts.port
        named = is_ip_address(host) or _HOST.fullmatch(host.encode("idna").decode("ascii"))
    except ValueError:
        raise EndpointRefusedError("unreadable") from None
    written = address.strip().isprintable() and not any(map(str.isspace, address.strip()))
    if parts.scheme not in ("http", "https") or not named or not written:
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
    return host == "localhost" or (is_ip_address(host) and ip_address(host).is_loopback)


def is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


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
            with self._client.stream(
                "POST",
                f"{self.endpoint}{_STATEMENTS}",
                content=body,
                headers={"Content-Type": "application/json"},
            ) as response:
                said = _beginning(response)
        except httpx.HTTPError as failure:
            verdict = Verdict.UNTRUSTED if _is_untrusted(failure) else Verdict.LATER
            return Answer(verdict, _short(str(failure) or type(failure).__name__))
        except (httpx.InvalidURL, UnicodeError) as failure:
            return Answer(Verdict.NOT_AN_LRS, _short(str(failure)))
        return _answer(response, said, [str(statement["id"]) for statement in statements])


def _beginning(response: httpx.Response) -> str:
    """What the server said, up to what the longest true answer could hold."""
    said = b""
    for piece in response.iter_bytes():
        said += piece
        if len(said) > _LONGEST_ANSWER_BYTES:
            break
    return said[:_LONGEST_ANSWER_BYTES].decode("utf-8", "replace")


def _is_untrusted(failure: BaseException | None) -> bool:
    import ssl

    while failure is not None:
        if isinstance(failure, ssl.SSLCertVerificationError):
            return True
        failure = failure.__cause__ or failure.__context__
    return False


def _answer(response: httpx.Response, said: str, ids: list[str]) -> Answer:
    status = response.status_code
    detail = _short(f"{status} {said}")
    if response.is_success:
        done = _acknowledges(response, said, ids)
        return Answer(Verdict.DONE if done else Verdict.NOT_AN_LRS, detail)
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


def _acknowledges(response: httpx.Response, said: str, ids: list[str]) -> bool:
    """Whether the answer is that of an LRS that has ``ids``.

    The welcome page of a hotel's network also says 200: statements must not be lost to it.
    """
    if response.status_code == 204:
        return "X-Experience-API-Version" in response.headers
    try:
        named = json.loads(said)
    except (ValueError, RecursionError):
        return False
    return isinstance(named, list) and {str(id_).lower() for id_ in named} >= set(ids)


def _wait(response: httpx.Response) -> float | None:
    """The seconds that the server asks to wait, when it says so in seconds."""
    asked = response.headers.get("Retry-After", "")
    return float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None


def _short(text: str) -> str:
    return " ".join(clean(text).split())[:_SHOWN_CHARACTERS]
