"""The questions on the way from a text to work: which words, and what they become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from kapta_tui.domain.text import one_line
from kapta_tui.screens.dialogs.pick import Pick, PickOption

WHOLE: Final = "whole"
"""The key of the entry that takes all of a text."""

KINDS_OFFERED: Final = {"t": "tasks", "a": "actions", "g": "goals"}
"""Key to the kind that it makes."""

_OPTIONS: Final = (
    PickOption("tasks", "t · Task", "one thing to do, with a day"),
    PickOption("actions", "a · Action", "a step towards a goal of the plan"),
    PickOption("goals", "g · Goal", "what the plan wants to reach"),
)
_TITLE: Final = 44
"""Characters of the words that a title repeats."""


class WordsPick(Pick):
    """Which of several passages; dismisses with the place of one, or `WHOLE`."""

    def __init__(self, passages: Sequence[str]) -> None:
        options = [PickOption(WHOLE, "The whole text", f"{len(passages)} passages")]
        options += [PickOption(str(place), passage) for place, passage in enumerate(passages)]
        super().__init__("Which words become work?", options)


class WorkPick(Pick):
    """What words become; a letter chooses at once. Dismisses with the kind."""

    CALLED: ClassVar = {**Pick.CALLED, "answer.accept": ("Choose", "Make the entry under the cursor")}

    def __init__(self, text: str) -> None:
        words = one_line(text)
        cut = words if len(words) <= _TITLE else f"{words[: _TITLE - 1].rstrip()}…"
        super().__init__(f"Make of “{cut}” …", _OPTIONS, placeholder="t, a or g")

    def fill(self, text: str) -> None:
        """Choose by the letter typed, else show the kinds that match."""
        kind = KINDS_OFFERED.get(text.lower())
        if kind is None:
            super().fill(text)
        else:
            self.take(kind)
