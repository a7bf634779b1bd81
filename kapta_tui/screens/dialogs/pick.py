"""A list to choose from by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kapta_tui.domain.text import one_line
from kapta_tui.screens.dialogs.typedlist import TypedList
from kapta_tui.widgets.fuzzy import Finder

_SHOWN = 200
"""More options than this are not drawn; typing narrows them down."""


@dataclass(frozen=True, slots=True)
class PickOption:
    """One thing to choose; `detail` stands behind the label, quietly."""

    key: str
    label: str
    detail: str = ""


class Pick(TypedList[str]):
    """Dismisses with the key of the chosen option, or None."""

    CALLED: ClassVar = {
        "answer.accept": ("Choose", "Choose the entry under the cursor"),
        "form.next-field": ("Next", "Go to the next entry"),
        "form.previous-field": ("Before", "Go to the entry before"),
    }

    def __init__(
        self,
        title: str,
        options: Sequence[PickOption],
        *,
        placeholder: str = "type to find",
        at: str | None = None,
    ) -> None:
        """`at` is the key of the option that the cursor begins on, the first one without it."""
        super().__init__(title, placeholder=placeholder)
        self._options = options
        self._at = at

    def fill(self, text: str) -> None:
        """Show the options that match `text`, the best first."""
        listed = self.query_one(OptionList)
        listed.clear_options()
        rows = option_rows(self._options, text)
        listed.add_options(rows or [Option(Content(f"nothing fits “{one_line(text)}”"), disabled=True)])
        keys = [row.id for row in rows]
        start = keys.index(self._at) if not text and self._at in keys else 0
        listed.highlighted = start if rows else None

    def take(self, key: str | None) -> None:
        """Choose the option."""
        if key is not None:
            self.dismiss(key)


def option_rows(options: Sequence[PickOption], text: str) -> list[Option]:
    """Return the matching options as rows, the best match first, at most `_SHOWN`."""
    if not text:
        return [
            Option(_prompt(Content(one_line(option.label)), option), option.key)
            for option in options[:_SHOWN]
        ]
    finder = Finder(text)
    scored = [(*finder.match(one_line(option.label)), option) for option in options]
    best = sorted((row for row in scored if row[0] > 0), key=lambda row: -row[0])[:_SHOWN]
    return [Option(_prompt(label, option), option.key) for _, label, option in best]


def _prompt(label: Content, option: PickOption) -> Content:
    return Content.assemble(label, (f"  {one_line(option.detail)}", "$muted")) if option.detail else label
