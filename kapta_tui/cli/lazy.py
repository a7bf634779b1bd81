"""Groups whose commands are made when they are used: `kapta --help` imports none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

import click


class Entry(NamedTuple):
    """One command of a group: its line in the help, how it is made, and the heading it stands under."""

    help: str
    load: Callable[[], click.Command]
    section: str = "Commands"


class LazyGroup(click.Group):
    """A group that knows its commands by name and help line only."""

    def __init__(self, name: str | None = None, *, entries: Mapping[str, Entry], **attributes: Any) -> None:
        super().__init__(name, **attributes)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they were declared."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make the command called `cmd_name`; None when there is none."""
        entry = self.entries.get(cmd_name)
        return None if entry is None else entry.load()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help lines under their headings without making a command."""
        for section in dict.fromkeys(entry.section for entry in self.entries.values()):
            with formatter.section(section):
                formatter.write_dl(
                    [(name, entry.help) for name, entry in self.entries.items() if entry.section == section]
                )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with; a slip of the pen is answered with what is near."""
        if args and args[0] not in self.entries and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.entries, n=3, cutoff=0.6)
            raise click.UsageError(
                f"There is no command '{args[0]}'." + (f" Did you mean {' or '.join(near)}?" if near else ""),
                ctx,
            )
        return super().resolve_command(ctx, args)


def module(path: str) -> Callable[[], click.Command]:
    """Return what imports a command when asked: `path` is `module:name`, relative to this package."""
    return partial(_imported, path)


def _imported(path: str) -> click.Command:
    place, _, name = path.partition(":")
    command = getattr(import_module(f"kapta_tui.cli.{place}"), name)
    assert isinstance(command, click.Command)
    return command
