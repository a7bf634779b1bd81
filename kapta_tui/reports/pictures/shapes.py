"""What a picture is made of: frozen shapes with colours, in pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Anchor = Literal["start", "middle", "end"]
"""Which end of a text stands at its `x`."""

Pattern = Literal["late", "missed"]
"""Stripes: those of what is late, and those of what should have been begun."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `left` and `right` are the radii of the corners at either side."""

    x: float
    y: float
    width: float
    height: float
    fill: str | Pattern
    left: float = 0
    right: float = 0
    line: str = ""
    """Colour of the outline; empty for none."""
    dashed: bool = False
    hint: str = ""
    """What a browser says when the mouse rests on it."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text whose letters stand on `y`."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Diamond:
    """A square on its corner around a point: a due day without a start."""

    x: float
    y: float
    radius: float
    fill: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A line through several points; `dash` are pixels drawn and left out in turn, as SVG writes them."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    fill: str
    line: str
    hint: str = ""


Shape: TypeAlias = Box | Words | Line | Diamond | Trace | Dot


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes from back to front on a ground of `width` by `height` pixels."""

    title: str
    width: int
    height: int
    ground: str
    stripes: tuple[tuple[Pattern, str, str], ...]
    """Every pattern with the colours of its ground and of its stripes."""
    shapes: tuple[Shape, ...]
