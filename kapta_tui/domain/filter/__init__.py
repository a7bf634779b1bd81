"""The filter language (interface.md 2): one text, typed in the app, on the command line or kept by name."""

from kapta_tui.domain.filter.check import check
from kapta_tui.domain.filter.model import (
    READY_WORDS,
    Atom,
    Compare,
    FilterError,
    Op,
    Query,
    Ready,
    Term,
    Word,
)
from kapta_tui.domain.filter.parse import parse

__all__ = [
    "READY_WORDS",
    "Atom",
    "Compare",
    "FilterError",
    "Op",
    "Query",
    "Ready",
    "Term",
    "Word",
    "check",
    "parse",
]
