"""Where the plays are kept: the folder asked for, that of a checkout, or the user's own.

Or, where an institution keeps them together, the PostgreSQL database asked for.
"""

from __future__ import annotations

import os
from pathlib import Path

import game

HOME_VARIABLE = "DUETTISTE_HOME"
DATABASE_VARIABLE = "DUETTISTE_DATABASE"


def home_folder(option: str | None = None) -> Path:
    """The folder of the plays, which may not exist yet.

    In this order: ``option`` (``--home``), the variable ``DUETTISTE_HOME``, ``saves/`` beside
    ``game/`` in a checkout, the user's data folder.
    """
    wanted = option or os.environ.get(HOME_VARIABLE)
    if wanted:
        return _absolute(wanted)
    return _checkout_saves() or _user_data_folder()


def database_address() -> str | None:
    """The URI of the PostgreSQL database asked for; None when plays are kept in a folder."""
    return os.environ.get(DATABASE_VARIABLE) or None


def choose_database(address: str) -> None:
    """Let this program, and those it starts, keep plays at ``address``.

    It goes by the environment, as when it is set there: it may hold a password, and the command
    line of a program that this one starts could be read by everyone on the machine.
    """
    os.environ[DATABASE_VARIABLE] = address


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
