"""The mark of a risk and the colour of a severity, the same in every list, board and preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kapta_tui.widgets.cells import Token

if TYPE_CHECKING:
    from kapta_tui.domain.playbook import Playbook

RISK: Final = "⚑"
"""Stands beside the name of an account at risk, wherever it appears (features: row 38)."""

UNRATED: Final = "unrated"
"""What a risk without severity is called."""

_TOKENS: Final[tuple[Token, ...]] = ("accent", "warn", "bad", "bad")
"""Tokens of the quarters of the scale, the least first: in the shipped one low, medium, high, critical."""


def token_in(codes: Sequence[str], code: str | None) -> Token:
    """Return the token of the severity `code` on the scale `codes`, least first; of an unrated risk the least."""
    if code is None or code not in codes:
        return _TOKENS[0]
    return _TOKENS[max(0, (codes.index(code) + 1) * 4 // len(codes) - 1)]


def severity_token(playbook: Playbook, code: str | None) -> Token:
    """Return the token of a severity by the scale of the playbook."""
    return token_in([choice.code for choice in playbook.choices("severity")], code)
