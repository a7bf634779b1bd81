"""Where on the account's page a fact that has no record yet would have one."""

from __future__ import annotations

from typing import Final

from kapta_tui.domain.health.lines import Line
from kapta_tui.screens.finding import PLACES, Place

_REVIEWS: Final = ("know", "#qbrs")
_OF_FACTOR: Final = {
    "profile": PLACES["accounts"],
    "plan": PLACES["goals"],
    "notes": PLACES["notes"],
    "freshness": PLACES["notes"],
    "qbr": _REVIEWS,
    "satisfaction": ("measure", "#satisfaction"),
    "delivery": PLACES["accounts"],
    "risk": ("risk", ""),
}
_OF_ITEM: Final = {
    "website": PLACES["accounts"],
    "description": PLACES["accounts"],
    "custom_fields": PLACES["accounts"],
    "swot_quadrant": PLACES["swot"],
    "voc": PLACES["voc"],
    "contract": PLACES["contracts"],
    "tasks": PLACES["tasks"],
    "key_player": PLACES["contacts"],
    "note_contacts": PLACES["notes"],
}
"""Where it is not that of the factor; of the profile all else is about key players."""


def place_of(line: Line, account: int) -> Place:
    """Return the tab and pane of the account's page where the record of a fact would stand."""
    if line.factor == "profile" and line.item not in _OF_ITEM and line.item not in ("missing", "disabled"):
        tab, pane = PLACES["contacts"]
    else:
        tab, pane = _OF_ITEM.get(line.item, _OF_FACTOR[line.factor])
    return Place(account, tab, pane, None)
