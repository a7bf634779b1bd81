"""A picture as bytes in one of the formats, chosen by the suffix of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.reports.pictures.letters import FACES
from kapta_tui.reports.pictures.runs import divided
from kapta_tui.reports.pictures.shapes import Picture, Shape, Words
from kapta_tui.reports.pictures.svg import svg

FORMATS: Final = {"svg": "SVG", "png": "PNG"}
"""Suffix and what such a file is."""

_SCALE: Final = 2
"""Dots of a PNG per pixel of its picture: sharp on the screens of today and in print."""

_MOST_DOTS: Final = 16_000
"""Dots along either side up to which a PNG is drawn so sharply."""

_LIMIT: Final = 32_000
"""Dots along either side that a PNG may have; beyond, programs that show pictures give up."""


def format_of(path: Path) -> str:
    """Return the format that the suffix of `path` names. Raises UsageError listing the formats."""
    name = path.suffix.removeprefix(".").lower()
    if name not in FORMATS:
        cause = f"Pictures are not written as {name!r}." if name else f"{path.name} does not name a format."
        raise UsageError(cause, f"End the file's name with {' or '.join(f'.{one}' for one in FORMATS)}.")
    return name


def content(picture: Picture, form: str) -> bytes:
    """Return a picture in a format of `FORMATS`: the same picture gives the same bytes.

    Of a PNG that holds where the shipped font has every letter; for others it takes the fonts of the machine.
    Raises KaptaError where a picture is too large to be drawn.
    """
    return svg(picture).encode() if form == "svg" else _png(picture)


def _png(picture: Picture) -> bytes:
    import resvg_py

    side = max(picture.width, picture.height)
    if side > _LIMIT:
        raise KaptaError(
            f"The picture is {picture.height} pixels high, more than a PNG can hold.",
            "Write it as .svg, or show less of the plan.",
        )
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg(replace(picture, shapes=tuple(_by_font(picture.shapes)))),
            zoom=_SCALE if side * _SCALE <= _MOST_DOTS else 1,
            font_files=[str(face) for face in FACES],
            font_family="Roboto",
            sans_serif_family="Roboto",
        )
    except ValueError as error:
        raise KaptaError(f"The picture could not be drawn: {error}.", "Write it as .svg instead.") from error


def _by_font(shapes: Iterable[Shape]) -> Iterator[Shape]:
    """Yield `shapes` with each text in runs of one font."""
    for shape in shapes:
        if isinstance(shape, Words):
            yield from divided(shape)
        else:
            yield shape
