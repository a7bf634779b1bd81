"""The badge of an account: letters of its name on a colour of its own (features: row 9)."""

from __future__ import annotations

from colorsys import hls_to_rgb
from typing import Final
from zlib import crc32

from rich.cells import cell_len
from textual.color import Color
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from kapta_tui.domain.text import fold, one_line
from kapta_tui.widgets.cells import safe
from kapta_tui.widgets.contrast import readable

WIDTH: Final = 5
"""Cells of the badge."""

_LETTERS: Final = 3
"""Cells of the letters at most: one letter of East Asia takes two."""

_WHITE: Final = Color(255, 255, 255)
_HUES: Final = 24
_LIGHTNESS: Final = 0.34
_SATURATION: Final = 0.45


def letters(name: str) -> str:
    """Return the first letters of the first two words, else the first sign there is; "?" for nothing to show."""
    line = safe(one_line(name))
    words = "".join(char if char.isalnum() else " " for char in line).split()
    found = ""
    for word in words[:2]:
        # The upper case of some letters is two of them.
        first = word[0].upper() if len(word[0].upper()) == 1 else word[0]
        if cell_len(found + first) <= _LETTERS:
            found += first
    visible = (char for char in line if cell_len(char) and not char.isspace())
    return found or next(visible, "?")


def ground(name: str) -> Color:
    """Return the colour of a name, the same on every day and every machine."""
    hue = crc32(fold(name).encode("utf-8", "replace")) % _HUES / _HUES
    red, green, blue = hls_to_rgb(hue, _LIGHTNESS, _SATURATION)
    return Color(round(red * 255), round(green * 255), round(blue * 255))


def ink(behind: Color) -> Color:
    """Return the colour of letters on `behind`, which stand out by at least 4.5 : 1."""
    return readable(_WHITE, behind)


class Badge(Widget):
    """The letters over a bar of the same colour, two lines high; in terminal colours it is drawn reversed."""

    DEFAULT_CSS = """
    Badge { width: 7; height: 2; padding: 0 0 0 2; background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._called = ""

    def show(self, name: str) -> None:
        """Show the badge of the account called `name`."""
        self._called = name
        self.refresh()

    def render(self) -> Content:
        """Draw letters and bar."""
        if not self._called:
            return Content("")
        words = letters(self._called)
        left = (WIDTH - cell_len(words)) // 2
        line = f"{' ' * left}{words}{' ' * (WIDTH - left - cell_len(words))}"
        if self.app.native_ansi_color:
            return Content.assemble((line, Style(reverse=True, bold=True)), "\n", "▀" * WIDTH)
        color = ground(self._called)
        return Content.assemble(
            (line, Style(color, ink(color), bold=True)), "\n", ("▀" * WIDTH, Style(foreground=color))
        )
