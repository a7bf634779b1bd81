"""What an import did, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kapta_tui.domain.text import one_line
from kapta_tui.exchange.outcomewords import notes_of, people_words, unchanged_words

if TYPE_CHECKING:
    from kapta_tui.exchange.outcome import FileOutcome, ImportOutcome

_COUNTS = ("created", "updated", "unchanged", "rejected", "skipped")


def outcome_words(outcome: ImportOutcome) -> Iterator[str]:
    """Yield the lines that tell what became of every table, with the first ten reasons of each."""
    for item in outcome.files:
        yield from _file(item, dry_run=outcome.dry_run)
    yield from people_words(outcome)
    if outcome.dry_run:
        yield "This was a trial run; nothing was changed."
    elif nothing := unchanged_words(outcome):
        yield nothing


def _file(item: FileOutcome, *, dry_run: bool) -> Iterator[str]:
    rows = f"{item.rows} row{'' if item.rows == 1 else 's'}"
    place = one_line(f"{item.file}, {item.table}" if item.table and item.table != item.file else item.file)
    if item.links:
        yield f"{place}: {rows} read as {item.links}."
    elif not item.kind:
        yield f"{place}: not imported."
    elif not item.rows:
        yield f"{place}: read as {item.kind}, but there are no rows below the column names."
    else:
        by = f" ({item.preset})" if item.preset else ""
        counts = [f"{getattr(item, name)} {name}" for name in _COUNTS if getattr(item, name)]
        would = "would be " if dry_run else ""
        yield f"{place}: {rows} read as {item.kind}{by}; {would}{', '.join(counts) or 'none used'}."
    for line in notes_of(item, "--create-fields keeps them", "--create-accounts", "--account NAME"):
        yield f"  {line}"
