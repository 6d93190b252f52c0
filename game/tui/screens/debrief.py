"""The debrief, in the order in which debriefing is led: a question, then parts readable alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TabbedContent, TabPane

from game.debriefing import LEAST_AXES, next_plays, read_between, view_of_debrief
from game.keeping import KeptReflection
from game.store.errors import StoreError
from game.store.records import Reflection
from game.tui.going_on import read_principles, replay_from
from game.tui.screens.page import Page
from game.tui.widgets.debrief_sheets import (
    folded_sheet,
    principles_sheet,
    profile_sheet,
    red_lines_sheet,
)
from game.tui.widgets.decisions_board import DecisionsBoard
from game.tui.widgets.kept_line import KeptLine
from game.tui.widgets.own_reading import OwnReading
from game.tui.widgets.sheet import Prose, Sheet
from game.tui.widgets.story_sheet import story_sheet
from game.tui.widgets.ways_on import SUGGESTED, WaysOn

if TYPE_CHECKING:
    from game.library import Library
    from game.playing import LivePlay
    from game.views.hindsight import HindsightView
    from game.views.self_assessment import SelfAssessmentView
    from game.views.suggestions import SuggestionView

TABS = ("story", "own", "decisions", "profile", "principles", "red_lines", "next")

_FOLDED = ("profile", "principles")
"""The parts that wait for the player's own reading."""

_ON_ONE_DECISION = ("principle", "replay_here")
_NOT_WHILE_ASKING = frozenset(
    ("go_on", "tab", "unfold", "answer", "other", *_ON_ONE_DECISION, "commit", "save", "export")
)


