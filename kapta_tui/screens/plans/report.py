"""What a person types about an action on one line: "60", "60% waiting for parts", "waiting for parts"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kapta_tui.domain.text import one_line

_LINE = re.compile(r"(?:(?P<percent>\d+)\s*(?:%|(?=\s)|$)\s*)?(?P<note>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Report:
    """A percent 0..100 and a status note; None leaves what is there."""

    percent: int | None
    note: str | None


def read_report(text: str) -> Report:
    """Return what the line says. Raises ValueError when it says nothing or more than 100 percent."""
    found = _LINE.fullmatch(one_line(text))
    percent = int(found["percent"]) if found and found["percent"] else None
    note = found["note"] if found and found["note"] else None
    if percent is None and note is None:
        raise ValueError("Type a percent, words for the note, or both")
    if percent is not None and percent > 100:
        raise ValueError(f"{percent} is more than 100 %")
    return Report(percent, note)


def report_words(text: str) -> str:
    """Return what the line means, for the hint below it. Raises ValueError as `read_report`."""
    report = read_report(text)
    words = [] if report.percent is None else [f"{report.percent} %"]
    words += [f"note: {report.note}"] if report.note else []
    if report.percent == 100:
        words.append("x completes it, 100 % alone does not")
    return " · ".join(words)
