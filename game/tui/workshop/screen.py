"""The facilitator's screen: what the room sees, what it does not, and every deed on a key."""

from __future__ import annotations

import asyncio
import math
from dataclasses import replace
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from engine.rules import Choose
from game.reports.document import Document
from game.store.errors import StoreError
from game.tui.screen import GameScreen
from game.tui.screens.dialog import Answer, Question
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.sheet import Sheet, literal
from game.tui.workshop.beside import beside
from game.tui.workshop.dialogs import CodeScreen, SecondsDialog, TextDialog
from game.tui.workshop.hosted import Hosted
from game.tui.workshop.report import report
from game.tui.workshop.told import told
from game.workshop import deeds
from game.workshop.deeds import Deed, Phase
from game.workshop.faults import WorkshopError
from game.workshop.snapshots import FacilitatorSnapshot

LOOK_SECONDS = 0.25
_DEBRIEFING = frozenset({Phase.DEBRIEF, Phase.ENDED})
_VOTES_FIRST = frozenset({Phase.VOTING, Phase.CLOSED})
_NO_BREAK = "\u00a0"
_END, _STAY = "end", "stay"


def _deed(key: str, name: str) -> Binding:
    return Binding(key, f"deed('{name}')", f"web_workshop.deed.{name}")


class FacilitatorScreen(GameScreen[None]):
    """Looks at the workshop a few times a second; the same keys as the page in browsers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _deed("d", "start"),
        _deed("s", "go-on"),
        _deed("o", "open"),
        _deed("f", "close"),
        Binding("m", "turn('show', 'hide')", "web_workshop.deed.show"),
        Binding("j", "majority", "web_workshop.deed.majority"),
        Binding("b", "branch", "workshop_screen.key.branch"),
        _deed("v", "revote"),
        _deed("r", "reopen"),
        Binding("t", "seconds", "workshop_screen.key.seconds"),
        Binding("a", "turn('reveal', 'unreveal')", "web_workshop.deed.reveal"),
        Binding("n", "note", "workshop_screen.key.note"),
        Binding("e", "commitments", "workshop_screen.key.commitments"),
        Binding("p", "turn('pause', 'resume')", "web_workshop.deed.pause"),
        Binding("backspace", "deed('back')", "workshop_screen.key.back"),
        Binding("g", "deed('debrief')", "web_workshop.deed.debrief"),
        Binding("x", "end", "workshop_screen.key.end"),
        Binding("c", "code", "workshop_screen.key.code"),
        Binding("w", "project", "workshop_screen.key.project"),
        Binding("tab", "other_side", "workshop_screen.key.other_side"),
    ]

    def __init__(self, hosted: Hosted) -> None:
        super().__init__()
        self.hosted = hosted
        self.view: FacilitatorSnapshot | None = None
        self._debrief: Document | None = None
        self._seen_at = 0.0
        self._looking = False
        self._moment: object = None

    def compose(self) -> ComposeResult:
        yield Static("", markup=False, classes="page-title")
        yield Static("", markup=False, classes="workshop-state")
        yield Static("", markup=False, classes="workshop-refusal")
        with Horizontal(classes="workshop"):
            with VerticalScroll(classes="told"):
                yield Sheet()
            with VerticalScroll(classes="beside"):
                yield Sheet()
        yield KeyBar()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(".told", VerticalScroll).focus()
        self._tick()
        self.set_interval(LOOK_SECONDS, self._tick)

    # Looking

    def _tick(self) -> None:
        self._tell_state()
        if not self._looking:
            self._looking = True
            self.run_worker(self._look())

    async def _look(self) -> None:
        """Take a snapshot again if the workshop changed since the last one."""
        try:
            version = await asyncio.to_thread(self.hosted.version)
            if self.view is None or version != self.view.room.version:
                await self._take_snapshot()
        except (WorkshopError, StoreError) as fault:
            self._refuse(self.say(fault.key, **fault.params))
        finally:
            self._looking = False

    async def _take_snapshot(self) -> None:
        messages = self.duettiste.messages
        view = await asyncio.to_thread(self.hosted.look, messages)
        self._debrief = None
        if view.room.phase in _DEBRIEFING:
            self._debrief = await asyncio.to_thread(self.hosted.debrief, messages)
        self.view, self._seen_at = view, monotonic()
        self._show(view)

    def _show(self, view: FacilitatorSnapshot) -> None:
        messages, room = self.duettiste.messages, view.room
        phase = self.say(f"web_workshop.phase.{room.phase}")
        self.query_one(".page-title", Static).update(literal(f"{room.title} · {phase}"))
        self._tell_state()
        self.set_class(room.phase == Phase.LOBBY, "-lobby")
        self._told.show(
            report(self._debrief, messages)
            if self._debrief is not None
            else told(view, self.hosted, messages)
        )
        self._beside.show(beside(view, messages))
        moment = (room.phase, room.position, room.scene.id if room.scene else "")
        if moment != self._moment:
            self._moment = moment
            self._begin_moment(room.phase)
        self.refresh_bindings()

    def _begin_moment(self, phase: str) -> None:
        """Both sides from their beginning, and in front the one that matters now."""
        self.set_class(phase in _VOTES_FIRST, "-beside")
        for side in self.query(VerticalScroll):
            side.scroll_home(animate=False)
        self._focus_side()

    @property
    def _told(self) -> Sheet:
        return self.query_one(".told Sheet", Sheet)

    @property
    def _beside(self) -> Sheet:
        return self.query_one(".beside Sheet", Sheet)

    def _focus_side(self) -> None:
        side = ".beside" if self.has_class("-beside") else ".told"
        self.query_one(side, VerticalScroll).focus(scroll_visible=False)

    # What stands above

    def _tell_state(self) -> None:
        if self.view is not None:
            words = "\n".join(self._state_lines(self.view))
            self.query_one(".workshop-state", Static).update(literal(words))

    def _state_lines(self, view: FacilitatorSnapshot) -> list[str]:
        say, room = self.say, view.room
        here = say("web_workshop.room.here", count=room.participants)
        code = say("workshop_screen.state.code", code=view.code)
        lines = [_in_a_row(code, self.hosted.joining, here)]
        if room.paused:
            lines.append(say("web_workshop.room.paused"))
        if room.ballot is not None:
            counted = say(
                "web_workshop.votes.in", votes=room.ballot.votes, voters=room.ballot.voters
            )
            seen = say(
                "web_workshop.animate.shown" if view.shown else "web_workshop.animate.hidden"
            )
            parts = (counted, self._time_left(view), seen if view.distributions else "")
            lines.append(_in_a_row(*parts))
        return lines

    def _time_left(self, view: FacilitatorSnapshot) -> str:
        if view.seconds_left is None:
            return ""
        passed = 0.0 if view.room.paused else monotonic() - self._seen_at
        minutes, seconds = divmod(math.ceil(max(0.0, view.seconds_left - passed)), 60)
        return self.say("web.decision.left", minutes=minutes, seconds=f"{seconds:02}")

    def _refuse(self, words: str) -> None:
        self.query_one(".workshop-refusal", Static).update(literal(words))
        self.set_class(bool(words), "-refused")

    # Which keys are of use now

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("deed", "turn", *_NEEDS):
            return not self.too_small and self.view is not None and self._can(action, parameters)
        return super().check_action(action, parameters)

    def _can(self, action: str, parameters: tuple[object, ...]) -> bool:
        assert self.view is not None
        view, possible = self.view, self.view.possible
        match action:
            case "deed":
                closed = view.room.ballot is None or not view.room.ballot.open
                return parameters[0] in possible and not (parameters[0] == "close" and closed)
            case "turn":
                return self._turned(str(parameters[0]), str(parameters[1])) in possible
            case "majority":
                decided = view.majority is not None and view.majority.action is not None
                return "follow" in possible and view.room.phase == Phase.CLOSED and decided
            case "branch":
                return "follow" in possible and bool(self._branches())
            case "note":
                return "note" in possible and view.room.scene is not None
            case _:
                return any(name in possible for name in _NEEDS[action])

    def _turned(self, first: str, second: str) -> str:
        """Which of two deeds that undo each other can be done now."""
        assert self.view is not None
        view = self.view
        done = {"show": view.shown, "reveal": view.graded, "pause": view.room.paused}
        return second if done[first] else first

    def _translated(self, binding: Binding) -> Binding:
        if binding.action.startswith("turn(") and self.view is not None:
            first = binding.description.rpartition(".")[2]
            second = _UNDONE_BY[first]
            name = self._turned(first, second)
            binding = replace(binding, description=f"web_workshop.deed.{name}")
        if binding.action == "quit":
            return replace(binding, description=self.say("play.key.leave"), show=True)
        shown = super()._translated(binding)
        if binding.action in ("code", "project"):
            return replace(shown, show=self.has_class("-lobby"))
        if not binding.description.startswith("web_workshop."):
            return shown
        words = shown.description  # that of a button of the page: it begins with a capital
        return replace(shown, description=words[:1].lower() + words[1:])

    # Deeds

    def action_deed(self, name: str) -> None:
        self._do(deeds.DEEDS[name]())

    def action_turn(self, first: str, second: str) -> None:
        self._do(deeds.DEEDS[self._turned(first, second)]())

    def action_majority(self) -> None:
        self._do(deeds.Follow(None))

    def _do(self, deed: Deed) -> None:
        if self.view is not None:
            self.run_worker(self._perform(self.view.step, deed))

    async def _perform(self, step: int, deed: Deed) -> None:
        refusal = ""
        try:
            await asyncio.to_thread(self.hosted.perform, step, deed)
        except (WorkshopError, StoreError) as fault:
            refusal = self.say(fault.key, **fault.params)
        self._refuse(refusal)
        await self._look()

    def _branches(self) -> tuple[Answer, ...]:
        """The choices of the scene that can be followed."""
        scene = self.view.room.scene if self.view is not None else None
        choices = scene.choices if scene is not None else ()
        return tuple(Answer(choice.id, choice.text) for choice in choices if choice.number)

    def action_branch(self) -> None:
        def follow(choice: str | None) -> None:
            if choice:
                self._do(deeds.Follow(Choose(choice)))

        title = self.say("web_workshop.animate.other_branch")
        how = self.say("workshop_screen.branch.how")
        self.app.push_screen(Question(title, (how,), self._branches(), escape=""), follow)

    def action_seconds(self) -> None:
        def give(seconds: int | None) -> None:
            if seconds is not None and self.view is not None:
                self._do(_timed(self.view.possible, seconds))

        self.app.push_screen(SecondsDialog(), give)

    def action_note(self) -> None:
        assert self.view is not None
        assert self.view.room.scene is not None
        scene = self.view.room.scene.id

        def keep(text: str | None) -> None:
            if text is not None:
                self._do(deeds.WriteNote(scene, text))

        title = self.say("web_workshop.animate.note")
        self.app.push_screen(TextDialog(title, self.view.note), keep)

    def action_commitments(self) -> None:
        assert self.view is not None

        def keep(text: str | None) -> None:
            if text is not None:
                lines = (line for line in text.splitlines() if line.strip())
                self._do(deeds.WriteCommitments(tuple(lines)))

        written = "\n".join(self.view.room.commitments)
        title = self.say("web_workshop.room.commitments")
        self.app.push_screen(TextDialog(title, written), keep)

    def action_end(self) -> None:
        def end(answer: str | None) -> None:
            if answer == _END:
                self._do(deeds.End())

        answers = (
            Answer(_STAY, self.say("play.leaving.stay")),
            Answer(_END, self.say("web_workshop.deed.end_sure")),
        )
        what = self.say("workshop_screen.end.what")
        title = self.say("web_workshop.deed.end")
        self.app.push_screen(Question(title, (what,), answers, escape=_STAY), end)

    # Looking elsewhere

    def action_code(self) -> None:
        if self.view is not None:
            self.app.push_screen(CodeScreen(self.view.code, self.hosted.joining))

    def action_project(self) -> None:
        self.app.open_url(self.hosted.projector)

    def action_other_side(self) -> None:
        self.toggle_class("-beside")
        self._focus_side()


_NEEDS = {
    "majority": ("follow",),
    "branch": ("follow",),
    "seconds": ("timer", "open", "revote"),
    "note": ("note",),
    "commitments": ("commitments",),
    "end": ("end",),
}
"""The deeds behind an action that asks something first: it is shown while one can be done."""

_UNDONE_BY = {"show": "hide", "reveal": "unreveal", "pause": "resume"}


def _in_a_row(*parts: str) -> str:
    """The parts that say something, side by side, none broken over two lines."""
    return " · ".join(part.replace(" ", _NO_BREAK) for part in parts if part)


def _timed(possible: tuple[str, ...], seconds: int) -> Deed:
    """What a time is given to: the open round, else the one that opens with it."""
    if "timer" in possible:
        return deeds.SetTimer(seconds)
    return deeds.OpenVote(seconds) if "open" in possible else deeds.Revote(seconds)
