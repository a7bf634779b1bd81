"""A drop-down list whose entries are chosen by typing, without opening it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.widgets import Select

from kapta_tui.domain.text import fold


class TypedSelect(Select[str]):
    """While closed, letters choose the entry they begin, the same letter again the next one; delete takes it away.

    Enter, space and the arrows open the list as ever.
    """

    def __init__(self, entries: Sequence[tuple[str, str]], value: str) -> None:
        """`entries` are labels and codes; an empty `value` chooses none."""
        # Select finds what is typed in Rich texts and plain strings only, and reads the latter as markup.
        options = [(Text(label), code) for label, code in entries]
        super().__init__(options, value=value or Select.NULL, prompt="not set", allow_blank=True)
        self.entries = [(fold(label), code) for label, code in entries]
        self.typed = ""
        """The word typed so far."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters are for the list."""
        return character is not None and character.isprintable() and character != " "

    def on_blur(self) -> None:
        """Begin a new word when the keyboard comes back."""
        self.typed = ""

    async def on_key(self, event: events.Key) -> None:
        """Choose by letters; take the choice away with delete."""
        if self.expanded or not self.has_focus:
            return
        if event.key in ("delete", "backspace"):
            event.stop()
            self.typed = ""
            self.clear()
        elif event.character is not None and self.check_consume_key(event.key, event.character):
            event.stop().prevent_default()
            self.take_letter(fold(event.character))

    def take_letter(self, letter: str) -> None:
        """Choose what the word typed so far begins with `letter` behind it; one that fits nothing begins a new word."""
        again = self.begun(letter)
        if self.typed == letter and self.value in again and not self.begun(letter * 2):
            self.value = again[(again.index(str(self.value)) + 1) % len(again)]
            return
        longer = self.begun(self.typed + letter)
        self.typed = self.typed + letter if longer else letter
        found = longer or again
        if found:
            self.value = found[0]

    def begun(self, word: str) -> list[str]:
        """Return the codes of the entries that `word` begins, then of those in which it begins a later word."""
        first = [code for label, code in self.entries if label.startswith(word)]
        return first + [code for label, code in self.entries if f" {word}" in label and code not in first]
