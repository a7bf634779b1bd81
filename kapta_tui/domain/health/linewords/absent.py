"""Why a factor does not count, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kapta_tui.domain.health.lines.line import Line
from kapta_tui.domain.health.linewords.said import rating_words, satisfaction_words
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import days_words

_EMPTY: Final = {
    "plan": "The plan has no goal",
    "notes": "No notes count",
    "freshness": "There is no note yet",
}
_NEVER: Final = {"qbr": "Never rated", "satisfaction": "Never entered", "delivery": "No orders"}


def _missing(line: Line, playbook: Playbook, name: str) -> str:
    if line.part == "never":
        return _NEVER[line.factor]
    if line.part == "expired":
        tell = rating_words if line.factor == "qbr" else satisfaction_words
        return tell(line, playbook, name)
    if line.part == "unknown":
        return f"The account is known only since {line.on}"
    empty = _EMPTY[line.factor]
    if line.part == "skipped":
        return f"{empty}, and the playbook leaves that out"
    age, limit = days_words(line.number("age")), days_words(line.number("limit"))
    return f"{empty}; the account is younger than {limit}: {age}"


def _disabled(line: Line, playbook: Playbook, name: str) -> str:
    if line.part == "feature":
        return "Switched off in the playbook"
    return "The playbook gives it no weight"


def _nothing(line: Line, playbook: Playbook, name: str) -> str:
    return "The playbook gives points for nothing here"


WORDS: Final[dict[str, Callable[[Line, Playbook, str], str]]] = {
    "missing": _missing,
    "disabled": _disabled,
    "nothing": _nothing,
}
"""Item to what tells it."""
