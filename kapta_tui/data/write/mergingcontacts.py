"""Key players who stand in both of two accounts that become one: one person, one record (features: row 29)."""

from __future__ import annotations

from collections.abc import Iterator

from kapta_tui.data import tables
from kapta_tui.data.read.mergingalike import alike_contacts
from kapta_tui.data.write import records
from kapta_tui.data.write.mergingfill import Lost, complete, sentences
from kapta_tui.data.write.referring import refer, referring
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.merging import Alike, Party
from kapta_tui.domain.relationships import SCALE

_APART = frozenset({"account", "reports_to", "is_primary"})
"""Fields whose values depend on other rows, or count for both."""


def unite(tx: Transaction, kept: Party, gone: Party) -> list[str]:
    """Let each person of both accounts be the contact of `kept`, and all that refers to the other one refer to it.

    Returns sentences that keep what does not stand.
    """
    tx.flush()
    found = alike_contacts(tx.raw, kept.id, gone.id)
    lost = {one.gone: [*_take_over(tx, one), *_known_otherwise(tx, one)] for one in found}
    tx.flush()
    for one in found:
        for table, column in referring("contact"):
            refer(tx, table, column, one.kept, one.gone)
    tx.session.expire_all()
    # Only now does every superior stand for both.
    for one in found:
        lost[one.gone] += _report(tx, one)
    for one in found:
        records.delete(tx, "contacts", one.gone)
    return [text for one in found for text in sentences("contact", one.gone_name, lost[one.gone])]


def _load(tx: Transaction, contact: int) -> tables.Contact:
    row = records.load(tx, "contacts", contact)
    assert isinstance(row, tables.Contact)
    return row


def _take_over(tx: Transaction, one: Alike) -> Iterator[Lost]:
    stays, goes = _load(tx, one.kept), _load(tx, one.gone)
    yield from complete(tx, "contacts", stays, goes, _APART)
    stays.is_primary = stays.is_primary or goes.is_primary


def _known_otherwise(tx: Transaction, one: Alike) -> Iterator[Lost]:
    """Yield how colleagues know the one who goes, where they know the one who stays otherwise."""
    found = tx.raw.execute(
        "SELECT u.name, g.strength FROM relationship g JOIN relationship k ON k.user_id = g.user_id "
        'AND k.contact_id = ? AND k.strength <> g.strength JOIN "user" u ON u.id = g.user_id '
        "WHERE g.contact_id = ? ORDER BY u.name",
        (one.kept, one.gone),
    )
    for name, strength in found.fetchall():
        yield Lost("Relationship", f"{name}: {tx.playbook.label(SCALE, strength).lower()}")


def _report(tx: Transaction, one: Alike) -> Iterator[Lost]:
    """Let the one who stays report to whom the one who goes did, unless they report to somebody or it is a circle."""
    above = _load(tx, one.gone).reports_to_id
    stays = _load(tx, one.kept)
    if above is None or above in (stays.reports_to_id, one.kept):
        return
    name = _load(tx, above).name
    if stays.reports_to_id is not None:
        yield Lost("Reports to", name)
    elif _is_above(tx, one.kept, above):
        yield Lost("Reports to", f"{name}, which would be a circle here")
    else:
        stays.reports_to_id = above
        tx.flush()


def _is_above(tx: Transaction, contact: int, below: int) -> bool:
    """Return whether `below` reports to `contact`, directly or through others."""
    found = tx.raw.execute(
        "WITH RECURSIVE above (id) AS (SELECT reports_to_id FROM contact WHERE id = ? "
        "UNION SELECT c.reports_to_id FROM contact c JOIN above ON c.id = above.id) "
        "SELECT 1 FROM above WHERE id = ?",
        (below, contact),
    )
    return found.fetchone() is not None
