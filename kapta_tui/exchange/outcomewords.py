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
"""Reasons that are told of each table (interface.md 1)."""
_PLACES = 3
"""Places that are named of each reason."""
_PEOPLE = 5
_LONG_ID = 12


def notes_of(item: FileOutcome, keep: str = "", make: str = "", give: str = "") -> Iterator[str]:
    """Yield what was rejected and left out, then how the file was read, then its unused columns, one line each.

    `keep` says how columns that fit no field can be kept, for kinds that have room for them; `make` names the
    option that makes accounts, `give` the one that gives rows an account.
    """
    options = (make, give)
    yield from _grouped("", item.reasons, options)
    yield from _grouped("cell left out, ", item.warnings, options)
    for reason, count in item.skips.items() if item.kind else ():
        yield f"skipped {count}: {one_line(reason)}"
    yield from map(one_line, item.notes)
    if item.details:
        yield one_line(item.details)
    if item.unmatched and item.kind:
        how = f"; {keep}" if item.kind in CUSTOM_KINDS else ""
        yield f"columns left out: {one_line(', '.join(item.unmatched))}{how}"


def unchanged_words(outcome: ImportOutcome) -> str:
    """Return that an import changed nothing because the store holds its rows already, "" where it is not so."""
    if outcome.dry_run or outcome.event is not None or not any(item.unchanged for item in outcome.files):
        return ""
    what = "the other rows" if outcome.rejected else "all of it"
    return "" if outcome.rolled_back else f"Nothing changed: the store holds {what} already."


def people_words(outcome: ImportOutcome) -> Iterator[str]:
    """Yield who was made because a row named them; who is only known by an id is told apart."""
    ids = people_by_id(outcome)
    named = [name for name in outcome.people if name not in ids]
    if named:
        yield f"People made: {one_line(', '.join(named))}."
    if ids:
        more = f" and {len(ids) - _PEOPLE} more" if len(ids) > _PEOPLE else ""
        shown = f"{one_line(', '.join(ids[:_PEOPLE]))}{more}"
        yield f"People made from ids: {shown}; import the users file along to name them."


def people_by_id(outcome: ImportOutcome) -> list[str]:
    """Return those of the people made whose names look like ids of another program."""
    return [name for name in outcome.people if _is_id(name)]


def _is_id(name: str) -> bool:
    """Return whether a name is one word with digits that nobody is called by: a number, or a long code."""
    one_word = not any(char.isspace() for char in name) and "@" not in name
    return name.isdigit() or (one_word and len(name) >= _LONG_ID and any(char.isdigit() for char in name))


def lost_words(outcome: ImportOutcome, number: Callable[[int], str] = str) -> str:
    """Return how many rows were rejected and cells left out and what that means for the rest, "" for none."""
    kept = "nothing was changed" if outcome.dry_run or outcome.event is None else ""
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


def _grouped(what: str, cells: Sequence[Reject], options: tuple[str, str]) -> Iterator[str]:
    """Yield a line for each reason, whatever the values it names, with how many rows it holds for and the first."""
    groups: dict[tuple[str, str], list[Reject]] = {}
    for cell in cells:
        groups.setdefault((cell.column, _without_value(cell)), []).append(cell)
    for found in list(groups.values())[:_REASONS]:
        first = found[0]
        column = f"column {one_line(first.column)}: " if first.column else ""
        if len(found) == 1:
            place = f"{first.place}, " if column else f"{first.place}: "
            yield f"{what}{place}{column}{_advice(first.reason, options)}"
        else:
            told = {cell.reason for cell in found}
            reason = first.reason if len(told) == 1 else _without_value(first)
            yield f"{what}{column}{_advice(reason, options)} ({len(found)} rows: {_places(found, len(told) > 1)})"
    rest = list(groups.values())[_REASONS:]
    if rest:
        yield f"and {sum(map(len, rest))} more, for {len(rest)} other reason{'' if len(rest) == 1 else 's'}"


def _without_value(cell: Reject) -> str:
    return cell.reason.replace(f"'{cell.value}'", "'…'") if cell.value else cell.reason


def _places(found: Sequence[Reject], with_values: bool) -> str:
    """Return where the first rows stand: "lines 2, 3, 4 …", or "line 2 'Ann', line 3 'Bo' …"."""
    first, more = found[:_PLACES], " …" if len(found) > _PLACES else ""
    if with_values:
        return ", ".join(f"{cell.place} '{one_line(cell.value)}'" for cell in first) + more
    if found[0].record:
        return f"records {', '.join(str(cell.record) for cell in first)}{more}"
    return f"lines {', '.join(str(cell.line) for cell in first)}{more}"


def _advice(reason: str, options: tuple[str, str]) -> str:
    """Return a reason in one line, its advice with the option that follows it."""
    from kapta_tui.data.write.bulk_load import GIVE_ONE, HAVE_MADE

    for advice, option in zip((HAVE_MADE, GIVE_ONE), options, strict=True):
        if option:
            reason = reason.replace(advice, f"{advice} with {option}")
    return one_line(reason)
