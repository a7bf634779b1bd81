"""What fills a gap of an account's profile, in words (domain.md 4.2)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kapta_tui.domain.health.next import Gain
from kapta_tui.domain.health.profile import core_roles
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.playbook import Playbook


def points_words(gain: Gain) -> str:
    """Return the points of health as people read them: "+1.4"; less than half a tenth is "+0.0"."""
    return tenths(gain.health)


def tenths(points: Fraction) -> str:
    """Return points with a sign and one decimal, half up."""
    return f"{rounded(points, 1) / 10:+.1f}"


def gain_words(gain: Gain, playbook: Playbook) -> str:
    """Return what is to be done: "name a champion", "review threats"."""
    return item_words(gain.item, gain.part, playbook)


def item_words(item: str, part: str, playbook: Playbook) -> str:
    """Return how an item of the profile is met: "fill the website"."""
    if item in core_roles(playbook):
        role = playbook.label("contact_role", item).lower()
        return f"name {'an' if role[:1] in 'aeio' else 'a'} {role}"
    if item == "custom_fields":
        fields = playbook.custom_fields("accounts")
        return f"fill {next((field.label for field in fields if field.name == part), part)}"
    if item == "swot_quadrant":
        return f"review {playbook.label('swot_quadrant', part).lower()}"
    if item == "voc":
        return f"ask: {playbook.label('voc_question', part)}"
    if item == "breadth":
        return f"know {playbook.health.profile.breadth_contacts} key players"
    return _ITEMS[item]


_ITEMS: Final = {
    "website": "fill the website",
    "description": "fill the description",
    "completeness": "complete the key players",
    "contract": "a contract with value and end",
}
