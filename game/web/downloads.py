"""Files that pages hand out, to be saved and never opened as a page of this server."""

from __future__ import annotations

import re

from starlette.responses import Response

from game.reports.writing import Form

_TYPES = {
    Form.HTML: "text/html; charset=utf-8",
    Form.MARKDOWN: "text/markdown; charset=utf-8",
    Form.PDF: "application/pdf",
    Form.JSON: "application/json",
}
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def download(content: bytes, name: str, form: Form) -> Response:
    """``content`` as a file named ``name`` with the ending of its form."""
    return attachment(content, f"{name}.{form.value}", _TYPES[form])


def attachment(content: bytes, name: str, media_type: str) -> Response:
    safe = _NOT_IN_A_NAME.sub("-", name)
    headers = {"Content-Disposition": f'attachment; filename="{safe}"'}
    return Response(content, media_type=media_type, headers=headers)
