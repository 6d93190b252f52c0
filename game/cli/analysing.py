"""The command ``analyse``: what many plays say of the scenarios, never of a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from game.analysis.faults import AnalysisError
from game.analysis.results import Turns
from game.cli.commands import Command, Misuse, argument, option
from game.cli.debriefing import target_of
from game.cli.invocation import Invocation
from game.cli.parameters import FileName, Name, Word
from game.locale import Messages
from game.reports.analysis_forms import AnalysisForm, form_of
from game.reports.writing import ReportError
from game.store.clock import utc_now
from game.store.errors import shown

if TYPE_CHECKING:
    from game.analysis.results import Analysis


@dataclass(frozen=True, slots=True)
class AnalysisWish:
    """What the command was asked for; None and False where nothing was said."""

    analysed_places: tuple[str, ...]
    turns: str
    scenario: str | None
    to: str | None
    form: str | None
    excel: bool
    force: bool


def commands(messages: Messages) -> list[Command]:
    turns = click.Option(
        ["--plays", "turns"],
        type=Word(list(Turns), messages),
        default=Turns.FIRST.value,
        metavar="|".join(Turns),
        help=messages("analysis.option.plays"),
    )
    scenario = click.Option(
        ["--scenario"],
        type=Name(tuple),
        metavar=messages("cli.metavar.scenario_id"),
        help=messages("cli.option.scenario_id"),
    )
    form = click.Option(
        ["--format", "form"],
        type=Word(list(AnalysisForm), messages),
        metavar="|".join(AnalysisForm),
        help=messages("analysis.option.format"),
    )
    force = click.Option(["--force"], is_flag=True, help=messages("analysis.option.force"))
    places = argument(messages, "analysed_places", FileName(), required=False, many=True)
    to = option(messages, "to", FileName())
    excel = option(messages, "excel")
    return [
        Command("analyse", _analyse, messages, [places, turns, scenario, to, form, excel, force])
    ]


def _analyse(invocation: Invocation, **said: object) -> int:
    wish = AnalysisWish(**said)  # type: ignore[arg-type]
    messages = invocation.messages
    _check(wish, messages)
    try:
        analysis = _of_files(wish) if wish.analysed_places else _of_this_machine(wish, invocation)
        return _tell(analysis, wish, invocation)
    except (AnalysisError, ReportError) as fault:
        invocation.errors.say(messages(fault.key, **fault.params))
        return 1


def _check(wish: AnalysisWish, messages: Messages) -> None:
    """Before anything is read: is it clear what to write? Raises Misuse."""
    form = _form(wish)
    if wish.to is None:
        if wish.force:
            raise _misuse("nowhere", messages)
        if form is AnalysisForm.PDF:
            raise _misuse("pdf_to_file", messages)
    elif form is None and not target_of(wish.to).is_dir():
        raise _misuse("ending", messages, name=shown(wish.to))
    if wish.excel and form is not AnalysisForm.CSV:
        raise _misuse("excel", messages)


def _form(wish: AnalysisWish) -> AnalysisForm | None:
    if wish.form is not None:
        return AnalysisForm(wish.form)
    return None if wish.to is None else form_of(target_of(wish.to))


def _misuse(key: str, messages: Messages, **params: str) -> Misuse:
    where = click.get_current_context(silent=True)
    return Misuse(messages(f"analysis.usage.{key}", **params), where)


def _of_files(wish: AnalysisWish) -> Analysis:
    from game.analysis.analysing import analyse

    places = [target_of(word) for word in wish.analysed_places]
    return analyse(places, Turns(wish.turns), wish.scenario)


def _of_this_machine(wish: AnalysisWish, invocation: Invocation) -> Analysis:
    from game.analysis.analysing import analyse
    from game.analysis.own_plays import write_own_plays

    seat = invocation.open_seat()
    with TemporaryDirectory(prefix="duettiste-") as folder:
        with seat.store as store:
            unreadable = write_own_plays(store, Path(folder))
        if not any(Path(folder).iterdir()):
            raise AnalysisError("no_own_plays")
        found = analyse([Path(folder)], Turns(wish.turns), wish.scenario)
    if unreadable:
        count, plays = len(unreadable), ", ".join(unreadable)
        invocation.errors.say(seat.messages("exports.done.unreadable", count=count, plays=plays))
    return replace(found, files=0)


def _tell(analysis: Analysis, wish: AnalysisWish, invocation: Invocation) -> int:
    from game.reports.analysis import analysis_content, save_analysis
    from game.views.days import day_words

    messages, form = invocation.messages, _form(wish)
    day = day_words(utc_now(), messages)
    if wish.to is not None:
        path = save_analysis(
            analysis,
            target_of(wish.to),
            messages,
            day=day,
            form=form,
            excel=wish.excel,
            replace=wish.force,
        )
        invocation.out.say(messages("analysis.written", path=shown(path)))
    elif form is not None:
        content = analysis_content(analysis, form, messages, day=day, excel=wish.excel)
        invocation.out.exactly(content.decode("utf-8").rstrip("\r\n"))
    else:
        _say(analysis, invocation)
    return 0


def _say(analysis: Analysis, invocation: Invocation) -> None:
    from game.analysis.lines import analysis_lines
    from game.analysis.view import analysis_view

    messages = invocation.messages
    for line in analysis_lines(analysis_view(analysis, messages), messages):
        indent = " " * (len(line) - len(line.lstrip(" ")) + 2)
        invocation.out.say(line, indent)
