"""Codes to join with, tokens and secrets: drawn, written for people, and kept as hashes."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable

Draw = Callable[[int], bytes]
"""Gives that many unpredictable bytes (``secrets.token_bytes``; tests hand in their own)."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs that nobody mistakes for one another: neither 0 and O, nor 1, I and L."""

CODE_LENGTH = 8
"""31 ** 8 codes, about 40 bits: with the limits on attempts nobody finds one by trying."""

_TOKEN_BYTES = 20
_FAIR_BELOW = 256 - 256 % len(ALPHABET)


def draw_code(draw: Draw) -> str:
    """A code to join with, each sign equally likely."""
    signs = ""
    while len(signs) < CODE_LENGTH:
        signs += "".join(
            ALPHABET[byte % len(ALPHABET)] for byte in draw(CODE_LENGTH) if byte < _FAIR_BELOW
        )
    return signs[:CODE_LENGTH]


def shown_code(code: str) -> str:
    """A code as it is read aloud and typed: ``ABCD-2345``."""
    return f"{code[:4]}-{code[4:]}"


def typed_code(typed: str) -> str | None:
    """The code that a person typed, whatever case, spaces and dashes; None if it is none."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    fits = len(code) == CODE_LENGTH and all(sign in ALPHABET for sign in code)
    return code if fits else None


def draw_token(draw: Draw) -> str:
    """160 bits, in letters and digits that stand in any address and cookie."""
    return base64.b32encode(draw(_TOKEN_BYTES)).decode("ascii").lower()


def draw_id(draw: Draw) -> str:
    """The public id of a workshop, in addresses that are no secret."""
    return draw(6).hex()


def hashed(token: str) -> str:
    """What is kept of a token or secret: SHA-256, enough for 160 random bits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two hashes are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8"), other.encode("utf-8"))
