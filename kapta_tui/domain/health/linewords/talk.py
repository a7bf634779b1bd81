"""Notes and contact with key players in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kapta_tui.domain.health.lines.line import Line
from kapta_tui.domain.health.linewords.days import after, ago
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import counted, days_words, listed


def _notes(line: Line, playbook: Playbook, name: str) -> str:
    """Return "5 of 6 notes in 90 days", and behind it what does not count and why."""
    told = _enough(line, "note")
    left_out = []
    if beyond := line.number("beyond"):
        left_out.append(f"{beyond} beyond {line.number('per_day')} a day")
    if short := line.number("short"):
        length = counted(line.number("min_length"), "character")
        left_out.append(f"{short} shorter than {length}")
    return f"{told}; not counted: {listed(left_out)}" if left_out else told


def _contacts(line: Line, playbook: Playbook, name: str) -> str:
    return f"About {_enough(line, 'contact')}"


def _enough(line: Line, noun: str) -> str:
    """Return "5 of 6 notes in 90 days", or "9 notes in 90 days, 6 are enough"."""
    count, target = line.number("count"), line.number("target")
    days = days_words(line.number("within"))
    if count > target:
        return f"{counted(count, noun)} in {days}, {target} {'is' if target == 1 else 'are'} enough"
    return f"{count} of {counted(target, noun)} in {days}"


def _newest(line: Line, playbook: Playbook, name: str) -> str:
    return f"Newest note: {ago(line.days, 'there is none')}"


def _player(line: Line, playbook: Playbook, name: str) -> str:
    if line.part == "none":
        return "No key player: their part counts as 0"
    role, weight = playbook.label("contact_role", line.code("role")).lower(), line.number("weight")
    title = f"{name} ({role})" if role else name
    counts = f", counts {weight} times" if weight > 1 else ""
    return after(title, f"{ago(line.days, 'never contacted')}{counts}")


WORDS: Final[dict[str, Callable[[Line, Playbook, str], str]]] = {
    "note_count": _notes,
    "note_contacts": _contacts,
    "newest_note": _newest,
    "key_player": _player,
}
"""Item to what tells it."""
