"""The group of a noun: list, show, add, edit and remove from the kind, and what the noun can do besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

import click

from kapta_tui.cli.lazy import Entry, LazyGroup
from kapta_tui.domain.fields import Kind
from kapta_tui.domain.kinds import KINDS


def noun_group(
    kind_name: str,
    help: str,  # noqa: A002
    more: Mapping[str, Entry] | None = None,
    without: tuple[str, ...] = (),
) -> LazyGroup:
    """Return the group of a kind's noun; `more` adds commands or takes the place of those every noun has."""
    kind = KINDS[kind_name]
    made = {name: entry for name, entry in _generic(kind).items() if name not in without}
    return LazyGroup(kind.noun, entries=made | dict(more or {}), help=help)


def _generic(kind: Kind) -> dict[str, Entry]:
    return {
        "list": Entry(f"the {kind.name} there are", partial(_make, "listing", kind)),
        "show": Entry(f"everything about one {kind.noun}", partial(_make, "showing", kind)),
        "add": Entry(f"a new {kind.noun}", partial(_make, "adding", kind)),
        "edit": Entry("change fields", partial(_make, "editing", kind)),
        "remove": Entry("with all that belongs to it; undo brings it back", partial(_make, "removing", kind)),
    }


def _make(name: str, kind: Kind) -> click.Command:
    # Imported when a command is used: the help of a group needs the names alone.
    maker: Callable[[Kind], click.Command] = getattr(import_module("kapta_tui.cli.nouns.generic"), name)
    return maker(kind)
