"""Merging two accounts: everything of one moves to the other, and nothing is lost (features: row 29)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kapta_tui.data import tables
from kapta_tui.data.read import merging as reading
from kapta_tui.data.read.records import View
from kapta_tui.data.write import (
    columns,
    mergingcontacts,
    mergingdocuments,
    mergingmetrics,
    mergingrisks,
    mergingsatisfaction,
    records,
    references,
    satisfaction,
)
from kapta_tui.data.write.positions import GAP
from kapta_tui.data.write.referring import refer
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain import custom, merging
from kapta_tui.domain.errors import Conflict, UsageError
from kapta_tui.domain.fields import FieldType, Value, Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.merging import Merge, Pair, Side
from kapta_tui.domain.text import clean

_KIND = KINDS["accounts"]

_ORDERED: Mapping[str, str] = {"goal": "true", "metric": "true", "task": "action_id IS NULL"}
"""Table to the condition of its rows whose places count within the whole account."""

_FOLLOWING: Final = frozenset({"satisfaction"})
"""Fields that say what the newest of the records says which move along."""

Versions = tuple[int, int]
"""The versions of the kept account and of the other one that a choice was made from."""


@verb
def merge_accounts(
    tx: Transaction,
    kept: int,
    gone: int,
    values: Values,
    versions: Versions | None = None,
    *,
    keep_both: bool = False,
) -> int:
    """Let the account `gone` go up in `kept` and return the id of that.

    `values` are those that stand, by field; of fields it does not name the kept account's stands, or where that is
    empty the other one's. What does not stand is written into a note on the kept account. Key players and documents
    of both become one each, unless `keep_both`.

    Raises:
        RuleError: they are the same account, or a value breaks a rule.
        UsageError: `values` names no field, or one in which both are united.
        Conflict: an account was changed since `versions`.
        NotFound, Ambiguous: an account is gone, or a reference names no record or several.
    """
    tx.flush()
    view = View(tx.today, tx.user, tx.playbook)
    merge = reading.load(tx.raw, view, kept, gone, keep_both=keep_both)
    _refuse_stale(merge, versions)
    standing = _standing(tx, merge, values)
    both = merge.kept, merge.gone
    said = [mergingrisks.unite(tx, kept, gone), *mergingmetrics.unite(tx, *both)]
    said += mergingcontacts.unite(tx, merge.uniting_of("contacts"))
    said += mergingdocuments.unite(tx, merge.uniting_of("documents"))
    said += mergingsatisfaction.unite(tx, *both)
    row = _write_fields(tx, merge, standing)
    move(tx, kept, gone)
    satisfaction.follow(tx, kept)
    _write_note(tx, merge, reading.values_of(tx.raw, view, kept), said)
    records.delete(tx, "accounts", gone)
    former = records.shortened(merge.kept.name)
    sentence = f"Merged account {records.shortened(merge.gone.name)} into {former}"
    if row.name != merge.kept.name:
        sentence += f", now called {records.label(row)}"
    tx.say(": ".join(filter(None, (sentence, merge.seen(tx.playbook.off).told))), kept)
    return kept


def _refuse_stale(merge: Merge, versions: Versions | None) -> None:
    if versions is not None and versions != (merge.kept.version, merge.gone.version):
        changed = merge.kept if versions[0] != merge.kept.version else merge.gone
        raise Conflict(
            f"{changed.name} was changed meanwhile.", "Look at both accounts again, then merge them."
        )


def _standing(tx: Transaction, merge: Merge, values: Values) -> dict[str, Value]:
    """Return by field what stands of all that differs, and of all that `values` names."""
    fields = columns.checked_fields(_KIND, values, tx)
    pairs = {pair.name: pair for pair in merge.pairs}
    for name in values:
        if name in _FOLLOWING:
            raise UsageError(
                f"The {name} follows from the histories of the two, which become one.",
                "Leave it out, and enter a newer one after the merge.",
            )
        if name in pairs and pairs[name].fixed is not None:
            raise UsageError(
                f"The {fields[name].label.lower()} follows from the family of the two.",
                "Leave it out, and change it after the merge.",
            )
        if fields[name].type in (FieldType.REFERENCES, FieldType.LABELS):
            raise UsageError(
                f"The {fields[name].label.lower()} of both accounts are united.",
                "Leave them out, and take away afterwards what is too much.",
            )
    given = {
        name: references.resolve(tx, fields[name], value, None)
        if fields[name].type is FieldType.REFERENCE and not merging.is_empty(value)
        else value
        for name, value in values.items()
    }
    united = {pair.name: pair.united for pair in merge.pairs if pair.united is not None}
    own = {pair.name: pair.value(pair.default) for pair in merge.pairs if pair.name not in united}
    return own | united | given


def _write_fields(tx: Transaction, merge: Merge, standing: Values) -> tables.Account:
    kept = records.load(tx, "accounts", merge.kept.id)
    assert isinstance(kept, tables.Account)
    fields = custom.fields_of(_KIND, tx.playbook)
    # Links to people and products move as rows, and so do the entries of satisfaction.
    own = {
        name: value
        for name, value in standing.items()
        if fields[name].type is not FieldType.REFERENCES and name not in _FOLLOWING
    }
    records.update(tx, "accounts", merge.kept.id, own)
    if kept.version == merge.kept.version:
        records.touch(tx, kept)
    return kept


def move(tx: Transaction, kept: int, gone: int) -> None:
    """Let every row that refers to the account `gone` refer to `kept`; what both have stands once."""
    tx.flush()
    for name, where in _ORDERED.items():
        _line_up(tx, name, where, {"kept": kept, "gone": gone})
    refer(tx, "account", [(kept, gone)])


def _line_up(tx: Transaction, table: str, where: str, both: Mapping[str, int]) -> None:
    """Put the rows of the account that goes behind those of the kept one, in the order they have."""
    last, first = tx.raw.execute(
        f"SELECT max(position) FILTER (WHERE account_id = :kept), "
        f'min(position) FILTER (WHERE account_id = :gone) FROM "{table}" WHERE {where}',
        both,
    ).fetchone()
    if last is not None and first is not None and first <= last:
        tx.raw.execute(
            f'UPDATE "{table}" SET position = position + :by WHERE account_id = :gone AND {where}',
            {"by": last + GAP - first, "gone": both["gone"]},
        )


def _write_note(tx: Transaction, merge: Merge, standing: Values, said: list[str]) -> None:
    """Keep in a note what does not stand; it is written whatever the playbook requires of notes."""
    text = merging.note(
        merge.gone.name,
        _without(merge, standing, Side.GONE),
        _without(merge, standing, Side.KEPT),
        [sentence for sentence in said if sentence],
    )
    tx.session.add(
        tables.Note(
            account_id=merge.kept.id,
            text=clean(text),
            type="internal",
            date=tx.today,
            author_id=references.acting_user(tx),
            created_at=tx.now,
            updated_at=tx.now,
        )
    )
    tx.flush()


def _without(merge: Merge, standing: Values, side: Side) -> list[tuple[Pair, str]]:
    """Return the fields of one side whose values do not stand, with their words."""
    return [
        (pair, pair.words(side))
        for pair in merge.pairs
        if pair.united is None
        and pair.name not in _FOLLOWING
        and standing[pair.name] != pair.value(side)
        # Its own name begins the note.
        and not (pair.name == "name" and side is Side.GONE)
    ]
