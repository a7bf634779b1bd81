"""Days as the store keeps them."""

from __future__ import annotations

from datetime import date


def day_of(text: str | None) -> date | None:
    """Return the day of an ISO date or instant, None where there is none."""
    return None if text is None else date.fromisoformat(text[:10])
