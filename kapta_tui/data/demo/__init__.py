"""The sample portfolio of `kapta demo`: about forty invented accounts and two years of work on them.

The same day and user give the same bytes; only dates move with the day. The events are history alone:
undo takes back what is done to the portfolio, never the portfolio itself.
"""

from __future__ import annotations

from pathlib import Path

from kapta_tui.data import connect, summary
from kapta_tui.data.connect import immediate
from kapta_tui.data.demo.accounts import add_accounts
from kapta_tui.data.demo.commerce import add_commerce
from kapta_tui.data.demo.documents import add_documents
from kapta_tui.data.demo.figures import add_figures
from kapta_tui.data.demo.healthdays import add_health_days
from kapta_tui.data.demo.knowledge import add_knowledge
from kapta_tui.data.demo.ledger import Ledger
from kapta_tui.data.demo.meetings import add_reviews
from kapta_tui.data.demo.notes import add_notes
from kapta_tui.data.demo.people import add_products, add_users
from kapta_tui.data.demo.plans import add_plans
from kapta_tui.data.demo.risks import add_risks
from kapta_tui.data.demo.rulebook import put_playbook
from kapta_tui.data.demo.tasks import add_tasks
from kapta_tui.data.demo.whitespace import add_owned
from kapta_tui.data.demo.world import World
from kapta_tui.data.store import Store
from kapta_tui.domain.errors import RuleError

_PARTS = (
    add_products,
    add_accounts,
    add_commerce,
    add_risks,
    add_plans,
    add_tasks,
    add_notes,
    add_owned,
    add_knowledge,
    add_reviews,
    add_figures,
    add_documents,
)


def build(store: Store, files: Path | None = None) -> None:
    """Fill the freshly created, empty `store` with the sample portfolio as of `store.today`, in one transaction.

    The user of the store owns about a third of the accounts. Documents that are files are written to the
    folder `files`; without it there are links and missing files alone.

    Raises:
        RuleError: the store already holds records.
        StoreError: it cannot be written.
    """
    connection = connect.connect(store.path, busy_seconds=connect.WRITE_BUSY_SECONDS)
    try:
        with connect.store_errors(store.path), immediate(connection):
            if connection.execute("SELECT 1 FROM event LIMIT 1").fetchone():
                raise RuleError(
                    "The sample portfolio can only go into an empty store, and this one holds records.",
                    "Name a new file.",
                )
            world = World(Ledger(store.today), put_playbook(connection), files)
            add_users(world, store.user)
            for add in _PARTS:
                add(world)
            accounts = world.ledger.write(connection)
            summary.renew(connection, accounts, store.today, world.playbook.currency)
            add_health_days(connection, store.today)
    finally:
        connection.close()
