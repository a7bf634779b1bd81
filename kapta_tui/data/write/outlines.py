"""Adding a goal, or several, from an indented outline (features: row 74)."""

from __future__ import annotations

from kapta_tui.data.write import planwriter, records
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain import outline
from kapta_tui.domain.fields import Value


@verb
def add_goal_outline(tx: Transaction, account: int, section: str | None, text: str) -> list[int]:
    """Add the goals of an outline with what is indented below them, by the section's levels; return their ids.

    Without a section it is the first of the playbook. Three levels read goal, objective, action, task; two read goal,
    action, task; one reads goals alone.

    Raises:
        UsageError: the outline is empty or ragged, or there is no such section.
        RuleError: a line is deeper than the section goes.
    """
    customer = records.load(tx, "accounts", account)
    place = tx.playbook.section(section or tx.playbook.first_section)
    goals: list[int] = []
    above: dict[str, int] = {}
    for line, kind in outline.read(text, place.levels, place.label):
        number = _add(tx, kind, account, place.code, line.text, above)
        kinds = outline.LEVELS[place.levels]
        above = {name: above[name] for name in kinds[: line.depth]} | {kind: number}
        if kind == "goals":
            goals.append(number)
    first = records.label(records.load(tx, "goals", goals[0]))
    more = f" and {len(goals) - 1} more" if len(goals) > 1 else ""
    tx.say(f"Added goal {first}{more} of {records.label(customer)}", account)
    return goals


def _add(tx: Transaction, kind: str, account: int, section: str, name: str, above: dict[str, int]) -> int:
    values: dict[str, Value] = {"account": account, "name": name}
    match kind:
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
