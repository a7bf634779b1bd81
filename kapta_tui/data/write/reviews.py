"""Writing business reviews (QBRs; mission S1, domain.md 3.6)."""

from __future__ import annotations

from kapta_tui.data import tables
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import columns, records
from kapta_tui.data.write.records import Updated
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import Conflict
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.reviews import COMPLETED, automatic_name, name_after, points, tick

KIND = KINDS["qbrs"]

_NAMING = frozenset({"name", "type", "date"})
"""Fields that say what a review is called."""


def insert(tx: Transaction, values: Values) -> tables.Qbr:
    """Write a new review and return its row; one without a name is called by its type and date.

    Raises: as `records.insert`.
    """
    given = dict(values)
    if not given.get("name") and given.get("date"):
        label = tx.playbook.label("qbr_type", _type(tx, given.get("type")))
        given["name"] = automatic_name(label, given["date"])
    row = records.insert(tx, "qbrs", given)
    assert isinstance(row, tables.Qbr)
    return row


def update(tx: Transaction, review: int, values: Values, version: int | None = None) -> Updated:
    """Change a review; one that is called by its type and date, or by nothing, follows them.

    Raises: as `records.update`.
    """
    row = records.load(tx, "qbrs", review)
    assert isinstance(row, tables.Qbr)
    if not values.keys().isdisjoint(_NAMING):
        former = automatic_name(tx.playbook.label("qbr_type", row.type), row.date)
        # A type that has gone from the playbook may stay where it stands, so that it is not looked up.
        kept = "type" not in values or values["type"] == row.type
        type_ = row.type if kept else _type(tx, values["type"])
        present = automatic_name(tx.playbook.label("qbr_type", type_), values.get("date") or row.date)
        values = {**values, "name": name_after(row.name, former, present, values)}
    return records.update(tx, "qbrs", review, values, version)


def _type(tx: Transaction, given: Value) -> str:
    field = KIND.by_name["type"]
    return columns.code(tx, field, given or field.default)


@verb
def move_review(
    tx: Transaction,
    review: int,
    stage: str,
    rating: str | None = None,
    summary: str | None = None,
    seen: str | None = None,
) -> int:
    """Bring a review to `stage`, a code or label, with its rating and summary where given; return its id.

    A completed review without a rating is not rated (domain.md 3.6). `seen` is the code of the stage that the
    choice was made from. Raises: as `records.update`, and Conflict when the stage is another one by now.
    """
    if seen is not None:
        _refuse_moved(tx, records.load(tx, "qbrs", review), seen, stage)
    values: dict[str, Value] = {"stage": stage}
    if rating:
        values["rating"] = rating
    if summary:
        values["summary"] = summary
    row, changed = records.update(tx, "qbrs", review, values)
    assert isinstance(row, tables.Qbr)
    rated = tx.playbook.label("qbr_rating", row.rating) if row.rating else "not rated"
    rated = f"{records.title(tx, row)}: {rated[:1].lower()}{rated[1:]}"
    if "stage" not in changed and "rating" in changed:
        tx.say(f"Rated QBR {rated}", row.account_id, "rate_qbr")
    elif row.stage == COMPLETED:
        tx.say(f"Completed QBR {rated}", row.account_id, "complete_qbr")
    else:
        label = tx.playbook.label("qbr_stage", row.stage)
        tx.say(f"Moved QBR {records.title(tx, row)} to {label.lower()}", row.account_id, "move_qbr")
    return review


def _refuse_moved(tx: Transaction, row: Record, seen: str, wanted: str) -> None:
    assert isinstance(row, tables.Qbr)
    if row.stage != seen:
        now = tx.playbook.label("qbr_stage", row.stage)
        yours = tx.playbook.label("qbr_stage", columns.code(tx, KIND.by_name["stage"], wanted))
        raise Conflict(
            f"This QBR was changed meanwhile (Stage: now '{now}', yours '{yours}').",
            "Look at it, then move it again.",
        )


@verb
def tick_review(tx: Transaction, review: int, line: int, text: str, done: bool = True) -> int:
    """Tick the point in `line` of a review's agenda, or clear its box, and return the review's id.

    A point that is so already stays. Raises Conflict when the line no longer says `text`: somebody has changed
    the agenda meanwhile.
    """
    row = records.load(tx, "qbrs", review)
    assert isinstance(row, tables.Qbr)
    agenda = row.agenda or ""
    point = next((point for point in points(agenda) if point.line == line), None)
    if point is None or point.done is None or point.text != text:
        raise Conflict("The agenda was changed meanwhile.", "Look at it, then tick the point again.")
    if point.done is done:
        return review
    row.agenda = tick(agenda, line)
    records.touch(tx, row)
    said = "Ticked" if done else "Took the tick off"
    tx.say(f"{said} '{records.shortened(point.text)}' of QBR {records.title(tx, row)}", row.account_id)
    return review
