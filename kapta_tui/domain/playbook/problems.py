"""What is wrong with a playbook text: every problem at once, each with its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.playbook.lines import Path, key_lines, line_of


class Problem(NamedTuple):
    """One mistake: the line it stands on (from 1), what is wrong, and how to mend it."""

    line: int
    cause: str
    remedy: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.cause}; {self.remedy}"


class PlaybookError(UsageError):
    """The text is no usable playbook. `problems` holds all mistakes, sorted by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        more = f" (and {count - 1} more)" if count > 1 else ""
        first = self.problems[0]
        super().__init__(
            f"The playbook is refused. Line {first.line}: {first.cause}{more}.", sentence(first.remedy)
        )


@dataclass(slots=True)
class Problems:
    """Collects what is wrong with `text` while it is read."""

    text: str
    found: list[Problem] = field(default_factory=list)
    _lines: dict[Path, int] | None = None

    def add(self, path: Path, cause: str, remedy: str) -> None:
        """Note a problem at `path`, or at its nearest parent when the key itself is not written."""
        # Nearly every text is sound, so its lines are looked up only when the first problem turns up.
        if self._lines is None:
            self._lines = key_lines(self.text)
        problem = Problem(line_of(self._lines, path), cause, remedy)
        # One table may serve several account types, and then be found wrong for each of them.
        if problem not in self.found:
            self.found.append(problem)


def one_of(word: str, allowed: Iterable[str]) -> str:
    """Return a remedy naming the nearest of `allowed`, or all of them."""
    names = list(allowed)
    near = difflib.get_close_matches(word, names, n=1)
    listed = ", ".join(names) if names else "nothing, none is defined"
    return f"did you mean {near[0]!r}? use one of {listed}" if near else f"use one of {listed}"


def sentence(text: str) -> str:
    """Return `text` with a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
