"""What happened, as messages to the app."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Changed(Message):
    """Records of the store changed."""

    elsewhere: str = ""
    """What another process did, in words where it is known; empty for a change of our own."""
