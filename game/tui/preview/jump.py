"""Going to any scene, with any meters and flags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from engine.rules import Rules, State
from engine.scenario import Meter
from game.authoring.graph_labels import LONGEST_TITLE, shortened
from game.authoring.preview_road import Jump
from game.tui.screen import Dialog
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.list_and_detail import Lines
from game.tui.widgets.picker import Picker
from game.tui.widgets.sheet import literal
from game.typography import typeset

_YES, _NO = "yes", "no"
_LONGEST_NUMBER = 12
_FLAG, _VISITED = "flag", "visited"


class SceneList(Lines):
    """The scenes; Enter goes to the one that is highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "preview.key.go")]


class NumberInput(Input):
    """The value of a meter; Enter goes to the scene, the arrows to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "preview.key.go"),
        Binding("down", "app.focus_next", "preview.key.next", show=False),
        Binding("up", "app.focus_previous", "preview.key.previous", show=False),
    ]

    def __init__(self, meter: Meter, value: int) -> None:
        super().__init__(str(value), max_length=_LONGEST_NUMBER, select_on_focus=True)
        self.meter = meter

    @property
    def number(self) -> int | None:
        return number_written(self.value, self.meter)


def number_written(text: str, meter: Meter) -> int | None:
    """The number that ``text`` writes, when it is one that ``meter`` can have."""
    written = text.strip().replace("−", "-")
    digits = written[1:] if written[:1] in ("-", "+") else written
    if not (digits.isascii() and digits.isdigit()):
        return None
    number = int(written)
    return number if meter.low <= number <= meter.high else None


class FactPicker(Picker):
    """Whether a flag is set, or a scene was visited; Enter goes to the scene."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.go", "preview.key.go")]

    def __init__(self, kind: str, fact: str, label: str, words: tuple[str, str], on: bool) -> None:
        choices = ((_NO, words[0]), (_YES, words[1]))
        super().__init__(label, choices, _YES if on else _NO)
        self.kind = kind
        self.fact = fact


class JumpDialog(Dialog["Jump | None"]):
    """Returns where to go, the state chosen with it; None when it is left."""

    CSS_PATH: ClassVar = [
        "../screens/page.tcss",
        "../screens/playing.tcss",
        "../screens/dialog.tcss",
        "jump.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "preview.key.next"),
        Binding("shift+tab", "app.focus_previous", "preview.key.previous", show=False),
        Binding("escape", "leave_it", "play.key.back"),
    ]

    def __init__(self, rules: Rules, state: State) -> None:
        super().__init__()
        self._rules = rules
        self._state = state

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.say("preview.jump.title"), markup=False, classes="dialog-title")
            yield Static(self.say("preview.jump.how"), markup=False, classes="soft")
            with VerticalScroll(classes="jump-parts", can_focus=False):
                yield SceneList(*self._scenes())
                yield from self._meters()
                yield from self._facts()
            yield Static("", markup=False, classes="refusal")
            yield KeyBar()

    def _scenes(self) -> Iterable[Option]:
        for scene in self._rules.scenes:
            title = scene.ending.title if scene.ending is not None else scene.title
            words = " · ".join(filter(None, (scene.id, typeset(title))))
            yield Option(literal(shortened(words, LONGEST_TITLE)), id=scene.id)

    def _meters(self) -> ComposeResult:
        values = self._rules.meters(self._state)
        for meter in self._rules.scenario.meters.values():
            with Horizontal(classes="meter"):
                yield NumberInput(meter, values[meter.id])
                yield Static(self._named(meter), markup=False)

    def _named(self, meter: Meter) -> str:
        label = typeset(shortened(meter.label, LONGEST_TITLE))
        return self.say("preview.jump.meter", label=label, low=meter.low, high=meter.high)

    def _facts(self) -> Iterable[Widget]:
        words = (self.say("preview.jump.no"), self.say("preview.jump.yes"))
        facts = self._state.facts
        for flag, bit in self._rules.flag_bits.items():
            label = typeset(
                shortened(f"{flag} · {self._rules.scenario.flags[flag]}", LONGEST_TITLE)
            )
            yield FactPicker(_FLAG, flag, label, words, bool(facts & bit))
        for scene, bit in self._rules.visited_bits.items():
            label = self.say("preview.jump.visited", scene=scene)
            yield FactPicker(_VISITED, scene, label, words, bool(facts & bit))

    def on_mount(self) -> None:
        lines = self.query_one(SceneList)
        lines.highlighted = self._state.scene
        lines.focus()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        event.stop()
        self.action_go()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Go there, unless a number cannot be one of its meter."""
        meters = {}
        for field in self.query(NumberInput):
            if field.number is None:
                self._refuse(field)
                return
            meters[field.meter.id] = field.number
        scene = self.query_one(SceneList).highlighted_id
        if scene is not None:
            self.dismiss(Jump(scene, meters, self._chosen(_FLAG), self._chosen(_VISITED)))

    def _refuse(self, field: NumberInput) -> None:
        meter = field.meter
        label = typeset(shortened(meter.label, LONGEST_TITLE))
        words = self.say("preview.jump.refused", label=label, low=meter.low, high=meter.high)
        self.query_one(".refusal", Static).update(words)
        field.focus()

    def _chosen(self, kind: str) -> frozenset[str]:
        pickers = self.query(FactPicker)
        return frozenset(it.fact for it in pickers if it.kind == kind and it.value == _YES)

    def action_leave_it(self) -> None:
        self.dismiss(None)
