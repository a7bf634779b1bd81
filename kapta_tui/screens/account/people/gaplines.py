"""Lines among the key players that are no contacts: coverage gaps (domain.md 3.3), and accounts of a family.

A gap says what is missing and which key mends it; an account stands above those who are known there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kapta_tui.data.read.records import Record
from kapta_tui.domain.contacts import Gap, KeyPlayer
from kapta_tui.domain.fields import Values
from kapta_tui.domain.text import one_line
from kapta_tui.screens.account.people.loading import Group, People
from kapta_tui.widgets.cells import HOLD, Cell, CellPart

_MENDS: Mapping[str, tuple[str, str]] = {
    "role_empty": ("n", "adds one"),
    "role_hostile": ("n", "adds another"),
    "power_silent": ("n", "notes"),
    "single_threaded": ("n", "notes"),
    "reports_to_cycle": ("e", "mends it"),
    "reports_to_left": ("e", "mends it"),
}


def said_rows(people: People) -> dict[int, Record]:
    """Return a line for each gap and for each account, in this order, under ids below 0, which no record has."""
    said = [*(f"⚠ {gap.text}" for gap in people.gaps), *(group.account.name for group in people.groups)]
    return {-place: {"id": -place, "name": words} for place, words in enumerate(said, 1)}


def gap_at(people: People, number: object) -> Gap | None:
    """Return the gap whose line has the id `number`, None for any other line."""
    is_gap = isinstance(number, int) and -len(people.gaps) <= number < 0
    return people.gaps[-number - 1] if is_gap and isinstance(number, int) else None


def group_at(people: People, number: object) -> Group | None:
    """Return the account whose line has the id `number`, None for any other line."""
    place = -number - 1 - len(people.gaps) if isinstance(number, int) else -1
    return people.groups[place] if 0 <= place < len(people.groups) else None


def grouped(people: People, order: Sequence[int]) -> Iterator[int]:
    """Yield the ids of all lines, account after account: its own, its contacts in `order`, its gaps."""
    for place, group in enumerate(people.groups, 1):
        yield -len(people.gaps) - place
        contacts = set(group.contacts)
        yield from (number for number in order if number in contacts)
        yield from (-gap - 1 for gap in group.gaps)


def gap_cell(gap: Gap, account: str = "") -> Cell:
    """Return the words of a gap's line, with the name of its account where that is given."""
    key, what = _MENDS[gap.rule]
    whose: list[CellPart] = [(f"{one_line(account)}: ", "muted")] if account else []
    return [("⚠ ", "warn"), *whose, gap.text, HOLD, f"  {key}", (f" {what}", "muted")]


def group_cell(group: Group) -> Cell:
    """Return the words of an account's line: its name, and how many are known there."""
    return [(one_line(group.account.name), "strong"), (f" {len(group.contacts)}", "muted")]


def mending(gap: Gap, players: Mapping[int, KeyPlayer]) -> tuple[str, Values] | None:
    """Return the kind that `n` adds to mend a gap and what its form starts with; None where `e` mends it."""
    if gap.rule in ("role_empty", "role_hostile"):
        return "contacts", {"role": gap.role}
    if gap.rule == "power_silent":
        return "notes", {"contacts": tuple(players[one].name for one in gap.contacts if one in players)}
    return ("notes", {}) if gap.rule == "single_threaded" else None
