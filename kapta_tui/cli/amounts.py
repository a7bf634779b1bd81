"""Money and work in JSON: amounts as lists, and nothing of what is switched off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from kapta_tui.cli.output.json_text import Json
from kapta_tui.data.read.money import Money
from kapta_tui.domain.money import from_minor

_FEATURES: Final = {
    "contract_values": "contracts",
    "expected_losses": "contracts",
    "ending": "contracts",
    "linked": "plans",
    "overdue": "plans",
    "unaddressed": "plans",
}
"""Key to the feature of the playbook without which there is nothing to write."""


def sums(money: Money) -> list[Json]:
    """Return amounts as numbers in the unit of their currency: `[{amount, currency}]`."""
    return [{"amount": from_minor(minor, code), "currency": code} for code, minor in money.sums]


def offered(found: Mapping[str, Json], off: Collection[str]) -> dict[str, Json]:
    """Return an object without the keys of the features `off`: 0 or nothing would be untrue."""
    return {key: value for key, value in found.items() if _FEATURES.get(key) not in off}
