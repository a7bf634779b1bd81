"""`kapta account show --combined`: an account with all that stands below it (features: row 28)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kapta_tui.cli import naming, records
from kapta_tui.cli.output import Column, Listing, write_object
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.output.listing import shown
from kapta_tui.cli.session import Reader, session
from kapta_tui.data.read import families
from kapta_tui.data.read import records as reading
from kapta_tui.data.read.families import Member, Totals
from kapta_tui.data.read.names import account_name
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.money import from_minor

KIND = KINDS["accounts"]


def show_account(record: list[str], form: str | None, *, combined: bool, archived: bool) -> None:
    """Write the account that `record` names; `combined` adds its family, `archived` the archived ones of that."""
    with session().reading() as reader:
        number = naming.record_id(reader, KIND, record)
        names = tuple(reading.record(reader.connection, KIND.name, reader.view, number))
        listed = records.listing(reader, KIND, [number], names)
        if combined:
            family = families.family(reader.connection, number, archived=archived)
            listed = _with_family(reader, listed, family, _currency(reader, number))
        write_object(listed, form)


def _currency(reader: Reader, account: int) -> str:
    """Return the currency of the account's amounts."""
    return account_name(reader.connection, account).currency


def _with_family(reader: Reader, listed: Listing, family: Sequence[Member], currency: str) -> Listing:
    """Return the account with the sums of its family, in JSON under `combined`, else as further lines."""
    totals = families.totals(reader.connection, reader.view, [member.id for member in family])
    lines = _lines(totals, family, currency)

    def objects() -> list[Mapping[str, Json]]:
        return [{**item, "combined": _object(totals, family, currency)} for item in listed.objects()]

    def rows() -> list[list[Value]]:
        return [[*row, *lines.values()] for row in listed.rows()]

    columns = [Column(key, key.replace("_", " ").capitalize(), shown) for key in lines]
    return Listing(listed.name, [*listed.columns, *columns], rows, objects)


def _sums(totals: Totals, currency: str) -> dict[str, Value]:
    """Return the sums by key; `contract_value` is what the family has in `currency`, that of the account."""
    return {
        "accounts": totals.accounts,
        "contracts": totals.contracts,
        "nearest_contract_end": totals.nearest_end,
        "contract_expiration": totals.expiration,
        "contract_value": from_minor(dict(totals.worth.sums).get(currency, 0), currency),
        "currency": currency,
        "risks": totals.risks,
        "open_actions": totals.open_actions,
        "overdue": totals.overdue,
        "last_contact": totals.last_contact,
    }


def _object(totals: Totals, family: Sequence[Member], currency: str) -> dict[str, Json]:
    return {
        **_sums(totals, currency),
        "contract_values": [
            {"currency": code, "amount": from_minor(minor, code)} for code, minor in totals.worth.sums
        ],
        "members": [_member(member) for member in family],
    }


def _member(member: Member) -> dict[str, Json]:
    return {name: getattr(member, name) for name in ("id", "name", "parent", "depth", "archived")}


def _lines(totals: Totals, family: Sequence[Member], currency: str) -> dict[str, Value]:
    worth = " + ".join(f"{from_minor(minor, code):,f} {code}" for code, minor in totals.worth.sums)
    lines: dict[str, Value] = {"contract_values": worth, "members": ", ".join(one.name for one in family)}
    return {f"combined_{name}": value for name, value in {**_sums(totals, currency), **lines}.items()}
