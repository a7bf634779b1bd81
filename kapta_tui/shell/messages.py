"""What happened, as messages to the app."""

from __future__ import annotations

from textual.message import Message


class Changed(Message):
    """Records of the store changed."""
