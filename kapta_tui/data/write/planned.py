"""Plans made from a contract or an opportunity, and their dates led after its end (mission S3; features: row 76)."""

from __future__ import annotations

from datetime import date
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.read import planned
from kapta_tui.data.write import basic, outlines, records, templates
from kapta_tui.data.write.copying import shift_plan
from kapta_tui.data.write.together import Named
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import ANCHORS


@verb
def add_plan_from_template(
    tx: Transaction, source: Named, template: str, start: date | None = None
) -> list[int]:
    """Launch any template for a contract or an opportunity, and return the ids of the goals, which name it.

    A template that counts back from a contract's end does so from that of this contract, unless `start` is given.

    Raises:
        UsageError: `source` is neither, or there is no such template.
        NotFound: the record is gone.
        RuleError: as `add_goals_from_template`.
    """
    row = _source(tx, source)
    plan = tx.playbook.template(template)
    anchor = source[1] if plan.link == KINDS[source[0]].noun else None
    goals = templates.add_goals_from_template(tx, row.account_id, plan.code, start, anchor, source)
    return _made_from(tx, goals, source, row)


@verb
def add_plan_from_outline(tx: Transaction, source: Named, section: str, text: str) -> list[int]:
    """Add the goals of an outline for a contract or an opportunity, and return their ids; they name it.

    Raises: as `add_goal_outline`; UsageError when `source` is neither; NotFound.
    """
    row = _source(tx, source)
    goals = outlines.add_goal_outline(tx, row.account_id, section, text)
    return _made_from(tx, goals, source, row)


@verb
def edit_and_move(tx: Transaction, kind: str, record: int, values: Values, version: int | None = None) -> int:
    """Change a contract or opportunity and move its open plan by as many days as its end moved, as one change.

    `version` is the one that was read. Returns the id of the record. Raises as `edit_record` and `shift_plan`.
    """
    before = planned.anchor_day(tx.raw, kind, record)
    basic.edit_record(tx, kind, record, values, version)
    said, about = tx.sentence, records.account_id(records.load(tx, kind, record))
    tx.flush()
    after, plan = planned.anchor_day(tx.raw, kind, record), planned.open_plan(tx.raw, kind, record)
    if plan is not None and before is not None and after is not None and before != after:
        shift_plan(tx, plan.goals, (after - before).days)
        tx.say(f"{said}. {tx.sentence}", about, f"edit_{KINDS[kind].noun}")
    return record


def _source(tx: Transaction, source: Named) -> Any:
    kind, number = source
    if kind not in ANCHORS:
        raise UsageError(
            f"No plan is made from '{kind}'.", "Plans are made from contracts and opportunities."
        )
    return records.load(tx, kind, number)


def _made_from(tx: Transaction, goals: list[int], source: Named, row: Any) -> list[int]:
    noun = KINDS[source[0]].noun
    for number in goals:
        goal = records.load(tx, "goals", number)
        assert isinstance(goal, tables.Goal)
        goal.source, goal.source_id = noun, source[1]
    tx.say(f"{tx.sentence}; made from {noun} {records.label(row)}", row.account_id)
    return goals
