"""What was made from a record, behind the fields that `kapta NOUN show` writes (features: rows 41 and 77)."""

from __future__ import annotations

from collections.abc import Iterable

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
        return [dict(item) | {NAME: work_objects(made)} for item in listing.objects()]

    return Listing(listing.name, [*listing.columns, Column(NAME, "Became", str)], rows, objects)


def work_objects(made: Iterable[LinkedWork]) -> list[Json]:
    """Return goals, actions and tasks as JSON: `{kind, id, name, due, done_on}`, dates or null."""
    return [
        {
            "kind": KINDS[one.kind].noun,
            "id": one.id,
            "name": one.name,
            "due": one.due,
            "done_on": one.done_on,
        }
        for one in made
    ]


def work_words(one: LinkedWork) -> str:
    """Return "task 7 Call Ana, due 2026-12-01, open"."""
    due = [f"due {one.due}"] if one.due is not None else []
    state = "open" if one.done_on is None else f"done {one.done_on}"
    return ", ".join([f"{KINDS[one.kind].noun} {one.id} {one.name}", *due, state])
