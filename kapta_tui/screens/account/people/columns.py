"""The columns of the key players in each view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from rich.cells import cell_len

from kapta_tui.data.read.people import Colleague
from kapta_tui.data.read.records import Record
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.relationships import SCALE, in_words
from kapta_tui.domain.text import one_line
from kapta_tui.screens.account.columns import NOTHING, record_columns
from kapta_tui.screens.account.people.loading import People
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, parts_of
from kapta_tui.widgets.listing import Column
from kapta_tui.widgets.listing.columns import GAP, GUTTER

NAMES: Final = ("name", "title", "role", "friendliness", "power", "last_contact", "open_actions")
"""The fields shown of a contact."""

QUIET: Final = "quiet"
"""The key of the column that says how long nobody has spoken to them; no field of a contact."""

LEAST_NAME: Final = 22
"""Cells of the name beside the matrix."""

_SHORTEST_NAME: Final = 16
"""Fewest cells of a name in the list."""

_WIDEST_CHOICE: Final = 17
"""Most cells of what weighs in a decision."""

_BRANCH: Final = 24
"""Fewest cells of a name in the tree, behind the lines that lead to it."""

_WIDEST: Final = 14
"""Most cells of a colleague's column."""


def list_columns(people: People) -> tuple[Column[Record], ...]:
    """Return the columns of the list: the fields, and how many days ago the last contact was."""
    quiet = Column[Record](
        QUIET, "Ago", partial(_quiet, people), width=6, sortable=False, align="right", priority=18
    )
    found = {column.key: column for column in record_columns("contacts", NAMES, people.playbook)}
    # What weighs in a decision, and silence, matter more than what a card says.
    changed = {
        "name": found["name"]._replace(minimum=_SHORTEST_NAME),
        "title": found["title"]._replace(priority=14),
        **_actions(found),
        **_weight(people, found),
    }
    name, *others = (changed.get(key, column) for key, column in found.items())
    return (name, *([_account_column(people)] if people.groups else []), *others, quiet)


def _actions(found: Mapping[str, Column[Record]]) -> dict[str, Column[Record]]:
    """Return the column of the number of open actions, empty where there is none (features: row 86)."""
    if "open_actions" not in found:
        return {}
    column = found["open_actions"]

    def cell(row: Record) -> Cell:
        return column.cell(row) if row.get("open_actions") else NOTHING

    return {"open_actions": column._replace(title="Actions", width=8, priority=16, cell=cell)}


def _account_column(people: People) -> Column[Record]:
    """Return the column of the contacts' accounts."""
    return Column[Record](
        "account", "Account", partial(_account, people), minimum=20, wish=26, maximum=34, priority=20
    )


def _account(people: People, row: Record) -> Cell:
    number = row["id"]
    group = people.group_of(number) if isinstance(number, int) else None
    return "" if group is None else one_line(group.account.name)


def _weight(people: People, found: Mapping[str, Column[Record]]) -> dict[str, Column[Record]]:
    """Return the columns of what weighs in a decision, no wider than their longest value."""
    heads = {"role": "Role", "friendliness": "Friendly", "power": "Power"}
    return {
        key: found[key]._replace(title=head, width=_choice_width(people, key, head), priority=17)
        for key, head in heads.items()
        if key in found
    }


def _choice_width(people: People, key: str, head: str) -> int:
    """Return the cells of the longest label of a choice, at most those of the widest column."""
    choices = people.playbook.choices(KINDS["contacts"].by_name[key].choices)
    longest = max((cell_len(choice.label) for choice in choices), default=0)
    return max(cell_len(head) + 2, min(_WIDEST_CHOICE, longest))


def tree_columns(people: People) -> tuple[Column[Record], ...]:
    """Return the columns of the tree: who reports to whom, and what weighs in a decision."""
    columns = record_columns("contacts", ("name", "role", "friendliness", "power", "title"), people.playbook)
    found = {column.key: column for column in columns}
    found |= _weight(people, found)
    found["name"] = found["name"]._replace(
        title="Reports to", cell=partial(_branch, people), minimum=_BRANCH, wish=32
    )
    return tuple(column._replace(sortable=False) for column in found.values())


def matrix_columns(
    people: People, shown: Sequence[Colleague], cell: Callable[[int, Record], Cell]
) -> tuple[Column[Record], ...]:
    """Return the name and a column for each colleague of `shown`, whose id `cell` takes."""
    name = record_columns("contacts", NAMES[:1], people.playbook)[0]
    width = colleague_width(people)
    return (
        name._replace(minimum=LEAST_NAME, wish=LEAST_NAME, cell=partial(_who, people), sortable=False),
        *(
            Column[Record](
                f"u{one.id}",
                f"{one_line(one.name)}{' (owner)' if one.is_owner and width > cell_len(one.name) + 7 else ''}",
                partial(cell, one.id),
                width=width,
                sortable=False,
                priority=19,
            )
            for one in shown
        ),
    )


def colleague_width(people: People) -> int:
    """Return the cells of a colleague's column: the longest strength in the cursor's brackets, or the longest name."""
    codes = [None, *(choice.code for choice in people.playbook.choices(SCALE))]
    strengths = (cell_len(in_words(people.playbook, code)) + 2 for code in codes)
    names = (cell_len(one_line(one.name)) for one in people.colleagues)
    return min(_WIDEST, max(*strengths, *names))


def colleagues_in(width: int, people: People) -> int:
    """Return how many colleagues' columns fit beside the names in `width` cells; at least one."""
    return max(1, (width - GUTTER - LEAST_NAME) // (colleague_width(people) + GAP))


def _who(people: People, row: Record) -> Cell:
    number = row["id"]
    player = people.players.get(number) if isinstance(number, int) else None
    name = one_line(str(row.get("name") or ""))
    return [(name, "muted"), HOLD, (" ✗ left", "muted")] if player is not None and player.has_left else name


def _branch(people: People, row: Record) -> Cell:
    number = row["id"]
    branch = people.branches.get(number) if isinstance(number, int) else None
    who = _who(people, row)
    if branch is None:
        return who
    parts: list[CellPart] = [(branch.glyphs, "muted"), *parts_of(who)]
    if branch.in_circle:
        parts += [*([] if HOLD in parts else [HOLD]), (" ↻ in a circle", "warn")]
    return parts


def _quiet(people: People, row: Record) -> Cell:
    number = row["id"]
    player = people.players.get(number) if isinstance(number, int) else None
    if player is None or player.has_left:
        return ("·", "muted")
    if player.last_contact is None:
        return ("never", "muted")
    days = (people.today - player.last_contact).days
    is_long = days > people.playbook.coverage.strong_contact_days
    return (days_words(people.today, player.last_contact), "warn" if is_long else "muted")


def days_words(today: date, day: date) -> str:
    """Return how long ago a day was: "today", "12 d"."""
    days = (today - day).days
    return "today" if days <= 0 else f"{days} d"
