"""Pseudonyms: stable on one machine, and of no use to find the person without its secret."""

from __future__ import annotations

import base64
import hashlib
import hmac

_BYTES = 10
"""80 bits: two players of a machine never share a pseudonym in practice."""


def pseudonym(secret: str, identity: str) -> str:
    """How ``identity`` is called in exports: a keyed hash (HMAC-SHA256), ``j-`` and 16 signs.

    ``identity`` is whatever tells a person from another in one place: the id of a player.
    """
    digest = hmac.new(secret.encode(), identity.encode(), hashlib.sha256).digest()
    return "j-" + base64.b32encode(digest[:_BYTES]).decode("ascii").lower()
