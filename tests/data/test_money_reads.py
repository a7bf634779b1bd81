"""Money of several currencies: rows show one, totals count them all, on every day (mission S0)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kapta_tui.data import summary
from kapta_tui.data.read import accounts, records, riskboard, risks
from kapta_tui.data.read.money import contract_money
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.pulse import pulse
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Value
from kapta_tui.domain.filter import FilterError
from tests.data.desk import Desk


def sign(desk: Desk, account: str, value: int, currency: str, starts_in: int = 0, days: int = 400) -> None:
    start = desk.store.today + timedelta(days=starts_in)
    name = f"{currency} {value}"
    contract: dict[str, Value] = {"account": account, "name": name, "value": value, "currency": currency}
    desk.do(verbs.add_record, "contracts", contract | {"start": start, "end": start + timedelta(days=days)})


def new(desk: Desk, name: str, **values: str) -> int:
    return desk.do(verbs.add_record, "accounts", {"name": name, **values})


def seen(desk: Desk, account: int) -> tuple[str, int, int]:
    row = accounts.rows(desk.reading, [account])[account]
    return row.currency, row.value_minor, row.other_currencies


def view(desk: Desk) -> records.View:
    return records.View(desk.store.today, "jane", current(desk.reading))


def test_an_account_shows_its_largest_sum_in_major_units(desk: Desk) -> None:
    mixed = new(desk, "Mixed")
    sign(desk, "Mixed", 900_000, "EUR")
    sign(desk, "Mixed", 10, "USD")
    assert seen(desk, mixed) == ("EUR", 90_000_000, 1)
    sign(desk, "Mixed", 1_000_000, "JPY")
    assert seen(desk, mixed) == ("JPY", 1_000_000, 2)
    assert desk.faults() == []


def test_the_own_currency_of_an_account_comes_before_the_largest_sum(desk: Desk) -> None:
    own = new(desk, "Own", currency="USD")
    sign(desk, "Own", 900_000, "EUR")
    assert seen(desk, own) == ("USD", 0, 1)
    sign(desk, "Own", 10, "USD")
    assert seen(desk, own) == ("USD", 1_000, 1)


def test_totals_hold_every_currency_of_every_active_contract(desk: Desk) -> None:
    before = dict(contract_money(desk.reading, desk.store.today.isoformat(), "EUR").sums)
    mixed = new(desk, "Mixed")
    sign(desk, "Mixed", 900_000, "EUR")
    sign(desk, "Mixed", 10, "CHF")
    sign(desk, "Mixed", 77, "SEK", starts_in=5)
    after = dict(contract_money(desk.reading, desk.store.today.isoformat(), "EUR").sums)
    assert after == before | {"EUR": before.get("EUR", 0) + 90_000_000, "CHF": 1_000}
    assert contract_money(desk.reading, desk.store.today.isoformat(), "EUR", [mixed]).sums == (
        ("EUR", 90_000_000),
        ("CHF", 1_000),
    )


def test_a_risk_puts_every_currency_at_stake(desk: Desk) -> None:
    new(desk, "Mixed")
    sign(desk, "Mixed", 900_000, "EUR")
    sign(desk, "Mixed", 10, "CHF")
    values: dict[str, Value] = {
        "account": "Mixed",
        "reasons": ("QUIET",),
        "likelihood": "likely",
        "severity": "high",
    }
    desk.do(verbs.start_risk, values)
    percent = next(c.percent for c in view(desk).playbook.choices("likelihood") if c.code == "likely")
    assert percent is not None
    found = risks.totals(desk.reading, view(desk), filter="account=Mixed")
    assert found.value.sums == (("EUR", 90_000_000), ("CHF", 1_000))
    assert found.loss.sums == (("EUR", 900_000 * percent), ("CHF", 10 * percent))
    (column,) = (
        g for g in riskboard.boards(desk.reading, view(desk), filter="account=Mixed")["severity"] if g.ids
    )
    assert column.value == found.value
    assert dict(pulse(desk.reading, view(desk)).at_stake.sums)["CHF"] == 1_000


def test_contracts_that_have_not_begun_do_not_end(desk: Desk) -> None:
    before = pulse(desk.reading, view(desk)).endings
    new(desk, "Later")
    sign(desk, "Later", 5, "SEK", starts_in=5, days=10)
    assert pulse(desk.reading, view(desk)).endings == before


def test_the_last_contact_is_no_future_note_until_its_day(desk: Desk) -> None:
    account = new(desk, "Talk")
    today = desk.store.today
    for day in (today - timedelta(days=3), today + timedelta(days=4)):
        desk.do(verbs.add_note, {"account": "Talk", "text": "met", "date": day})
    assert accounts.rows(desk.reading, [account])[account].last_contact == today - timedelta(days=3)
    (until,) = desk.row("SELECT valid_until FROM account_summary WHERE account_id = ?", account)
    assert until == (today + timedelta(days=3)).isoformat()
    assert account not in summary.stale_accounts(desk.reading, date.fromisoformat(until))
    assert account in summary.stale_accounts(desk.reading, today + timedelta(days=4))
    assert account in summary.stale_accounts(desk.reading, today - timedelta(days=4))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("value>50k", {"Euro", "Yen"}),
        ("value>50kEUR", {"Euro"}),
        ("value>€50k", {"Euro"}),
        ("value<=50kEUR", set()),
        ('value>"50 000 EUR"', {"Euro"}),
        ("value>¥50k", {"Yen"}),
        ("value<$50k", {"Dollar", "Canada"}),
        ("value<50kUSD", {"Dollar"}),
        ("!value>50kEUR", {"Yen", "Dollar", "Canada"}),
    ],
)
def test_an_amount_is_compared_in_the_currency_beside_it_else_in_each_rows_own(
    desk: Desk, text: str, names: set[str]
) -> None:
    for name, value, currency in (
        ("Euro", 60_000, "EUR"),
        ("Yen", 6_480_000, "JPY"),
        ("Dollar", 40_000, "USD"),
        ("Canada", 9_000, "CAD"),
    ):
        new(desk, name)
        sign(desk, name, value, currency)
    found = records.ids(desk.reading, "accounts", view(desk), filter=f"{text} value:*")
    rows = accounts.rows(desk.reading, found)
    assert {row.name for row in rows.values() if row.contracts} - {"Acme", "Beta"} == names


def test_a_filter_of_a_currency_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(FilterError, match="'XYZ' is no currency"):
        records.ids(desk.reading, "accounts", view(desk), filter="value>50kXYZ")
