"""A list to tick several entries of by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.widgets import Input, OptionList

from kapta_tui.domain.text import fold
from kapta_tui.screens.dialogs.pick import PickOption, option_rows
from kapta_tui.screens.dialogs.typedlist import TypedList

_NEW = "new:"
"""The key of the entry that makes what was typed; those of options never begin so."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The keys of the ticked options, and the name of one that shall be made, empty for none."""

    keys: tuple[str, ...]
    new: str = ""


class Choose(TypedList[Chosen]):
    """Enter ticks the entry under the cursor, ctrl+s takes all that are ticked, else that one."""

    CALLED: ClassVar = {
        "answer.accept": ("Tick", "Tick the entry under the cursor, or take the tick off"),
        "form.save": ("Take", "Take all that are ticked, else the entry under the cursor"),
        "form.next-field": ("Next", "Go to the next entry"),
        "form.previous-field": ("Before", "Go to the entry before"),
    }

    def __init__(
        self, title: str, options: Sequence[PickOption], *, noun: str, placeholder: str = ""
    ) -> None:
        """`noun` is what an option is called: with a name that none bears, a new one is offered."""
        super().__init__(title, placeholder=placeholder or "type to find; enter ticks, ctrl+s takes")
        self._options = options
        self._noun = noun
        self._ticked: list[str] = []

    def fill(self, text: str) -> None:
        """Show the options that match `text`, the ticked ones marked."""
        listed = self.query_one(OptionList)
        listed.clear_options()
        marked = [
            replace(option, label=f"{'✓' if option.key in self._ticked else ' '} {option.label}")
            for option in self._options
        ]
        rows = option_rows(marked, text)
        if text and fold(text) not in {fold(option.label) for option in self._options}:
            # What is there already comes before what would have to be made.
            rows += option_rows([PickOption(_NEW, f"+ {text}", f"a new {self._noun}")], "")
        listed.add_options(rows)
        listed.highlighted = 0 if listed.option_count else None

    def take(self, key: str | None) -> None:
        """Tick the option, or take its tick off."""
        control = self.query_one(Input)
        if key == _NEW:
            self.dismiss(Chosen(tuple(self._ticked), control.value.strip()))
        elif key is not None:
            if key in self._ticked:
                self._ticked.remove(key)
            else:
                self._ticked.append(key)
            place = self.query_one(OptionList).highlighted
            if control.value:
                control.value = ""
            else:
                self.fill("")
                self.query_one(OptionList).highlighted = place

    def action_save(self) -> None:
        """Take what is ticked and what would have to be made, else the option under the cursor."""
        here = self.here
        if self._ticked and here != _NEW:
            self.dismiss(Chosen(tuple(self._ticked)))
        elif here is not None:
            self.take(here)
            if here != _NEW:
                self.dismiss(Chosen(tuple(self._ticked)))
