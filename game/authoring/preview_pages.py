"""What stands beside the story in a preview, as parts: the mistakes, the raw state, the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.diagnostics import Severity
from engine.graph import scenario_graph
from engine.rules import Rules, State
from engine.scenario import Change, Scene
from game.authoring.figures import READING_SPEED
from game.authoring.graph_labels import Labels, shortened
from game.authoring.graph_outline import outline
from game.authoring.preview_desk import Desk, Version
from game.authoring.preview_guards import GuardNow, guards_now
from game.authoring.preview_watching import MISSING, NO_FILE
from game.authoring.readability import words_of
from game.diagnostics_view import hint_of, message_of, summary, visible
from game.locale import Messages
from game.typography import typeset

HERE = "▶"
"""Marks the present scene in the graph."""
_LONGEST_TEXT = 90
_MARGIN = re.compile(r"[ ├└─]*")


class Weight(StrEnum):
    """How a part stands out, beside what it says."""

    PLAIN = "plain"
    HEADING = "heading"
    SOFT = "soft"
    STRONG = "strong"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph. ``lead`` opens its first line, and its other lines are set in as far."""

    text: str
    weight: Weight = Weight.PLAIN
    lead: str = ""


GAP = Part("")


def mistakes_page(desk: Desk, messages: Messages) -> tuple[Part, ...]:
    """Everything wrong in the file as it is now, in the words of ``duettiste check``.

    Errors come first: what prevents playing is not to be looked for among advice.
    """
    return tuple(_mistakes(desk, messages))


def _mistakes(desk: Desk, say: Messages) -> Iterator[Part]:
    draft = desk.draft
    if draft is None:
        yield Part(say("preview.reading"), Weight.SOFT)
        return
    if draft.trouble:
        yield Part(trouble_words(draft.trouble, say), Weight.ALERT)
        return
    if not draft.diagnostics:
        yield Part(say("preview.mistakes.none", time=hour(draft.read_at)))
        return
    yield Part(summary(draft.diagnostics, say), Weight.STRONG)
    yield GAP
    for one in sorted(draft.diagnostics, key=lambda one: one.severity is not Severity.ERROR):
        wrong = one.severity is Severity.ERROR
        word = say(f"diagnostics.view.{one.severity}")
        place = say("preview.mistakes.place", line=one.place.line, column=one.place.column)
        weight = Weight.ALERT if wrong else Weight.STRONG
        yield Part(f"{place} · {word} {one.code}", weight)
        yield Part(message_of(one, say))
        yield Part(hint_of(one, say), Weight.SOFT, "→ ")
        yield GAP


def trouble_words(trouble: str, say: Messages) -> str:
    """Why there is no file to read."""
    if trouble in (MISSING, NO_FILE):
        return say(f"preview.trouble.{trouble}")
    return say("preview.trouble.unreadable", problem=visible(trouble))


def hour(moment: datetime) -> str:
    """The hour and the minute of a moment, as a clock shows them."""
    return f"{moment:%H:%M}"


def state_page(desk: Desk, messages: Messages) -> tuple[Part, ...]:
    """The raw state of the play: everything that the rules know of it."""
    if desk.version is None:
        return (Part(messages("preview.nothing_yet"), Weight.SOFT),)
    return tuple(_StateTeller(desk, desk.version, messages).parts())


