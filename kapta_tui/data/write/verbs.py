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
from kapta_tui.data.write.notes import add_note
from kapta_tui.data.write.outlines import add_goal_outline
from kapta_tui.data.write.plans import (
    complete_action,
    complete_goal,
    complete_objective,
    move_action_dates,
    reopen_action,
    reopen_goal,
    reopen_objective,
    reorder,
    start_action,
    update_action,
)
from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.data.write.risks import (
    add_risk_reason,
    close_risk,
    edit_risk,
    move_risk,
    reopen_risk,
    start_risk,
)
from kapta_tui.data.write.tasks import done_task, reopen_task
from kapta_tui.data.write.templates import add_goals_from_template

__all__ = [
    "add_goal_outline",
    "add_goals_from_template",
    "add_note",
    "add_record",
    "add_risk_reason",
    "archive_account",
    "close_risk",
    "complete_action",
    "complete_goal",
    "complete_objective",
    "done_task",
    "edit_record",
    "edit_risk",
    "join_account",
    "leave_account",
    "move_action_dates",
    "move_risk",
    "remove_record",
    "reopen_action",
    "reopen_goal",
    "reopen_objective",
    "reopen_risk",
    "reopen_task",
    "reorder",
    "set_playbook",
    "start_action",
    "start_risk",
    "update_action",
]