class DebriefScreen(Page):
    """The debrief of an ended play.

    ``ask`` leads through it: it opens on the question while that has no answer, and the profile
    waits for the player's own reading. Else everything is open, to be consulted.
    """

    CSS_PATH: ClassVar = ["page.tcss", "debrief.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep_answer", "tui.debrief.see", priority=True),
        Binding("enter", "go_on", "tui.debrief.go_on"),
        Binding("1", "tab('story')", "tui.debrief.tabs", key_display="1…7"),
        *(
            Binding(str(number), f"tab('{tab}')", f"tui.debrief.tab_{tab}", show=False)
            for number, tab in enumerate(TABS[1:], start=2)
        ),
        Binding("v", "unfold", "tui.debrief.unfold"),
        Binding("r", "answer", "tui.debrief.answer"),
        Binding("n", "other(1)", "tui.debrief.next_decision"),
        Binding("b", "other(-1)", "tui.debrief.previous_decision", show=False),
        Binding("p", "principle", "tui.debrief.principle"),
        Binding("j", "replay_here", "tui.debrief.replay_here"),
        Binding("c", "commit", "tui.debrief.commit"),
        Binding("s", "save", "tui.debrief.save"),
        Binding("e", "export", "tui.history.export", show=False),
    ]

    def __init__(self, play: LivePlay, *, ask: bool = True) -> None:
        super().__init__()
        self.play = play
        self.kept = KeptReflection(play.store, play.header.id)
        self._asking = ask and not self.kept.said.reaction
        self._folded = ask and not self.kept.marked
        self._compared = False
        self._unkept_told = False
        self._library: Library | None = None

    # What is shown

    def page_title(self) -> str:
        title = self.duettiste.messages.typeset(self.play.scenario.title)
        return self.say("tui.debrief.title", title=title)

    def body(self) -> Iterable[Widget]:
        self.view = view_of_debrief(self.play, self.duettiste.messages)
        self._folded = self._folded and len(self.view.axes) >= LEAST_AXES
        with Vertical(id="question"):
            yield Static(self.say("tui.debrief.question"), markup=False, classes="heading")
            yield KeptLine("reaction", self.kept.said.reaction, id="takeaway")
            yield Static(self.say("tui.debrief.question_hint"), markup=False, classes="soft")
        with TabbedContent(id="parts", initial=self._first_tab()):
            for tab in TABS:
                with TabPane(self.say(f"tui.debrief.tab_{tab}"), id=tab):
                    yield from self._part(tab)

    def _first_tab(self) -> str:
        """Where someone who comes back goes on: the profile, once they said something."""
        begun = self.kept.said != Reflection()
        return TABS[0] if self._asking or self._folded or not begun else "profile"

    def _part(self, tab: str) -> ComposeResult:
        messages = self.duettiste.messages
        match tab:
            case "own":
                yield OwnReading(self.view, self._own(), self.kept.said, messages)
            case "decisions":
                can_replay = self.play.practice
                yield DecisionsBoard(self.view, messages, can_replay=can_replay)
            case "next":
                yield WaysOn(self.view, self.kept.said.commitment, messages)
            case _:
                sheet = Sheet(self._sheet(tab), id=f"{tab}-sheet")
                yield VerticalScroll(sheet, classes="page-body")

    def _sheet(self, tab: str) -> Prose:
        say = self.duettiste.messages
        if tab == "story":
            between = read_between(self.play, say)
            return story_sheet(self.view, between, say.typeset(self.kept.said.reaction), say)
        if tab == "red_lines":
            return red_lines_sheet(self.view, say)
        if self._folded:
            return folded_sheet(say)
        if tab == "principles":
            return principles_sheet(self.view, say)
        return profile_sheet(self.view, self._own(), say)

    def _own(self) -> SelfAssessmentView:
        from game.views.self_assessment import self_assessment_view

        said, messages = self.kept.said, self.duettiste.messages
        return self_assessment_view(self.view.axes, said.strongest, said.weakest, messages)

    def on_mount(self) -> None:
        self.set_class(self._asking, "-asking")
        if self._asking:
            self.query_one("#takeaway").focus()
        else:
            self._focus_part()
        self._ways.show_ways((), again=False)
        self.run_worker(self._look_back, thread=True)
        self.run_worker(self._find_next, thread=True)

    @property
    def _board(self) -> DecisionsBoard:
        return self.query_one(DecisionsBoard)

    @property
    def _ways(self) -> WaysOn:
        return self.query_one(WaysOn)

    @property
    def _tab(self) -> str:
        return self.query_one(TabbedContent).active

    # What the player says

    def _keep(self, line: KeptLine) -> StoreError | None:
        """Keep what a line holds; gives the fault that prevented it."""
        try:
            self.kept.keep(**{line.part: line.value})
        except StoreError as fault:
            return fault
        if line.part == "commitment":
            self._ways.tell(self.say("tui.debrief.committed") if line.value.strip() else "")
        return None

    def on_kept_line_rested(self, event: KeptLine.Rested) -> None:
        event.stop()
        fault = self._keep(event.line)
        if fault is not None and event.line.part == "commitment":
            self._ways.tell(self.say("tui.debrief.not_kept"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if isinstance(event.input, KeptLine) and (fault := self._keep(event.input)):
            self.duettiste.show_fault(fault)

    @property
    def _waiting(self) -> bool:
        """Whether the part in view waits for the player's own reading."""
        return self._folded and self._tab in _FOLDED

    def on_screen_suspend(self) -> None:
        for line in self.query(KeptLine):
            self._keep(line)

    def ready_to_leave(self) -> bool:
        """Keep what is typed; False, once, when it cannot be kept and that was said."""
        faults = [self._keep(line) for line in self.query(KeptLine)]
        fault = next(filter(None, faults), None)
        if fault is None or self._unkept_told:
            return True
        self._unkept_told = True
        self.duettiste.show_fault(fault)
        return False

    def action_keep_answer(self) -> None:
        """Keep the answer, if there is one, and show the debrief."""
        fault = self._keep(self.query_one("#takeaway", KeptLine))
        self._see()
        if fault is not None:
            self.duettiste.show_fault(fault)

    def action_answer(self) -> None:
        self._asking = True
        self.set_class(True, "-asking")
        self.query_one("#takeaway").focus()
        self.refresh_bindings()

    def _see(self) -> None:
        self._asking = False
        self.set_class(False, "-asking")
        self.query_one("#story-sheet", Sheet).show(self._sheet("story"))
        self._focus_part()
        self.refresh_bindings()

    def on_own_reading_marked(self, event: OwnReading.Marked) -> None:
        event.stop()
        try:
            self.kept.mark(event.side, event.family)
        except StoreError as fault:
            self.duettiste.show_fault(fault)
        self.query_one(OwnReading).show_marks(self.kept.said)
        if self.kept.marked:
            self._folded = False
        self.refresh_bindings()

    def action_unfold(self) -> None:
        """Show the profile without waiting for the marks."""
        self._folded = False
        if self._tab in _FOLDED:
            self._see_profile()
        else:
            self.action_tab("profile")
        self.refresh_bindings()

    def _see_profile(self) -> None:
        for tab in _FOLDED:
            self.query_one(f"#{tab}-sheet", Sheet).show(self._sheet(tab))
        if not self._folded and not self._compared:
            self._compared = True
            self.query_one(OwnReading).compare(self._own())

    def action_commit(self) -> None:
        self.action_tab("next")
        self.query_one("#commitment").focus()

    # Moving about

    def action_tab(self, tab: str) -> None:
        self.query_one(TabbedContent).active = tab

    def action_go_on(self) -> None:
        """To the next turning point, then to the next part; a folded profile leads to the marks."""
        if self._tab == "decisions" and self._board.to_next_turning_point():
            return
        if self._waiting:
            self.action_tab("own")
        else:
            self.action_tab(TABS[TABS.index(self._tab) + 1])

    def on_tabbed_content_tab_activated(self) -> None:
        if self._tab in _FOLDED:
            self._see_profile()
        if not self._asking:
            self._focus_part()
        self.refresh_bindings()

    def _focus_part(self) -> None:
        pane = self.query_one(f"#{self._tab or TABS[0]}")
        if self.focused is not None and pane in self.focused.ancestors:
            return
        targets = [it for it in pane.query("Picker, Lines, .page-body") if it.display]
        if targets:
            targets[0].focus(scroll_visible=False)

    def action_other(self, by: int) -> None:
        self._board.move(by)

    def step_back(self) -> bool:
        if self._asking:
            self._keep(self.query_one("#takeaway", KeptLine))
            self._see()
            return True
        if self.query_one("#commitment").has_focus:
            self.query_one("#ways").focus()
            return True
        if self._tab == "decisions" and self._board.step_back():
            return True
        return not self.ready_to_leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "keep_answer":
            return self._asking
        if self._asking and action in _NOT_WHILE_ASKING:
            return False
        if action in ("other", *_ON_ONE_DECISION) and self._tab != "decisions":
            return False
        if action in _ON_ONE_DECISION and self._board.decision is None:
            return False
        if action == "replay_here" and not self.play.practice:
            return False
        if action == "answer" and self._tab != "story":
            return False
        if action == "unfold" and not (self._waiting or (self._folded and self._tab == "own")):
            return False
        if action == "go_on" and self._tab == TABS[-1]:
            return False
        if action == "save" and (self._tab not in ("profile", "next") or self._waiting):
            return False
        return super().check_action(action, parameters)

    # From here on

    def action_principle(self) -> None:
        decision = self._board.decision
        if decision is not None:
            stakes = decision.stakes
            read_principles(self.duettiste, self.play, stakes[0].principle.id if stakes else None)

    def action_replay_here(self) -> None:
        """A new play that begins just before the decision shown."""
        decision = self._board.decision
        if decision is not None:
            replay_from(self.duettiste, self.play, decision.position - 1)

    def action_export(self) -> None:
        from game.tui.exchanging import export_play

        export_play(self.duettiste, self.play.store, self.play.header.id)

    def action_save(self) -> None:
        from game.tui.exchanging import save_debrief

        if self.ready_to_leave():
            save_debrief(self.duettiste, self.play)

    def _look_back(self) -> None:
        """In a thread: the hindsight is worked out while the rest is read."""
        from game.views.hindsight import hindsight_view

        wording = self.play.wording(self.duettiste.messages)
        view = hindsight_view(self.play.hindsight(), self.play.debrief(), wording)
        self.app.call_from_thread(self._show_hindsight, view)

    def _show_hindsight(self, view: HindsightView) -> None:
        if self.is_attached:
            self._board.show_hindsight(view)

    def _find_next(self) -> None:
        """In a thread: the library is read to suggest scenarios."""
        from game.library import read_library

        library = read_library(self.duettiste.messages.language)
        found = next_plays(self.play, library, self.duettiste.messages)
        self.app.call_from_thread(self._show_next, library, found)

    def _show_next(self, library: Library, found: tuple[SuggestionView, ...]) -> None:
        if self.is_attached:
            self._library = library
            self._ways.show_ways(found, again=self.play.scenario.id in library.entries)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        way = event.option.id or ""
        match way:
            case "again":
                self._start(self.play.scenario.id)
            case "read":
                weakest = self.view.weakest
                read_principles(self.duettiste, self.play, weakest[0] if weakest else None)
            case "report":
                self.action_save()
            case "export":
                self.action_export()
            case "home":
                if self.ready_to_leave():
                    self.duettiste.go_home()
            case _:
                self._start(way.removeprefix(SUGGESTED))

    def _start(self, scenario_id: str) -> None:
        from game.tui.screens.start import StartDialog

        entries = {} if self._library is None else self._library.entries
        if scenario_id in entries:
            self.app.push_screen(StartDialog(entries[scenario_id], None))
