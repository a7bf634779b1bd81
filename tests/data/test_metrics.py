"""Metrics in the store: measurements, corrections, units, order and gains (features: row 11)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kapta_tui.data.read import metrics
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import Conflict, NotFound, RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.measures import Rank
from tests.conftest import TODAY, make_store
from tests.data.desk import Desk


def _history(desk: Desk, metric: int = 1) -> list[tuple[date, Decimal]]:
    return [(entry.day, entry.value) for entry in metrics.history(desk.reading, metric)]


def _row(desk: Desk, metric: int = 1, days: int = 30) -> metrics.MetricRow:
    return metrics.metric(desk.reading, metric, TODAY, days)


def test_a_day_has_one_value_and_recording_it_again_corrects_it(desk: Desk) -> None:
    desk.do(verbs.record_metric, 1, Decimal(80), date(2026, 1, 5))
    desk.do(verbs.record_metric, 1, Decimal(82), date(2026, 1, 5))
    assert _history(desk) == [(TODAY, Decimal(95)), (date(2026, 1, 5), Decimal(82))]
    assert desk.last_event() == ("record_metric", "Recorded 82 % for Uptime of Acme on 2026-01-05")


def test_a_value_of_the_wrong_day_moves_to_the_right_one(desk: Desk) -> None:
    desk.do(verbs.record_metric, 1, Decimal(96), date(2026, 2, 1), instead=TODAY)
    assert _history(desk) == [(date(2026, 2, 1), Decimal(96))]


def test_a_value_corrected_meanwhile_is_not_overwritten(desk: Desk) -> None:
    desk.do(verbs.record_metric, 1, Decimal(96), TODAY, instead=TODAY, seen=Decimal("95.0"))
    refused = desk.refused(verbs.record_metric, 1, Decimal(94), TODAY, instead=TODAY, seen=Decimal(95))
    assert isinstance(refused, Conflict)
    assert "now '96 %', yours '94 %'" in refused.cause


def test_a_value_that_is_gone_is_neither_moved_nor_removed(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.do(verbs.record_metric, 1, Decimal(96), TODAY, instead=date(2020, 1, 1))
    with pytest.raises(NotFound):
        desk.do(verbs.remove_metric_value, 1, date(2020, 1, 1))
    assert _history(desk) == [(TODAY, Decimal(95))]


def test_a_removed_value_leaves_the_others(desk: Desk) -> None:
    desk.do(verbs.record_metric, 1, Decimal(80), date(2026, 1, 5))
    desk.do(verbs.remove_metric_value, 1, TODAY)
    assert _history(desk) == [(date(2026, 1, 5), Decimal(80))]
    assert desk.last_event()[1] == f"Removed the value 95 % of Uptime of Acme on {TODAY}"


def test_a_unit_must_fit_the_values_there_are(desk: Desk) -> None:
    with pytest.raises(RuleError, match="'Uptime' has 3 values other than 1, 2 and 3") as error:
        desk.do(verbs.edit_record, "metrics", 1, {"unit": "colour"})
    assert error.value.field == "unit"
    desk.do(verbs.edit_record, "metrics", 1, {"unit": "number"})
    desk.do(verbs.edit_record, "metrics", 1, {"unit": "colour", "value": 2, "start": None, "target": None})
    assert _row(desk).colour == "amber"


def test_a_colour_as_value_makes_colour_the_unit(desk: Desk) -> None:
    made = desk.do(verbs.add_record, "metrics", {"account": "Acme", "name": "Mood", "value": Rank(3)})
    assert (_row(desk, made).unit, _row(desk, made).colour) == ("colour", "green")
    with pytest.raises(RuleError, match="no number"):
        desk.do(verbs.record_metric, 1, Rank(3))


@pytest.mark.parametrize("level", ["start", "target"])
def test_levels_of_a_colour_are_colours(desk: Desk, level: str) -> None:
    values: Values = {"account": "Acme", "name": "Mood", "unit": "colour", level: 12}
    with pytest.raises(RuleError, match="no colour") as error:
        desk.do(verbs.add_record, "metrics", values)
    assert error.value.field == level


def test_metrics_keep_the_order_people_give_them(desk: Desk) -> None:
    for name in ("Seats", "Mood"):
        desk.do(verbs.add_record, "metrics", {"account": "Acme", "name": name})
    desk.do(verbs.move_by, "metrics", 3, -2)
    assert [row.name for row in metrics.metrics(desk.reading, 1, TODAY, 30)] == ["Mood", "Uptime", "Seats"]
    desk.do(verbs.move_by, "metrics", 3, 1)
    assert [row.name for row in metrics.metrics(desk.reading, 1, TODAY, 30)] == ["Uptime", "Mood", "Seats"]


def test_a_gain_counts_from_the_value_held_when_the_period_began(desk: Desk) -> None:
    desk.do(verbs.record_metric, 1, Decimal(90), TODAY - timedelta(40))
    desk.do(verbs.record_metric, 1, Decimal(93), TODAY - timedelta(10))
    month, week = _row(desk, days=30).change, _row(desk, days=7).change
    assert month is not None
    assert week is not None
    assert (int(month.delta), int(week.delta)) == (5, 2)
    assert _row(desk).is_better(month.delta) is True


def test_values_of_days_to_come_do_not_count_yet(desk: Desk) -> None:
    """Who looks at a day that is past sees nothing of what came after it."""
    tomorrow = make_store(desk.store.path, today=TODAY + timedelta(1))
    tomorrow.do(verbs.record_metric, 1, Decimal(10))
    row = _row(desk)
    assert (row.value, row.later, len(_history(desk))) == (Decimal(95), 1, 2)


def test_two_people_give_products_without_losing_each_others(desk: Desk) -> None:
    copper = desk.do(verbs.add_record, "products", {"name": "Copper"})
    desk.do(verbs.set_products, 1, [1])
    desk.do(verbs.set_products, 1, [copper])
    desk.do(verbs.set_products, 1, [1], has=False)
    assert desk.rows("SELECT product_id FROM account_product WHERE account_id = 1") == [(copper,)]
    assert desk.last_event() == ("set_products", "Acme no longer has Fibre")
    assert desk.rows("SELECT count(*) FROM product") == [(2,)]


def test_a_product_that_is_gone_is_given_to_nobody(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.do(verbs.set_products, 1, [1, 99])
    assert desk.rows("SELECT count(*) FROM account_product WHERE account_id = 1 AND product_id = 99") == [
        (0,)
    ]
