"""Writing how well colleagues know the key players of an account (domain.md 3.3)."""

from __future__ import annotations

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.read.find import find
from kapta_tui.data.write import records, references
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.relationships import SCALE, strength_of


@verb
def set_relationship(tx: Transaction, contact: int, user: str | int, strength: str | None) -> int:
    """Say how well a colleague knows a contact, and return the contact's id.

    `strength` is a code or label of the playbook's scale. None and the one that means none take the relationship
    away: what is not known is not stored. A colleague nobody knows yet is made, but not to know nobody.

    Raises:
        NotFound, Ambiguous: there is no such contact, or no such colleague to take away, or there are several.
        UsageError: the scale has no such strength.
    """
    row = records.load(tx, "contacts", contact)
    assert isinstance(row, tables.Contact)
    wanted = strength_of(tx.playbook, strength)
    colleague = references.person(tx, user) if wanted is not None else _known(tx, user)
    link = tables.Relationship
    found = tx.session.exec(
        select(link).where(col(link.contact_id) == contact, col(link.user_id) == colleague)
    ).first()
    if wanted == (None if found is None else found.strength):
        return contact
    # Whoever has the contact's form open is told that who knows them has changed.
    records.touch(tx, row)
    if wanted is None:
        tx.session.delete(found)
    elif found is None:
        tx.session.add(
            link(account_id=row.account_id, contact_id=contact, user_id=colleague, strength=wanted)
        )
    else:
        found.strength = wanted
    tx.say(_sentence(tx, row, colleague, wanted), row.account_id)
    return contact


def _known(tx: Transaction, user: str | int) -> int:
    tx.flush()
    return find(tx.raw, "users", user)


def _sentence(tx: Transaction, row: tables.Contact, colleague: int, strength: str | None) -> str:
    who = tx.raw.execute('SELECT name FROM "user" WHERE id = ?', (colleague,)).fetchone()[0]
    whom = records.title(tx, row)
    if strength is None:
        return f"{who} no longer knows {whom}"
    return f"{who} knows {whom}: {tx.playbook.label(SCALE, strength).lower()}"
