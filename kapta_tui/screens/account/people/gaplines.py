"""Coverage gaps as lines below the key players: what is missing, and the key that mends it (domain.md 3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kapta_tui.data.read.records import Record
from kapta_tui.domain.contacts import Gap, KeyPlayer
from kapta_tui.domain.fields import Values
from kapta_tui.widgets.cells import Cell

_MENDS: Mapping[str, tuple[str, str]] = {
    "role_empty": ("n", "adds one"),
    "role_hostile": ("n", "adds another"),
    "power_silent": ("n", "notes"),
    "single_threaded": ("n", "notes"),
    "reports_to_cycle": ("e", "mends it"),
    "reports_to_left": ("e", "mends it"),
}


def gap_rows(gaps: Sequence[Gap]) -> dict[int, Record]:
    """Return a line for each gap under an id below 0, which no record has."""
    return {-place: {"id": -place, "name": f"⚠ {gap.text}"} for place, gap in enumerate(gaps, 1)}


def gap_cell(gap: Gap) -> Cell:
    """Return the words of a gap's line."""
    key, what = _MENDS[gap.rule]
    return [("⚠ ", "warn"), gap.text, f"  {key}", (f" {what}", "muted")]


def mending(gap: Gap, players: Mapping[int, KeyPlayer]) -> tuple[str, Values] | None:
    """Return the kind that `n` adds to mend a gap and what its form starts with; None where `e` mends it."""
    if gap.rule in ("role_empty", "role_hostile"):
        return "contacts", {"role": gap.role}
    if gap.rule == "power_silent":
        return "notes", {"contacts": tuple(players[one].name for one in gap.contacts if one in players)}
    return ("notes", {}) if gap.rule == "single_threaded" else None
