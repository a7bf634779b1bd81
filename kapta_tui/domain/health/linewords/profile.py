"""Items of the profile in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kapta_tui.domain.health.lines.line import Line
from kapta_tui.domain.health.linewords.days import after, ago
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import counted


def role_words(line: Line, playbook: Playbook, name: str) -> str:
    """Return who has a core role: "Champion: nobody"."""
    return after(playbook.label("contact_role", line.item), name or "nobody")


def _field(line: Line, playbook: Playbook, name: str) -> str:
    return after(KINDS["accounts"].by_name[line.item].label, _filled(line))


def _custom(line: Line, playbook: Playbook, name: str) -> str:
    fields = playbook.custom_fields("accounts")
    label = next((field.label for field in fields if field.name == line.part), line.part)
    return after(label, _filled(line))


def _filled(line: Line) -> str:
    return "filled" if line.state == "met" else "empty"


def _completeness(line: Line, playbook: Playbook, name: str) -> str:
    asked = line.number("particulars")
    if not asked:
        return "Particulars of key players: there are no key players"
    least = f", fewest of {name}" if name else ""
    return f"Particulars of key players: {line.number('filled')} of {asked} known{least}"


def _breadth(line: Line, playbook: Playbook, name: str) -> str:
    return f"Key players: {line.number('count')} of {line.number('target')}"


def _quadrant(line: Line, playbook: Playbook, name: str) -> str:
    return after(playbook.label("swot_quadrant", line.part), _dated(line, "reviewed"))


def _question(line: Line, playbook: Playbook, name: str) -> str:
    return after(playbook.label("voc_question", line.part), _dated(line, "answered"))


def _dated(line: Line, done: str) -> str:
    if line.days is None:
        return f"not {done}"
    stale = f", counts half after {counted(line.number('stale_days'), 'day')}"
    return f"{done} {ago(line.days)}{stale if line.state == 'partly' else ''}"


def _contract(line: Line, playbook: Playbook, name: str) -> str:
    if line.state == "missing":
        return "Contract: none is active"
    told = "with value and end date" if line.state == "met" else "without value or end date, counts half"
    return after(name or "Contract", f"active, {told}")


WORDS: Final[dict[str, Callable[[Line, Playbook, str], str]]] = {
    "website": _field,
    "description": _field,
    "custom_fields": _custom,
    "completeness": _completeness,
    "breadth": _breadth,
    "swot_quadrant": _quadrant,
    "voc": _question,
    "contract": _contract,
}
"""Item to what tells it."""
