"""What is written on a day that is pretended is stamped with that day, wherever the machine stands."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data.store import moment_of, utc_now
from tests.cli.program import Program

_ZONES = ("UTC", "Pacific/Kiritimati", "America/Havana", "Asia/Kolkata")


@pytest.fixture(params=_ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let this machine stand in a time zone for a test."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates())
def test_a_moment_lies_on_the_local_day_that_is_meant(zone: str, day: date) -> None:
    written = moment_of(day)
    assert len(written) == len(utc_now()) == 20
    if date(1900, 1, 1) < day < date(2100, 1, 1):
        assert datetime.fromisoformat(written).astimezone().date() == day


def test_the_time_of_day_is_the_real_one(zone: str) -> None:
    passed = datetime.now(UTC) - datetime.fromisoformat(moment_of(date.today()))
    assert abs(passed.total_seconds()) < 120


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_calendar_has_an_end(zone: str, day: date) -> None:
    assert moment_of(day)[:4] in ("0001", "9999")


def test_records_and_events_are_of_the_day_that_is_given(kapta: Program) -> None:
    assert kapta("--today", "2024-06-30", "account", "add", "--name", "Acme").code == 0
    assert kapta("--today", "2026-05-31", "account", "edit", "Acme", "--website", "acme.test").code == 0
    (shown,) = kapta("account", "list", "--json").json
    days = [_day(shown[name]) for name in ("created_at", "updated_at")]
    assert days == ["2024-06-30", "2026-05-31"]
    assert [_day(entry["at"]) for entry in kapta("log", "--json").json] == ["2026-05-31", "2024-06-30"]


def _day(moment: str) -> str:
    """Return the local day of a moment."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat()
