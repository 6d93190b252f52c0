"""Waiting until an app under test has nothing left to do, however fast or busy the machine is.

Textual's pilot waits until the process uses little of the processor, twice or more a key and
20 ms at least each time: it wastes time on a quiet machine, and on a loaded one it gives up
before the app is done. Here nothing is measured: the event loop is asked whether anything is
left to run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sized
from typing import cast

from textual._context import active_app
from textual.app import App
from textual.screen import Screen

_PATIENCE_SECONDS = 60
_QUIET_TURNS = 3
"""Turns of the event loop in a row in which nothing ran: what one hands to another runs a turn
later."""


async def still(_least_seconds: float = 0, _most_seconds: float = 0) -> None:
    """Wait until nothing is left to run, and nothing to paint, before a timer is due.

    Takes the place of ``textual._wait.wait_for_idle``, whose arguments it does not need.
    """
    app = active_app.get()
    quiet = 0
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while quiet < _QUIET_TURNS:
            await asyncio.sleep(0)
            busy = _something_runs() or _resized(app) or _painted(app)
            quiet = 0 if busy else quiet + 1


def _something_runs() -> bool:
    ready = cast(Sized, asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]
    return len(ready) > 0


def _resized(app: App[object]) -> bool:
    """Whether the window had changed its size; if so the screens are told now, without waiting
    for the hand that draws it to rest."""
    if app._resize_event is None:
        return False
    app._check_resize()
    return True


def _painted(app: App[object]) -> bool:
    """Whether the present screen had something to paint; if so it is painted, without waiting
    for the next picture to be due."""
    screen = app.screen if app.screen_stack else None
    if screen is None or app._batch_count or not _to_paint(screen):
        return False
    screen._on_timer_update()
    return True


def _to_paint(screen: Screen[object]) -> bool:
    return bool(
        screen.is_current
        and screen.is_running
        and (
            screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._recompose_required
            or screen._dirty_widgets
            or screen._callbacks
        )
    )
