"""How the player places themselves before the profile: the axis best held, and the least well."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from game.debriefing import LEAST_AXES
from game.keeping import MARKS
from game.locale import Messages
from game.store.records import Reflection
from game.tui.widgets.debrief_sheets import compared
from game.tui.widgets.picker import Picker
from game.tui.widgets.sheet import Prose, Sheet, literal
from game.views.debrief import DebriefView
from game.views.self_assessment import SelfAssessmentView


class OwnReading(VerticalScroll, can_focus=False):
    """Two questions on the axes met; once the profile was seen, the answers beside it."""

    class Marked(Message):
        """``side`` is ``strongest`` or ``weakest``; ``family`` the id of an axis."""

        def __init__(self, side: str, family: str) -> None:
            super().__init__()
            self.side = side
            self.family = family

    def __init__(
        self, view: DebriefView, own: SelfAssessmentView, said: Reflection, messages: Messages
    ) -> None:
        super().__init__()
        self._axes = [(axis.id, axis.title) for axis in view.axes]
        self._about = {
            axis.id: about for axis, (_, about) in zip(view.axes, own.choices, strict=True)
        }
        self._said = said
        self._messages = messages

    def compose(self) -> ComposeResult:
        say = self._messages
        if len(self._axes) < LEAST_AXES:
            yield Static(literal(say("tui.debrief.own_too_few")), classes="words")
            return
        yield Static(literal(say("tui.debrief.own_intro")), classes="words")
        for side in MARKS:
            question = say(f"reports.question.{side}")
            mark = getattr(self._said, side)
            yield Picker(question, self._offered(side, self._said), mark, self._about, id=side)
        yield Static(literal(say("tui.debrief.own_hint")), classes="words soft")
        yield Sheet(id="compared")

    def _offered(self, side: str, said: Reflection) -> list[tuple[str, str]]:
        """No answer, then the axes that are not marked at the other end."""
        taken = said.weakest if side == "strongest" else said.strongest
        axes = [(family, title) for family, title in self._axes if family != taken]
        return [("", self._messages("tui.debrief.own_none")), *axes]

    def show_marks(self, said: Reflection) -> None:
        """Follow what is kept."""
        for side in MARKS:
            for picker in self.query(f"#{side}").results(Picker):
                picker.offer(self._offered(side, said), getattr(said, side))

    def compare(self, own: SelfAssessmentView) -> None:
        """The profile is in view: the answers stand, beside what it shows."""
        say = self._messages
        prose = Prose()
        compared(prose, own, say)
        unmarked = own.strongest is None and own.weakest is None
        if unmarked:
            prose.text(say("tui.debrief.own_unmarked"))
        else:
            prose.text(say("reports.own.gap"), "$soft")
        for widget in self.query("Picker, .words"):
            widget.display = False
        for sheet in self.query("#compared").results(Sheet):
            sheet.show(prose)

    def on_picker_picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.post_message(self.Marked(event.picker.id or "", event.value))
