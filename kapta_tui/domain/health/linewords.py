"""Facts behind points of health in words (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Mapping

from kapta_tui.domain.health.lines.line import Line
from kapta_tui.domain.playbook import Playbook

Names = Mapping[tuple[str, int], str]
"""Kind and id of a record to what people call it."""


def line_words(line: Line, playbook: Playbook, names: Names) -> str:
    """Return a fact in one line of plain words: "Champion: nobody"."""
    return line.item
