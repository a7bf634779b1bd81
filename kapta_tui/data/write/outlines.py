"""Adding a goal, or several, from an indented outline (features: row 74)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kapta_tui.data.write import planwriter, records
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain import outline
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import listed


@verb
def add_goal_outline(tx: Transaction, account: int, section: str | None, text: str) -> list[int]:
    """Add the goals of an outline with what is indented below them, by the section's levels; return their ids.

    Without a section it is the first of the playbook. Three levels read goal, objective, action, task; two read goal,
    action, task; one reads goals alone. The end of a line may say due date, start and owner (`domain.outlinewords`).

    Raises:
        UsageError: the outline is empty or ragged, what a line says cannot be read, or there is no such section.
        RuleError: a line is deeper than the section goes, or its dates contradict each other.
    """
    customer = records.load(tx, "accounts", account)
    place = tx.playbook.section(section or tx.playbook.first_section)
    kinds = outline.LEVELS[place.levels]
    entries = outline.read(text, place.levels, place.label, tx.today)
    goals: list[int] = []
    above: dict[str, int] = {}
    for entry in entries:
        number = _add(tx, entry, account, place.code, above)
        above = {name: above[name] for name in kinds[: entry.depth]} | {entry.kind: number}
        if entry.kind == "goals":
            goals.append(number)
    first = records.label(records.load(tx, "goals", goals[0]))
    more, below = _counts(entries)
    tx.say(f"Added goal {first}{more} of {records.label(customer)}{below}", account)
    return goals


def _counts(entries: Sequence[outline.Entry]) -> tuple[str, str]:
    """Return what is made besides the first goal: " and 1 more" and " with 2 objectives, 5 actions and 3 tasks"."""
    counts = Counter(entry.kind for entry in entries)
    others = counts.pop("goals") - 1
    below = listed([KINDS[kind].counted(counts[kind]) for kind in KINDS if counts[kind]])
    return f" and {others} more" if others else "", f" with {below}" if below else ""


def _add(tx: Transaction, entry: outline.Entry, account: int, section: str, above: dict[str, int]) -> int:
    values: dict[str, Value] = {"account": account, "name": entry.name, **entry.values}
    match entry.kind:
        case "goals":
            row = planwriter.insert_goal(tx, values | {"section": section}).id
        case "objectives":
            row = planwriter.insert_objective(tx, values | {"goal": above["goals"]}).id
        case "actions":
            under: dict[str, Value] = {"goal": above["goals"], "objective": above.get("objectives")}
            row = planwriter.insert_action(tx, values | under).id
        case _:
            row = planwriter.insert_task(tx, values | {"action": above["actions"]}).id
    assert row is not None
    return row
