"""Lists of tasks, wherever tasks are shown: the Tasks tab of an account, the page of an action."""

from __future__ import annotations

from kapta_tui.screens.tasks.listing import TaskList
from kapta_tui.screens.tasks.showing import TaskShow

__all__ = ["TaskList", "TaskShow"]
