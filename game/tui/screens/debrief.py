"""The debrief: a question first, then six parts, each readable alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TabbedContent, TabPane
from textual.widgets.option_list import Option

from game.store.errors import StoreError
from game.store.records import NOTE_LIMIT, Reflection
from game.tui.screens.page import Page
from game.tui.widgets.debrief_sheets import (
    RED_LINE_SIGN,
    decision_sheet,
    elsewhere_sheet,
    overview_sheet,
    principles_sheet,
)
from game.tui.widgets.hindsight_sheet import hindsight_sheet, waiting_sheet
from game.tui.widgets.laid import Laid, titled
from game.tui.widgets.list_and_detail import Lines, ListAndDetail
from game.tui.widgets.sheet import Prose, Sheet

if TYPE_CHECKING:
    from game.library import LibraryEntry
    from game.playing import LivePlay
    from game.views.debrief import DebriefView, DecisionView
    from game.views.hindsight import HindsightView

_TIMELINE_CHARACTERS = 90

TABS = ("overview", "decisions", "principles", "hindsight", "elsewhere", "next")


class CommitmentInput(Input):
    """One line on what one means to do; Enter keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "tui.debrief.keep")]


class DebriefScreen(Page):
    """The debrief of an ended play. ``ask`` opens on the question, if it has no answer yet."""

    CSS_PATH: ClassVar = ["page.tcss", "debrief.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep_answer", "tui.debrief.see", priority=True),
        Binding("1", "tab('overview')", "tui.debrief.tabs", key_display="1…6"),
        *(
            Binding(str(number), f"tab('{tab}')", f"tui.debrief.tab_{tab}", show=False)
            for number, tab in enumerate(TABS[1:], start=2)
        ),
        Binding("n", "other(1)", "tui.debrief.next_decision"),
        Binding("b", "other(-1)", "tui.debrief.previous_decision", show=False),
        Binding("p", "principle", "tui.debrief.principle"),
        Binding("j", "replay_here", "tui.debrief.replay_here"),
        Binding("e", "export", "tui.history.export"),
    ]

    def __init__(self, play: LivePlay, *, ask: bool = True) -> None:
        super().__init__()
        self.play = play
        self._asking = ask
        self._entry: LibraryEntry | None = None
        self._suggested: LibraryEntry | None = None

    # What is shown

    def page_title(self) -> str:
        title = self.duettiste.messages.typeset(self.play.scenario.title)
        return self.say("tui.debrief.title", title=title)

    def body(self) -> Iterable[Widget]:
        self._asking = self._asking and not self._takeaway()
        self.view = self._read()
        with Vertical(id="question"):
            yield Static(self.say("tui.debrief.question"), markup=False, classes="heading")
            yield Input(id="takeaway", max_length=NOTE_LIMIT)
            yield Static(self.say("tui.debrief.question_hint"), markup=False, classes="soft")
        with TabbedContent(id="parts"):
            for tab in TABS:
                with TabPane(self.say(f"tui.debrief.tab_{tab}"), id=tab):
                    yield from self._part(tab)

    def _read(self) -> DebriefView:
        from game.content import load_frames
        from game.views.debrief import debrief_view

        play = self.play
        wording = play.wording(self.duettiste.messages)
        frame = load_frames()[play.scenario.frame]
        role = wording.prose(frame.role(play.scenario.role).title)
        return debrief_view(play.debrief(), wording, role, play.header.mode, play.timers)

    def _part(self, tab: str) -> ComposeResult:
        if tab == "decisions":
            yield ListAndDetail(needs_room=True)
        elif tab == "next":
            yield VerticalScroll(
                Sheet(id="advice"),
                Lines(id="ways"),
                Static(self.say("tui.debrief.commitment"), markup=False, classes="heading"),
                CommitmentInput(self._reflection().commitment, max_length=NOTE_LIMIT),
                Static("", markup=False, id="committed", classes="soft"),
                can_focus=False,
            )
        else:
            yield VerticalScroll(Sheet(self._sheet(tab), id=f"{tab}-sheet"), classes="page-body")

    def _sheet(self, tab: str) -> Prose:
        say = self.duettiste.messages
        match tab:
            case "overview":
                return overview_sheet(self.view, self._takeaway(), say)
            case "principles":
                return principles_sheet(self.view, say)
            case "hindsight":
                return waiting_sheet(say)
        return elsewhere_sheet(self.view, say)

    def on_mount(self) -> None:
        self._board.lines.show_options(
            [Option(_line(it), id=str(it.position)) for it in self.view.decisions]
        )
        self.set_class(self._asking, "-asking")
        if self._asking:
            self.query_one("#takeaway").focus()
        else:
            self._focus_part()
        self._show_ways()
        self.run_worker(self._look_back, thread=True)
        self.run_worker(self._find_next, thread=True)

    @property
    def _board(self) -> ListAndDetail:
        return self.query_one(ListAndDetail)

    @property
    def _tab(self) -> str:
        return self.query_one(TabbedContent).active

    # The question

    def _takeaway(self) -> str:
        return self._reflection().reaction

    def _reflection(self) -> Reflection:
        try:
            return self.play.store.reflection(self.play.header.id)
        except StoreError:
            return Reflection()

    def _keep(self, **lines: str) -> bool:
        """Keep what was typed; False when it was refused, and it was said why."""
        try:
            said = replace(self._reflection(), **lines)
            self.play.store.set_reflection(self.play.header.id, said)
        except StoreError as fault:
            self.duettiste.show_fault(fault)
            return False
        return True

    def action_keep_answer(self) -> None:
        """Keep the answer, if there is one, and show the debrief."""
        answer = self.query_one("#takeaway", Input).value
        if answer.strip():
            self._keep(reaction=answer)
        self._see()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if isinstance(event.input, CommitmentInput) and self._keep(commitment=event.value):
            self.query_one("#committed", Static).update(self.say("tui.debrief.committed"))

    def _see(self) -> None:
        self._asking = False
        self.set_class(False, "-asking")
        self.query_one("#overview-sheet", Sheet).show(self._sheet("overview"))
        self._focus_part()
        self.refresh_bindings()

    # Moving about

    def action_tab(self, tab: str) -> None:
        self.query_one(TabbedContent).active = tab

    def on_tabbed_content_tab_activated(self) -> None:
        if not self._asking:
            self._focus_part()
        self.refresh_bindings()

    def _focus_part(self) -> None:
        pane = self.query_one(f"#{self._tab or TABS[0]}")
        targets = pane.query("Lines, .page-body")
        if targets:
            targets.first().focus(scroll_visible=False)

    def on_list_and_detail_moved(self, event: ListAndDetail.Moved) -> None:
        event.stop()
        decision = self.view.decisions[int(event.line_id) - 1]
        self._board.show_detail(decision_sheet(decision, self.duettiste.messages))

    def on_list_and_detail_opened(self, event: ListAndDetail.Opened) -> None:
        event.stop()
        self._board.read()

    def action_other(self, by: int) -> None:
        """The decision after or before this one, in the list or in the detail."""
        lines = self._board.lines
        wanted = (lines.highlighted or 0) + by
        if 0 <= wanted < lines.option_count:
            lines.highlighted = wanted

    def _decision(self) -> DecisionView | None:
        wanted = self._board.lines.highlighted_id
        return self.view.decisions[int(wanted) - 1] if wanted else None

    def step_back(self) -> bool:
        if self._asking:
            self._see()
            return True
        if self.query_one(CommitmentInput).has_focus:
            self.query_one("#ways").focus()
            return True
        return self._tab == "decisions" and self._board.step_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "keep_answer" and not self._asking:
            return False
        if self._asking and action in ("tab", "other", "principle", "replay_here", "export"):
            return False
        if action in ("other", "principle", "replay_here") and self._tab != "decisions":
            return False
        if action == "replay_here" and not self.play.practice:
            return False
        return super().check_action(action, parameters)

    # From here on

    def action_principle(self) -> None:
        from game.tui.screens.principles import PrinciplesScreen

        decision = self._decision()
        if decision is not None:
            focus = decision.stakes[0].principle.id if decision.stakes else None
            self.app.push_screen(PrinciplesScreen(self.play.scenario.frame, focus))

    def action_replay_here(self) -> None:
        """A new play that begins just before the decision shown."""
        decision = self._decision()
        if decision is None:
            return
        try:
            branched = self.play.branch(decision.position - 1)
        except StoreError as fault:
            self.duettiste.show_fault(fault)
            return
        self.duettiste.conduct(branched)

    def action_export(self) -> None:
        from game.tui.exchanging import export_play

        export_play(self.duettiste, self.play.store, self.play.header.id)

    def _look_back(self) -> None:
        """In a thread: the hindsight is worked out while the rest is read."""
        from game.views.hindsight import hindsight_view

        wording = self.play.wording(self.duettiste.messages)
        view = hindsight_view(self.play.hindsight(), self.play.debrief(), wording)
        self.app.call_from_thread(self._show_hindsight, view)

    def _show_hindsight(self, view: HindsightView) -> None:
        if self.is_attached:
            sheet = hindsight_sheet(view, self.duettiste.messages, can_replay=self.play.practice)
            self.query_one("#hindsight-sheet", Sheet).show(sheet)

    def _find_next(self) -> None:
        """In a thread: the library is read to suggest a scenario."""
        from game.library import read_library
        from game.views.library import suggested

        library = read_library()
        scenarios = [entry.scenario for entry in library.entries.values()]
        try:
            player_id = self.play.header.player_id
            done = {it.scenario_id for it in self.play.store.plays(player_id) if it.finished}
        except StoreError:
            done = set()
        here = self.play.scenario.id
        found = suggested(scenarios, self.view.weakest, done, here)
        following = library.entries[found.id] if found is not None else None
        self.app.call_from_thread(self._show_next, library.entries.get(here), following)

    def _show_next(self, entry: LibraryEntry | None, following: LibraryEntry | None) -> None:
        if self.is_attached:
            self._entry, self._suggested = entry, following
            self._show_ways()

    def _show_ways(self) -> None:
        say = self.say
        prose = Prose()
        prose.heading(say("tui.debrief.work_on"))
        for title in self.view.work_on:
            prose.bullet(title)
        if not self.view.work_on:
            prose.text(say("tui.debrief.nothing_weak"))
        prose.gap()
        self.query_one("#advice", Sheet).show(prose)
        ways = []
        if self._suggested is not None:
            title = self.duettiste.messages.typeset(self._suggested.scenario.title)
            ways.append(("next", say("tui.debrief.way_next", title=title)))
        if self._entry is not None:
            ways.append(("again", say("tui.debrief.way_again")))
        ways += [(way, say(f"tui.debrief.way_{way}")) for way in ("read", "export", "home")]
        options = [Option(titled("  ", words, strong=False), id=way) for way, words in ways]
        lines = self.query_one("#ways", Lines)
        lines.show_options(options, lines.highlighted_id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        match event.option.id:
            case "next":
                self._start(self._suggested)
            case "again":
                self._start(self._entry)
            case "read":
                self._read_weakest()
            case "export":
                self.action_export()
            case "home":
                self.duettiste.go_home()

    def _start(self, entry: LibraryEntry | None) -> None:
        from game.tui.screens.start import StartDialog

        if entry is not None:
            self.app.push_screen(StartDialog(entry, None))

    def _read_weakest(self) -> None:
        from game.tui.screens.principles import PrinciplesScreen

        focus = self.view.weakest[0] if self.view.weakest else None
        self.app.push_screen(PrinciplesScreen(self.play.scenario.frame, focus))


def _line(decision: DecisionView) -> Laid:
    """A decision of the timeline: its number, its grade, what was decided."""
    sign = decision.grade.sign if decision.grade is not None else "·"
    red = f" {RED_LINE_SIGN}" if decision.red_lines else ""
    about = _shortened(decision.decided)
    return titled(f"{decision.position:>2} {sign} ", f"{decision.title}{red}", about)


def _shortened(text: str) -> str:
    """The first words: an ordering exercise decides in many."""
    if len(text) <= _TIMELINE_CHARACTERS:
        return text
    return text[:_TIMELINE_CHARACTERS].rsplit(" ", 1)[0] + "…"
