"""Reading a form that was sent: bounded in size, in time and in number of fields."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from game.web.guard import MOST_BODY_BYTES

_MOST_FIELDS = 500
_SECONDS_TO_SEND = 20.0
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each with its values in the order in which they were sent."""

    fields: Mapping[str, Sequence[str]]

    def text(self, name: str) -> str:
        """The first value of a field; empty where there is none."""
        return next(iter(self.fields.get(name, ())), "")

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self.fields.get(name, ()))

    def whole(self, name: str) -> int:
        """A whole number from 0. Raises HTTPException where the field holds none."""
        return whole_number(self.text(name))

    def starting_with(self, start: str) -> dict[str, str]:
        """The fields whose names begin so, by what follows."""
        return {
            name.removeprefix(start): values[0]
            for name, values in self.fields.items()
            if name.startswith(start) and values
        }


def whole_number(text: str) -> int:
    """A whole number from 0 of reasonable length. Raises HTTPException (400)."""
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    raise HTTPException(400)


async def read_form(request: Request) -> Form:
    """The form in the body. Raises HTTPException when it is none, too large or too slow."""
    if request.headers.get("content-type", FORM_TYPE).partition(";")[0].strip() != FORM_TYPE:
        raise HTTPException(415)
    try:
        async with asyncio.timeout(_SECONDS_TO_SEND):
            body = await _body(request)
    except TimeoutError:
        raise HTTPException(408) from None
    except ClientDisconnect:
        raise HTTPException(400) from None
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise HTTPException(400) from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return Form(fields)


async def _body(request: Request) -> bytes:
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > MOST_BODY_BYTES:
            raise HTTPException(413)
        parts.append(part)
    return b"".join(parts)
