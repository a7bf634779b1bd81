"""A list to choose one entry from by typing, which takes what was typed where no entry is called so."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import OptionList

from kapta_tui.domain.text import fold
from kapta_tui.screens.dialogs.pick import Pick, PickOption, option_rows

_TYPED = "typed:"
"""What the key of the entry made of the typed text begins with."""


class PickOrType(Pick):
    """Dismisses with the key of the chosen option, with the typed text itself, or None."""

    def __init__(self, title: str, options: Sequence[PickOption], *, typed: str) -> None:
        """`typed` says what a text becomes that no option is called; empty where it cannot become anything."""
        super().__init__(title, options)
        self._typed = typed

    def fill(self, text: str) -> None:
        """Show the options that match `text`, and last the text as it stands."""
        super().fill(text)
        if not self._typed or not text or fold(text) in {fold(option.label) for option in self._options}:
            return
        listed = self.query_one(OptionList)
        if listed.highlighted is None:
            # All there is says that nothing fits.
            listed.clear_options()
        listed.add_options(option_rows([PickOption(_TYPED + text, f"+ {text}", self._typed)], ""))
        listed.highlighted = 0

    def take(self, key: str | None) -> None:
        """Choose the option, or the text."""
        if key is not None:
            self.dismiss(key.removeprefix(_TYPED))
