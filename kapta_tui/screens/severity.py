"""The mark of a risk and the colour of a severity, the same in every list, board and preview."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kapta_tui.domain.risk import MARK as RISK
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, Token

if TYPE_CHECKING:
    from kapta_tui.domain.playbook import Playbook
    from kapta_tui.domain.scales import Scales

__all__ = ["RISK", "UNRATED", "marked", "risk_tokens", "severity_token", "token_in"]

UNRATED: Final = "unrated"
"""What a risk without severity is called."""

_TOKENS: Final[tuple[Token, ...]] = ("accent", "warn", "bad", "bad")
"""Tokens of the quarters of the scale, the least first: in the shipped one low, medium, high, critical."""


def token_in(codes: Sequence[str], code: str | None) -> Token:
    """Return the token of the severity `code` on the scale `codes`, least first; of an unrated risk the least."""
    if code is None or code not in codes:
        return _TOKENS[0]
    return _TOKENS[max(0, (codes.index(code) + 1) * 4 // len(codes) - 1)]


def severity_token(playbook: Scales, code: str | None) -> Token:
    """Return the token of a severity by the scale of the playbook."""
    return token_in([choice.code for choice in playbook.choices("severity")], code)


def risk_tokens(
    connection: sqlite3.Connection, playbook: Playbook, accounts: Iterable[int | None]
) -> dict[int, Token]:
    """Return by account the token of the mark at its name; accounts without an active risk have none."""
    from kapta_tui.data.read.atrisk import severities

    found = severities(connection, playbook, accounts)
    return {account: severity_token(playbook, severity) for account, severity in found.items()}


def marked(name: CellPart, token: Token | None, marks: Sequence[CellPart] = ()) -> Cell:
    """Return the name of an account with `marks`, and that of a risk where `token` is the colour of one."""
    held = [*marks, *([(f" {RISK}", token)] if token else [])]
    return [name, HOLD, *held] if held else name
