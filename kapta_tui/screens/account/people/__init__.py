"""The people of a customer and what is known of it as a whole: key players, SWOT, voice of customer."""

from __future__ import annotations

from kapta_tui.screens.account.people.keyplayers import KeyPlayers
from kapta_tui.screens.account.people.swot import SwotBoard
from kapta_tui.screens.account.people.voice import VoiceList

__all__ = ["KeyPlayers", "SwotBoard", "VoiceList"]
