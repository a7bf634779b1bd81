"""What has happened is not dated ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain import happened
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.rules import faults

TODAY = date(2026, 11, 21)


@given(st.sampled_from(sorted(happened.HAPPENINGS)), st.integers(-400, 400))
def test_only_days_after_today_are_ahead(kind: str, days: int) -> None:
    values: Values = {"date": TODAY + timedelta(days), "stage": "held"}
    assert (happened.fault(kind, values, TODAY) is not None) is (days > 0)


@pytest.mark.parametrize(
    ("stage", "is_refused"), [("planned", False), ("cancelled", False), ("held", True), ("completed", True)]
)
def test_only_a_review_that_took_place_cannot_be_ahead(stage: str, is_refused: bool) -> None:
    values: Values = {"date": date(2026, 11, 22), "stage": stage}
    assert ("date" in faults("qbrs", values, TODAY)) is is_refused


def test_other_kinds_and_empty_days_are_free() -> None:
    assert faults("contracts", {"end": date(2027, 1, 1), "date": date(2027, 1, 1)}, TODAY) == {}
    assert faults("voc", {"date": None}, TODAY) == {}


def test_the_error_says_what_to_do() -> None:
    with pytest.raises(RuleError, match="measured on 2026-11-22") as refused:
        happened.refuse_ahead("metrics", {"date": date(2026, 11, 22)}, TODAY)
    assert (refused.value.field, refused.value.remedy) == ("date", "Give today or an earlier day.")
