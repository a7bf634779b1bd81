"""The verb of an import: typed rows of several tables become records in one change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from kapta_tui.data.write import (
    bulk_family,
    bulk_fold,
    bulk_links,
    bulk_match,
    bulk_names,
    bulk_refs,
    bulk_rules,
    bulk_same,
    bulk_settle,
    bulk_stage,
    bulk_upsert,
)
from kapta_tui.data.write.bulk_load import Load, Tally
from kapta_tui.data.write.references import forget_unused_people
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.kinds import KINDS

SET_BASED = frozenset({"users", "accounts", "products", "contacts", "contracts", "opportunities"})
"""Kinds that are written by set-based statements; all others go row by row."""


class RolledBack(Exception):
    """Ends an import that is only tried, or not wanted with rejected rows, and takes everything back.

    `people` are the names of the users that would have been made.
    """

    def __init__(self, people: list[str]) -> None:
        super().__init__("the import was taken back")
        self.people = people


@verb
def import_tables(
    tx: Transaction, loads: Sequence[Load], *, source: str, dry_run: bool, strict: bool, playbook: str = ""
) -> list[str]:
    """Write the rows of all `loads`, parents before what refers to them, and fill their tallies.

    `source` is what the feed calls the files, `playbook` a new text of the playbook whose fields the loads
    set. The rules are those of forms. Returns the names of the people made on the way.

    Raises:
        RolledBack: `dry_run`, or `strict` and a row was rejected or a cell left out; the tallies say what
            would have been.
    """
    bulk_stage.prepare(tx.raw)
    if playbook:
        from kapta_tui.data.write.playbooks import set_playbook

        set_playbook(tx, playbook)
        tx.flush()
        tx.__dict__.pop("playbook", None)
    # Notes are about what other files bring along.
    order = sorted(KINDS, key=lambda name: name == "notes")
    for name, group in groupby(
        sorted(loads, key=lambda load: order.index(load.kind.name)), key=lambda load: load.kind.name
    ):
        if name in SET_BASED:
            bulk_settle.settle(tx, list(group), _together)
        else:
            bulk_settle.settle(tx, list(group), partial(_one_by_one, made=set()))
    if any(load.late for load in loads):
        from kapta_tui.data.write import bulk_own

        bulk_own.bring_late(tx, loads)
    if any(load.endings for load in loads):
        from kapta_tui.data.write import bulk_goals

        bulk_goals.complete_late(tx, loads)
    forget_unused_people(tx)
    tx.say(_sentence(loads, source))
    if dry_run or (strict and any(load.tally.rejects or load.tally.warnings for load in loads)):
        raise RolledBack(tx.created_people)
    return tx.created_people


def _together(tx: Transaction, loads: Sequence[Load], refused: bulk_settle.Refused) -> bool:
    """Stage, judge and write the loads of a kind; return whether rows were judged by other rows."""
    given = 0
    for number, load in enumerate(loads):
        # Files of one kind have to agree with each other, not only with the store.
        same = bulk_same.Same(tx.raw, load, alone=len(loads) == 1 and not refused[load.number])
        unshared = bulk_stage.fill(tx.raw, load, same.without)
        bulk_stage.refuse(tx.raw, load, refused[load.number])
        _give_account(tx, load)
        _resolve(tx, load)
        given += len(load.tally.rejects)
        bulk_match.match(tx.raw, load, unshared, same, loads[:number])
        bulk_rules.check(tx, load, loads[:number])
    if loads[0].kind.name in bulk_family.FAMILIES:
        _resolve_families(tx, loads)
    are_named_apart = False
    for load in loads:
        bulk_rules.check_with_stored(tx.raw, load)
        bulk_fold.forsake(load)
        are_named_apart |= bulk_names.name_apart(tx.raw, load)
        bulk_upsert.write(tx, load)
        bulk_links.write(tx, load)
    have_met = are_named_apart or any(load.tally.merged for load in loads)
    return len(loads) > 1 or have_met or _rejected(loads) > given


def _resolve_families(tx: Transaction, loads: Sequence[Load]) -> None:
    """Set the references within the kind; a row that is rejected for its own may leave others incomplete."""
    rejected = -1
    while rejected < _rejected(loads):
        rejected = _rejected(loads)
        bulk_family.resolve_family(tx.raw, loads)
        bulk_family.revive(tx.raw, loads)
        for load in loads[1:]:
            bulk_rules.check(tx, load)


def _rejected(loads: Sequence[Load]) -> int:
    return sum(len(load.tally.rejects) for load in loads)


def _one_by_one(tx: Transaction, loads: Sequence[Load], refused: bulk_settle.Refused, made: set[int]) -> bool:
    """Take the rows of a kind in one by one; return whether rows were judged by other rows.

    `made` are the ids of the records that former rounds have made, and takes in those that this one makes.
    """
    from kapta_tui.data.write import bulk_rows

    seen = bulk_rows.Seen(made)
    # What can only change records comes after what makes them, or it would find them the next time only.
    for load in sorted(loads, key=lambda load: not bulk_rows.can_create(load)):
        bulk_stage.fill(tx.raw, load)
        bulk_stage.refuse(tx.raw, load, refused[load.number])
        if load.has("account") and load.has("contacts"):
            _account_of_contact(tx, load)
        _give_account(tx, load)
        _resolve(tx, load)
        bulk_rows.write(tx, load, seen)
    return bulk_rows.finish(tx, loads, seen)


def _resolve(tx: Transaction, load: Load) -> None:
    items = [item for item in load.references if item.target not in bulk_refs.SCOPED]
    # The account comes first: a row without one needs nobody made for it.
    for item in sorted(items, key=lambda item: item.name != "account"):
        if item.name != bulk_family.FAMILIES.get(load.kind.name):
            bulk_refs.resolve(tx, load, item)


def _account_of_contact(tx: Transaction, load: Load) -> None:
    """A row that names a contact and no account belongs to the contact's account."""
    tx.raw.execute(
        f"UPDATE temp.{load.stage} AS s SET f_account = (SELECT coalesce(a.external_id, a.name) FROM contact c "
        "JOIN account a ON a.id = c.account_id WHERE c.external_id = s.f_contacts) WHERE s.f_account IS NULL"
    )


def _give_account(tx: Transaction, load: Load) -> None:
    """A row that names no account belongs to the one that was given for all."""
    if load.account and load.has("account"):
        tx.raw.execute(f"UPDATE temp.{load.stage} SET f_account = ? WHERE f_account IS NULL", (load.account,))


def _sentence(loads: Sequence[Load], source: str) -> str:
    counts: dict[str, Tally] = {}
    for load in loads:
        total = counts.setdefault(load.kind.name, Tally())
        total.created += load.tally.created
        total.updated += load.tally.updated
    parts = [
        f"{KINDS[name].counted(total.created)} added" * bool(total.created)
        + ", " * bool(total.created and total.updated)
        + f"{KINDS[name].counted(total.updated)} changed" * bool(total.updated)
        for name, total in counts.items()
        if total.created or total.updated
    ]
    return f"Imported {source}: {', '.join(parts) or 'nothing new'}"
