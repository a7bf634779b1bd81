"""A drop-down list whose entries are chosen by typing, without opening it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.text import Text
from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Select

from kapta_tui.domain.text import fold

_PAUSE_SECONDS: Final = 1.5
"""So long the next letter belongs to the word before it."""


class TypedSelect(Select[str]):
    """While closed, letters choose the entry they begin, the same letter again the next one; delete takes it away.

    A word that begins no entry leaves the choice as it is; a pause begins a new word. Enter, space and the arrows
    open the list as ever.
    """

    @dataclass
    class Missed(Message):
        """No entry begins with `word`."""

        word: str

    def __init__(self, entries: Sequence[tuple[str, str]], value: str) -> None:
        """`entries` are labels and codes; an empty `value` chooses none."""
        # Select finds what is typed in Rich texts and plain strings only, and reads the latter as markup.
        options = [(Text(label), code) for label, code in entries]
        super().__init__(options, value=value or Select.NULL, prompt="not set", allow_blank=True)
        self.entries = [(fold(label), code) for label, code in entries]
        self.typed = ""
        """The word typed so far, in which no letter is passed over."""
        self._pause: Timer | None = None

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters are for the list."""
        return character is not None and character.isprintable() and character != " "

    def on_blur(self) -> None:
        """Begin a new word when the keyboard comes back."""
        self.begin_anew()

    def begin_anew(self) -> None:
        """Take the next letter as the first of a word."""
        self.typed = ""

    async def on_key(self, event: events.Key) -> None:
        """Choose by letters; take the choice away with delete."""
        if self.expanded or not self.has_focus:
            return
        if event.key in ("delete", "backspace"):
            event.stop()
            self.begin_anew()
            self.clear()
        elif event.character is not None and self.check_consume_key(event.key, event.character):
            event.stop().prevent_default()
            self.take_letter(fold(event.character))

    def take_letter(self, letter: str) -> None:
        """Choose what the word typed so far begins with `letter` behind it."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE_SECONDS, self.begin_anew)
        again = self.begun(letter)
        if self.typed == letter and self.value in again and not self.begun(letter * 2):
            self.value = again[(again.index(str(self.value)) + 1) % len(again)]
            return
        self.typed += letter
        if found := self.begun(self.typed):
            self.value = found[0]
        else:
            self.post_message(self.Missed(self.typed))

    def begun(self, word: str) -> list[str]:
        """Return the codes of the entries that `word` begins, then of those in which it begins a later word."""
        first = [code for label, code in self.entries if label.startswith(word)]
        return first + [code for label, code in self.entries if f" {word}" in label and code not in first]
