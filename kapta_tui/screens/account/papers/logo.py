"""The logo of an account drawn in half blocks, where Pillow is installed (features: row 9)."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.color import Color
from textual.content import Content
from textual.style import Style

from kapta_tui.data.fingerprint import State, located, state_soon
from kapta_tui.domain import addresses

if TYPE_CHECKING:
    from PIL.Image import Image

COLUMNS: Final = 24
LINES: Final = 6
"""Cells of the drawn logo at most; a cell holds two pixels above each other."""

_LARGEST: Final = 20 * 1024 * 1024
_PIXELS: Final = 25_000_000
"""Bytes and pixels of an image that is read; a small file may unfold to more than a machine holds."""

_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "ICO")
_OPAQUE: Final = 128

Pixel = tuple[int, int, int] | None
"""A colour, None where the picture lets the ground through."""


@dataclass(frozen=True, slots=True)
class Logo:
    """What has become of the logo of an account: its pixels row by row, or what is wrong, in words."""

    rows: tuple[tuple[Pixel, ...], ...] = ()
    fault: str = ""


def load_logo(path: str) -> Logo | None:
    """Return the logo in the file `path`, None where the account names none; runs in a thread."""
    if not path:
        return None
    if addresses.scheme(path):
        return Logo(fault="not a file")
    state = state_soon(path, None, None)
    if state is State.SILENT:
        return Logo(fault="file does not answer")
    where = located(path)
    try:
        found = where.stat()
    except (OSError, ValueError):
        return Logo(fault="file missing")
    if not where.is_file():
        return Logo(fault="not a file")
    return _read(where, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, size: int) -> Logo:
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError:
        return Logo(fault="not drawn: install kapta-tui[images]")
    # The size is looked at below, and a warning would be written over the screen.
    warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
    if size > _LARGEST:
        return Logo(fault="file too large")
    try:
        with Image.open(path, formats=_FORMATS) as picture:
            if picture.width * picture.height > _PIXELS:
                return Logo(fault="picture too large")
            return Logo(_pixels(picture))
    except Image.DecompressionBombError:
        return Logo(fault="picture too large")
    except UnidentifiedImageError:
        return Logo(fault="no picture")
    except (OSError, ValueError, SyntaxError, EOFError):
        # Pillow says of a broken file whatever its reader fell over.
        return Logo(fault="damaged picture")


def _pixels(picture: Image) -> tuple[tuple[Pixel, ...], ...]:
    picture.draft("RGB", (COLUMNS * 4, LINES * 8))
    small = picture.convert("RGBA")
    small.thumbnail((COLUMNS, LINES * 2))
    data = small.tobytes()
    width, height = small.size
    return tuple(
        tuple(_pixel(data[4 * (y * width + x) : 4 * (y * width + x) + 4]) for x in range(width))
        for y in range(height)
    )


def _pixel(channels: bytes) -> Pixel:
    red, green, blue, alpha = channels
    return (red, green, blue) if alpha >= _OPAQUE else None


def drawn(logo: Logo) -> Content:
    """Return the picture in half blocks, two rows of pixels to a line."""
    lines = []
    for top in range(0, len(logo.rows), 2):
        upper = logo.rows[top]
        lower = logo.rows[top + 1] if top + 1 < len(logo.rows) else (None,) * len(upper)
        lines.append(Content.assemble(*(_cell(*pair) for pair in zip(upper, lower, strict=True))))
    return Content("\n").join(lines)


def _cell(upper: Pixel, lower: Pixel) -> tuple[str, Style]:
    if upper is None:
        return ("▄", Style(foreground=Color(*lower))) if lower is not None else (" ", Style())
    if lower is None:
        return "▀", Style(foreground=Color(*upper))
    return "▀", Style(Color(*lower), Color(*upper))
