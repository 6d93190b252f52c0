"""Saves of a scenario as an author makes them, half of them broken, drawn from a seed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

from engine.rules import Choose, Place, Rank
from engine.session import Phase
from game.authoring.preview_desk import Desk, Draft, read_save
from game.authoring.preview_watching import MISSING, Save

NOON = datetime(2024, 5, 13, 12, 0)
ID = re.compile(r"^      ([a-z_]+):$", re.MULTILINE)

Mutation = Callable[[str, Random], bytes]


def read(data: bytes | str, file: str = "un-soir.yaml", at: datetime = NOON) -> Draft:
    """A save, read."""
    data = data.encode() if isinstance(data, str) else data
    return read_save(Save(data), Path(file), at)


def truncated(text: str, draw: Random) -> bytes:
    """Cut anywhere, even within a letter."""
    data = text.encode()
    return data[: draw.randrange(len(data))]


def without_a_line(text: str, draw: Random) -> bytes:
    lines = text.split("\n")
    del lines[draw.randrange(len(lines))]
    return "\n".join(lines).encode()


def with_lines_swapped(text: str, draw: Random) -> bytes:
    lines = text.split("\n")
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines).encode()


def with_garbage(text: str, draw: Random) -> bytes:
    data = text.encode()
    at = draw.randrange(len(data))
    return data[:at] + draw.choice((b"\x00", b"\xff\xfe", b"\t", b" : ", b"\x1b[2J")) + data[at:]


def with_a_choice_renamed(text: str, draw: Random) -> bytes:
    """Sound, and the decision that took this choice is lost."""
    found = draw.choice(ID.findall(text))
    return re.sub(rf"\b{found}\b", f"{found}_bis", text).encode()


def with_a_comment(text: str, draw: Random) -> bytes:
    return f"# {draw.random()}\n{text}".encode()


def with_words_changed(text: str, draw: Random) -> bytes:
    return text.replace("tard", f"à {draw.randrange(24)} heures").encode()


def as_it_was(text: str, _draw: Random) -> bytes:
    return text.encode()


BROKEN: tuple[Mutation, ...] = (truncated, without_a_line, with_lines_swapped, with_garbage)
SOUND: tuple[Mutation, ...] = (
    as_it_was,
    with_a_choice_renamed,
    with_a_comment,
    with_words_changed,
)


def drawn_save(text: str, draw: Random, file: str = "un-soir.yaml") -> Draft:
    """One save: sound or not with equal chances, or now and then no file at all."""
    if draw.random() < 0.04:
        return read_save(Save(trouble=MISSING), Path(file), NOON)
    mutation = draw.choice(BROKEN if draw.random() < 0.5 else SOUND)
    return read(mutation(text, draw), file)


def move_somehow(desk: Desk, draw: Random) -> None:
    """One move of an author who plays a little at random."""
    session = desk.session
    if draw.random() < 0.12:
        desk.step_back()
    elif session.phase == Phase.DECIDING:
        desk.decide(some_action(desk, draw))
    elif session.phase == Phase.DEBRIEF:
        desk.restart()
    else:
        desk.read_on()


def some_action(desk: Desk, draw: Random) -> Choose | Place | Rank:
    session = desk.session
    scene = session.rules.scene(session.state)
    if scene.sort is not None:
        columns = list(scene.sort.columns)
        return Place(tuple((item, draw.choice(columns)) for item in scene.sort.items))
    if scene.order is not None:
        return Rank(tuple(draw.sample(list(scene.order.steps), len(scene.order.steps))))
    return draw.choice(session.rules.options(session.state))
