"""What was made from a record, behind the fields that `kapta NOUN show` writes (features: rows 41 and 77)."""

from __future__ import annotations

from datetime import date

from kapta_tui.cli.output import Column, Listing
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.session import Reader
from kapta_tui.data.read.spoken import TEXTS
from kapta_tui.data.read.worked import LinkedWork, made_from
from kapta_tui.domain.fields import Kind, Value
from kapta_tui.domain.kinds import KINDS

NAME = "became"


def with_became(reader: Reader, listing: Listing, kind: Kind, number: int) -> Listing:
    """Return the listing of the one record `number` with what was made from it; of other kinds the listing itself."""
    if kind.name not in TEXTS or not reader.playbook.enabled("plans"):
        return listing
    made = made_from(reader.connection, kind.name, number)
    words = "; ".join(map(work_words, made))

    def rows() -> list[list[Value]]:
        return [[*row, words] for row in listing.rows()]

    def objects() -> list[dict[str, Json]]:
        return [dict(item) | {NAME: [work_object(one) for one in made]} for item in listing.objects()]

    return Listing(listing.name, [*listing.columns, Column(NAME, "Became", str)], rows, objects)


def work_object(one: LinkedWork) -> dict[str, Json]:
    """Return a goal, action or task as JSON: `{kind, id, name, due, done_on}`, dates or null."""
    return {
        "kind": KINDS[one.kind].noun,
        "id": one.id,
        "name": one.name,
        "due": one.due,
        "done_on": one.done_on,
    }


def linked_object(one: LinkedWork, today: date) -> dict[str, Json]:
    """Return work that addresses a risk as JSON: as `work_object`, with owner, percent (0..100 or null), overdue."""
    more: dict[str, Json] = {
        "owner": one.owner or None,
        "percent": one.percent,
        "overdue": one.is_overdue(today),
    }
    return work_object(one) | more


def work_words(one: LinkedWork) -> str:
    """Return "task 7 Call Ana, due 2026-12-01, open"."""
    due = [f"due {one.due}"] if one.due is not None else []
    state = "open" if one.done_on is None else f"done {one.done_on}"
    return ", ".join([f"{KINDS[one.kind].noun} {one.id} {one.name}", *due, state])