class _StateTeller:
    def __init__(self, desk: Desk, version: Version, messages: Messages) -> None:
        self._desk = desk
        self._version = version
        self._rules: Rules = version.rules
        self._state: State = desk.session.state
        self._say = messages

    def parts(self) -> Iterator[Part]:
        yield from self._position()
        yield from self._meters()
        yield from self._flags()
        yield from self._guards()
        yield from self._pending()
        yield from self._once()
        yield from self._decisions()

    def _word(self, key: str, **params: object) -> str:
        return self._say(f"preview.state.{key}", **params)

    def _heading(self, key: str) -> Iterator[Part]:
        yield GAP
        yield Part(self._word(key), Weight.HEADING)

    def _position(self) -> Iterator[Part]:
        session, scene = self._desk.session, self._rules.scene(self._state)
        title = f" · {self._line(scene.title)}" if scene.title else ""
        yield Part(f"{scene.id}{title}", Weight.STRONG)
        yield Part(self._word(f"phase.{session.phase}"))
        yield Part(self._word("seed", seed=session.seed, draws=self._state.draws))
        yield Part(
            self._word(
                "words",
                scene=self._say.number(words_in_scene(self._rules, scene)),
                total=self._say.number(self._version.words),
                minutes=-(-self._version.words // READING_SPEED),
            )
        )
        road = self._desk.arrival.road
        if road.jump is not None:
            yield Part(self._word("jumped", scene=road.jump.scene), Weight.STRONG)

    def _meters(self) -> Iterator[Part]:
        meters = self._rules.meters(self._state)
        if not meters:
            return
        yield from self._heading("meters")
        last = self._desk.session.last
        before = self._rules.meters(last.before) if last else meters
        for id_, value in meters.items():
            meter = self._rules.scenario.meters[id_]
            change = value - before[id_]
            moved = f" {'↑' if change > 0 else '↓'}{abs(change)}" if change else ""
            limits = self._word("range", low=meter.low, high=meter.high)
            yield Part(f"{id_} {value}{moved} {limits}")

    def _flags(self) -> Iterator[Part]:
        facts = self._state.facts
        for key, bits in (("flags", self._rules.flag_bits), ("visited", self._rules.visited_bits)):
            if bits:
                yield from self._heading(key)
                for id_, bit in bits.items():
                    yield Part(id_, lead=self._truth(bool(facts & bit)))

    def _truth(self, true: bool) -> str:
        return f"● {self._word('true')} " if true else f"○ {self._word('false')} "

    def _guards(self) -> Iterator[Part]:
        guards = guards_now(self._rules, self._state)
        if guards:
            yield from self._heading("guards")
            for guard in guards:
                yield Part(self._guard(guard), lead=self._truth(guard.true))

    def _guard(self, guard: GuardNow) -> str:
        what = self._word(f"guard.{guard.guarded}", name=guard.name)
        return f"{what} {self._line(guard.source)}"

    def _pending(self) -> Iterator[Part]:
        if not self._state.pending:
            return
        yield from self._heading("pending")
        for left, index in self._state.pending:
            later = self._rules.laters[index]
            yield Part(self._line(self._rules.scenario.fill(later.text)), lead="– ")
            effects = change_words(later.change)
            yield Part(f"{self._word('due', count=left)} {effects}".rstrip(), Weight.SOFT, "  ")

    def _once(self) -> Iterator[Part]:
        taken = [
            self._say("views.named", name=scene, what=choice)
            for (scene, choice), bit in self._rules.once_bits.items()
            if self._state.facts & bit
        ]
        if taken:
            yield from self._heading("once")
            for words in taken:
                yield Part(words, lead="– ")

    def _decisions(self) -> Iterator[Part]:
        made = self._desk.arrival.road.made
        if made:
            yield from self._heading("decisions")
            for number, one in enumerate(made, start=1):
                scene, decided = one.decision.scene, self._line(one.words)
                words = self._say("views.named", name=scene, what=decided)
                yield Part(words, lead=f"{number}. ")

    def _line(self, text: str) -> str:
        """A text of the author on one line, in his language's typography."""
        return typeset(shortened(text, _LONGEST_TEXT))


def words_in_scene(rules: Rules, scene: Scene) -> int:
    """The words that a player reads in a scene before deciding, every paragraph counted."""
    texts = [scene.text, *(paragraph.text for paragraph in scene.also)]
    texts += [document.text for document in scene.documents.values()]
    texts += [choice.text for choice in scene.choices.values()]
    if scene.sort is not None:
        texts += [*scene.sort.columns.values(), *(it.text for it in scene.sort.items.values())]
    if scene.order is not None:
        texts += scene.order.steps.values()
    return sum(len(words_of(rules.scenario.fill(text))) for text in texts)


def change_words(change: Change) -> str:
    """What a decision changes: ``confiance +5, +ecrit, -promis``."""
    words = [f"{meter} {points:+d}" for meter, points in change.effects.items()]
    words += [f"+{flag}" for flag in change.set]
    words += [f"-{flag}" for flag in change.clear]
    return ", ".join(words)


def graph_page(desk: Desk, messages: Messages) -> tuple[Part, ...]:
    """The outline of the scenario, the present scene marked."""
    if desk.version is None:
        return (Part(messages("preview.nothing_yet"), Weight.SOFT),)
    graph, labels = scenario_graph(desk.version.rules.scenario), Labels(messages)
    here = desk.session.scene_id
    about = [Part(line, Weight.SOFT) for line in labels.about(graph)]
    lines = outline(graph, labels).split("\n")
    return (*about, GAP, *(_outline_part(line, here) for line in lines))


def _outline_part(line: str, here: str) -> Part:
    margin = _MARGIN.match(line)
    lead = margin[0] if margin else ""
    text = line[len(lead) :]
    if text.startswith(f"[{here}]"):
        return Part(f"{HERE} {text}", Weight.STRONG, lead)
    return Part(text, lead=lead)
