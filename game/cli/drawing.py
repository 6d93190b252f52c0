"""What the command ``graph`` does: draw a scenario, as an outline, SVG, Mermaid or DOT text."""

from __future__ import annotations

from pathlib import Path

import click

from engine.graph import Graph, scenario_graph
from engine.rules import Rules
from game.authoring.files import replace_file
from game.authoring.graph_heat import heat_of
from game.authoring.graph_labels import Labels
from game.authoring.graph_source import Drawable, drawable
from game.cli.commands import Misuse
from game.cli.invocation import Invocation
from game.cli.targets import target_named
from game.locale import Messages
from game.store.errors import shown

_MOST_PLAYS = 100_000
_BY_SUFFIX = {".svg": "svg", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".mermaid": "mermaid"}


def draw(
    invocation: Invocation, file: str, form: str | None, to: str | None, heat: str | None
) -> int:
    """Draw the scenario of ``file`` in the ``form`` asked for; gives the exit code."""
    messages, errors = invocation.messages, invocation.errors
    path = target_named(file, messages)
    if path.is_dir():
        raise _misuse("folder", messages)
    plays = _plays(heat, messages)
    target = None if to is None else Path(to).expanduser()
    if target is not None and target.exists() and target.samefile(path):
        raise _misuse("over_itself", messages)
    try:
        source = drawable(path)
    except OSError as failure:
        problem = failure.strerror or ""
        errors.say(messages("proving.test.unreadable", name=shown(path), problem=problem))
        return 1
    if source.scenario is None or (source.errors and plays):
        _tell_errors(source, path, messages, invocation)
        key = "nothing" if source.scenario is None else "no_heat"
        errors.say(messages(f"proving.graph.{key}", name=shown(path)))
        return 1
    found = None if plays is None else heat_of(Rules(source.scenario), plays)
    form = form or _BY_SUFFIX.get(target.suffix.lower() if target else "", "outline")
    drawing = _drawn(scenario_graph(source.scenario), Labels(messages, found), form)
    if source.errors:
        count = len(source.errors)
        errors.say(messages("proving.graph.draft", name=shown(path), count=count))
    return _give(drawing, target, invocation)


def _plays(written: str | None, messages: Messages) -> int | None:
    """How many random plays ``--heat`` asks for."""
    if written is None:
        return None
    whole = written.isascii() and written.isdigit() and len(written) <= len(str(_MOST_PLAYS))
    if not whole or not 0 < int(written) <= _MOST_PLAYS:
        raise _misuse("plays", messages, value=written[:40], high=_MOST_PLAYS)
    return int(written)


def _misuse(key: str, messages: Messages, **params: object) -> Misuse:
    where = click.get_current_context(silent=True)
    return Misuse(messages(f"proving.graph.{key}", **params), where)


def _drawn(graph: Graph, labels: Labels, form: str) -> str:
    if form == "svg":
        from game.authoring.graph_svg import svg

        return svg(graph, labels)
    if form == "outline":
        from game.authoring.graph_outline import outline

        return "\n".join([graph.title, *labels.about(graph), "", outline(graph, labels)])
    from game.authoring.graph_text import dot, mermaid

    return mermaid(graph, labels) if form == "mermaid" else dot(graph, labels)


def _tell_errors(source: Drawable, path: Path, messages: Messages, invocation: Invocation) -> None:
    from game.diagnostics_view import human

    invocation.errors.exactly(human(source.errors, source.text, messages, file=shown(path)))
    invocation.errors.gap()


def _give(drawing: str, target: Path | None, invocation: Invocation) -> int:
    messages = invocation.messages
    if target is None:
        invocation.out.exactly(drawing)
        return 0
    try:
        replace_file(target, drawing + "\n")
    except OSError as failure:
        problem = failure.strerror or ""
        words = messages("proving.test.unwritable", name=shown(target), problem=problem)
        invocation.errors.say(words)
        return 1
    invocation.out.say(messages("proving.graph.written", name=shown(target)))
    return 0
