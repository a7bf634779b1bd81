"""A stylesheet that parses each piece of CSS once."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet

from kapta_tui.widgets.textual_private import keep_parsed

_PIECES = 1024
"""Parsed pieces kept; every widget class and every file is one, and Textual's own room of 64 is too small."""


class ParsedOnce(Stylesheet):
    """Textual parses all CSS anew for each screen shown first; here what was parsed stays until the theme changes."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._given = variables
        keep_parsed(self, _PIECES)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the theme's variables; the same ones again change nothing."""
        if variables != self._given:
            self._given = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what is new since the last time, or everything when the variables have changed."""
        self.parse()
