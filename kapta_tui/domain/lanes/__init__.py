"""Swim lanes as pure values: the app, the picture and the report draw the same lanes (features row 91)."""

from __future__ import annotations

from kapta_tui.domain.lanes.bars import Bar, Piece, Stretch, make_bar
from kapta_tui.domain.lanes.items import Key, LaneItem, Shape, Span, spans_of
from kapta_tui.domain.lanes.layout import Heading, Lane, LaneRow, Packing, lay_out, pack
from kapta_tui.domain.lanes.scale import Ruler, Tick, Zoom, ruler

__all__ = [
    "Bar",
    "Heading",
    "Key",
    "Lane",
    "LaneItem",
    "LaneRow",
    "Packing",
    "Piece",
    "Ruler",
    "Shape",
    "Span",
    "Stretch",
    "Tick",
    "Zoom",
    "lay_out",
    "make_bar",
    "pack",
    "ruler",
    "spans_of",
]
