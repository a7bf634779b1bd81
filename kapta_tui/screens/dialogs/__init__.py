"""Dialogs: a form, a confirmation, a choice, one line."""

from __future__ import annotations

from kapta_tui.screens.dialogs.base import Dialog
from kapta_tui.screens.dialogs.confirm import Confirm, Either
from kapta_tui.screens.dialogs.pick import Pick, PickOption
from kapta_tui.screens.dialogs.prompt import Prompt

__all__ = ["Confirm", "Dialog", "Either", "Pick", "PickOption", "Prompt"]
