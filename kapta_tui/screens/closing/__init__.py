"""Closing from any screen: what a risk is closed with, and what becomes of the tasks below an action."""

from __future__ import annotations

from kapta_tui.screens.closing.flow import ask_to_close
from kapta_tui.screens.closing.tasks import ask_about_tasks

__all__ = ["ask_about_tasks", "ask_to_close"]
