"""Which products an account has (features: row 18)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.write import records
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.text import listed


@verb
def set_products(tx: Transaction, account: int, products: Sequence[int], has: bool = True) -> int:
    """Say that an account has `products`, or has them not, and return its id.

    Other products stay as they are by then, whoever else changes them meanwhile.

    Raises:
        NotFound: the account or a product is gone.
    """
    row = records.load(tx, "accounts", account)
    link = tables.AccountProduct
    held = {
        found.product_id: found
        for found in tx.session.exec(select(link).where(col(link.account_id) == account)).all()
    }
    named: list[str] = []
    for product in dict.fromkeys(products):
        name = records.label(records.load(tx, "products", product))
        if has and product not in held:
            tx.session.add(link(account_id=account, product_id=product))
        elif not has and product in held:
            tx.session.delete(held[product])
        else:
            continue
        named.append(name)
    if named:
        records.touch(tx, row)
        said = "has" if has else "no longer has"
        tx.say(f"{records.label(row)} {said} {listed(named)}", account, "set_products")
    return account
