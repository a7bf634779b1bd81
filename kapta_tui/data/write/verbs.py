"""Every verb, for callers that name them; importing this fills `VERBS`."""

from __future__ import annotations

from kapta_tui.data.write.basic import (
    add_record,
    archive_account,
    edit_record,
    join_account,
    leave_account,
    remove_record,
)
from kapta_tui.data.write.batches import (
    archive_accounts,
    close_risks,
    complete_records,
    remove_records,
    reopen_records,
    start_work,
    update_work,
)
from kapta_tui.data.write.copying import copy_goals, shift_plan, shift_to
from kapta_tui.data.write.merging import merge_accounts
from kapta_tui.data.write.metrics import record_metric, remove_metric_value
from kapta_tui.data.write.notes import add_note
from kapta_tui.data.write.outlines import add_goal_outline
from kapta_tui.data.write.planned import add_plan_from_outline, add_plan_from_template, edit_and_move
from kapta_tui.data.write.planning import assign_work, complete_with_note, set_due, show_in_report
from kapta_tui.data.write.plans import (
    complete_action,
    complete_goal,
    complete_objective,
    move_action_dates,
    move_by,
    reopen_action,
    reopen_goal,
    reopen_objective,
    reorder,
    start_action,
    start_goal,
    update_action,
    update_goal,
)
from kapta_tui.data.write.playbooks import set_health, set_levels, set_playbook
from kapta_tui.data.write.players import link_players
from kapta_tui.data.write.products import set_products
from kapta_tui.data.write.relationships import set_relationship
from kapta_tui.data.write.reviews import move_review, tick_review
from kapta_tui.data.write.risks import (
    add_risk_reason,
    add_risk_reasons,
    close_risk,
    edit_risk,
    move_risk,
    reopen_risk,
    start_risk,
)
from kapta_tui.data.write.swot import review_swot
from kapta_tui.data.write.tasks import done_task, reopen_task
from kapta_tui.data.write.templates import add_goals_from_template
from kapta_tui.data.write.turning import add_work, address_risk

__all__ = [
    "add_goal_outline",
    "add_goals_from_template",
    "add_note",
    "add_plan_from_outline",
    "add_plan_from_template",
    "add_record",
    "add_risk_reason",
    "add_risk_reasons",
    "add_work",
    "address_risk",
    "archive_account",
    "archive_accounts",
    "assign_work",
    "close_risk",
    "close_risks",
    "complete_action",
    "complete_goal",
    "complete_objective",
    "complete_records",
    "complete_with_note",
    "copy_goals",
    "done_task",
    "edit_and_move",
    "edit_record",
    "edit_risk",
    "join_account",
    "leave_account",
    "link_players",
    "merge_accounts",
    "move_action_dates",
    "move_by",
    "move_review",
    "move_risk",
    "record_metric",
    "remove_metric_value",
    "remove_record",
    "remove_records",
    "reopen_action",
    "reopen_goal",
    "reopen_objective",
    "reopen_records",
    "reopen_risk",
    "reopen_task",
    "reorder",
    "review_swot",
    "set_due",
    "set_health",
    "set_levels",
    "set_playbook",
    "set_products",
    "set_relationship",
    "shift_plan",
    "shift_to",
    "show_in_report",
    "start_action",
    "start_goal",
    "start_risk",
    "start_work",
    "tick_review",
    "update_action",
    "update_goal",
    "update_work",
]
