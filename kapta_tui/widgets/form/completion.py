"""Completions below an input; imported at the first form that needs them."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.widgets import Input
from textual_autocomplete import AutoComplete, DropdownItem


class Completion(AutoComplete):
    """Offers names given later with `offer`.

    An eager one takes the first name on Enter or Tab; the other only a name the user moved to, so that own
    words are never replaced by similar ones.
    """

    def __init__(self, target: Input, names: Sequence[str] = (), *, eager: bool = True) -> None:
        super().__init__(target, list(names), prevent_default_enter=eager, prevent_default_tab=eager)
        self._eager = eager
        self._moved = False

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names from now on."""
        self.candidates = [DropdownItem(name) for name in dict.fromkeys(names)]
        if self.target.has_focus:
            self._handle_target_update()

    def should_show_dropdown(self, search_string: str) -> bool:
        """Whether there is anything to offer that is not typed out already."""
        options = [str(option.prompt) for option in self.option_list.options]
        return bool(search_string) and bool(options) and options != [search_string]

    def _listen_to_messages(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            if event.key in ("up", "down"):
                self._moved = True
            elif event.is_printable:
                self._moved = False
        super()._listen_to_messages(event)

    def _complete(self, option_index: int) -> None:
        if self._eager or self._moved:
            self._moved = False
            super()._complete(option_index)
        else:
            self.action_hide()
