"""Writes that the editing flows start; each function returned runs in a thread with the open store.

The verbs are imported there, because they bring the ORM in, which no first frame should wait for.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from kapta_tui.data.read.names import called
from kapta_tui.domain.errors import KaptaError, NotFound, RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome

Job = Callable[["Store"], "Outcome[int]"]
"""A write; the outcome's value is the id of the record it was about, the last one of several."""

Named = tuple[str, int]
"""Kind and id of a record."""

_NAMED_AT_MOST: Final = 5
"""Names that a refusal gives in full."""


def sentence(outcome: Outcome[Any]) -> str:
    """Return what a toast says of a write: nothing when no row was touched."""
    return outcome.sentence if outcome.event is not None else ""


def add(kind: str, values: Values) -> Job:
    """Add a record of `kind`."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.basic import add_record

        return store.do(add_record, kind, values)

    return run


def edit(kind: str, record: int, values: Values, version: int | None = None) -> Job:
    """Change fields of a record; `version` is the one that was read."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.basic import edit_record

        return store.do(edit_record, kind, record, values, version)

    return run


def remove(kind: str, chosen: Sequence[int]) -> Job:
    """Remove records of one kind as one change."""
    return remove_all([(kind, record) for record in chosen])


def remove_all(chosen: Sequence[Named]) -> Job:
    """Remove records of any kinds as one change."""

    def each(tx: Any, named: Named) -> None:
        from kapta_tui.data.write.basic import remove_record

        remove_record(tx, *named)

    return as_one("remove_record", each, chosen, f"Removed {counted(chosen)}")


def archive(chosen: Sequence[int], *, archived: bool) -> Job:
    """Take accounts out of the lists, or bring them back, as one change."""

    def each(tx: Any, account: int) -> None:
        from kapta_tui.data.write.basic import archive_account

        archive_account(tx, account, archived)

    done = "Archived" if archived else "Brought back"
    return together("archive_account", each, chosen, f"{done} {len(chosen)} accounts", kind="accounts")


def contribute(account: int, *, joins: bool) -> Job:
    """Make the user a contributor of an account, or take them out; the others stay whoever they are by then."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.basic import join_account, leave_account

        return store.do(join_account if joins else leave_account, account)

    return run


def together(
    name: str, each: Callable[[Any, int], object], chosen: Sequence[int], many: str, *, kind: str = "actions"
) -> Job:
    """Run a verb for every record of `chosen`, all of one `kind`, as `as_one` does."""
    return as_one(name, lambda tx, named: each(tx, named[1]), [(kind, record) for record in chosen], many)


def as_one(name: str, each: Callable[[Any, Named], object], chosen: Sequence[Named], many: str) -> Job:
    """Run a verb for every record of `chosen` as one change, so that one key undoes them all.

    `many` is the sentence when there are several; of a single record the verb's own is kept. When some of
    several cannot take it, none is changed, and the job raises a RuleError that calls them by name.
    """

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.transaction import Outcome

        with store.write(name) as tx:
            refused: list[tuple[Named, KaptaError]] = []
            for named in chosen:
                try:
                    each(tx, named)
                except (RuleError, NotFound) as error:
                    if len(chosen) == 1:
                        raise
                    refused.append((named, error))
            if refused:
                raise _refusal(tx.raw, refused, chosen)
            if len(chosen) > 1:
                tx.say(many)
        return Outcome(chosen[-1][1], tx.sentence, tx.event_id)

    return run


def counted(chosen: Sequence[Named]) -> str:
    """Return "3 tasks" of one kind, "2 tasks, 1 goal" of several."""
    counts = Counter(kind for kind, _ in chosen)
    return ", ".join(f"{count} {KINDS[kind].noun if count == 1 else kind}" for kind, count in counts.items())


def _refusal(
    connection: sqlite3.Connection, refused: Sequence[tuple[Named, KaptaError]], chosen: Sequence[Named]
) -> RuleError:
    """Return who stands in the way of a change of several records, and why; the same reason is given once."""
    by_cause: dict[str, list[str]] = {}
    for (kind, record), error in refused:
        name = called(connection, kind, (record,)).get(record, f"a {KINDS[kind].noun} that is gone")
        by_cause.setdefault(error.cause, []).append(name)
    words = " ".join(f"{_listed(names)}: {cause}" for cause, names in by_cause.items())
    fields = {error.field if isinstance(error, RuleError) else None for _, error in refused}
    return RuleError(
        f"{len(refused)} of {len(chosen)} cannot take this. {words}",
        "Nothing was changed; take their marks away, or work on them one by one.",
        fields.pop() if len(fields) == 1 else None,
    )


def _listed(names: Sequence[str]) -> str:
    """Return the first names, and of the others how many they are."""
    more = len(names) - _NAMED_AT_MOST
    shown = ", ".join(names[:_NAMED_AT_MOST])
    return f"{shown} and {more} more" if more > 0 else shown
