"""QR codes drawn with the half blocks of a terminal, two rows of modules a line."""

from __future__ import annotations

QUIET_MODULES = 2
"""Less than the four of the standard: on a screen readers find it, and 24 lines hold it."""

_BLACK_ON_WHITE, _AS_BEFORE = "\x1b[30;107m", "\x1b[0m"
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def drawn(text: str, *, colored: bool) -> str:
    """The QR code of ``text``, its lines joined.

    ``colored`` draws it black on white whatever the terminal's own colours; without, dark modules
    are in the terminal's ink, which scanners read on a light ground only.
    """
    import segno

    code = segno.make(text, error="m", micro=False)
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET_MODULES)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    lines = (
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
    if not colored:
        return "\n".join(lines)
    return "\n".join(f"{_BLACK_ON_WHITE}{line}{_AS_BEFORE}" for line in lines)
