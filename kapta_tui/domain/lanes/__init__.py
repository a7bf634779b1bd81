"""Swim lanes as pure values: the app, the picture and the report draw the same lanes (features row 91)."""

from __future__ import annotations

from kapta_tui.domain.lanes.bars import Bar, Piece, Stretch, make_bar
from kapta_tui.domain.lanes.items import Key, LaneItem, Shape, Span, spans_of
from kapta_tui.domain.lanes.layout import NAME_ROOM, Heading, Lane, LaneRow, Packing, lay_out, pack
from kapta_tui.domain.lanes.scale import Ruler, Tick, Zoom, fitting, ruler

__all__ = [
    "NAME_ROOM",
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
    "fitting",
    "lay_out",
    "make_bar",
    "pack",
    "ruler",
    "spans_of",
]
