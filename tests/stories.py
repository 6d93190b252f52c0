"""Small scenarios made in code, for tests that need to know every answer."""

from __future__ import annotations

from collections.abc import Iterable

from engine.expressions import parse_guard
from engine.scenario import (
    Branch,
    Change,
    Choice,
    Ending,
    Grade,
    Kind,
    Later,
    Meter,
    Person,
    Scenario,
    Scene,
)

STAKE = "neutralite-politique"
OTHER_STAKE = "conseiller-les-elus"


def to(scene: str) -> tuple[Branch, ...]:
    return (Branch(scene),)


def choice(
    id_: str,
    next_: str | tuple[Branch, ...] = "end",
    *,
    grades: tuple[Grade, Grade] | None = None,
    effects: dict[str, int] | None = None,
    set_: tuple[str, ...] = (),
    clear: tuple[str, ...] = (),
    later: tuple[Later, ...] = (),
    when: str = "",
    once: bool = False,
    breach: tuple[str, ...] = (),
) -> Choice:
    """A choice that goes to a scene; ``grades`` are on STAKE and OTHER_STAKE."""
    return Choice(
        id_,
        text=f"Do {id_}.",
        because=f"Because of {id_}.",
        grades=dict(zip((STAKE, OTHER_STAKE), grades, strict=True)) if grades else {},
        breach=breach,
        change=Change(effects or {}, set_, clear),
        outcome=f"After {id_}.",
        later=later,
        next=to(next_) if isinstance(next_, str) else next_,
        condition=parse_guard(when) if when else None,
        why_not="Not now." if when else "",
        once=once,
    )


def deciding(id_: str, *choices: Choice, scored: bool = True, fallback: str | None = None) -> Scene:
    graded = scored and all(choice.grades for choice in choices)
    return Scene(
        id_,
        text=f"This is {id_}.",
        stakes=(STAKE, OTHER_STAKE) if graded else (),
        open=not graded,
        choices={choice.id: choice for choice in choices},
        fallback=fallback,
    )


def ending(id_: str = "end") -> Scene:
    return Scene(id_, text="It is over.", ending=Ending("Over", Grade.SOUND))


def story(
    *scenes: Scene,
    start: str = "",
    meters: Iterable[Meter] = (Meter("trust", "Trust", 50),),
    flags: Iterable[str] = ("written", "told"),
) -> Scenario:
    """A scenario of these scenes and an ending ``end``."""
    named = {scene.id: scene for scene in (*scenes, ending())}
    return Scenario(
        id="story",
        version=1,
        title="A story",
        kind=Kind.DILEMMA,
        frame="quebec",
        role="dg",
        level=1,
        minutes=5,
        summary="A story for tests.",
        start=start or scenes[0].id,
        scenes=named,
        cast={"mayor": Person("mayor", "Ada Martin", "Mayor")},
        meters={meter.id: meter for meter in meters},
        flags={flag: flag for flag in flags},
    )
