"""From the tree of a file to a scenario, part by part, whatever is missing or wrong in it."""

from __future__ import annotations

from engine import vocabulary
from engine.expressions import Expression, parse_guard
from engine.identifiers import ID, NAME
from engine.panel import divides_evenly
from engine.places import Path
from engine.records import Record
from engine.scenario import (
    Band,
    Branch,
    Change,
    Choice,
    Document,
    Ending,
    Grade,
    Kind,
    Language,
    Later,
    Meter,
    Order,
    Panel,
    Paragraph,
    Person,
    Scenario,
    Scene,
    Sort,
    SortItem,
    Timer,
)
from engine.source.tree import Broken, Node, Scalar

LARGEST_POINTS = 1_000
"""Bound of meters and effects, far beyond any use."""
LATEST_CONSEQUENCE = 100
LONGEST_TIMER_SECONDS = 3_600
LONGEST_PLAY_MINUTES = 240
LARGEST_VERSION = 1_000_000
SMALLEST_PANEL, LARGEST_PANEL = 2, 10_000
HIGHEST_LEVEL = 3

_ALWAYS = parse_guard("0 == 0")
"""Stands for a condition that could not be read, so that the rest is still checked."""


def draft_scenario(root: Record) -> Scenario:
    """The scenario under ``root``: complete if nothing was reported, else as far as it goes."""
    panel = root.record("panel", vocabulary.PANEL)
    return Scenario(
        id=root.word("id") or "",
        version=root.whole("version", 1, LARGEST_VERSION, 1),
        title=root.text("title"),
        kind=root.one_of("kind", Kind, Kind.DILEMMA),
        frame=root.word("frame") or "",
        role=root.word("role") or "",
        level=root.whole("level", 1, HIGHEST_LEVEL, 1),
        minutes=root.whole("minutes", 1, LONGEST_PLAY_MINUTES, 1),
        summary=root.text("summary"),
        start=root.word("start") or "",
        scenes={
            id_: _scene(id_, root.entry_record(node, path, vocabulary.SCENE))
            for id_, node, path in root.entries("scenes")
        },
        objectives=root.words("objectives"),
        notice=root.text("notice"),
        briefing=root.text("briefing"),
        cast={
            id_: _person(id_, root.entry_record(node, path, vocabulary.PERSON))
            for id_, node, path in root.entries("cast", NAME)
        },
        meters={
            id_: _meter(id_, root.entry_record(node, path, vocabulary.METER))
            for id_, node, path in root.entries("meters", NAME)
        },
        flags=root.table_of_texts("flags", NAME),
        panel=_panel(panel) if panel else None,
        language=root.one_of("language", Language, Language.FRENCH),
    )


def _panel(record: Record) -> Panel:
    number = record.whole("number", SMALLEST_PANEL, LARGEST_PANEL, LARGEST_PANEL)
    return Panel(record.text("who"), number, record.text("when"))


def _person(id_: str, record: Record) -> Person:
    return Person(id=id_, name=record.text("name"), title=record.text("title"))


def _meter(id_: str, record: Record) -> Meter:
    low, high = record.pair("range", -LARGEST_POINTS, LARGEST_POINTS) or (0, 100)
    ends = record.texts("ends")
    if "ends" in record and len(ends) != 2 and not record.is_broken("ends"):
        record.report("E223", "ends", count=len(ends))
    return Meter(
        id=id_,
        label=record.text("label"),
        start=record.whole("start", -LARGEST_POINTS, LARGEST_POINTS, low),
        low=low,
        high=high,
        target=record.pair("target", -LARGEST_POINTS, LARGEST_POINTS),
        ends=(ends[0], ends[1]) if len(ends) == 2 else None,
    )


def _scene(id_: str, record: Record) -> Scene:
    timer = record.record("timer", vocabulary.TIMER)
    sort = record.record("sort", vocabulary.SORT)
    order = record.record("order", vocabulary.ORDER)
    ending = record.record("ending", vocabulary.ENDING)
    panel = record.table_of_numbers("panel", 0, LARGEST_PANEL)
    return Scene(
        id=id_,
        text=record.text("text"),
        title=record.text("title"),
        speaker=record.word("speaker"),
        also=tuple(
            Paragraph(paragraph.guard("if") or _ALWAYS, paragraph.text("text"))
            for paragraph in record.records("also", vocabulary.PARAGRAPH)
        ),
        documents={
            document_id: _document(
                document_id, record.entry_record(node, path, vocabulary.DOCUMENT)
            )
            for document_id, node, path in record.entries("documents")
        },
        stakes=record.words("stakes"),
        open=record.yes("open") or divides_evenly(panel),
        timer=_timer(timer) if timer else None,
        choices={
            choice_id: _choice(choice_id, record.entry_record(node, path, vocabulary.CHOICE))
            for choice_id, node, path in record.entries("choices")
        },
        sort=_sort(sort) if sort else None,
        order=_order(order) if order else None,
        next=_branches(record),
        ending=_ending(ending) if ending else None,
        fallback=record.word("fallback"),
        panel=panel,
    )


