"""Swim lanes as a picture, for a slide or a mail: the lanes of the screen, drawn as SVG or PNG."""

from __future__ import annotations

from kapta_tui.reports.pictures.axis import Period
from kapta_tui.reports.pictures.drawing import draw
from kapta_tui.reports.pictures.extent import DEPTHS, Depth
from kapta_tui.reports.pictures.files import FORMATS, content, format_of
from kapta_tui.reports.pictures.plans import Plan, sheet_of
from kapta_tui.reports.pictures.sheet import LEAST_WIDTH, MOST_WIDTH, Sheet

__all__ = [
    "DEPTHS",
    "FORMATS",
    "LEAST_WIDTH",
    "MOST_WIDTH",
    "Depth",
    "Period",
    "Plan",
    "Sheet",
    "content",
    "draw",
    "format_of",
    "sheet_of",
]
