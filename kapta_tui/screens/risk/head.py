"""The title of the page: account, primary reason, severity."""

from __future__ import annotations

from textual.content import Content

from kapta_tui.domain.risk import primary
from kapta_tui.screens.risk.loading import RiskPage
from kapta_tui.screens.risks.columns import CLOSED, RISK
from kapta_tui.widgets.cells import CellPart, fit


def head(page: RiskPage, width: int) -> Content:
    """Return "⚑ Acme Corp · Sponsor left +2 · High"; a long account gives way, then a long reason."""
    first, more = primary(page.line.row.reasons)
    mark = RISK if page.line.is_active else CLOSED
    tail = "".join(f" · {word}" for word in (page.line.severity or "not rated", page.line.status))
    room = max(0, width - len(tail) - 2)
    name = _cut(page.line.row.account, room * 2 // 3)
    reason = _cut(first, max(0, room - Content(name).cell_length - len(more) - 4), more)
    token = {"bad": "$bad", "warn": "$warn", "accent": "$accent"}.get(page.line.token, "$foreground")
    return Content.assemble(
        (f"{mark} ", token if page.line.is_active else "$muted"),
        (name, "bold"),
        f" · {reason}",
        (tail, "$muted"),
    )


def _cut(text: str, width: int, more: str = "") -> str:
    parts: list[CellPart] = [text]
    words = "".join(run for run, _ in fit(parts, width)).rstrip()
    return f"{words} {more}".rstrip() if more else words