def _document(id_: str, record: Record) -> Document:
    return Document(id=id_, title=record.text("title"), text=record.text("text"))


def _timer(record: Record) -> Timer:
    seconds = record.whole("seconds", 1, LONGEST_TIMER_SECONDS, 60)
    return Timer(seconds, record.word("then"))


def _ending(record: Record) -> Ending:
    return Ending(record.text("title"), record.one_of("grade", Grade, Grade.SOUND))


def _choice(id_: str, record: Record) -> Choice:
    return Choice(
        id=id_,
        text=record.text("text"),
        because=record.text("because"),
        grades=_grades(record),
        breach=record.words("breach"),
        change=_change(record),
        outcome=record.text("outcome"),
        later=_later(record),
        next=_branches(record),
        condition=_condition(record),
        why_not=record.text("why_not"),
        once=record.yes("once"),
    )


def _grades(record: Record) -> dict[str, Grade]:
    grades = {}
    for stake, node, _ in record.entries("grades", None):
        grade = None if isinstance(node, Broken) else record.fixed_word(node, stake, Grade)
        if grade is not None:
            grades[stake] = grade
    return grades


def _change(record: Record) -> Change:
    return Change(
        effects=record.table_of_numbers("effects", -LARGEST_POINTS, LARGEST_POINTS),
        set=record.words("set"),
        clear=record.words("clear"),
    )


def _later(record: Record) -> tuple[Later, ...]:
    return tuple(
        Later(
            after=one.whole("after", 1, LATEST_CONSEQUENCE, 1),
            text=one.text("text"),
            change=_change(one),
        )
        for one in record.one_or_more("later", vocabulary.LATER)
    )


def _condition(record: Record) -> Expression | None:
    """The guard under ``if``; one that could not be read still closes the way it guards."""
    if "if" not in record:
        return None
    return record.guard("if") or _ALWAYS


def _branches(record: Record) -> tuple[Branch, ...]:
    """The lines of ``next``: a scene's identifier, or a list whose lines may have conditions."""
    value = record.value("next")
    if isinstance(value, Scalar):
        scene = record.word("next")
        return (Branch(scene),) if scene else ()
    branches = (_branch(record, item, path) for item, path in record.nodes("next"))
    return tuple(branch for branch in branches if branch is not None)


def _branch(record: Record, item: Node, path: Path) -> Branch | None:
    if isinstance(item, Scalar):
        record.places.put(path, item)
        return Branch(item.text.strip()) if item.text.strip() else None
    line = record.item_record(item, path, vocabulary.BRANCH)
    scene = line.word("go") or ""
    return Branch(scene, _condition(line), line.chance("chance"))


def _bands(record: Record) -> tuple[Band, ...]:
    return tuple(
        Band(
            at_least=band.whole("at_least", 0, 100, 0),
            change=_change(band),
            outcome=band.text("outcome"),
            later=_later(band),
            next=_branches(band),
        )
        for band in record.records("bands", vocabulary.BAND)
    )


def _sort(record: Record) -> Sort:
    return Sort(
        columns=record.table_of_texts("columns", ID),
        items={
            id_: _sort_item(id_, record.entry_record(node, path, vocabulary.SORT_ITEM))
            for id_, node, path in record.entries("items")
        },
        bands=_bands(record),
        because=record.text("because"),
    )


def _sort_item(id_: str, record: Record) -> SortItem:
    return SortItem(
        id=id_,
        text=record.text("text"),
        column=record.word("column") or "",
        principle=record.word("principle") or "",
        because=record.text("because"),
        acceptable=record.words("acceptable"),
    )


def _order(record: Record) -> Order:
    return Order(
        steps={
            id_: record.entry_record(node, path, vocabulary.STEP).text("text")
            for id_, node, path in record.entries("steps")
        },
        bands=_bands(record),
        because=record.text("because"),
    )
