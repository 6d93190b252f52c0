"""What is wrong with the data of the content, in the user's words."""

from __future__ import annotations

from engine.plain_data import ContentError
from game.locale import Messages

_KINDS = {"a table": "table", "a list": "list", "nothing": "nothing"}


def problem_words(error: ContentError, messages: Messages) -> str:
    """The problem of ``error`` as the end of a sentence."""
    details = dict(error.details)
    if "found" in details:
        kind = _KINDS.get(details["found"], "value")
        details["found"] = messages(f"content.found.{kind}", value=details["found"])
    return messages(f"content.fault.{error.fault}", **details)
