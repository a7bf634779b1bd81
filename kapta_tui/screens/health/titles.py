"""The title of the screen, and asking for the period of comparison."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.health.period import Period, parse_period
from kapta_tui.domain.health.words import delta_words, measured_words, score_words
from kapta_tui.domain.text import days_words
from kapta_tui.screens.band import TOKENS
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.health.changes import change_title
from kapta_tui.screens.health.loading import Found
from kapta_tui.widgets.cells import fit, safe

_NAME: Final = 16
"""Cells of the name below which what stands behind it is said in fewer words."""


def title(found: Found, width: int) -> Content:
    """Return who it is, the score, its change with the day, and the measured share, in at most `width` cells."""
    score = score_words(found.scores.score, found.band)
    behind = next((words for words in _ways(found) if _NAME + cell_len(score + words) + 3 <= width), "")
    name = safe(found.why.name)
    room = max(1, width - cell_len(score + behind) - 3)
    shown = "".join(text for text, _ in fit([name], min(room, cell_len(name))))
    return Content.assemble(shown, " · ", (score, f"bold ${TOKENS[found.band]}"), (behind, "$muted"))


def title_text(found: Found) -> str:
    """Return the whole title as text."""
    return f"{found.why.name} · {score_words(found.scores.score, found.band)}{_ways(found)[0]}"


def _ways(found: Found) -> list[str]:
    """Return what stands behind the score, in fewer and fewer words."""
    change, measured = change_title(found), measured_words(found.scores.measured)
    brief = ""
    if found.change is not None:
        brief = delta_words(found.change.delta, found.period.days, found.period.since)
    ways = ([change, measured], [brief, measured], [measured], [brief])
    return ["".join(f" · {words}" for words in way if words) for way in ways]


def ask_period(screen: BaseScreen, now: Period, take: Callable[[Period], object]) -> None:
    """Ask for a period or a day and tell `take`."""

    def done(text: str | None) -> None:
        if text is not None:
            take(parse_period(text))

    hint = "Days such as 90d, a day such as 2026-05-31, or last-qbr"
    screen.app.push_screen(Prompt("Compare with", value=now.text, hint=hint, read=_read), done)


def _read(text: str) -> str:
    try:
        period = parse_period(text)
    except UsageError as error:
        raise ValueError(str(error)) from None
    if period.days is not None:
        return f"Compare with {days_words(period.days)} ago"
    return f"Compare with {'the last QBR' if period.since is None else f'{period.since:%a %d %b %Y}'}"
