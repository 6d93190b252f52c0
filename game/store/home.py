"""Where the plays are kept: the folder asked for, that of a checkout, or the user's own."""

from __future__ import annotations

import os
from pathlib import Path

import game

HOME_VARIABLE = "DUETTISTE_HOME"


def home_folder(option: str | None = None) -> Path:
    """The folder of the plays, which may not exist yet.

    In this order: ``option`` (``--home``), the variable ``DUETTISTE_HOME``, ``saves/`` beside
    ``game/`` in a checkout, the user's data folder.
    """
    wanted = option or os.environ.get(HOME_VARIABLE)
    if wanted:
        return _absolute(wanted)
    return _checkout_saves() or _user_data_folder()


def _absolute(wanted: str) -> Path:
    try:
        folder = Path(wanted).expanduser()
    except RuntimeError:  # "~name" of a person this machine does not know
        folder = Path(wanted)
    return Path.cwd() / folder


def _checkout_saves() -> Path | None:
    """``saves/`` when this code runs from a checkout, recognised by its project file."""
    root = Path(game.__file__).resolve().parent.parent
    saves = root / "saves"
    return saves if (root / "pyproject.toml").is_file() and saves.is_dir() else None


def _user_data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("duettiste", appauthor=False)
