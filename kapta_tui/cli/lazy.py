"""Groups whose commands are made when they are used: `kapta --help` imports none of them.

The one module that reaches for private names of Typer: its groups are meant to be subclassed, but what their
methods take and return has no public name, and neither has what teaches it the shells it can complete for, nor
what it checks values with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import typer
from typer._coercion import RuntimeParam
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter, Parameter
    from typer.core import _TyperParameter

_WRONG_USAGE = 2


class _Parsed(RuntimeParam):
    """A value of the command line, checked by the parser of its parameter alone."""

    def _coerce_value(self, value: Any, param: _TyperParameter, ctx: Context) -> Any:
        parse = self.parameter_info.parser
        if parse is None:
            return value
        return [parse(item) for item in value] if param.multiple or param.nargs == -1 else parse(value)


def _check_by_parser(params: Sequence[Parameter]) -> None:
    """Spare flags and parameters with a parser the way through pydantic, whose import takes as long as a list.

    Typer looks for what checks a value there first; were that to change, commands would be slower and the same.
    """
    for param in params:
        if isinstance(param, TyperOption | TyperArgument):
            described = param.type_descriptor
            if described.annotation is bool or described.parameter_info.parser is not None:
                param._runtime_param = _Parsed(described.parameter_info, described.annotation)


def _checked(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        _check_by_parser([option])
    return option


class Entry(NamedTuple):
    """One command of a group: its line in the help, how it is made, and the heading it stands under."""

    help: str
    load: Callable[[], typer.Typer]
    section: str = "Commands"


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and help line only."""

    entries: ClassVar[Mapping[str, Entry]] = {}

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        _check_by_parser(self.params)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return `--help`."""
        return _checked(super().get_help_option(ctx))

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names in the order in which they were declared."""
        return list(self.entries)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Make the command called `cmd_name`; None when there is none."""
        entry = self.entries.get(cmd_name)
        return None if entry is None else get_command(entry.load())

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help lines under their headings without making a command."""
        for section in dict.fromkeys(entry.section for entry in self.entries.values()):
            with formatter.section(section):
                formatter.write_dl(
                    [(name, entry.help) for name, entry in self.entries.items() if entry.section == section]
                )

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the options before the command; where a command has to follow and none does, say which there are."""
        if not args and not self.invoke_without_command and not ctx.resilient_parsing:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(_WRONG_USAGE)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the command that `args` begin with; a slip of the pen is answered with what is near."""
        if args and args[0] not in self.entries and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.entries, n=3, cutoff=0.6)
            meant = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"There is no command '{args[0]}'.{meant}")
        return super().resolve_command(ctx, args)


class PlainCommand(TyperCommand):
    """A command whose arguments are explained by its text: they stand in the usage line as they are typed."""

    def __init__(self, name: str | None, **given: Any) -> None:
        super().__init__(name, **given)
        _check_by_parser(self.params)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return `--help`."""
        return _checked(super().get_help_option(ctx))

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what follows the name in the usage line."""
        arguments = [param.metavar or param.name for param in self.params if isinstance(param, TyperArgument)]
        return [self.options_metavar or "", *arguments]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write what the options are."""
        options = [param for param in self.get_params(ctx) if isinstance(param, TyperOption)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        with formatter.section("Options"):
            formatter.write_dl(records)


def plain_app(**given: Any) -> typer.Typer:
    """Return an empty Typer app whose help is plain text; `given` is handed on."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, **given)


def lazy_app(name: str, entries: Mapping[str, Entry], **given: Any) -> typer.Typer:
    """Return the app of a group that makes the commands in `entries` when they are used."""
    group = type("Group", (LazyGroup,), {"entries": entries})
    app = plain_app(name=name, cls=group, **given)
    # Typer takes an app that has neither commands nor a callback for a mistake.
    app.callback()(_nothing)
    return app


def single(run: Callable[..., Any], name: str, about: str | None) -> typer.Typer:
    """Return the app of one command; without `about` its help is the docstring of `run`."""
    app = plain_app()
    app.command(name, cls=PlainCommand, help=about)(run)
    return app


def entries_of(app: typer.Typer) -> dict[str, Entry]:
    """Return the commands of an app for a lazy group; their short help is their line there."""
    return {
        info.name: Entry(info.short_help or "", partial(_one_of, app, info.name))
        for info in app.registered_commands
        if info.name is not None
    }


def group_in(place: str) -> Callable[[], typer.Typer]:
    """Return what imports the `group` of a module when asked; `place` is relative to this package."""
    return lambda: _member(place, "group")


def command_in(place: str, name: str) -> Callable[[], typer.Typer]:
    """Return what imports a module when asked and takes the command called `name` out of its `app`."""
    return lambda: _one_of(_member(place, "app"), name)


def prepare_completion() -> None:
    """Let the program answer a shell that asks how a command line goes on.

    Typer does so by itself only together with its options `--install-completion` and `--show-completion`.
    """
    from typer._completion_classes import completion_init

    completion_init()


def _member(place: str, name: str) -> typer.Typer:
    found = getattr(import_module(f"kapta_tui.cli.{place}"), name)
    assert isinstance(found, typer.Typer)
    return found


def _one_of(app: typer.Typer, name: str) -> typer.Typer:
    (info,) = (info for info in app.registered_commands if info.name == name)
    assert info.callback is not None
    return single(info.callback, name, info.help)


def _nothing() -> None:
    pass
