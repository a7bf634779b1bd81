"""Sections of lines beside and below each other, with one cursor over the lines that can be opened."""

from __future__ import annotations

from kapta_tui.widgets.sheets.layout import Row, Section
from kapta_tui.widgets.sheets.widget import SectionSheet

__all__ = ["Row", "Section", "SectionSheet"]
