"""Saying which products an account has; the function returned runs in a thread with the open store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kapta_tui.screens.editing_jobs import Job

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


def set_products(account: int, products: Sequence[int], *, has: bool) -> Job:
    """Give products to an account, or take them away; the products themselves stay."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.products import set_products as verb

        return store.do(verb, account, products, has)

    return run
