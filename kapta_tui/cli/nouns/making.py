"""The group of a noun: list, show, add, edit, history and remove from the kind, and what the noun can do besides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

import typer

from kapta_tui.cli.lazy import Entry, entries_of, lazy_app
from kapta_tui.domain.fields import Kind


def noun_group(
    kind: Kind, about: str, own: typer.Typer | None = None, without: tuple[str, ...] = ()
) -> typer.Typer:
    """Return the app of a kind's noun; `own` adds commands or takes the place of those every noun has."""
    made = {name: entry for name, entry in _generic(kind).items() if name not in without}
    return lazy_app(kind.noun, made | (entries_of(own) if own is not None else {}), help=about)


def naming_help(kind: Kind) -> str:
    """Return the paragraph of a command's help that says how a record is named."""
    if kind.name == "risks":
        return "\n\nA risk is named by its id, or by its account: then it is the active one, else the newest."
    if not kind.owner:
        return f"\n\n{kind.noun.upper()} is a name or an id."
    return "\n\nRECORD is a name or an id; ACCOUNT before it says which, where several are called that."


def _generic(kind: Kind) -> dict[str, Entry]:
    return {
        "list": Entry(f"the {kind.many} there are", partial(_make, "listing", kind)),
        "show": Entry(f"everything about one {kind.spoken}", partial(_make, "showing", kind)),
        "add": Entry(f"a new {kind.spoken}", partial(_make, "adding", kind)),
        "edit": Entry("change fields", partial(_make, "editing", kind)),
        "history": Entry("who changed what, and what stood there before", partial(_make, "histories", kind)),
        "remove": Entry("with all that belongs to it; undo brings it back", partial(_make, "removing", kind)),
    }


def _make(name: str, kind: Kind) -> typer.Typer:
    # Imported when a command is used: the help of a group needs the names alone.
    maker: Callable[[Kind], typer.Typer] = getattr(import_module("kapta_tui.cli.nouns.generic"), name)
    return maker(kind)
