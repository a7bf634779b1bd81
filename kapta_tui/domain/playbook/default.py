"""The playbook a new store starts with."""

from __future__ import annotations

from functools import cache

from kapta_tui.domain.playbook.book import Playbook
from kapta_tui.domain.playbook.parse import parse
from kapta_tui.domain.playbook.source import default_text

__all__ = ["default", "default_text"]


@cache
def default() -> Playbook:
    """Return the shipped playbook; parsed once."""
    return parse(default_text())
