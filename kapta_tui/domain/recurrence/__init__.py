"""Recurrences of tasks: iCalendar rules of whole days, and the words people write for them."""

from __future__ import annotations

from kapta_tui.domain.recurrence.reading import COMMON, read_recurrence
from kapta_tui.domain.recurrence.rule import longest_month, parts_of, rule_of
from kapta_tui.domain.recurrence.words import recurrence_words

__all__ = ["COMMON", "longest_month", "parts_of", "read_recurrence", "recurrence_words", "rule_of"]
