"""Hypothesis strategies that make valid scenarios of every shape the format allows.

Every play of a generated scenario ends: scenes lead forward, and back only through choices that
can be taken once. A strategy is kept for as long as its world is drawn: hypothesis examines each
new one at length before it draws from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from hypothesis import strategies as st

from engine.expressions import Expression, parse_guard
from engine.scenario import (
    Band,
    Branch,
    Change,
    Choice,
    Document,
    Ending,
    Grade,
    Kind,
    Later,
    Meter,
    Order,
    Paragraph,
    Person,
    Scenario,
    Scene,
    Sort,
    SortItem,
    Timer,
)
from engine.source.characters import FORBIDDEN

DUTIES = ("neutralite-politique", "conformite-aux-lois", "proces-verbaux")
PRINCIPLES = (*DUTIES, "voie-hierarchique", "reponse-attente", "equilibre-discute")

_TRAPS = (" : ", " #", "# ", "- ", ", ", "« oui »", '"', "'", "{", "}", "[", "*", "&", "!", "\\")
_PIECES = st.one_of(
    st.sampled_from(_TRAPS),
    st.sampled_from(("le maire", "déjà", "12:30", "no", "~", "01000", "\u00a0!", " ", "?")),
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=6),
)


def _allowed(text: str) -> bool:
    return bool(text) and FORBIDDEN.search(text) is None and "${" not in text


@cache
def short_texts() -> st.SearchStrategy[str]:
    """One line of text, full of what YAML could misread."""
    return st.lists(_PIECES, min_size=1, max_size=5).map("".join).map(str.strip).filter(_allowed)


@cache
def prose() -> st.SearchStrategy[str]:
    """Text of one or several lines, some of them indented or empty."""
    breaks = st.sampled_from(("\n", "\n\n", "\n  ", " "))
    pieces = st.lists(st.one_of(_PIECES, breaks), min_size=1, max_size=8)
    return pieces.map("".join).map(str.strip).filter(_allowed)


_PERHAPS_PROSE = st.just("") | prose()


_WORLDS = 16
"""Worlds whose strategies are kept."""


@dataclass(frozen=True)
class _World:
    """What the parts of one scenario may speak of."""

    meters: tuple[str, ...]
    flags: tuple[str, ...]
    cast: tuple[str, ...]
    scenes: tuple[str, ...]
    endings: tuple[str, ...]
    principles: tuple[str, ...]
    duties: tuple[str, ...]

    def ahead_of(self, index: int) -> tuple[str, ...]:
        return (*self.scenes[index + 1 :], *self.endings)


@lru_cache(_WORLDS)
def guards(world: _World) -> st.SearchStrategy[Expression]:
    """A guard over what the scenario declares."""
    meter = st.sampled_from(world.meters)
    sign = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))
    number = st.integers(0, 100)
    comparison = st.builds(lambda m, s, n: f"{m} {s} {n}", meter, sign, number)
    sums = st.builds(lambda a, b, n: f"{a} + {b} * 2 > {n} - 3", meter, meter, number)
    visited = st.sampled_from(world.scenes).map(lambda scene: f"visited({scene})")
    atoms = [comparison, sums, visited]
    if world.flags:
        atoms.append(st.sampled_from(world.flags))
    atom = st.one_of(atoms)
    joined = st.builds(
        lambda a, word, b: f"{a} {word} not ({b})", atom, st.sampled_from(("and", "or")), atom
    )
    return st.one_of(atom, joined).map(parse_guard)


@lru_cache(_WORLDS)
def _perhaps_guards(world: _World) -> st.SearchStrategy[Expression | None]:
    return st.none() | guards(world)


@lru_cache(_WORLDS)
def _effects(world: _World) -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(world.meters), st.integers(-30, 30))


@lru_cache(_WORLDS)
@st.composite
def changes(draw: st.DrawFn, world: _World) -> Change:
    """Effects on some meters; flags set and others cleared."""
    effects = draw(_effects(world))
    touched = draw(st.lists(st.sampled_from(world.flags), unique=True)) if world.flags else []
    cut = draw(st.integers(0, len(touched)))
    return Change(effects, tuple(touched[:cut]), tuple(touched[cut:]))


@st.composite
def consequences(draw: st.DrawFn, world: _World) -> Later:
    return Later(draw(st.integers(1, 3)), draw(prose()), draw(changes(world)))


@lru_cache(_WORLDS)
def _several_later(world: _World) -> st.SearchStrategy[tuple[Later, ...]]:
    return st.lists(consequences(world), max_size=2).map(tuple)


@st.composite
def ways(draw: st.DrawFn, world: _World, ahead: Sequence[str], last: str) -> tuple[Branch, ...]:
    """Conditional lines towards scenes ahead, closed by ``last`` without condition."""
    lines = []
    for _ in range(draw(st.integers(0, 2))):
        condition = draw(_perhaps_guards(world))
        chance = draw(st.sampled_from((None, Fraction(1, 3), Fraction(1, 4), Fraction(3, 10))))
        if condition is not None or chance is not None:
            lines.append(Branch(draw(st.sampled_from(list(ahead))), condition, chance))
    return (*lines, Branch(last))


@st.composite
def choices(
    draw: st.DrawFn,
    world: _World,
    index: int,
    stakes: Sequence[str],
    *,
    id_: str,
    last: str,
    scored: bool,
) -> Choice:
    """One choice of the scene of that ``index``; ``last`` is where its ``next`` may always go."""
    condition = draw(_perhaps_guards(world))
    once = draw(st.integers(0, 3)) == 0
    next_ = draw(ways(world, world.ahead_of(index), last))
    if once and draw(st.booleans()):
        next_ = (Branch(draw(st.sampled_from(world.scenes[: index + 1]))),)
    return Choice(
        id=id_,
        text=draw(prose()),
        because=draw(prose()) if scored else draw(_PERHAPS_PROSE),
        grades={stake: draw(st.sampled_from(Grade)) for stake in stakes} if scored else {},
        breach=tuple(draw(st.lists(st.sampled_from(world.duties), unique=True, max_size=1))),
        change=draw(changes(world)),
        outcome=draw(_PERHAPS_PROSE),
        later=draw(_several_later(world)),
        next=next_,
        condition=condition,
        why_not=draw(prose()) if condition is not None else "",
        once=once,
    )


@st.composite
def bands(draw: st.DrawFn, world: _World, ahead: Sequence[str]) -> tuple[Band, ...]:
    """Bands from the highest to the one that begins at 0."""
    levels = draw(st.lists(st.integers(1, 100), unique=True, max_size=2))
    return tuple(
        Band(
            at_least=level,
            change=draw(changes(world)),
            outcome=draw(_PERHAPS_PROSE),
            later=draw(_several_later(world)),
            next=draw(ways(world, ahead, ahead[0])) if draw(st.booleans()) else (),
        )
        for level in [*sorted(levels, reverse=True), 0]
    )


@st.composite
def sorts(draw: st.DrawFn, world: _World, stakes: Sequence[str], ahead: Sequence[str]) -> Sort:
    columns = [f"colonne-{n}" for n in range(draw(st.integers(2, 3)))]
    count = draw(st.integers(max(2, len(stakes)), 4))
    items = {}
    for number in range(count):
        column = draw(st.sampled_from(columns))
        others = [one for one in columns if one != column]
        items[f"item{number}"] = SortItem(
            id=f"item{number}",
            text=draw(prose()),
            column=column,
            principle=stakes[number % len(stakes)],
            because=draw(prose()),
            acceptable=tuple(draw(st.lists(st.sampled_from(others), unique=True, max_size=1))),
        )
    labels = {column: draw(short_texts()) for column in columns}
    return Sort(labels, items, draw(bands(world, ahead)), draw(_PERHAPS_PROSE))


@st.composite
def orders(draw: st.DrawFn, world: _World, ahead: Sequence[str]) -> Order:
    steps = {f"etape-{n}": draw(prose()) for n in range(draw(st.integers(3, 5)))}
    return Order(steps, draw(bands(world, ahead)), draw(_PERHAPS_PROSE))


@st.composite
def decision_scenes(draw: st.DrawFn, world: _World, index: int) -> Scene:
    """A scene of choices, all the ways ahead of which are open to the last one."""
    scored = draw(st.integers(0, 3)) > 0
    stakes = tuple(
        draw(st.lists(st.sampled_from(world.principles), unique=True, min_size=1, max_size=3))
    )
    ahead = world.ahead_of(index)
    made = [
        draw(choices(world, index, stakes, id_=f"choix-{number}", last=ahead[0], scored=scored))
        for number in range(draw(st.integers(2, 4)))
    ]
    made.append(_free_choice(draw, world, stakes, ahead[0], scored))
    if draw(st.booleans()):
        made = made[:-1]
    lockable = all(one.condition is not None or one.once for one in made)
    free = [one.id for one in made if one.condition is None and not one.once]
    timed = bool(free) and draw(st.booleans())
    return _dressed(
        draw,
        world,
        index,
        stakes=stakes if scored else draw(st.sampled_from(((), stakes))),
        open=not scored,
        choices={one.id: one for one in made},
        fallback=ahead[0] if lockable else None,
        timer=Timer(draw(st.integers(5, 90)), draw(st.sampled_from(free))) if timed else None,
    )


def _free_choice(
    draw: st.DrawFn, world: _World, stakes: Sequence[str], last: str, scored: bool
) -> Choice:
    """A choice that is always open and does nothing but go on."""
    return Choice(
        id="libre",
        text=draw(prose()),
        because=draw(prose()),
        grades={stake: draw(st.sampled_from(Grade)) for stake in stakes} if scored else {},
        change=draw(changes(world)),
        next=(Branch(last),),
    )


@st.composite
def board_scenes(draw: st.DrawFn, world: _World, index: int) -> Scene:
    """A scene that decides by sorting or by ordering."""
    stakes = tuple(
        draw(st.lists(st.sampled_from(world.principles), unique=True, min_size=1, max_size=2))
    )
    ahead = world.ahead_of(index)
    sorting = draw(st.booleans())
    return _dressed(
        draw,
        world,
        index,
        stakes=stakes,
        sort=draw(sorts(world, stakes, ahead)) if sorting else None,
        order=None if sorting else draw(orders(world, ahead)),
        next=draw(ways(world, ahead, ahead[0])),
        timer=Timer(draw(st.integers(5, 90))) if draw(st.booleans()) else None,
    )


@lru_cache(_WORLDS)
def _paragraphs(world: _World) -> st.SearchStrategy[list[Paragraph]]:
    return st.lists(st.builds(Paragraph, guards(world), prose()), max_size=2)


def _dressed(draw: st.DrawFn, world: _World, index: int, **decision: object) -> Scene:
    """A scene with its decision, and perhaps a title, a speaker, paragraphs, documents."""
    people = [None, *world.cast]
    documents = draw(st.lists(st.sampled_from(("note", "plan-b")), unique=True, max_size=2))
    return Scene(
        id=world.scenes[index],
        text=draw(prose()),
        title=draw(st.just("") | short_texts()),
        speaker=draw(st.sampled_from(people)),
        also=tuple(draw(_paragraphs(world))),
        documents={id_: Document(id_, draw(short_texts()), draw(prose())) for id_ in documents},
        **decision,  # type: ignore[arg-type]
    )


@st.composite
def _middle_scenes(draw: st.DrawFn, world: _World, index: int) -> Scene:
    kind = draw(st.sampled_from(("choices", "choices", "board", "on")))
    if kind == "choices":
        return draw(decision_scenes(world, index))
    if kind == "board":
        return draw(board_scenes(world, index))
    ahead = world.ahead_of(index)
    return _dressed(draw, world, index, next=draw(ways(world, ahead, ahead[0])))


def _last_scene(draw: st.DrawFn, world: _World) -> Scene:
    """The last scene before the endings: a choice, then every ending by some way."""
    index = len(world.scenes) - 1
    choice = Choice(
        id="conclure",
        text=draw(prose()),
        because=draw(prose()),
        grades={world.principles[0]: draw(st.sampled_from(Grade))},
        next=(
            *(Branch(ending, draw(guards(world))) for ending in world.endings[1:]),
            Branch(world.endings[0]),
        ),
    )
    other = _free_choice(draw, world, world.principles[:1], world.endings[0], scored=True)
    return _dressed(
        draw,
        world,
        index,
        stakes=world.principles[:1],
        choices={one.id: one for one in (choice, other)},
    )


@st.composite
def _meters(draw: st.DrawFn, id_: str) -> Meter:
    if draw(st.booleans()):
        return Meter(id_, draw(short_texts()), draw(st.integers(0, 100)))
    ends = (draw(short_texts()), draw(short_texts())) if draw(st.booleans()) else None
    start = draw(st.integers(-100, 100))
    return Meter(id_, draw(short_texts()), start, -100, 100, (-20, 20), ends)


@st.composite
def scenarios(
    draw: st.DrawFn,
    principles: Sequence[str] = PRINCIPLES,
    duties: Sequence[str] = DUTIES,
) -> Scenario:
    """A valid scenario whose stakes are ``principles`` and whose red lines are ``duties``.

    Its frame is ``commune-fr`` and its role ``dgs``.
    """
    world = _World(
        meters=tuple(f"jauge_{n}" for n in range(draw(st.integers(1, 3)))),
        flags=tuple(f"fait_{n}" for n in range(draw(st.integers(0, 3)))),
        cast=tuple(f"personne{n}" for n in range(draw(st.integers(0, 2)))),
        scenes=tuple(f"scene-{n}" for n in range(draw(st.integers(1, 4)))),
        endings=tuple(f"fin{n}" for n in range(draw(st.integers(1, 3)))),
        principles=tuple(principles),
        duties=tuple(duties),
    )
    before_last = range(len(world.scenes) - 1)
    scenes = [draw(_middle_scenes(world, index)) for index in before_last]
    scenes.append(_last_scene(draw, world))
    endings = [
        Scene(id_, draw(prose()), ending=Ending(draw(short_texts()), draw(st.sampled_from(Grade))))
        for id_ in world.endings
    ]
    return Scenario(
        id="scenario-tire",
        version=draw(st.integers(1, 9)),
        title=draw(short_texts()),
        kind=draw(st.sampled_from(Kind)),
        frame="commune-fr",
        role="dgs",
        level=draw(st.integers(1, 3)),
        minutes=draw(st.integers(1, 60)),
        summary=draw(prose()),
        start=world.scenes[0],
        scenes={scene.id: scene for scene in [*scenes, *endings]},
        objectives=tuple(draw(st.lists(st.sampled_from(principles), unique=True, max_size=2))),
        notice=draw(_PERHAPS_PROSE),
        briefing=draw(_PERHAPS_PROSE),
        cast={id_: Person(id_, draw(short_texts()), draw(short_texts())) for id_ in world.cast},
        meters={id_: draw(_meters(id_)) for id_ in world.meters},
        flags={id_: draw(short_texts()) for id_ in world.flags},
    )
