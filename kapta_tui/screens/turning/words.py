"""The links between what was written down and the work made from it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kapta_tui.data.read.worked import LinkedWork, Origin
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import SIGNS
from kapta_tui.domain.text import one_line
from kapta_tui.widgets.cells import Cell, CellPart, Token
from kapta_tui.widgets.preview import Fact

ARROW = "→"
"""Stands before work that was made from something."""


def became_facts(made: Sequence[LinkedWork], today: date) -> list[Fact]:
    """Return what became of a record as one fact, none where nothing did."""
    return [Fact("Became", tuple(_work_cell(one, today) for one in made), hangs=True)] if made else []


def _work_cell(one: LinkedWork, today: date) -> Cell:
    """Return work with its kind, its day and whether it is done."""
    parts: list[CellPart] = [
        (f"{ARROW} ", "accent"),
        (f"{KINDS[one.kind].noun} ", "muted"),
        one_line(one.name),
    ]
    if one.done_on is not None:
        return [*parts, (f" · ✓ done {one.done_on}", "good")]
    if one.due is not None:
        parts.append((f" · due {one.due}", "bad" if one.is_overdue(today) else "muted"))
    return [*parts, (" · late" if one.is_overdue(today) else " · open", "muted")]


def became_line(made: Sequence[LinkedWork]) -> str:
    """Return what became of a record in one line, for the border of a list; empty where nothing did."""
    words = [f"{KINDS[one.kind].noun} {one_line(one.name)}{'' if one.is_open else ' (done)'}" for one in made]
    return f"{ARROW} {', '.join(words)}" if words else ""


def mark(made: Sequence[LinkedWork] | int) -> list[tuple[str, Token]]:
    """Return the sign and number of what became of a record, for its line in a list."""
    count = made if isinstance(made, int) else len(made)
    return [(f"{ARROW}{count} ", "accent")] if count else []


def origin_words(origin: Origin) -> str:
    """Return "note of 2026-11-20: Called the sponsor", "$ contract: C-104", "risk opened on 2026-11-20"."""
    what = f"{sign_of(origin)}{KINDS[origin.kind].spoken}"
    if origin.kind == "risks":
        return f"{what} opened on {origin.name}"
    day = f" of {origin.day}" if origin.day is not None else ""
    return f"{what}{day}: {one_line(origin.name)}"


def origin_line(origin: Origin | None) -> str:
    """Return where work comes from in one line, for the border of a list; empty where it comes from nothing."""
    return "" if origin is None else f"from {origin_words(origin)}"


def sign_of(origin: Origin) -> str:
    """Return the sign of work made from a contract, "$ ", or an opportunity, "▽ "; empty for other work."""
    sign = SIGNS.get(KINDS[origin.kind].noun, "")
    return f"{sign} " if sign else ""
