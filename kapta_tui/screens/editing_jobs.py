"""Writes that the editing flows start; each function returned runs in a thread with the open store.

The verbs are imported there, because they bring the ORM in, which no first frame should wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kapta_tui.domain.fields import Values

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome

Job = Callable[["Store"], "Outcome[int]"]
"""A write; the outcome's value is the id of the record it was about, the last one of several."""


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

    def each(tx: Any, record: int) -> None:
        from kapta_tui.data.write.basic import remove_record

        remove_record(tx, kind, record)

    return together("remove_record", each, chosen, f"Removed {len(chosen)} {kind}")


def archive(chosen: Sequence[int], *, archived: bool) -> Job:
    """Take accounts out of the lists, or bring them back, as one change."""

    def each(tx: Any, account: int) -> None:
        from kapta_tui.data.write.basic import archive_account

        archive_account(tx, account, archived)

    done = "Archived" if archived else "Brought back"
    return together("archive_account", each, chosen, f"{done} {len(chosen)} accounts")


def contribute(account: int, *, joins: bool) -> Job:
    """Make the user a contributor of an account, or take them out; the others stay whoever they are by then."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.basic import join_account, leave_account

        return store.do(join_account if joins else leave_account, account)

    return run


def together(name: str, each: Callable[[Any, int], object], chosen: Sequence[int], many: str) -> Job:
    """Run a verb for every record of `chosen` as one change, so that one key undoes them all.

    `many` is the sentence when there are several; of a single record the verb's own is kept.
    """

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.transaction import Outcome

        with store.write(name) as tx:
            for record in chosen:
                each(tx, record)
            if len(chosen) > 1:
                tx.say(many)
        return Outcome(chosen[-1], tx.sentence, tx.event_id)

    return run
