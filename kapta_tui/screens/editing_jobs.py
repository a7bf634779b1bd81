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

Named = tuple[str, int]
"""Kind and id of a record."""


def sentence(outcome: Outcome[Any]) -> str:
    """Return what a toast says of a write: nothing when no row was touched."""
    return outcome.sentence if outcome.event is not None else ""


def add(kind: str, values: Values) -> Job:
    """Add a record of `kind`."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.fingerprint import with_file
        from kapta_tui.data.write.basic import add_record

        read = with_file(kind, values)
        return _remarked(store.do(add_record, kind, read), read)

    return run


def add_work(kind: str, values: Values, *, source: Named | None = None, risk: int | None = None) -> Job:
    """Add a goal, action or task that is made from the record `source` and addresses `risk`."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.turning import add_work as verb

        return store.do(verb, kind, values, source, risk)

    return run


def edit(kind: str, record: int, values: Values, version: int | None = None) -> Job:
    """Change fields of a record; `version` is the one that was read."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.fingerprint import with_file
        from kapta_tui.data.write.basic import edit_record

        read = with_file(kind, values)
        return _remarked(store.do(edit_record, kind, record, read, version), read)

    return run


def edit_and_move(kind: str, record: int, values: Values, version: int | None = None) -> Job:
    """Change a contract or opportunity, and move its open plan as its end moves."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.planned import edit_and_move as verb

        return store.do(verb, kind, record, values, version)

    return run


def _remarked(outcome: Outcome[int], values: Values) -> Outcome[int]:
    """Return the outcome with what has to be said of the file that a document names."""
    from dataclasses import replace

    from kapta_tui.data.fingerprint import remark

    said = remark(values)
    return replace(outcome, sentence=f"{outcome.sentence}; {said}") if said else outcome


def remove(kind: str, chosen: Sequence[int]) -> Job:
    """Remove records of one kind as one change."""
    return remove_all([(kind, record) for record in chosen])


def remove_all(chosen: Sequence[Named]) -> Job:
    """Remove records of any kinds as one change."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.batches import remove_records

        return store.do(remove_records, chosen)

    return run


def complete_all(chosen: Sequence[Named], *, with_tasks: bool) -> Job:
    """Bring open records of any kinds but accounts and risks to their end, as one change.

    The open tasks of actions come to their end too where `with_tasks`.
    """

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.batches import complete_records

        return store.do(complete_records, chosen, with_tasks)

    return run


def reopen_all(chosen: Sequence[Named]) -> Job:
    """Open ended records of any kinds but accounts again, as one change."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.batches import reopen_records

        return store.do(reopen_records, chosen)

    return run


def archive(chosen: Sequence[int], *, archived: bool) -> Job:
    """Take accounts out of the lists, or bring them back, as one change."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.batches import archive_accounts

        return store.do(archive_accounts, chosen, archived)

    return run


def contribute(account: int, *, joins: bool) -> Job:
    """Make the user a contributor of an account, or take them out; the others stay whoever they are by then."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.basic import join_account, leave_account

        return store.do(join_account if joins else leave_account, account)

    return run
