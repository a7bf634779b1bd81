"""Closing risks from any screen: what is on offer, the form, the write."""

from __future__ import annotations

from kapta_tui.screens.closing.flow import ask_to_close

__all__ = ["ask_to_close"]
