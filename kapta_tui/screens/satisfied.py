"""What age makes of a satisfaction, to the eye; the words beside it say the same."""

from __future__ import annotations

from typing import Final

from kapta_tui.domain.satisfaction import State
from kapta_tui.widgets.cells import Token

STATE_TOKENS: Final[dict[State, Token]] = {"": "muted", "stale": "warn", "expired": "bad"}
"""State to the token its word is drawn in."""
