"""What became of an import and of each of its files, in sentences for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from kapta_tui.domain.custom import CUSTOM_KINDS
from kapta_tui.domain.text import one_line

if TYPE_CHECKING:
    from kapta_tui.data.write.bulk_load import Reject
    from kapta_tui.exchange.outcome import FileOutcome, ImportOutcome

_REASONS = 10
"""Rejected rows that are explained one by one (interface.md 1)."""


def notes_of(item: FileOutcome, keep: str) -> Iterator[str]:
    """Yield how the file was read and what was skipped, left out or rejected, one line each.

    `keep` says how columns that fit no field can be kept, for kinds that have room for them.
    """
    if item.details:
        yield one_line(item.details)
    for reason, count in item.skips.items() if item.kind else ():
        yield f"skipped {count}: {one_line(reason)}"
    yield from map(one_line, item.notes)
    if item.unmatched and item.kind:
        how = f"; {keep}" if item.kind in CUSTOM_KINDS else ""
        yield f"columns left out: {one_line(', '.join(item.unmatched))}{how}"
    yield from _first("", item.reasons)
    yield from _first("cell left out, ", item.warnings)


def lost_words(outcome: ImportOutcome, number: Callable[[int], str] = str) -> str:
    """Return how many rows were rejected and cells left out and what that means for the rest, "" for none."""
    kept = "nothing was changed" if outcome.dry_run else ""
    if outcome.rolled_back:
        kept = "nothing was imported (--strict)"
    said = []
    if outcome.rejected:
        said.append(f"Rows rejected: {number(outcome.rejected)}; {kept or 'the others stand'}.")
    if outcome.left_out:
        rest = kept or "what else their rows hold stands"
        said.append(f"Cells left out: {number(outcome.left_out)}; {rest}.")
    return " ".join(said)


def mend_words(outcome: ImportOutcome) -> str:
    """Return where the rows stand that are to be mended, or why they could not be written; "" for neither."""
    if outcome.unwritten is not None:
        return one_line(str(outcome.unwritten))
    if not outcome.rejects:
        return ""
    names = one_line(", ".join(map(str, outcome.rejects)))
    return f"Mend them in {names} and import {'that file' if len(outcome.rejects) == 1 else 'those files'}."


def _first(what: str, cells: Sequence[Reject]) -> Iterator[str]:
    for cell in cells[:_REASONS]:
        column = f", column {one_line(cell.column)}" if cell.column else ""
        yield f"{what}{cell.place}{column}: {one_line(cell.reason)}"
    if len(cells) > _REASONS:
        yield f"and {len(cells) - _REASONS} more"
