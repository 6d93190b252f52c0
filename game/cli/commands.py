"""Commands whose help and mistakes are said in the user's language, from the catalogue.

A command named ``play`` finds its words under ``cli.play``, an option ``--seed`` under
``cli.option.seed``, an argument ``target`` under ``cli.argument.target``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from engine.diagnostics import closest
from game.cli.invocation import Invocation
from game.cli.parameters import NumberKind, TextKind, Word
from game.locale import LANGUAGES, Messages
from game.plain.lines import neutralised, wrapped
from game.plain.voice import width_of_terminal
from game.store.home import choose_database

Kind = TextKind | NumberKind
PROGRAM = "duettiste"
_TERM_COLUMNS = 26
"""Columns for the terms of a list in a help text."""
_SETTINGS = {
    "help_option_names": ["--help", "-h"],
    "auto_envvar_prefix": None,
}


class Misuse(click.UsageError):
    """A command that cannot be understood; its message is already in the user's words."""


class Command(click.Command):
    """``does`` receives the Invocation and the values; it returns the exit code (None is 0)."""

    def __init__(
        self,
        name: str,
        does: Callable[..., int | None],
        messages: Messages,
        parameters: Sequence[click.Parameter] = (),
    ) -> None:
        self.messages = messages
        super().__init__(
            name,
            callback=click.pass_obj(does),
            params=[*parameters, *general_options(messages)],
            context_settings={**_SETTINGS, "allow_extra_args": True},
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise Misuse(self.messages("cli.usage.extra", words=neutralised(" ".join(rest))), ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(super().get_help_option(ctx), self.messages)

    def get_help(self, ctx: click.Context) -> str:
        return help_text(self, ctx, self.messages)

    def get_short_help_str(self, limit: int = 45) -> str:
        del limit
        return self.messages(f"cli.{self.name}.short")


class Program(click.Group):
    """The program itself; ``does`` is what it does without a command."""

    def __init__(
        self, does: Callable[..., int | None], messages: Messages, commands: Sequence[Command]
    ) -> None:
        self.messages = messages
        super().__init__(
            PROGRAM,
            callback=click.pass_obj(does),
            params=[_version_option(), *general_options(messages)],
            commands={command.name or "": command for command in commands},
            invoke_without_command=True,
            context_settings=dict(_SETTINGS),
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            raise Misuse(_unknown(self.messages, "command", name, self.commands), ctx)
        return name, command, args[1:]

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(super().get_help_option(ctx), self.messages)

    def get_help(self, ctx: click.Context) -> str:
        return help_text(self, ctx, self.messages)


def option(messages: Messages, name: str, kind: Kind | None = None) -> click.Option:
    """An option ``--name``: a switch, or one that takes a value of ``kind``."""
    details: dict[str, Any] = {"help": messages(f"cli.option.{name}")}
    if kind is None:
        return click.Option([f"--{name}"], is_flag=True, **details)
    return click.Option(
        [f"--{name}"], type=kind, metavar=messages(f"cli.metavar.{name}"), **details
    )


def argument(
    messages: Messages,
    name: str,
    kind: Kind,
    *,
    required: bool = True,
    many: bool = False,
) -> click.Argument:
    return click.Argument(
        [name],
        type=kind,
        required=required,
        nargs=-1 if many else 1,
        metavar=messages(f"cli.metavar.{name}"),
    )


def general_options(messages: Messages) -> list[click.Option]:
    """``--lang``, ``--home`` and ``--database``, before or after the command."""
    language = click.Option(
        ["--lang"],
        type=Word(LANGUAGES, messages),
        metavar=messages("cli.metavar.lang"),
        help=messages("cli.option.lang"),
        expose_value=False,
        callback=_keep_language,
    )
    home = click.Option(
        ["--home"],
        metavar=messages("cli.metavar.home"),
        help=messages("cli.option.home"),
        expose_value=False,
        callback=_keep_home,
    )
    database = click.Option(
        ["--database"],
        metavar=messages("cli.metavar.database"),
        help=messages("cli.option.database"),
        expose_value=False,
        callback=_keep_database,
    )
    return [language, home, database]


def _keep_language(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None and isinstance(ctx.obj, Invocation):
        ctx.obj.language = value


def _keep_home(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None and isinstance(ctx.obj, Invocation):
        ctx.obj.home = value


def _keep_database(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None and not ctx.resilient_parsing:
        choose_database(value)


def _version_option() -> click.Option:
    def show(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            from game.crash import version

            click.echo(f"{PROGRAM} {version()}".strip())
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show
    )


def _help_option(found: click.Option | None, messages: Messages) -> click.Option | None:
    if found is not None:
        found.help = messages("cli.option.help")
    return found


def _unknown(messages: Messages, what: str, name: str, known: Iterable[str]) -> str:
    near = closest(name, known)
    shown = neutralised(name)
    if near:
        return messages(f"cli.usage.{what}_near", name=shown, near=near)
    return messages(f"cli.usage.{what}", name=shown)


def help_text(command: click.Command, ctx: click.Context, messages: Messages) -> str:
    """What a command does and takes, in lines."""
    width = width_of_terminal()
    pieces = [usage_line(command, ctx, messages), ""]
    pieces += wrapped(messages(f"cli.{command.name}.about"), width)
    if isinstance(command, click.Group):
        rows = [
            (name, command.commands[name].get_short_help_str())
            for name in command.list_commands(ctx)
        ]
        pieces += ["", messages("cli.help.commands"), *_rows(rows, width)]
    else:
        rows = [
            (str(it.metavar), messages(f"cli.argument.{it.name}"))
            for it in command.get_params(ctx)
            if isinstance(it, click.Argument)
        ]
        pieces += ["", *_rows(rows, width)] if rows else []
    rows = [
        (_option_term(it), it.help or messages("cli.option.version"))
        for it in command.get_params(ctx)
        if isinstance(it, click.Option)
    ]
    pieces += ["", messages("cli.help.options"), *_rows(rows, width)]
    return "\n".join(pieces)


def usage_line(command: click.Command, ctx: click.Context, messages: Messages) -> str:
    """How a command is written, on one line."""
    words = [ctx.command_path]
    words += [str(it.metavar) for it in command.get_params(ctx) if isinstance(it, click.Argument)]
    words.append(
        messages(
            "cli.help.any_command" if isinstance(command, click.Group) else "cli.help.any_option"
        )
    )
    return messages("cli.help.usage", words=" ".join(words))


def _option_term(option: click.Option) -> str:
    names = ", ".join((*option.opts, *option.secondary_opts))
    return names if option.is_flag or option.metavar is None else f"{names} {option.metavar}"


def _rows(rows: Sequence[tuple[str, str]], width: int | None) -> list[str]:
    lines = []
    for term, meaning in rows:
        lead = f"  {term}  ".ljust(_TERM_COLUMNS)
        if len(lead) > _TERM_COLUMNS:
            lines.append(lead.rstrip())
            lead = " " * _TERM_COLUMNS
        body = wrapped(meaning, None if width is None else width - _TERM_COLUMNS)
        lines.append(f"{lead}{body[0]}")
        lines += [" " * _TERM_COLUMNS + line for line in body[1:]]
    return lines


def usage_words(mistake: click.UsageError, program: Program) -> str:
    """A mistake on the command line, in the user's words."""
    messages = program.messages
    match mistake:
        case Misuse():
            return mistake.message
        case click.NoSuchOption():
            here = program if mistake.ctx is None else mistake.ctx.command
            known = [name for it in here.params for name in it.opts]
            return _unknown(messages, "option", mistake.option_name, known)
        case click.MissingParameter():
            shown = mistake.param.metavar if mistake.param is not None else ""
            return messages("cli.usage.missing", name=shown or "")
        case click.BadParameter(param=click.Option() as parameter):
            return messages("cli.usage.bad", name=parameter.opts[0], problem=mistake.message)
        case click.BadParameter():
            return mistake.message
        case click.BadOptionUsage():
            key = "no_value" if _is_switch(mistake.option_name, program) else "value"
            return messages(f"cli.usage.{key}", name=neutralised(mistake.option_name))
    return messages("cli.usage.unclear")


def _is_switch(name: str, program: Program) -> bool:
    """Whether an option of that name, of any command, takes no value."""
    parameters = [it for command in program.commands.values() for it in command.params]
    return name in {"--help", "-h"} or any(
        isinstance(it, click.Option) and it.is_flag and name in it.opts
        for it in (*parameters, *program.params)
    )
