"""The title of the page: the action, its account, how it stands."""

from __future__ import annotations

from textual.content import Content

from kapta_tui.domain.planstate import Stage
from kapta_tui.screens.action.loading import ActionPage
from kapta_tui.screens.severity import RISK
from kapta_tui.widgets.cells import fit


def head(page: ActionPage, width: int) -> Content:
    """Return "◐ Call the sponsor · ⚑ Acme Corp · 60 % · 3 d late"; a long name gives way, then a long account."""
    state = page.state
    percent = "" if state.stage is Stage.FULL else f" · {page.row.percent} %"
    tail = f"{percent} · {state.words}"
    mark = f"{RISK} " if page.at_risk else ""
    room = max(0, width - len(tail) - len(mark) - 5)
    name = _cut(page.row.name, room * 2 // 3)
    account = _cut(page.row.account, max(0, room - Content(name).cell_length))
    token = {"bad": "$bad", "warn": "$warn", "accent": "$accent"}.get(page.token, "$foreground")
    glyph = "$bad" if state.is_late else "$accent"
    return Content.assemble(
        (f"{state.glyph} ", glyph), (name, "bold"), " · ", (mark, token), account, (tail, "$muted")
    )


def _cut(text: str, width: int) -> str:
    return "".join(run for run, _ in fit([text], width)).rstrip()
