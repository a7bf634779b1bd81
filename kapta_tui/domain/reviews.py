"""What a new business review begins with (domain.md 1.1 and 3.6)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.playbook import Playbook

CANCELLED = "cancelled"
"""The stage of a review that never took place."""

COMPLETED = "completed"
TOOK_PLACE = frozenset({"held", COMPLETED})
"""Stages of a review that has taken place, which alone can be rated."""


@dataclass(frozen=True, slots=True)
class Review:
    """A review as the rules see it; participants are named as the fields `contacts` and `colleagues` hold them."""

    type: str
    day: date
    stage: str = "planned"
    contacts: tuple[str, ...] = ()
    colleagues: tuple[str, ...] = ()


def automatic_name(type_label: str, day: Value) -> str:
    """Return what a review is called that nobody named, such as "Quarterly review 2026-06-30"."""
    return f"{type_label} review {day}"


def name_after(stored: str, former: str, present: str, values: Values) -> str:
    """Return what a review called `stored` is called once `values` are written: the name among them, if any.

    `former` and `present` are its automatic names before and after. One that bears the former, and one whose name
    is taken away, goes by the latter; a name of its own stays.
    """
    if values.get("name"):
        return str(values["name"])
    return present if "name" in values or stored == former else stored


def last_of_type(reviews: Iterable[Review], type_: str, before: date) -> Review | None:
    """Return the newest review of `type_` dated before `before` that was not cancelled, None without one.

    Of several on one day the last given counts.
    """
    found: Review | None = None
    for review in reviews:
        if review.type != type_ or review.stage == CANCELLED or review.day >= before:
            continue
        if found is None or review.day >= found.day:
            found = review
    return found


def prefilled(
    last: Review | None, playbook: Playbook, left: Collection[str] = (), ours: Sequence[str] = ()
) -> Mapping[str, Value]:
    """Return what the form of a new review begins with: `contacts`, `colleagues` and `agenda`.

    Participants are those of `last`, the previous review of the same type, without those who have `left`. At the
    first of a type `ours` sit on our side: the colleagues who work on the account.
    """
    contacts = () if last is None else tuple(name for name in last.contacts if name not in left)
    return {
        "contacts": contacts,
        "colleagues": tuple(ours) if last is None else last.colleagues,
        "agenda": checklist(playbook.qbr_agenda),
    }


def checklist(points: Iterable[str]) -> str:
    """Return the points as a Markdown checklist, nothing ticked; empty without points."""
    return "\n".join(f"- [ ] {' '.join(point.split())}" for point in points)


def next_stage(stage: str, stages: Sequence[str]) -> str | None:
    """Return the stage that follows `stage` in the playbook's order, None at the end; cancelled is none of them."""
    course = [code for code in stages if code != CANCELLED]
    if stage not in course:
        return None
    return next(iter(course[course.index(stage) + 1 :]), None)


_BOX = re.compile(r"^(\s*[-*+]\s+\[)([ xX])(\])(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Point:
    """A line of an agenda. `line` is its number in the text; `done` is None where it has no box to tick."""

    line: int
    text: str
    done: bool | None


def points(agenda: str) -> list[Point]:
    """Return the lines of an agenda that say something; those with a Markdown box can be ticked."""
    found = []
    for number, line in enumerate(agenda.split("\n")):
        box = _BOX.match(line)
        text = line[box.end() :].strip() if box else line.strip()
        if text or box:
            found.append(Point(number, text, None if box is None else box[2] != " "))
    return found


def tick(agenda: str, line: int) -> str:
    """Return the agenda with the box in `line` ticked, or cleared where it was; a line without a box stays."""
    lines = agenda.split("\n")
    box = _BOX.match(lines[line])
    if box is not None:
        mark = "x" if box[2] == " " else " "
        lines[line] = f"{box[1]}{mark}{box[3]}{lines[line][box.end() :]}"
    return "\n".join(lines)
