"""A picture as SVG; texts are data, so that no name can be markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kapta_tui.reports.pictures.measure import plain
from kapta_tui.reports.pictures.shapes import Box, Diamond, Dot, Line, Picture, Shape, Trace, Words

if TYPE_CHECKING:
    from types import ModuleType

FAMILY: Final = "Roboto, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', 'DejaVu Sans', sans-serif"
"""The font that is shipped for PNG, and what stands for it where a viewer does not have it."""

_SPACING: Final = 6
"""Pixels from one stripe to the next."""


def svg(picture: Picture) -> str:
    """Return the text of an SVG file: the same picture gives the same text."""
    import drawsvg

    drawing = drawsvg.Drawing(picture.width, picture.height, font_family=FAMILY)
    drawing.append_title(picture.title)
    patterns: dict[str, Any] = {name: _stripes(drawsvg, name, *colours) for name, *colours in picture.stripes}
    drawing.append(drawsvg.Rectangle(0, 0, picture.width, picture.height, fill=picture.ground))
    for shape in picture.shapes:
        drawing.append(_element(drawsvg, shape, patterns))
    return str(drawing.as_svg(skip_js=True, skip_css=True)) + "\n"


def _element(drawsvg: ModuleType, shape: Shape, patterns: dict[str, Any]) -> Any:
    if isinstance(shape, Words):
        weight = {"font_weight": "bold"} if shape.bold else {}
        return drawsvg.Text(
            plain(shape.text),
            shape.size,
            shape.x,
            shape.y,
            fill=shape.colour,
            text_anchor=shape.anchor,
            **weight,
        )
    if isinstance(shape, Line):
        dashes = {"stroke_dasharray": "4 3"} if shape.dashed else {}
        return drawsvg.Line(
            shape.x,
            shape.y,
            shape.to_x,
            shape.to_y,
            stroke=shape.colour,
            stroke_width=shape.width,
            **dashes,
        )
    if isinstance(shape, Trace):
        dashes = {"stroke_dasharray": shape.dash} if shape.dash else {}
        return drawsvg.Path(
            d=_through(shape),
            fill="none",
            stroke=shape.colour,
            stroke_width=shape.width,
            stroke_linejoin="round",
            **dashes,
        )
    if isinstance(shape, Dot):
        element = drawsvg.Circle(
            shape.x, shape.y, shape.radius, fill=shape.fill, stroke=shape.line, stroke_width=2
        )
    elif isinstance(shape, Diamond):
        element = drawsvg.Path(d=_diamond(shape), fill=shape.fill)
    else:
        outline: dict[str, Any] = {"stroke": shape.line, "stroke_width": 1} if shape.line else {}
        if shape.dashed:
            outline["stroke_dasharray"] = "4 3"
        element = drawsvg.Path(d=_box(shape), fill=patterns.get(shape.fill, shape.fill), **outline)
    if shape.hint:
        element.append_title(plain(shape.hint))
    return element


def _stripes(drawsvg: ModuleType, name: str, ground: str, colour: str) -> Any:
    pattern = drawsvg.Pattern(
        _SPACING,
        _SPACING,
        id=name,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    pattern.append(drawsvg.Rectangle(0, 0, _SPACING, _SPACING, fill=ground))
    pattern.append(drawsvg.Rectangle(0, 0, _SPACING / 2, _SPACING, fill=colour))
    return pattern


def _box(box: Box) -> str:
    """Return the outline of a rectangle, its corners round at either side by as much as that side says."""
    left, right, top, bottom = box.x, round(box.x + box.width, 2), box.y, box.y + box.height
    a, b = box.left, box.right
    path = [f"M{left + a:g},{top:g}", f"H{right - b:g}"]
    path += [f"A{b:g},{b:g} 0 0 1 {right:g},{top + b:g}", f"V{bottom - b:g}"] if b else [f"V{bottom:g}"]
    path += [f"A{b:g},{b:g} 0 0 1 {right - b:g},{bottom:g}"] if b else []
    path += [f"H{left + a:g}"]
    path += [f"A{a:g},{a:g} 0 0 1 {left:g},{bottom - a:g}", f"V{top + a:g}"] if a else []
    path += [f"A{a:g},{a:g} 0 0 1 {left + a:g},{top:g}"] if a else []
    return " ".join([*path, "Z"])


def _through(trace: Trace) -> str:
    """Return the path through the points of a trace."""
    (x, y), *rest = trace.points
    return " ".join([f"M{x:g},{y:g}", *(f"L{to_x:g},{to_y:g}" for to_x, to_y in rest)])


def _diamond(shape: Diamond) -> str:
    x, y, r = shape.x, shape.y, shape.radius
    return f"M{x:g},{y - r:g} L{x + r:g},{y:g} L{x:g},{y + r:g} L{x - r:g},{y:g} Z"
