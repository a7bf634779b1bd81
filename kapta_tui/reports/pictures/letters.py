"""Which letters the shipped font has, and how wide each is."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

_FONTS: Final = Path(__file__).parent / "fonts"
FACES: Final = (_FONTS / "Roboto-Regular.ttf", _FONTS / "Roboto-Bold.ttf")
"""The upright face and the bold one."""

_ALL_OF_UNICODE: Final = (3, 10)
"""Platform and encoding of the table of letters that goes beyond the first 65 536."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of the font."""

    groups: tuple[tuple[int, int, int], ...]
    """First letter, last letter, glyph of the first."""
    advances: tuple[int, ...]
    """Of each glyph; those without one have the last."""
    units: int
    """How many of an advance the font's size has."""

    def width(self, char: str) -> float | None:
        """Return the advance of a letter as a share of the font's size, None where the face does not have it."""
        code = ord(char)
        for first, last, glyph in self.groups:
            if first <= code <= last:
                return self.advances[min(glyph + code - first, len(self.advances) - 1)] / self.units
        return None


@lru_cache(maxsize=2)
def face(bold: bool) -> Face:
    """Return a face, read from its file (OpenType: tables head, hhea, hmtx, and cmap in format 12)."""
    data = FACES[bold].read_bytes()
    (count,) = struct.unpack_from(">4xH", data)
    tables = dict(struct.iter_unpack(">4s4xI4x", data[12 : 12 + 16 * count]))
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (measured,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    metrics = data[tables[b"hmtx"] : tables[b"hmtx"] + 4 * measured]
    advances = tuple(advance for (advance,) in struct.iter_unpack(">H2x", metrics))
    return Face(_groups(data, tables[b"cmap"]), advances, units)


@lru_cache(maxsize=4096)
def width(char: str, bold: bool) -> float | None:
    """Return the advance of a letter as a share of the font's size, None where the font does not have it."""
    return face(bold).width(char)


def _groups(data: bytes, at: int) -> tuple[tuple[int, int, int], ...]:
    (count,) = struct.unpack_from(">2xH", data, at)
    entries = struct.iter_unpack(">HHI", data[at + 4 : at + 4 + 8 * count])
    table = at + next(start for *which, start in entries if tuple(which) == _ALL_OF_UNICODE)
    (groups,) = struct.unpack_from(">12xI", data, table)
    return tuple(struct.iter_unpack(">III", data[table + 16 : table + 16 + 12 * groups]))
