"""Satisfaction of two accounts that become one: both histories in one, a day having one entry (features: row 29)."""

from __future__ import annotations

from kapta_tui.data.read.mergingsatisfaction import both_days
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.merging import Party


def unite(tx: Transaction, kept: Party, gone: Party) -> list[str]:
    """Return sentences that keep what does not stand: the entries of `gone` of days that both have.

    Moving the rows leaves those out, since an account has one entry a day.
    """
    tx.flush()
    lost = []
    for both in both_days(tx.raw, kept.id, gone.id):
        words = f": {both.gone_words}" if both.gone_words else ""
        if both.gone_score != both.kept_score or words:
            lost.append(f"Its satisfaction was {both.gone_score} on {both.day}{words}")
    return [f"{sentence.rstrip('.')}." for sentence in lost]
