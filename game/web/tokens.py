"""Secrets of visitors: the token of a personal link, its hash, and what their forms carry."""

from __future__ import annotations

import hashlib
import hmac
import secrets

TOKEN_BYTES = 18
"""144 bits: nobody finds a link by trying."""

_LONGEST_TOKEN = 64


def new_token() -> str:
    """A token for a personal link, fit for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of a token. It holds enough chance for a plain hash to be safe."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def is_token(text: str) -> bool:
    """Whether ``text`` has the form of a token, before anything is looked up."""
    return 0 < len(text) <= _LONGEST_TOKEN and text.replace("-", "").replace("_", "").isalnum()


def form_token(token: str) -> str:
    """What the forms shown to the holder of ``token`` carry: no other page can know it."""
    return hmac.new(token.encode(), b"duettiste form", hashlib.sha256).hexdigest()[:32]


def is_form_token(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), form_token(token).encode())
