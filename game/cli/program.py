"""The program: its commands put together, run, and every fault said without a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from engine.plain_data import ContentError
from engine.session import ReplayError
from game.cli import (
    analysing,
    authoring,
    checking,
    completion,
    content,
    explaining,
    exploring,
    exporting,
    files,
    outbox,
    people,
    personal,
    plays,
    previewing,
    progressing,
    proving,
    scenarios,
    serving,
    translating,
    workshops,
)
from game.cli.commands import PROGRAM, Program, usage_line, usage_words
from game.cli.content_faults import problem_words
from game.cli.invocation import Invocation
from game.library import UnreadableScenarioError
from game.locale import LANGUAGES, Messages, preferred_language
from game.plain.voice import OutputFailed
from game.playing import UnreadableTextError
from game.store.errors import StoreError
from game.terminal import can_show_screens, drop_output, is_terminal

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def run(words: Sequence[str]) -> int:
    """Run the program on ``words``; returns its exit code. Never raises for what users do."""
    messages = Messages(preferred_language(_language_asked(words)))
    invocation = Invocation()
    try:
        code = _run(list(words), messages, invocation)
        if sys.stdout is not None:
            invocation.out.flush()
    except BrokenPipeError:
        drop_output()
        return FAILED
    except OutputFailed as failure:
        _tell_lost_output(str(failure), messages, invocation)
        return FAILED
    return code


def _run(words: list[str], messages: Messages, invocation: Invocation) -> int:
    program = build(messages)
    try:
        code = program.main(words, PROGRAM, standalone_mode=False, obj=invocation)
    except click.UsageError as mistake:
        _tell_mistake(mistake, program, invocation)
        return MISUSED
    except (KeyboardInterrupt, click.Abort):
        invocation.errors.say(messages("cli.fault.interrupted"))
        return INTERRUPTED
    except StoreError as fault:
        invocation.errors.say(messages(fault.key, **fault.params))
        return FAILED
    except UnreadableScenarioError as fault:
        checking.tell_unreadable(fault, messages, invocation.errors)
        return FAILED
    except (UnreadableTextError, ReplayError):
        invocation.errors.say(messages("cli.fault.old_text"))
        return FAILED
    except ContentError as fault:
        invocation.errors.say(
            messages("cli.fault.content", where=fault.where, problem=problem_words(fault, messages))
        )
        return FAILED
    except (BrokenPipeError, OutputFailed):
        raise
    except Exception as error:
        from game.crash import announce

        announce(error, invocation.folder, messages)
        return FAILED
    return code if isinstance(code, int) else DONE


def _tell_lost_output(detail: str, messages: Messages, invocation: Invocation) -> None:
    """Standard output is lost: say so where it can still be read."""
    try:
        invocation.errors.say(messages("cli.fault.output", detail=detail))
        invocation.errors.flush()
    except (BrokenPipeError, OutputFailed):
        pass
    drop_output()


def build(messages: Messages) -> Program:
    """The program and all its commands, with their words."""
    return Program(
        _without_command,
        messages,
        [
            *scenarios.commands(messages),
            *plays.commands(messages),
            *progressing.commands(messages),
            *content.commands(messages),
            *checking.commands(messages),
            *explaining.commands(messages),
            *authoring.commands(messages),
            *exploring.commands(messages),
            *proving.commands(messages),
            *previewing.commands(messages),
            *translating.commands(messages),
            *serving.commands(messages),
            *workshops.commands(messages),
            *exporting.commands(messages),
            *analysing.commands(messages),
            *outbox.commands(messages),
            *files.commands(messages),
            *people.commands(messages),
            *personal.commands(messages),
            *completion.commands(messages),
        ],
    )


def _without_command(invocation: Invocation) -> int | None:
    """The screens; lines where the terminal draws none; without one, how to play in lines."""
    if click.get_current_context().invoked_subcommand is not None:
        return None
    if can_show_screens():
        from game.tui.launch import run_app

        return run_app(invocation.folder, invocation.language)
    if is_terminal(sys.stdin) and is_terminal(sys.stdout):
        from game.cli.sittings import play_in_lines

        return play_in_lines(invocation, None, None, None, None)
    messages, voice = invocation.messages, invocation.out
    for key in ("no_screen", "how_to_play", "how_to_list", "how_to_help"):
        voice.say(messages(f"cli.welcome.{key}"))
    return DONE


def _tell_mistake(mistake: click.UsageError, program: Program, invocation: Invocation) -> None:
    voice, messages = invocation.errors, program.messages
    voice.say(usage_words(mistake, program))
    if mistake.ctx is not None:
        voice.exactly(usage_line(mistake.ctx.command, mistake.ctx, messages))
    path = PROGRAM if mistake.ctx is None else mistake.ctx.command_path
    voice.say(messages("cli.usage.help", command=f"{path} --help"))


def _language_asked(words: Sequence[str]) -> str | None:
    """``--lang`` wherever it stands: the words of a mistake depend on it."""
    asked = None
    for index, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name == "--lang":
            value = value if equals else next(iter(words[index + 1 : index + 2]), "")
            asked = value if value in LANGUAGES else asked
    return asked
