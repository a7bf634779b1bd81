"""The options `--json` and `--format`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any] | click.Command)

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md")


def _same_name(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    """`--json` is `--format json`."""
    if value:
        ctx.params["format"] = "json"


def parameters() -> list[click.Parameter]:
    """Return the two options; a command gets `format`, None when neither was given."""
    return [
        click.Option(
            ["--format"],
            type=click.Choice(FORMATS),
            is_eager=True,
            help="Default: table on a terminal, tab-separated lines in a pipe.",
        ),
        click.Option(
            ["--json"], is_flag=True, expose_value=False, callback=_same_name, help="Same as --format json."
        ),
    ]


def output_options(command: F) -> F:
    """Give a command the two options."""
    if isinstance(command, click.Command):
        command.params.extend(parameters())
        return command
    decorated: Any = command
    decorated.__click_params__ = [*reversed(parameters()), *getattr(decorated, "__click_params__", [])]
    return command
