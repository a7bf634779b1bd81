"""The values of the health score that are set one by one: what there is, and what each means (features: row 60)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple

from kapta_tui.domain.playbook.lines import key_lines
from kapta_tui.domain.playbook.problems import sentence
from kapta_tui.domain.playbook.source import default_text, default_values

Keys = tuple[str, ...]
"""Keys from the table `health` on: `("weights", "plan")`, `("weights_for", "strategic", "plan")`."""

BY_TYPE: Final = ("weights", "notes", "freshness")
"""Tables of which an account type may have values of its own."""

_TITLES: Final[Mapping[Keys, str]] = {
    ("weights",): "Weights",
    ("bands",): "Bands",
    ("empty",): "Nothing to count",
    (): "New accounts, risks",
    ("notes",): "Notes",
    ("freshness",): "Freshness",
    ("freshness_share",): "Freshness: shares",
    ("qbr",): "QBR: ageing",
    ("satisfaction",): "Satisfaction: ageing",
    ("plan",): "Plan",
    ("profile",): "Profile",
    ("profile", "points"): "Profile: points",
}
_CHOICES: Final = ("zero", "skip")
_ABBREVIATIONS: Final = {"qbr": "QBR", "swot": "SWOT", "voc": "VOC"}
_AGED: Final = "marked stale after stale_days, left out after expires_days"
_UNSAID: Final[Mapping[Keys, str]] = {
    ("notes", "window_days"): "days looked back",
    ("notes", "target"): "notes for all their points",
    ("notes", "note_points"): "most points for the number of notes",
    ("notes", "contact_points"): "most points for the number of contacts",
    ("satisfaction", "stale_days"): _AGED,
    ("satisfaction", "expires_days"): _AGED,
    ("plan", "touched_days"): "an open action counts as updated when it changed within so many days",
    ("plan", "customer_points"): "for an active goal with an action in a section of the customer's",
    ("plan", "internal_points"): "for an active goal with an action in a section of your own",
    ("plan", "pace_points"): "most points for actions on pace",
    ("plan", "updated_points"): "most points for actions updated lately",
    ("plan", "tasks_points"): "most points for tasks done on time",
    ("profile", "breadth_contacts"): "contacts for all points of breadth",
    ("profile", "swot_stale_days"): "a quadrant reviewed longer ago earns half",
    ("profile", "voc_stale_days"): "an answer given longer ago earns half",
}
"""What is meant by keys of which the shipped text says nothing."""


class Entry(NamedTuple):
    """A value that is set by itself: its keys, the group and label it stands under, and what it means.

    A value with `choices` is one of them, any other a number.
    """

    keys: Keys
    group: str
    label: str
    meaning: str
    choices: tuple[str, ...] = ()
    is_decimal: bool = False

    @property
    def by_type(self) -> bool:
        """Whether an account type may have a value of its own."""
        return self.keys[0] in BY_TYPE

    def of_type(self, account_type: str | None) -> Keys:
        """Return the keys of the value of an account type; None means all types."""
        if account_type is None:
            return self.keys
        return (f"{self.keys[0]}_for", account_type, *self.keys[1:])


def entries(severities: tuple[str, ...]) -> tuple[Entry, ...]:
    """Return all entries in the order in which they are shown; `severities` are the codes of that scale."""
    return tuple(
        item._replace(choices=severities) if item.keys == ("unset_severity",) else item for item in _entries()
    )


@cache
def _entries() -> tuple[Entry, ...]:
    found = list(_leaves(default_values()["health"], ()))
    meanings = _meanings()
    titles = list(_TITLES)
    made = [
        Entry(
            keys,
            _TITLES[keys[:-1]],
            _label(keys[-1]),
            _sentence(meanings.get(keys) or _UNSAID.get(keys, "")),
            _CHOICES if keys[0] == "empty" else (),
            isinstance(value, Decimal),
        )
        for keys, value in found
    ]
    return tuple(sorted(made, key=lambda item: titles.index(item.keys[:-1])))


def _leaves(table: Mapping[str, Any], at: Keys) -> Iterator[tuple[Keys, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            if not name.endswith("_for"):
                yield from _leaves(value, (*at, name))
        else:
            yield (*at, name), value


def _label(name: str) -> str:
    words = " ".join(_ABBREVIATIONS.get(word, word) for word in name.split("_"))
    return words[:1].upper() + words[1:]


def _sentence(text: str) -> str:
    return sentence(text) if text else ""


def _meanings() -> dict[Keys, str]:
    """Return what the shipped text says of each key, beside it or above its table."""
    lines = default_text().split("\n")
    places = {path[1:]: line for path, line in key_lines(default_text()).items() if path[0] == "health"}
    found: dict[Keys, str] = {}
    for path, line in places.items():
        keys = tuple(str(part) for part in path)
        _, sign, beside = lines[line - 1].partition("#")
        above = _above(lines, places.get(path[:-1], 1) - 1)
        found[keys] = beside.strip() if sign else above
    return found


def _above(lines: list[str], header: int) -> str:
    words: list[str] = []
    while header and lines[header - 1].startswith("# ") and not lines[header - 1].startswith("# ---"):
        header -= 1
        words.insert(0, lines[header].removeprefix("#").strip())
    return "" if words == ["Health score"] else " ".join(words)
