"""What a new business review begins with (domain.md 1.1 and 3.6)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import Playbook

CANCELLED = "cancelled"
"""The stage of a review that never took place."""


@dataclass(frozen=True, slots=True)
class Review:
    """A review as the rules see it; participants are named as the fields `contacts` and `colleagues` hold them."""

    type: str
    day: date
    stage: str = "planned"
    contacts: tuple[str, ...] = ()
    colleagues: tuple[str, ...] = ()


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


def prefilled(last: Review | None, playbook: Playbook, left: Collection[str] = ()) -> Mapping[str, Value]:
    """Return what the form of a new review begins with: `contacts`, `colleagues` and `agenda`.

    Participants are those of `last`, the previous review of the same type, without those who have `left`.
    """
    contacts = () if last is None else tuple(name for name in last.contacts if name not in left)
    return {
        "contacts": contacts,
        "colleagues": () if last is None else last.colleagues,
        "agenda": checklist(playbook.qbr_agenda),
    }


def checklist(points: Iterable[str]) -> str:
    """Return the points as a Markdown checklist, nothing ticked; empty without points."""
    return "\n".join(f"- [ ] {' '.join(point.split())}" for point in points)
