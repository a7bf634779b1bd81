"""No contract, opportunity or product is worth less than nothing, whichever way it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kapta_tui.data import connect
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from tests.data.desk import Desk
from tests.exchange.imports import Bench, reasons

AMOUNTS = {"contracts": "value", "opportunities": "amount", "products": "price"}


@pytest.mark.parametrize(("kind", "name"), AMOUNTS.items())
def test_an_amount_below_0_is_refused(desk: Desk, kind: str, name: str) -> None:
    account: Values = {"account": "Acme"} if KINDS[kind].owner == "account" else {}
    for refused in (
        desk.refused(verbs.edit_record, kind, 1, {name: Decimal("-0.01")}),
        desk.refused(verbs.add_record, kind, {**account, "name": "Less", name: -1}),
    ):
        assert isinstance(refused, RuleError)
        assert (refused.cause, refused.field) == (f"The {name} is below 0.", name)
    desk.do(verbs.edit_record, kind, 1, {name: 0})


@pytest.mark.parametrize(("kind", "name"), AMOUNTS.items())
@pytest.mark.parametrize("amount", ["-1", "-1.200,50", "(12)", "€-3"])
def test_a_file_with_an_amount_below_0_is_told_of_its_row(
    desk: Desk, kind: str, name: str, amount: str
) -> None:
    text = f'Account,Name,{name.title()}\nAcme,Less,"{amount}"\nAcme,Better,12\n'
    item = Bench(desk.store).one(f"{kind}.csv", text, kind=kind)
    assert (item.created, item.rejected) == (1, 1)
    assert reasons(item)[0][1:] == (name.title(), f"The {name} is below 0")


@pytest.mark.parametrize(("kind", "name"), AMOUNTS.items())
def test_the_check_names_an_amount_below_0(desk: Desk, kind: str, name: str) -> None:
    breaking = connect.connect(desk.store.path)
    breaking.execute(f"UPDATE {KINDS[kind].table} SET {KINDS[kind].by_name[name].stored_as} = -100")
    breaking.close()
    assert f"{KINDS[kind].label} 1: The {name} is below 0." in desk.faults()
