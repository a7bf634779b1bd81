"""Key players who stand in both of two accounts that become one: one person, one record (features: row 29)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kapta_tui.data import tables
from kapta_tui.data.read.mergingalike import have_left
from kapta_tui.data.write.mergingfill import Lost, Two, complete, sentences
from kapta_tui.data.write.referring import refer
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.contacts import find_cycle
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.merging import Alike
from kapta_tui.domain.relationships import SCALE

_APART = frozenset({"account", "reports_to", "is_primary", "has_left"})
"""Fields whose values depend on other rows, or count for both."""

_LEFT = KINDS["contacts"].by_name["has_left"].label

_OTHERWISE = (
    "SELECT u.name, g.strength FROM relationship g JOIN relationship k ON k.user_id = g.user_id "
    'AND k.contact_id = ? AND k.strength <> g.strength JOIN "user" u ON u.id = g.user_id '
    "WHERE g.contact_id = ? ORDER BY u.name"
)


def unite(tx: Transaction, alike: Sequence[Alike]) -> list[str]:
    """Let each of two that are one person go up in the other, and all that refers to the one refer to the other.

    Returns sentences that keep what does not stand.
    """
    if not alike:
        return []
    left = have_left(tx.raw, alike)
    found = complete(tx, "contacts", alike, _APART)
    for two in found:
        _settle_flags(two, left)
        _write_known_otherwise(tx, two)
    refer(tx, "contact", [(one.kept, one.gone) for one in alike])
    _report(tx, found)
    tx.raw.executemany("DELETE FROM contact WHERE id = ?", [(one.gone,) for one in alike])
    return [text for two in found for text in sentences("contact", two.one.gone_name, two.lost)]


def _settle_flags(two: Two, left: Mapping[int, bool]) -> None:
    stays, goes = two.stays, two.goes
    assert isinstance(stays, tables.Contact)
    assert isinstance(goes, tables.Contact)
    stays.is_primary = stays.is_primary or goes.is_primary
    stays.has_left = left.get(two.one.kept, stays.has_left)
    if goes.has_left and not stays.has_left:
        two.lost.append(Lost(_LEFT, "yes"))


def _write_known_otherwise(tx: Transaction, two: Two) -> None:
    """Keep how colleagues know the one who goes, where they know the one who stays otherwise."""
    for name, strength in tx.raw.execute(_OTHERWISE, (two.one.kept, two.one.gone)).fetchall():
        two.lost.append(Lost("Relationship", f"{name}: {tx.playbook.label(SCALE, strength).lower()}"))


def _report(tx: Transaction, found: Sequence[Two]) -> None:
    """Let those who stay report to whom the others did, unless they report to somebody or it is a circle.

    Every superior stands for both by now.
    """
    sql = (
        "SELECT id, reports_to_id, name FROM contact WHERE account_id IN "
        "(SELECT account_id FROM contact WHERE id IN (?, ?))"
    )
    rows = tx.raw.execute(sql, (found[0].one.kept, found[0].one.gone)).fetchall()
    above: dict[int, int | None] = {number: superior for number, superior, _ in rows}
    names = {number: name for number, _, name in rows}
    for two in found:
        kept, superior = two.one.kept, above[two.one.gone]
        if superior is None or superior in (above[kept], kept):
            continue
        if above[kept] is not None:
            two.lost.append(Lost("Reports to", names[superior]))
            continue
        above[kept] = superior
        if find_cycle(above, kept):
            above[kept] = None
            two.lost.append(Lost("Reports to", f"{names[superior]}, which would be a circle here"))
        else:
            tx.raw.execute("UPDATE contact SET reports_to_id = ? WHERE id = ?", (superior, kept))
