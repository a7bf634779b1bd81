"""Key players of actions (mission S3; features: row 86)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.write import basic, records
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.text import listed


@verb
def link_players(
    tx: Transaction, action: int, contacts: Sequence[int], linked: bool = True, new: str = ""
) -> int:
    """Link contacts to an action, or take the links away; `new` names one that is added and linked.

    A contact that is linked already, or not any more, stays as it is.

    Raises:
        RuleError: a contact belongs to another account than the action.
        NotFound: the action or a contact is gone.
    """
    row = records.load(tx, "actions", action)
    assert isinstance(row, tables.Action)
    wanted = dict.fromkeys(contacts)
    if new and linked:
        wanted[basic.add_record(tx, "contacts", {"account": row.account_id, "name": new})] = None
    found = tx.session.exec(select(tables.ActionContact).where(col(tables.ActionContact.action_id) == action))
    held = {link.contact_id: link for link in found}
    moved: list[str] = []
    for contact in wanted:
        person = _player(tx, contact, row)
        if linked == (contact in held):
            continue
        if linked:
            tx.session.add(
                tables.ActionContact(account_id=row.account_id, action_id=action, contact_id=contact)
            )
        else:
            tx.session.delete(held[contact])
        moved.append(person.name)
    if moved:
        records.touch(tx, row)
        said = f"Linked {listed(moved)} to" if linked else f"Took {listed(moved)} off"
        tx.say(f"{said} action {records.title(tx, row)}", row.account_id)
    return action


def _player(tx: Transaction, contact: int, action: tables.Action) -> tables.Contact:
    """Return a contact that can be part of the action."""
    person = records.load(tx, "contacts", contact)
    assert isinstance(person, tables.Contact)
    if person.account_id != action.account_id:
        raise RuleError(
            f"{person.name} belongs to another account than the action.",
            "Choose a key player of the action's account.",
        )
    return person
