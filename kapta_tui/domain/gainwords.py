"""What fills a gap of an account's profile, in words (domain.md 4.2)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.health.profile import Gain, core_roles

_TENTH: Final = Decimal("0.1")


def points_words(gain: Gain) -> str:
    """Return the points of health as people read them: "+1.4"; less than half a tenth is "+0.0"."""
    return f"+{gain.health.quantize(_TENTH, ROUND_HALF_UP)}"


def gain_words(gain: Gain, playbook: Playbook) -> str:
    """Return what is to be done: "name a champion", "review the threats"."""
    if gain.item in core_roles(playbook):
        role = playbook.label("contact_role", gain.item).lower()
        return f"name {'an' if role[:1] in 'aeio' else 'a'} {role}"
    if gain.item == "custom_fields":
        fields = playbook.custom_fields("accounts")
        return f"fill {next((item.label for item in fields if item.name == gain.part), gain.part)}"
    if gain.item == "swot_quadrant":
        return f"review {playbook.label('swot_quadrant', gain.part).lower()}"
    if gain.item == "voc":
        return f"ask: {playbook.label('voc_question', gain.part)}"
    if gain.item == "breadth":
        return f"know {playbook.health.profile.breadth_contacts} key players"
    return _ITEMS[gain.item]


_ITEMS: Final = {
    "website": "fill the website",
    "description": "fill the description",
    "completeness": "complete the key players",
    "contract": "a contract with value and end",
}
