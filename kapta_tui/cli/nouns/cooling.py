"""`kapta contact cold`: who goes cold next, and what their silence costs (features: row 65)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kapta_tui.cli import naming
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.session import say, session
from kapta_tui.data.read.health.cold import ColdRow, cold
from kapta_tui.domain.fields import Value
from kapta_tui.domain.health.rounding import rounded

KEYS: Final = (
    "cold_on",
    "days_left",
    "account",
    "contact",
    "id",
    "role",
    "last_contact",
    "costs",
)


def show_cold(account: str | None, within: int | None, form: str | None) -> None:
    """Write who goes cold at `account`, or at all accounts, within so many days, the next one first."""
    with session().reading() as reader:
        number = None if account is None else naming.account_id(reader, account)
        found = cold(reader.connection, reader.view, number, within=within)
        write_listing(flat_listing("cold", KEYS, [_object(row) for row in found]), form)
        if not found and is_terminal():
            say("Nobody goes cold." if within is None else f"Nobody goes cold within {within} days.")


def _object(row: ColdRow) -> dict[str, Value]:
    return {
        "cold_on": row.cooling.cold_on,
        "days_left": row.days_left,
        "account": row.account,
        "contact": row.name,
        "id": row.cooling.player,
        "role": row.cooling.role,
        "last_contact": row.cooling.newest,
        "costs": Decimal(rounded(row.cooling.costs, 2)).scaleb(-2),
    }
