"""The administrator's rules in the app: the health score value by value, the rest as text (interface.md 4)."""

from __future__ import annotations

from kapta_tui.screens.playbook.dialog import open_playbook

__all__ = ["open_playbook"]
