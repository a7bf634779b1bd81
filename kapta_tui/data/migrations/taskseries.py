"""The series of recurring tasks that were completed before their next ones were linked to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_RECURRING: Final = """
SELECT t.id, json_array(t.account_id, t.action_id, t.name) AS what, t.due, coalesce(t.due, x.due, t.done_at) AS day,
 t.done_at, t.assignee_id, t.created_at, t.updated_at
FROM task t LEFT JOIN action x ON x.id = t.action_id WHERE t.recurrence IS NOT NULL ORDER BY day, t.id
"""


def link_series(connection: Connection) -> None:
    """Link what follows a recurring task that is done, by what told it then: account, action, name and a later day.

    Of several that do, it is the one made at the moment of the completion, else one of the same assignee, else the
    next one.
    """
    rows = connection.exec_driver_sql(_RECURRING).all()
    alike: dict[str, list[Row[Any]]] = {}
    for row in rows:
        alike.setdefault(row.what, []).append(row)
    series: dict[int, int] = {}
    for row in rows:
        if row.done_at is not None and (following := _following(row, alike[row.what], series)) is not None:
            series[following] = series.get(row.id, row.id)
    for task, first in series.items():
        connection.exec_driver_sql("UPDATE task SET series_id = ? WHERE id = ?", (first, task))


def _following(row: Row[Any], alike: list[Row[Any]], taken: dict[int, int]) -> int | None:
    """Return the task that the completion of `row` made, None where none of those `alike` is it."""
    later = [
        each
        for each in alike
        if each.id > row.id and each.id not in taken and each.due is not None and each.due > row.day
    ]
    if not later:
        return None
    best = min(
        later,
        key=lambda each: (
            each.created_at != row.updated_at,
            each.assignee_id != row.assignee_id,
            each.due,
            each.id,
        ),
    )
    return int(best.id)
