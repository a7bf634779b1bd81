"""How long ago something was."""

from __future__ import annotations

from kapta_tui.domain.text import days_words


def ago(days: int | None, never: str = "never") -> str:
    """Return "today", "12 days ago", "in 3 days", or `never`."""
    if days is None:
        return never
    if not days:
        return "today"
    return f"{days_words(days)} ago" if days > 0 else f"in {days_words(-days)}"


def after(title: str, told: str) -> str:
    """Return "Threats: not reviewed"; behind a question mark or a stop no colon is needed."""
    title = title.strip()
    if title[-1:] in "?!.":
        return f"{title} {told[:1].upper()}{told[1:]}"
    return f"{title}: {told}"
