"""The whitespace grid: states of cells, order and sums (features: row 18)."""

from __future__ import annotations

from kapta_tui.data.read import whitespace
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.whitespace import Spot, State
from kapta_tui.data.write import verbs
from tests.conftest import TODAY
from tests.data.desk import Desk


def _deal(
    desk: Desk, account: str, product: str, stage: str, amount: int = 100, currency: str = "EUR"
) -> int:
    values = {"account": account, "name": f"{product} {stage}", "stage": stage, "product": product}
    return desk.do(verbs.add_record, "opportunities", {**values, "amount": amount, "currency": currency})


def _states(desk: Desk, account: int) -> dict[int, State]:
    line = whitespace.lines(desk.reading, [account], current(desk.reading))[account]
    return {product: spot.state for product, spot in line.spots.items()}


def test_what_an_account_has_stands_before_what_it_is_offered_won_or_lost(desk: Desk) -> None:
    names = ("Copper", "Radio", "Voice")
    copper, radio, voice = (desk.do(verbs.add_record, "products", {"name": name}) for name in names)
    desk.do(verbs.set_products, 2, [1])
    _deal(desk, "Beta", "Fibre", "proposal")
    _deal(desk, "Beta", "Copper", "lost")
    _deal(desk, "Beta", "Copper", "on_hold")
    _deal(desk, "Beta", "Radio", "lost")
    _deal(desk, "Beta", "Voice", "won")
    assert _states(desk, 2) == {1: State.HAS, copper: State.OPEN, radio: State.LOST, voice: State.WON}


def test_a_probability_of_its_own_stands_before_that_of_the_stage(desk: Desk) -> None:
    first = _deal(desk, "Beta", "Fibre", "proposal")
    second = _deal(desk, "Beta", "Fibre", "proposal")
    desk.do(verbs.edit_record, "opportunities", second, {"probability": 5})
    line = whitespace.lines(desk.reading, [2], current(desk.reading))[2]
    assert {deal.id: deal.percent for deal in line.spots[1].open} == {first: 50, second: 5}


def test_sums_are_per_currency_and_of_the_accounts_asked_for(desk: Desk) -> None:
    desk.do(verbs.set_products, 2, [1])
    _deal(desk, "Acme", "Fibre", "proposal", 100)
    _deal(desk, "Beta", "Fibre", "discovery", 50, "USD")
    _deal(desk, "Beta", "Fibre", "lost", 999)
    book = current(desk.reading)
    both = whitespace.totals(desk.reading, [1, 2], book)
    assert both.by_product[1].amount.sums == (("EUR", 10000), ("USD", 5000))
    assert (both.whole.has, both.whole.open) == (1, 2)
    assert whitespace.totals(desk.reading, [1], book).by_product[1].amount.sums == (("EUR", 10000),)


def test_an_account_that_is_offered_a_product_in_two_currencies_is_one_account(desk: Desk) -> None:
    _deal(desk, "Beta", "Fibre", "proposal", 100)
    _deal(desk, "Beta", "Fibre", "discovery", 50, "USD")
    found = whitespace.totals(desk.reading, [1, 2], current(desk.reading))
    assert (found.by_product[1].open, found.whole.open) == (1, 1)
    assert found.by_product[1].amount.sums == (("EUR", 10000), ("USD", 5000))


def test_columns_stand_by_family_and_those_without_one_last(desk: Desk) -> None:
    desk.do(verbs.add_record, "products", {"name": "Zeta", "family": "Access"})
    desk.do(verbs.add_record, "products", {"name": "Alpha", "family": "access"})
    assert [offer.name for offer in whitespace.offers(desk.reading)] == ["Alpha", "Zeta", "Fibre"]


def test_the_order_is_that_of_names_or_families_under_the_filter(desk: Desk) -> None:
    view = View(TODAY, "jane", current(desk.reading))
    assert list(whitespace.order(desk.reading, view, "", as_tree=True).prefixes) == [2]
    assert list(whitespace.order(desk.reading, view, "beta", as_tree=False).ids) == [2]


def test_nothing_is_on_offer_or_at_risk_while_that_is_switched_off(desk: Desk) -> None:
    desk.do(verbs.set_products, 2, [1])
    _deal(desk, "Beta", "Fibre", "proposal")
    on = current(desk.reading)
    off = on._replace(features={**on.features, "opportunities": False, "risks": False})
    seen, hidden = (whitespace.lines(desk.reading, [2], book)[2] for book in (on, off))
    assert (seen.at_risk, len(seen.spots[1].deals)) == (True, 1)
    assert (hidden.at_risk, hidden.spots, hidden.amount.sums) == (False, {1: Spot(has=True)}, ())
    totals = whitespace.totals(desk.reading, [1, 2], off)
    assert (totals.whole.has, totals.whole.open, totals.whole.amount.sums) == (1, 0, ())
